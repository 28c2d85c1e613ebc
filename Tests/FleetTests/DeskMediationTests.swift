import Casework
import CaseworkTesting
import Contracts
import EventStore
import GRDB
import JusticeWorker
import Testing

@testable import Desk

@Suite("Mediations at the justice desk")
struct DeskMediationTests {
    private let clerk = Sample.person("justice-tian", agency: "justice", unit: "district")

    private func task(
        _ bench: DeskBench,
        _ step: String,
        case number: Int = 1,
        attempt: Int = 1,
        _ fields: [String: Value] = [:]
    ) throws -> TaskKey {
        let shipped = try #require(try Fixture.workflow("dispute-mediation")[step])
        let content = Sample.content(
            step,
            caseID: "WH-420111-DM-20230427-00000\(number)-00",
            agency: "justice",
            attempt: attempt
        ) {
            $0.caseType = "dispute-mediation"
            $0.unit = nil
            $0.form = shipped.form
            $0.outcomes = shipped.outcomes
            $0.checks = shipped.checks
            $0.rule = shipped.rule
            $0.with = shipped.with
            $0.fields = [
                "districtCode": "420111", "category": "propertyService.parking", "parties": parties("示例物业有限公司"),
                "receivedAt": "2023-04-20T09:00:00+08:00",
            ].merging(fields) { _, own in own }
        }
        try bench.receive(Sample.assignment(content))
        return TaskKey(content)
    }

    private func parties(_ company: String) -> Value {
        [
            ["role": "applicant", "kind": "company", "name": .text(company)],
            ["role": "respondent", "kind": "owner", "name": "李**"],
        ]
    }

    /// A register of one district with three mediators, and another district with one.
    private func register(_ bench: DeskBench) throws {
        func row(_ code: String, _ name: String, _ cells: [String: String]) -> CityRegister.Row {
            CityRegister.Row(code: code, name: name, cells: cells)
        }
        func mediator(
            _ code: String,
            _ name: String,
            _ committee: String,
            _ at: String,
            _ capacity: Int
        ) -> CityRegister.Row {
            row(code, name, ["committee": committee, "speciality": at, "capacity": "\(capacity)"])
        }
        let register = CityRegister(sheets: [
            .mediation: [
                row("TW-1", "甲调委会", ["district": "420111"]), row("TW-2", "乙调委会", ["district": "420106"]),
            ],
            .mediators: [
                mediator("TJ-1", "调解员一", "TW-1", "feeArrears", 4), mediator("TJ-2", "调解员二", "TW-1", "parking;noise", 1),
                mediator("TJ-3", "调解员三", "TW-1", "contract", 2), mediator("TJ-9", "调解员九", "TW-2", "parking", 9),
            ],
        ])
        try bench.commit { try RegisterImport.record(register, by: "justice-ma", reason: "名录", $0) }
    }

    private func appointed(_ bench: DeskBench, _ key: TaskKey) throws -> String? {
        try bench.store.read { try TaskTable.fetch(key, in: $0) }?.report.completed?.fields["mediator"]?.text
    }

    @Test func aMediatorIsOfTheDistrictAtHomeInTheMatterAndThenWhoeverHasMostRoom() throws {
        let bench = try DeskBench(JusticePractice())
        try register(bench)
        // Parking is TJ-2's, who can take one case; then TJ-1 has 0 of 4, then TJ-3 0 of 2, then TJ-1 1 of 4 again.
        let order = try (1...4).map { try appointed(bench, try task(bench, "assign-mediator", case: $0)) }
        #expect(order == ["TJ-2", "TJ-1", "TJ-3", "TJ-1"])
        let completed = try #require(try bench.reports().first?.completed)
        #expect(completed.act.by == "rule:mediator-by-register")
        #expect(completed.fields["askAgencies"] == ["housing", "police"])
        #expect(try bench.store.refold().different.isEmpty)
    }

    @Test func sessionsThatAreOverMakeRoomAgain() throws {
        let bench = try DeskBench(JusticePractice())
        try register(bench)
        _ = try task(bench, "assign-mediator")
        let sessions = try task(bench, "sessions")
        #expect(try bench.store.read { try MediatorBook.load(of: "TJ-2", in: $0) } == 1)
        let record: [String: Value] = ["heldAt": ["2023-04-26T09:00:00+08:00"], "absences": 0, "record": "达成一致"]
        #expect(try bench.complete(sessions, "settled", record, by: clerk).codes == [])
        #expect(try bench.store.read { try MediatorBook.load(of: "TJ-2", in: $0) } == 0)
        #expect(try appointed(bench, try task(bench, "assign-mediator", case: 2)) == "TJ-2")
    }

