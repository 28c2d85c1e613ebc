import Casework
import CaseworkTesting

/// One case of each newer type, played to its end: what its history reads is a golden text.
enum ShippedCases {
    static let names = [
        "annual-assessment", "committee-misconduct", "company-handover", "disclosure-check", "dispute-mediation",
        "duty-report",
        "joint-conference", "monthly-inspection", "owners-vote", "safety-hazard", "service-complaint", "training",
        "whistle-report",
    ]

    static func played(_ name: String) throws -> Play {
        switch name {
        case "annual-assessment": try assessment()
        case "committee-misconduct": try committee()
        case "company-handover": try handover()
        case "disclosure-check": try disclosure()
        case "dispute-mediation": try mediation()
        case "duty-report": try dutyReport()
        case "joint-conference": try conference()
        case "owners-vote": try vote()
        case "monthly-inspection": try monthly()
        case "training": try training()
        case "safety-hazard": try hazard()
        case "service-complaint": try complaint()
        default: try whistle()
        }
    }

    /// A year of ratings, five marks, an objection that changes nothing, a place among the ten best or worst.
    static func assessment(_ list: String = "top") throws -> Play {
        var play = try opened(
            "annual-assessment",
            "2024-01-08 09:00",
            [
                "title": "2024年度质量考评", "districtCode": "420107", "street": "示例六街道", "estate": "示例家园",
                "channel": "website", "receivedAt": "2024-01-08T09:00:00+08:00", "year": 2024, "company": "示例物业有限公司",
                "yearStartsOn": "2024-01-01", "yearEndsOn": "2024-12-31", "text": "年度考评",
            ]
        )
        play.complete("open", outcome: "opened")
        play.pass(to: try Instant.city("2025-01-06 09:00"))
        let marks: [(String, Value)] = [
            ("owners", 9_000), ("street", 8_000), ("community", 7_000), ("committee", 6_000), ("housing", 10_000),
        ]
        for (party, mark) in marks { play.complete("offline", party, outcome: "rated", fields: ["marks": mark]) }
        play.complete(
            "collect",
            outcome: "collected",
            fields: ["onlineRatings": 0, "onlineSum": 0, "rectifiedRatings": 0, "rectifiedSum": 0]
        )
        play.complete("compute", outcome: "computed", fields: ["total": 8_750, "ownersScore": 9_000, "sample": 412])
        play.complete("object", outcome: "raised", fields: ["grounds": "街道评分偏低"])
        play.complete("confirm", outcome: "confirmed")
        play.complete("rank", outcome: list, fields: ["cityRank": 7, "districtRank": 1])
        play.complete("approve", outcome: "approved", by: "housing-zhao")
        play.complete("publish", fields: ["url": "https://example.cn/2024"], document: "武房评〔2025〕1号")
        let isTop = list == "top"
        play.complete(
            "feed",
            fields: ["credit": isTop ? "gained" : "lost", "patrol": isTop ? "usual" : "every-month"]
        )
        return play
    }

    /// Settled by people's mediation while one agency keeps silent; nobody asks the court; performed.
    private static func mediation() throws -> Play {
        var play = try opened(
            "dispute-mediation",
            "2024-03-04 10:05",
            [
                "title": "拖欠物业费纠纷", "category": "propertyService.feeArrears", "districtCode": "420111",
                "channel": "counter", "consent": "given", "receivedAt": "2024-03-04T10:00:00+08:00", "claim": 368_000,
                "text": "拖欠物业费",
                "parties": [
                    ["role": "applicant", "kind": "company", "name": "示例物业有限公司"],
                    ["role": "respondent", "kind": "owner", "name": "李**"],
                ],
            ]
        )
        play.complete("triage", outcome: "people", fields: ["resource": "lawyer", "grounds": "双方愿意"])
        play.complete("consent", outcome: "both-agree")
        let appointment: [String: Value] = ["mediator": "TJ-7", "askAgencies": ["housing", "police"]]
        play.complete("assign-mediator", outcome: "assigned", fields: appointment)
        play.complete("impartiality", outcome: "clear")
        play.complete("facts", "housing", outcome: "provided", fields: ["answer": "合同和收费备案已查"])
        play.pass(to: try Instant.city("2024-03-20 10:00"))
        let sessions: [String: Value] = ["heldAt": ["2024-03-19T09:00:00+08:00"], "absences": 0, "record": "已调解"]
        play.complete("sessions", outcome: "settled", fields: sessions)
        let agreement: [String: Value] = [
            "agreementKind": "written", "effectiveOn": "2024-03-20", "performBy": "2024-05-31", "signatures": [],
        ]
        play.complete("agreement", fields: agreement, document: "武人调〔2024〕1号")
        play.pass(to: try Instant.city("2024-06-03 09:00"))
        play.complete("perform", outcome: "performed", fields: ["record": "已付清"])
        return play
    }

