import Casework
import CaseworkTesting

/// The case of domain notes DEMO-001, played up to where a test begins.
enum DeputySuggestion {
    static let coHandlers = ["police", "justice", "civil-affairs"]

    static func play(at moment: String = "2023-04-27 09:00") throws -> Play {
        Play(
            try Fixture.workflow("deputy-suggestion"),
            calendar: try Fixture.calendar(),
            at: try Instant.city(moment)
        )
    }

    static let fields: [String: Value] = [
        "suggestionNo": "20230333", "title": "关于解决小区物业纠纷的建议", "text": "小区物业纠纷多发,建议加强行业监管。",
        "leadDeputy": "代表甲", "coSigners": [], "meeting": "recess", "channel": "deputy", "districtCode": "420100",
        "receivedAt": "2023-04-20T09:10:00+08:00", "leadUnit": "housing",
        "coHandlers": ["police", "justice", "civilAffairs"],
    ]

    static func opened() throws -> Play {
        var play = try play()
        play.open(fields)
        return play
    }

    /// Registered and assigned on 2023-04-27: contact and the three opinions are open.
    static func assigned() throws -> Play {
        var play = try opened()
        play.complete("register", outcome: "accepted", by: "suggestions-zhou", fields: ["category": "propertyService"])
        play.complete(
            "assign",
            by: "supervision-wang",
            fields: ["leadUnit": "housing", "coHandlers": coHandlers.value]
        )
        return play
    }

    static func submit(_ agency: String, _ play: inout Play, outcome: String = "submitted") {
        play.complete(
            "opinions",
            agency,
            outcome: outcome,
            fields: ["opinion": "意见", "signedBy": .text("\(agency)-leader")]
        )
    }

    static func contact(_ play: inout Play) {
        play.complete("contact", fields: ["contactedAt": "2023-05-08", "mode": "visit", "record": "已走访"])
    }

    /// All opinions are in and the deputies were visited: the draft is open.
    static func drafting() throws -> Play {
        var play = try assigned()
        for agency in coHandlers { submit(agency, &play) }
        contact(&play)
        return play
    }

    static func draft(_ play: inout Play, class resultClass: String = "A", by person: String = "housing-li") {
        var fields: [String: Value] = ["reply": "答复", "resultClass": .text(resultClass)]
        if resultClass == "B" { fields["promisedOn"] = "2023-12-29" }
        play.complete("draft", by: person, fields: fields)
    }

    static func sign(_ play: inout Play, number: Int = 88) {
        play.complete("review", outcome: "passed", by: "housing-sun")
        play.complete(
            "sign-off",
            outcome: "signed",
            by: "housing-qian",
            fields: ["signer": "housing-qian", "sealedOn": "2023-06-20"],
            document: "武房函〔2023〕\(number)号"
        )
    }

    static func deliver(_ play: inout Play) {
        play.complete("deliver", fields: ["receipts": ["r.pdf"], "deliveredOn": "2023-06-21"])
    }

    static func publish(_ play: inout Play) {
        play.complete("publish", outcome: "published", fields: ["url": "https://example.cn/1", "column": "建议提案"])
    }

    static func evaluate(_ play: inout Play, _ outcome: String) {
        var fields: [String: Value] = ["attitude": "satisfied", "result": "satisfied"]
        if outcome == "dissatisfied" { fields = ["attitude": "basically", "result": "dissatisfied", "reasons": "未解决"] }
        play.complete("evaluate", outcome: outcome, by: "suggestions-zhou", fields: fields)
    }

    /// Delivered: publishing and the deputy's evaluation are open.
    static func delivered(class resultClass: String = "A") throws -> Play {
        var play = try drafting()
        draft(&play, class: resultClass)
        sign(&play)
        deliver(&play)
        return play
    }
}

extension [String] {
    var value: Value { .list(map(Value.text)) }
}
