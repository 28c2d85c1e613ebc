import Casework
import CaseworkTesting
import Testing

/// The moments that the example cases of the domain notes give, read from the shipped workflows as cases run by them.
@Suite struct TheTermsOfTheExampleCases {
    @Test func anEmergencyIsCheckedInByThirtyFiveAndUnderControlByFivePastNine() throws {
        var play = try opened("whistle-report", "2026-02-16 07:06", whistle)
        for department in ["housing", "police", "utilities"] {
            let task = try #require(play.task("check-in", department), "\(department)")
            #expect(task.deadline?.due?.at == (try Instant.city("2026-02-16 07:35")))
            play.complete(
                "check-in",
                department,
                outcome: "present",
                fields: ["arrivedAt": "2026-02-16T07:20:00+08:00"]
            )
        }
        let control = try #require(play.task("control", "police"))
        #expect(control.deadline?.due?.at == (try Instant.city("2026-02-16 09:05")))
    }

    @Test func aDepartmentWithADeskChecksInThereAndAnotherThroughHousing() throws {
        let play = try opened("whistle-report", "2026-02-16 07:06", whistle)
        let holders = ["housing", "police", "utilities"].compactMap { play.task("check-in", $0)?.holder }
        #expect(holders.map(\.agency) == ["housing", "police", "housing"])
        #expect(holders.map(\.party) == [nil, nil, "utilities"])
    }

    @Test func levelOneIsAttendedWithinTwoHoursOfTheCallByTheDutyDeskOnAHoliday() throws {
        let play = try triaged("2024-10-05 19:21", received: "2024-10-05T19:20:00+08:00", "conflict", "I", "police")
        let task = try #require(play.task("respond"))
        #expect(task.deadline?.policy?.at == (try Instant.city("2024-10-05 21:20")))
        #expect(task.deadline?.legal == nil)
        #expect(task.holder.agency == "police")
        #expect(task.holder.unit == "duty")
        #expect(task.holder.party == nil)
    }

    @Test func aBlockedStairIsSeenWithinADayWhateverTheHoliday() throws {
        let play = try triaged(
            "2025-10-01 22:16",
            received: "2025-10-01T22:15:00+08:00",
            "evacuation-route",
            "II",
            "fire-rescue"
        )
        let task = try #require(play.task("respond"))
        let due = try Instant.city("2025-10-02 22:15")
        #expect(task.deadline?.policy?.at == due)
        #expect(task.deadline?.legal?.at == due)
        #expect(task.holder.party == "fire-rescue")
        let content = try #require(play.state.assignment(task.ref, by: play.workflow)).content
        #expect(content.isUrgent == true)
        #expect(!content.mayReturn && !content.mayExtend && content.pauses.isEmpty)
    }

    @Test func aBlockedLaneForFireEnginesHasALaterTermInLawThanInPolicy() throws {
        let play = try triaged(
            "2025-10-01 22:16",
            received: "2025-10-01T22:15:00+08:00",
            "fire-lane",
            "II",
            "fire-rescue"
        )
        let deadline = try #require(play.task("respond")?.deadline)
        #expect(deadline.policy?.at == (try Instant.city("2025-10-02 22:15")))
        #expect(deadline.legal?.on.description == "2025-10-11")
        #expect(deadline.source?.contains("消防监督检查规定 第18条") == true)
    }

    @Test func aComplaintBeforeTheSpringFestivalIsAnsweredAfterIt() throws {
        let play = try opened("service-complaint", "2025-01-24 16:40", complaint)
        #expect(play.state.clock?.deadline.due?.on.description == "2025-02-07")
    }

    @Test func anotherLevelMovesTheTermsThatHangOnIt() throws {
        var play = try triaged(
            "2025-10-01 22:16",
            received: "2025-10-01T22:15:00+08:00",
            "fire-lane",
            "II",
            "fire-rescue"
        )
        play.raise("change-level", fields: ["level": "I", "reason": "有人被困"])
        #expect(play.task("respond")?.deadline?.policy?.at == (try Instant.city("2025-10-02 00:15")))
    }

    @Test func aWithdrawalStopsAHazardBeforeItIsConfirmedAndNotAfter() throws {
        let time = "2024-10-05T19:20:00+08:00"
        var early = try triaged("2024-10-05 19:21", received: time, "conflict", "I", "police")
        early.raise("withdraw")
        early.complete("withdraw")
        #expect(early.state.closed?.end == "withdrawn")
        var late = try triaged("2024-10-05 19:21", received: time, "conflict", "I", "police")
        late.complete("respond", outcome: "controlled", fields: ["arrivedAt": .text(time), "record": "已控制"])
        late.raise("withdraw")
        #expect(late.state.ending == nil)
        #expect(late.open == ["clear", "organise", "record"])
    }

    @Test func theThirdFailedReinspectionStandsAndLeadsToAPenalty() throws {
        var play = try opened("service-complaint", "2025-01-24 16:40", complaint)
        play.complete("intake", outcome: "accepted")
        play.complete("dispatch", fields: ["districtUnit": "武昌区房管局"])
        play.complete("contact", outcome: "inspect", fields: ["record": "已联系"])
        let report: [String: Value] = ["inspectors": ["a", "b"], "findings": [], "photos": []]
        play.complete(
            "inspect",
            outcome: "problem",
            fields: report.merging(["severity": "minor", "publicSafety": "clear"]) { a, _ in a }
        )
        play.complete("notice", by: "housing-zhao", fields: ["orders": "限期公示"], document: "武房检告〔2025〕1号")
        for round in 1...3 {
            #expect(play.task("rectify")?.ref.attempt == round)
            play.complete("rectify", fields: ["evidence": []])
            play.complete("reinspect", outcome: "failed", fields: report)
        }
        #expect(play.task("rectify")?.ref.attempt == 3)
        #expect(play.open.contains("route-penalty"))
        play.complete("route-penalty", fields: ["penaltyBody": "street"])
        #expect(play.task("penalty")?.holder.party == "street")
        #expect(play.task("penalty")?.deadline?.legal != nil)
    }

    private func opened(_ name: String, _ moment: String, _ fields: [String: Value]) throws -> Play {
        var play = Play(try Fixture.workflow(name), calendar: try Fixture.calendar(), at: try Instant.city(moment))
        play.open(fields)
        return play
    }

    private func triaged(
        _ moment: String,
        received: String,
        _ kind: String,
        _ level: String,
        _ responder: String
    ) throws -> Play {
        let fields: [String: Value] = [
            "hazardKind": .text(kind), "danger": "none", "source": "report", "receivedAt": .text(received),
            "districtCode": "420102", "channel": "police110", "estate": "示例公寓", "text": "疏散楼梯被堵",
        ]
        var play = try opened("safety-hazard", moment, fields)
        let answer: [String: Value] = [
            "level": .text(level), "zone": "city", "responder": .text(responder), "orderBody": "police",
        ]
        play.complete("triage", fields: answer)
        return play
    }

    private let whistle: [String: Value] = [
        "kind": "emergency", "priority": "P0", "category": "publicService", "estate": "示例城A区", "text": "水管爆裂",
        "departments": ["housing", "police", "utilities"], "districtCode": "WH-DHGX", "channel": "hotline12345",
        "receivedAt": "2026-02-16T07:05:00+08:00",
    ]

    private let complaint: [String: Value] = [
        "priority": "P2", "category": "propertyService.disclosure", "estate": "示例花园", "company": "示例物业有限公司",
        "text": "未公示公共收益", "proceedings": "none", "districtCode": "420106", "channel": "estateQR",
        "receivedAt": "2025-01-24T16:40:00+08:00",
    ]
}