    /// Absent once, interviewed, not corrected, suspended, returned once, referred.
    private static func committee() throws -> Play {
        var play = try opened(
            "committee-misconduct",
            "2024-05-13 09:00",
            [
                "title": "业委会两年未述职", "category": "publicManagement.commonRevenue", "districtCode": "420104",
                "street": "示例三街道", "estate": "示例新村", "channel": "letter", "receivedAt": "2024-05-13T09:00:00+08:00",
                "source": "owners", "reporterCount": 23, "ownersTotal": 100, "allegations": ["账目不公开"], "text": "请求审计",
            ]
        )
        play.complete("accept", outcome: "accepted")
        play.complete("check", outcome: "serious", fields: ["facts": "账目不符"])
        let call: [String: Value] = ["interviewAt": "2024-05-16T09:00:00+08:00", "place": "街道"]
        play.complete("appoint", fields: call)
        play.pass(to: try Instant.city("2024-05-16 09:00"))
        play.complete("interview", outcome: "absent")
        play.complete("appoint", fields: call)
        play.pass(to: try Instant.city("2024-05-20 09:00"))
        play.complete(
            "interview",
            outcome: "held",
            fields: ["minutes": "x", "promises": []],
            document: "示例三街道约谈〔2024〕1号"
        )
        play.complete("order", fields: ["orders": "公开账目"], document: "武民责〔2024〕1号")
        play.complete("audit", outcome: "illegal", fields: ["auditor": "示例会计师事务所", "auditReport": "x"])
        play.complete("refer", fields: ["referredTo": "discipline", "files": []], document: "武民移〔2024〕1号")
        play.complete("referral-answer", outcome: "accepted")
        play.pass(to: try Instant.city("2024-06-05 09:00"))
        play.complete("verify", outcome: "not-corrected", fields: ["facts": "仍未公开"])
        let decision: [String: Value] = ["grounds": "拒不改正", "caretaker": "community"]
        play.complete("suspend", outcome: "suspended", fields: decision, document: "示例三街道停职〔2024〕1号")
        play.complete("oversee", outcome: "returned", fields: ["guidance": "补充事实"])
        play.complete("suspend", outcome: "suspended", fields: decision, document: "示例三街道停职〔2024〕2号")
        play.complete("oversee", outcome: "endorsed")
        play.complete("announce", fields: ["photo": "x"])
        play.complete("take-seal", outcome: "handed-over", fields: ["things": []])
        play.complete("recall-notice", outcome: "not-asked", fields: ["ownersAsking": 3])
        play.complete("settle", outcome: "restored", fields: ["things": []])
        play.complete("publish", fields: ["photo": "x"])
        return play
    }