    @Test func mediationsAreCountedByLevelAndThePublishedSumIsNotDividedByMediators() throws {
        let bench = try DeskBench(JusticePractice())
        try register(bench)
        try bench.importRegister([.balances])
        let report = try #require(JusticePractice().reports.first { $0.name == "mediations" })
        let period = try #require(ReportPeriod(month: "2023-04", now: try Instant.city("2023-05-02 09:00")))
        for (number, outcome) in [(1, "settled"), (2, "unsettled")] {
            _ = try task(bench, "assign-mediator", case: number)
            let key = try task(bench, "sessions", case: number)
            let record: [String: Value] = ["heldAt": ["2023-04-26T09:00:00+08:00"], "absences": 0, "record": "调解记录"]
            #expect(try bench.complete(key, outcome, record, by: clerk).codes == [])
        }
        let judicial = try task(bench, "judicial", case: 2)
        #expect(try bench.complete(judicial, "settled", ["record": "调解书"], by: clerk).codes == [])
        let table = try bench.store.read { try report.make(AgencyReport.Request(period: period, language: .zh), $0) }
        #expect(
            table.lines == [
                ["区级调委会", "2", "1/2 (50.00%)", "2", "1/2 (50.00%)"], ["街道调委会", "0", "—", "0", "—"],
                ["社区调委会", "0", "—", "0", "—"], ["行业性专业性调委会", "0", "—", "0", "—"],
                ["人民调解合计", "2", "1/2 (50.00%)", "2", "1/2 (50.00%)"],
                ["法院（司法调解）", "1", "1/1 (100.00%)", "1", "1/1 (100.00%)"],
                ["人民调解累计（含截至2022-12-31的期初数）", "", "", "3652", ""],
            ]
        )
        #expect(try bench.store.refold().different.isEmpty)
    }

    @Test func anAppointmentThatIsTakenBackMakesRoomAgain() throws {
        let bench = try DeskBench(JusticePractice())
        try register(bench)
        let key = try task(bench, "assign-mediator")
        let undo = Sample.content("assign-mediator", caseID: key.caseID, agency: "justice") {
            $0.caseType = "dispute-mediation"
            $0.isUndo = true
            $0.unit = nil
        }
        try bench.receive(Sample.assignment(undo))
        #expect(try bench.complete(TaskKey(undo), by: clerk).codes == [])
        #expect(try bench.store.read { try MediatorBook.load(of: "TJ-2", in: $0) } == 0)
    }

    @Test func aConflictBarsTheMediatorFromTheCaseAndFromTheSameCompanyForGood() throws {
        let bench = try DeskBench(JusticePractice())
        try register(bench)
        #expect(try appointed(bench, try task(bench, "assign-mediator")) == "TJ-2")
        let key = try task(bench, "impartiality")
        let conflict: [String: Value] = ["conflictWith": "示例物业有限公司", "grounds": "曾任该公司顾问"]
        let stranger = conflict.merging(["conflictWith": "王**"]) { _, new in new }
        #expect(try bench.complete(key, "conflict", stranger, by: clerk).codes == ["PARTY_UNKNOWN"])
        #expect(try bench.complete(key, "conflict", conflict, by: clerk).codes == [])
        #expect(try appointed(bench, try task(bench, "assign-mediator", attempt: 2)) == "TJ-1")
        #expect(try appointed(bench, try task(bench, "assign-mediator", case: 2)) == "TJ-3")
        let others: [String: Value] = ["parties": parties("另一物业有限公司")]
        #expect(try appointed(bench, try task(bench, "assign-mediator", case: 3, others)) == "TJ-2")
    }

    @Test func whoeverIsAppointedByHandIsOfTheDistrictFreeAndWithoutConflict() throws {
        let bench = try DeskBench(JusticePractice())
        // Without a register the rule declines and a person's word counts; then one is loaded.
        let key = try task(bench, "assign-mediator")
        #expect(try bench.reports().isEmpty)
        try register(bench)
        func codes(_ mediator: String, _ agencies: Value = ["housing"]) throws -> [String] {
            let fields: [String: Value] = ["mediator": .text(mediator), "askAgencies": agencies]
            return try bench.complete(key, "assigned", fields, by: clerk).codes
        }
        #expect(try codes("TJ-9") == ["MEDIATOR_OF_OTHER_DISTRICT"])
        #expect(try codes("TJ-77", ["housing", "justice"]) == ["AGENCY_ASKS_ITSELF", "MEDIATOR_UNKNOWN"])
        #expect(try bench.complete(key, "nobody", by: clerk).codes == ["MEDIATOR_AVAILABLE"])
        _ = try task(bench, "assign-mediator", case: 2)
        #expect(try codes("TJ-2") == ["MEDIATOR_FULL"])
        #expect(try codes("TJ-3") == [])
    }

    /// The invented register has 16 committees and 49 mediators; nobody ever gets a case of another district.
    @Test func noMediatorOfTheInventedRegisterCrossesADistrict() throws {
        let bench = try DeskBench(JusticePractice())
        let register = InventedRegister.register
        #expect([register[.mediation].count, register[.mediators].count] == [16, 49])
        try bench.commit { try RegisterImport.record(register, by: "justice-ma", reason: "演示", $0) }
        var asked = 0
        for committee in register[.mediation] {
            let district = try #require(committee.cells["district"])
            for _ in 1...3 {
                asked += 1
                let key = try task(bench, "assign-mediator", case: 100 + asked, ["districtCode": .text(district)])
                let code = try #require(try appointed(bench, key), "\(district)")
                let mediator = try #require(register[.mediators].first { $0.code == code })
                #expect(mediator.cells["committee"] == committee.code)
            }
        }
        // An area without a committee of its own has nobody, and a person has to say so.
        let area = try task(bench, "assign-mediator", case: 99, ["districtCode": "WH-CJXQ"])
        #expect(try appointed(bench, area) == nil)
        #expect(try bench.complete(area, "nobody", by: clerk).codes == [])
    }

    @Test func triageKeepsTrackAndResourceAndEveryTrackAfterIt() throws {
        let bench = try DeskBench(JusticePractice())
        let missing: [String: Value] = ["parties": [["role": "applicant", "kind": "owner", "name": "孙**"]]]
        let key = try task(bench, "triage", missing)
        let answer: [String: Value] = ["resource": "lawyer", "grounds": "双方愿意"]
        #expect(try bench.complete(key, "people", answer, by: clerk).codes == ["PARTY_MISSING"])
        #expect(try bench.complete(key, "incomplete", answer, by: clerk).codes == [])
        #expect(try bench.complete(try task(bench, "triage", attempt: 2), "people", answer, by: clerk).codes == [])
        let record: [String: Value] = ["heldAt": ["2023-04-26T09:00:00+08:00"], "absences": 2, "record": "对方未到"]
        let sessions = try task(bench, "sessions")
        #expect(try bench.complete(sessions, "settled", record, by: clerk).codes == ["ABSENT_TWICE"])
        #expect(try bench.complete(sessions, "unsettled", record, by: clerk).codes == [])
        let over = try task(bench, "hand-over")
        #expect(try bench.complete(over, "judicial", ["record": "转法院"], by: clerk).codes == [])
        let lines = try bench.store.read { try TrackBook.lines(ofCase: key.caseID, in: $0) }
        #expect(
            lines.map { "\($0.step) \($0.outcome) \($0.resource ?? "-")" } == [
                "triage incomplete lawyer", "triage people lawyer", "sessions unsettled -", "hand-over judicial -",
            ]
        )
    }

    @Test func anAgreementTakesEffectBetweenItsCaseAndTodayAndIsPerformedAfterwards() throws {
        let bench = try DeskBench(JusticePractice(), rules: rules)
        let key = try task(bench, "agreement")
        func codes(_ effective: String, _ last: String) throws -> [String] {
            let fields: [String: Value] = [
                "agreementKind": "oral", "effectiveOn": .text(effective), "performBy": .text(last),
            ]
            return try bench.complete(key, "done", fields, by: clerk).codes
        }
        #expect(try codes("2023-04-28", "2023-05-28") == ["EFFECTIVE_IN_FUTURE"])
        #expect(try codes("2023-04-19", "2023-04-18") == ["EFFECTIVE_TOO_EARLY", "PERFORMANCE_TOO_EARLY"])
        #expect(try codes("2023-04-27", "2023-05-27") == [])
    }

    private var rules: DeskRules {
        var rules = DeskBench.rules
        rules.documents["mediation-agreement"] = DocumentSeries(
            title: Words(zh: "调解协议书", en: "Agreement"),
            pattern: "武人调〔{year}〕{n}号"
        )
        return rules
    }
}
