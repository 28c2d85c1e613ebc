import Casework
import CaseworkTesting
import Contracts
import Desk
import EventStore
import GRDB
import PoliceWorker
import Testing

@Suite("Hazards at the police desk")
struct DeskHazardTests {
    private let officer = Sample.person("police-tan", agency: "police", unit: "duty")

    private func task(
        _ bench: DeskBench,
        _ step: String,
        case caseID: String = Sample.caseID,
        _ fields: [String: Value]
    ) throws -> TaskKey {
        let shipped = try #require(try Fixture.workflow("safety-hazard")[step])
        let content = Sample.content(step, caseID: caseID, agency: "police") {
            $0.caseType = "safety-hazard"
            $0.unit = nil
            $0.form = shipped.form
            $0.outcomes = shipped.outcomes
            $0.checks = shipped.checks
            $0.rule = shipped.rule
            $0.with = shipped.with
            $0.fields = [
                "street": "示例二街道", "estate": "示例公寓", "districtCode": "420102", "hazardKind": "evacuation-route",
                "receivedAt": "2023-04-27T08:58:00+08:00",
            ].merging(fields) { _, own in own }
        }
        try bench.receive(Sample.assignment(content))
        return TaskKey(content)
    }

    @Test(arguments: [
        ("life", "conflict", "420117", ["I", "suburb", "police", "police"]),
        ("life", "facade", "420106", ["I", "city", "police", "street"]),
        ("none", "evacuation-route", "420102", ["II", "city", "fire-rescue", "fire-rescue"]),
        ("none", "fire-lane", "WH-DHGX", ["II", "suburb", "fire-rescue", "fire-rescue"]),
        ("none", "other", "420102", ["III", "city", "police", "street"]),
    ])
    func aReportThatSaysWhetherSomebodyIsInDangerIsGradedAtOnce(
        danger: String,
        kind: String,
        district: String,
        graded: [String]
    ) throws {
        let bench = try DeskBench(PolicePractice())
        let fields: [String: Value] = [
            "danger": .text(danger), "hazardKind": .text(kind), "districtCode": .text(district),
        ]
        _ = try task(bench, "triage", fields)
        let completed = try #require(try bench.reports().last?.completed)
        #expect(completed.act.by == "rule:hazard-level")
        #expect(["level", "zone", "responder", "orderBody"].map { completed.fields[$0]?.text } == graded)
    }

    @Test func anUnclearReportWaitsForTheOfficerWhoCannotGradeDangerToLifeLow() throws {
        let bench = try DeskBench(PolicePractice())
        let unclear = try task(bench, "triage", ["danger": "unknown"])
        #expect(try bench.reports().isEmpty)
        let low: [String: Value] = [
            "level": "III", "zone": "city", "responder": "justice", "orderBody": "court",
        ]
        #expect(try bench.complete(unclear, "done", low, by: officer).codes == ["PARTY_UNFIT", "PARTY_UNFIT"])
        let answer = low.merging(["responder": "police", "orderBody": "street"]) { _, new in new }
        #expect(try bench.complete(unclear, "done", answer, by: officer).codes == [])
    }

    @Test func anArrivalLaterThanTheTargetOfLevelOneIsExplained() throws {
        let bench = try DeskBench(PolicePractice())
        let known: [String: Value] = ["level": "I", "zone": "city"]
        let key = try task(bench, "respond", known)
        bench.now = bench.now + 20 * 60_000
        func answer(_ arrived: String, _ more: [String: Value] = [:]) -> [String: Value] {
            ["arrivedAt": .text("2023-04-27T\(arrived):00+08:00"), "record": "已到场"].merging(more) { _, new in new }
        }
        func codes(_ fields: [String: Value]) throws -> [String] {
            try bench.complete(key, "controlled", fields, by: officer).codes
        }
        #expect(try codes(answer("09:21")) == ["ARRIVAL_IN_FUTURE"])
        #expect(try codes(answer("08:50")) == ["ARRIVAL_BEFORE_REPORT"])
        #expect(try codes(answer("09:06")) == ["LATE_UNEXPLAINED"])
        #expect(try codes(answer("09:06", ["lateReason": "道路施工"])) == [])
        let kept = try bench.store.read {
            try Int.fetchAll($0, sql: "SELECT minutes * 100 + target FROM police_attendance")
        }
        #expect(kept == [605])
        #expect(try bench.store.refold().different.isEmpty)
    }

    @Test func theThirdIncidentOfAnEstateNeedsMeasures() throws {
        let bench = try DeskBench(PolicePractice())
        for number in 1...3 {
            let caseID = "WH-420102-SH-20230427-00000\(number)-00"
            let key = try task(bench, "respond", case: caseID, ["level": "II"])
            let arrival: [String: Value] = ["arrivedAt": "2023-04-27T08:59:00+08:00", "record": "已到场"]
            #expect(try bench.complete(key, "controlled", arrival, by: officer).codes == [])
            let record = try task(bench, "record", case: caseID, [:])
            let facts: [String: Value] = ["facts": "楼道堆物", "penaltyKind": "administrative"]
            let codes = try bench.complete(record, "offence", facts, by: officer).codes
            #expect(codes == (number < 3 ? [] : ["REPEAT_MEASURES_MISSING"]))
        }
        let since = bench.now + -90 * 86_400_000
        let count = try bench.store.read { db in
            try AttendanceBook.incidents(street: "示例二街道", estate: "示例公寓", since: since, in: db)
        }
        #expect(count == 3)
    }

    @Test func aHazardIsNeitherPausedNorReturnedNorProlonged() throws {
        let bench = try DeskBench(PolicePractice())
        let key = try task(bench, "respond", ["level": "II"])
        let pause = try bench.commit { try bench.desk.pause(key, reason: "awaiting-material", by: officer, in: $0) }
        #expect(pause.codes == ["PAUSE_NOT_ALLOWED"])
        let back = try bench.commit {
            try bench.desk.requestReturn(key, reason: "不属我局", basis: "三定方案", by: officer, in: $0)
        }
        #expect(!back.codes.isEmpty)
    }

    @Test func aTermToCorrectIsNeitherPastNorTooLong() throws {
        let bench = try DeskBench(PolicePractice())
        let key = try task(bench, "order", [:])
        func codes(_ day: String) throws -> [String] {
            try bench.complete(key, "done", ["responsible": "company", "rectifyBy": .text(day)], by: officer).codes
        }
        #expect(try codes("2023-04-26") == ["TERM_PAST"])
        #expect(try codes("2023-05-13") == ["TERM_TOO_LONG"])
        #expect(try codes("2023-05-12") == [])
    }
}