    /// Withheld until the term was over, ordered to leave, police keep order, covered meanwhile, a suit about the fees.
    private static func handover() throws -> Play {
        var play = try opened(
            "company-handover",
            "2025-03-03 09:05",
            [
                "title": "老物业拒不移交", "districtCode": "420115", "street": "示例五街道", "estate": "示例雅苑",
                "channel": "counter", "receivedAt": "2025-03-03T09:00:00+08:00", "ending": "dismissed",
                "noticeBy": "committee", "oldCompany": "甲物业有限公司", "terminatesOn": "2025-06-09", "text": "拒不移交",
            ]
        )
        play.complete("decided", outcome: "on-file")
        play.complete("notice", fields: ["servedOn": "2025-03-03", "terminatesOn": "2025-06-09"])
        play.complete("exit-filing", fields: ["files": []])
        let contract: [String: Value] = ["newCompany": "乙物业有限公司", "startsOn": "2025-06-10", "files": []]
        play.complete("contract", outcome: "filed", fields: contract)
        play.complete("inspect", outcome: "listed", fields: ["inspectors": ["a", "b"], "findings": []])
        play.pass(to: try Instant.city("2025-06-25 09:00"))
        play.raise("gap-cover")
        play.complete("gap-cover", fields: ["provider": "示例应急服务队"], document: "示例五街道应急〔2025〕1号")
        play.complete("conference", outcome: "decided", fields: ["minutes": "x", "conclusion": "限期退出"])
        play.complete("order-to-leave", fields: ["orders": "三日内退出"], document: "武房责退〔2025〕1号")
        play.complete("leave", outcome: "stayed")
        play.complete("police-attend", fields: ["arrivedAt": "2025-06-25T10:00:00+08:00", "record": "已劝离"])
        play.complete("penalty", outcome: "no-penalty")
        play.complete("take-over", fields: ["tookOverOn": "2025-06-26"])
        play.pass(to: try Instant.city("2025-06-27 09:00"))
        play.complete("end-gap-cover")
        play.complete("settle", outcome: "suit", fields: ["record": "起诉"])
        return play
    }

    /// An election: a roll that is corrected once, a vote that is extended, an objection without ground, filed, nobody sues.
    private static func vote() throws -> Play {
        var play = try opened(
            "owners-vote",
            "2025-02-20 09:05",
            [
                "title": "业主委员会换届选举", "districtCode": "420105", "street": "示例四街道", "estate": "示例府",
                "channel": "counter", "receivedAt": "2025-02-20T09:00:00+08:00", "proposer": "owners",
                "ownersAsking": 186, "ownersTotal": 930, "matter": "elect-committee", "majorityClass": "ordinary",
                "items": [["name": "选举"]], "text": "业委会任期届满",
            ]
        )
        play.complete("accept", outcome: "accepted")
        play.complete("review", outcome: "passed", fields: ["record": "可以表决"])
        play.complete("candidates", outcome: "passed", fields: ["candidates": ["甲**", "乙**"]])
        let roll: [String: Value] = ["rollHash": "a", "rollArea": 9_000_000, "rollUnits": 930, "rollHeads": 900]
        play.complete("roll", outcome: "frozen", fields: roll)
        play.complete("show-roll", outcome: "correction", fields: ["objections": ["面积有误"]])
        play.complete("roll", outcome: "frozen", fields: roll)
        play.pass(to: try Instant.city("2025-02-28 09:00"))
        let days: [String: Value] = [
            "opensOn": "2025-03-18", "closesOn": "2025-04-02", "meetingItems": [["name": "选举"]],
            "ballotCandidates": ["甲**"],
        ]
        play.complete("notice", fields: days)
        play.pass(to: try Instant.city("2025-04-01 09:00"))
        if let ballot = play.task("ballot") {
            play.ask(.extend, ballot, id: "e1", reason: "参与人数不足", term: "10d")
            play.rule(.grant(ballot.ref, request: "e1", agency: nil))
        }
        play.pass(to: try Instant.city("2025-04-15 09:00"))
        let tally: [String: Value] = [
            "votedArea": 6_000_000, "votedHeads": 600, "yesArea": 3_000_001, "yesHeads": 301,
        ]
        play.complete("tally", outcome: "passed", by: "rule:double-majority", fields: tally)
        play.complete("witness", outcome: "certified")
        play.complete("publish", fields: ["photo": "x"])
        play.complete("object", outcome: "raised", fields: ["grounds": "计票有误"])
        play.complete("verify", outcome: "unfounded", fields: ["facts": "计票无误"])
        play.complete("file", fields: ["files": []])
        play.complete("record", outcome: "filed")
        play.pass(to: try Instant.city("2026-04-20 09:00"))
        return play
    }

