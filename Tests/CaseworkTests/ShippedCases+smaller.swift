import Casework
import CaseworkTesting

/// The types that other cases call for, or that stand by themselves.
extension ShippedCases {
    /// One of three answers that he does not come, adjourned once, decided the second time, minuted.
    static func conference() throws -> Play {
        var play = try opened(
            "joint-conference",
            "2025-03-03 09:00",
            [
                "title": "垃圾清运无人负责", "topic": "垃圾清运", "attendees": ["housing", "police"], "districtCode": "420106",
                "street": "示例一街道", "estate": "示例花园", "channel": "transfer", "receivedAt": "2025-03-03T09:00:00+08:00",
            ]
        )
        func call(_ moment: String) throws {
            let fields: [String: Value] = [
                "meetsAt": .text(try Instant.city(moment).description), "place": "街道会议室",
                "attendees": ["housing", "police", "community"],
            ]
            play.complete("convene", fields: fields)
            play.complete("attend", "police", outcome: "not-coming", fields: ["reason": "另有警情"])
            play.complete("attend", "housing", outcome: "coming", fields: ["attendant": "李文博"])
            play.complete("attend", "community", outcome: "sends-deputy", fields: ["attendant": "社区干事"])
            play.pass(to: try Instant.city(moment))
        }
        try call("2025-03-05 09:00")
        play.complete("meet", outcome: "adjourned", fields: ["present": ["housing"]])
        try call("2025-03-07 09:00")
        let decisions: Value = [["party": "housing", "task": "督促清运"]]
        play.complete(
            "meet",
            outcome: "decided",
            fields: ["present": ["housing", "community"], "decisions": decisions]
        )
        play.complete("minutes", fields: ["minutes": "x", "conclusion": "一周内恢复清运"], document: "示例一街道联督〔2025〕1号")
        return play
    }

    /// Not complete, noticed, made good at the second try.
    static func disclosure() throws -> Play {
        var play = try opened(
            "disclosure-check",
            "2025-03-03 09:00",
            [
                "title": "公示栏空白", "discloser": "company", "districtCode": "420106", "street": "示例一街道",
                "estate": "示例花园", "channel": "patrol", "receivedAt": "2025-03-03T09:00:00+08:00",
            ]
        )
        play.complete("check", outcome: "failed", fields: ["findings": [], "photos": []])
        play.complete("notice", by: "housing-zhao", fields: ["orders": "七日内补齐"], document: "武房检告〔2025〕1号")
        play.pass(to: try Instant.city("2025-03-12 09:00"))
        play.complete("recheck", outcome: "failed", fields: ["findings": [], "photos": []])
        play.complete("disclose", fields: ["photos": []])
        play.complete("recheck", outcome: "passed", fields: ["findings": [], "photos": []])
        return play
    }

    /// Nobody reports until the day is over; the street makes it a case of misconduct, which goes its own way.
    static func dutyReport() throws -> Play {
        var play = try opened(
            "duty-report",
            "2025-02-17 09:00",
            [
                "title": "2024年度述职", "year": 2024, "districtCode": "420104", "street": "示例三街道", "estate": "示例新村",
                "channel": "patrol", "receivedAt": "2025-02-17T09:00:00+08:00",
            ]
        )
        play.pass(to: try Instant.city("2025-04-02 09:00"))
        play.complete("review", outcome: "to-misconduct", fields: ["record": "两次催告仍未述职"])
        play.complete(
            "refer",
            outcome: "started",
            fields: ["allegations": ["未按年度述职"], "ownersTotal": 1200, "text": "未述职"]
        )
        play.closeChild("refer", end: "resolved")
        return play
    }

    static func monthly() throws -> Play {
        var play = try opened(
            "monthly-inspection",
            "2025-05-06 09:00",
            [
                "title": "2024年度末位小区月度巡查", "districtCode": "420107", "estate": "示例旧苑", "company": "示例物业有限公司",
                "channel": "transfer", "receivedAt": "2025-05-06T09:00:00+08:00",
            ]
        )
        func inspect(_ outcome: String, _ severity: Value, isMet: Bool) {
            let findings: Value = [["item": "公共区域保洁", "met": .bool(isMet)]]
            play.complete(
                "inspect",
                outcome: outcome,
                fields: ["inspectors": ["甲", "乙"], "findings": findings, "severity": severity, "photos": []]
            )
        }
        inspect("problem", "general", isMet: false)
        play.complete(
            "rectify",
            outcome: "started",
            fields: ["category": "propertyService.cleaning", "street": "示例六街道", "text": "楼道长期不清扫"]
        )
        play.pass(to: try Instant.city("2025-06-10 09:00"))
        inspect("no-problem", "none", isMet: true)
        play.complete("month", outcome: "lifted", by: "housing-zhao", fields: ["reason": "连续整改到位"])
        return play
    }

    static func training() throws -> Play {
        var play = try opened(
            "training",
            "2025-03-03 09:00",
            [
                "title": "维修资金使用培训", "trainingTopic": "fund-use", "trainingMode": "offline", "districtCode": "420106",
                "channel": "patrol", "receivedAt": "2025-03-03T09:00:00+08:00",
            ]
        )
        let plan: [String: Value] = [
            "meetsAt": .text(try Instant.city("2025-03-11 14:30").description), "place": "区房管局", "trainer": "示例讲师",
        ]
        play.complete("plan", fields: plan)
        play.pass(to: try Instant.city("2025-03-11 17:00"))
        play.complete("hold", outcome: "taught", fields: ["attendance": 52, "record": "讲解续筹和使用程序"])
        play.complete("archive")
        return play
    }
}