    private static func hazard() throws -> Play {
        let time = "2024-10-05T19:20:00+08:00"
        var play = try opened(
            "safety-hazard",
            "2024-10-05 19:21",
            [
                "title": "大门口推搡", "hazardKind": "conflict", "danger": "life", "source": "report",
                "receivedAt": .text(time),
                "districtCode": "420117", "street": "示例七街道", "channel": "police110", "estate": "示例小镇", "text": "推搡",
            ]
        )
        let level: [String: Value] = ["level": "I", "zone": "suburb", "responder": "police", "orderBody": "police"]
        play.complete("triage", fields: level)
        play.complete("respond", outcome: "controlled", fields: ["arrivedAt": .text(time), "record": "已控制"])
        play.complete("organise", fields: ["record": "已劝导"])
        play.complete("clear", outcome: "cleared", fields: ["record": "已清场", "photos": []])
        play.complete("record", outcome: "no-offence", fields: ["facts": "口角", "penaltyKind": "public-security"])
        play.complete("feedback", fields: ["words": "已处置"])
        return play
    }

    private static func complaint() throws -> Play {
        var play = try opened(
            "service-complaint",
            "2025-01-24 16:40",
            [
                "title": "公共收益不公示", "priority": "P2", "category": "propertyService.disclosure", "estate": "示例花园",
                "company": "示例物业有限公司", "text": "未公示公共收益", "proceedings": "none", "districtCode": "420106",
                "street": "示例一街道", "channel": "estateQR", "receivedAt": "2025-01-24T16:40:00+08:00",
            ]
        )
        play.complete("intake", outcome: "accepted")
        play.complete("dispatch", fields: ["districtUnit": "武昌区房管局"])
        play.complete("contact", outcome: "talk", fields: ["record": "愿意协商"])
        play.complete("talk", outcome: "agreed", fields: ["record": "三方协商一致", "agreement": "x"])
        play.complete("reply", fields: ["reply": "已达成协议", "mode": "phone"])
        play.complete("callback", outcome: "resolved", fields: ["satisfaction": "satisfied"])
        return play
    }

    private static func whistle() throws -> Play {
        var play = try opened(
            "whistle-report",
            "2026-02-16 07:06",
            [
                "title": "水管爆裂", "kind": "emergency", "priority": "P0", "category": "publicService", "estate": "示例城A区",
                "text": "水管爆裂", "departments": ["housing", "police"], "districtCode": "WH-DHGX", "street": "示例六街道",
                "channel": "hotline12345", "receivedAt": "2026-02-16T07:05:00+08:00",
            ]
        )
        play.complete("validate", outcome: "whistled", fields: ["record": "属实"])
        let arrival: [String: Value] = ["arrivedAt": "2026-02-16T07:20:00+08:00"]
        play.complete("check-in", "housing", outcome: "present", fields: arrival)
        play.pass(to: try Instant.city("2026-02-16 07:40"))
        for department in ["housing", "police"] {
            play.complete("control", department, outcome: "controlled", fields: ["record": "已止水"])
        }
        play.complete("plan", fields: ["tasks": []])
        for department in ["housing", "police"] {
            play.complete("dispose", department, outcome: "done", fields: ["record": "已修复"])
        }
        play.complete("appraise", fields: ["scores": []])
        play.complete("close", outcome: "closed")
        play.pass(to: try Instant.city("2026-03-06 09:00"))
        return play
    }

    static func opened(_ name: String, _ moment: String, _ fields: [String: Value]) throws -> Play {
        var play = Play(try Fixture.workflow(name), calendar: try Fixture.calendar(), at: try Instant.city(moment))
        play.open(fields)
        return play
    }
}
