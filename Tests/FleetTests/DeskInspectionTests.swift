import Casework
import CaseworkTesting
import Contracts
import Desk
import EventStore
import GRDB
import HousingWorker
import Testing

@Suite("Inspections of the housing bureau")
struct DeskInspectionTests {
    private static let people = ["housing-li", "housing-peng", "housing-zhou"]
    private let inspector = Sample.person("housing-peng", unit: "district")

    private func task(
        _ bench: DeskBench,
        _ step: String,
        case caseID: String = Sample.caseID,
        attempt: Int = 1,
        category: String = "propertyService.parking"
    ) throws -> TaskKey {
        let workflow = try Fixture.workflow("service-complaint")
        let shipped = try #require(workflow[step])
        let content = Sample.content(step, caseID: caseID, attempt: attempt) {
            $0.caseType = workflow.name
            $0.unit = nil
            $0.form = Form(fields: shipped.form.fields)
            $0.outcomes = shipped.outcomes
            $0.checks = shipped.checks
            $0.with = shipped.with
            $0.issues = shipped.issues
            $0.issuesOn = shipped.issuesOn
            $0.fields = ["street": "示例一街道", "estate": "示例花园", "category": .text(category)]
        }
        try bench.receive(Sample.assignment(content))
        return TaskKey(content)
    }

    private func report(
        _ severity: String,
        met: Bool,
        by people: [String] = ["housing-li", "housing-peng"]
    ) -> [String: Value] {
        [
            "inspectors": .list(people.map(Value.text)), "severity": .text(severity), "publicSafety": "clear",
            "findings": [["item": "车位公示", "met": .bool(met)]], "photos": [],
        ]
    }

    private func rules() throws -> DeskRules {
        var rules = DeskBench.rules
        for (name, pattern) in [
            ("rectification-notice", "武房检告〔{year}〕{n}号"), ("penalty-decision", "武{short}罚〔{year}〕{n}号"),
        ] {
            rules.documents[name] = DocumentSeries(title: Words(zh: name, en: name), pattern: pattern)
        }
        return rules
    }

    @Test func twoInspectorsAtOneEstateAreTwoPersonTimesAndOneEstateTime() throws {
        let bench = try DeskBench(HousingPractice(), rules: try rules())
        let first = try task(bench, "inspect")
        #expect(try bench.complete(first, "problem", report("minor", met: false), by: inspector).codes == [])
        let other = "WH-420106-SC-20230427-000002-00"
        let second = try task(bench, "inspect", case: other)
        let three = report("none", met: true, by: Self.people)
        #expect(try bench.complete(second, "no-problem", three, by: inspector).codes == [])
        let notice = try task(bench, "notice")
        let issued = try bench.complete(notice, "done", ["orders": "七日内公示"], by: Sample.leaderGao).get()
        #expect(issued.report.completed?.document == "武房检告〔2023〕1号")
        let day = LocalDate(bench.now)
        let count = try bench.store.read { try InspectionBook.count(from: day, through: day, in: $0) }
        #expect([count.personTimes, count.estateTimes, count.notices] == [5, 2, 1])
        #expect(try bench.store.refold().different.isEmpty)
    }

    @Test func aNoticeThatWasTakenBackIsNotCounted() throws {
        let bench = try DeskBench(HousingPractice(), rules: try rules())
        let notice = try task(bench, "notice")
        let issued = try bench.complete(notice, "done", ["orders": "七日内公示"], by: Sample.leaderGao).get()
        let undo = Sample.content("notice") {
            $0.isUndo = true
            $0.unit = nil
            $0.covers = [issued.report.completed?.document ?? ""]
        }
        try bench.receive(Sample.assignment(undo))
        #expect(try bench.complete(TaskKey(undo), by: Sample.leaderGao).codes == [])
        let day = LocalDate(bench.now)
        #expect(try bench.store.read { try InspectionBook.count(from: day, through: day, in: $0).notices } == 0)
    }

    @Test func resultSeverityAndListMustAgreeAndEveryFaultIsToldAtOnce() throws {
        let bench = try DeskBench(HousingPractice(), rules: try rules())
        let key = try task(bench, "inspect")
        let codes = try bench.complete(key, "no-problem", report("major", met: false), by: inspector).codes
        #expect(codes == ["SEVERITY_MISMATCH", "FINDINGS_MISMATCH"])
        #expect(try bench.complete(key, "problem", report("major", met: false), by: inspector).codes == [])
    }

    @Test func aComplaintAboutDisclosureIsInspectedByTheListOfDisclosure() throws {
        let bench = try DeskBench(HousingPractice(), rules: try rules())
        let key = try task(bench, "inspect", category: "propertyService.disclosure")
        let result = try bench.complete(key, "problem", report("minor", met: false), by: inspector)
        guard case .failure(let refusal) = result else {
            Issue.record("it was accepted")
            return
        }
        #expect(refusal.problems.map(\.code) == ["CHECKLIST_INCOMPLETE"])
        #expect(refusal.problems[0].zh.contains("公共收益收支公示"))
    }

    @Test func nobodyIsOutOfReachBeforeThreeHalfDays() throws {
        let bench = try DeskBench(HousingPractice(), rules: try rules())
        let key = try task(bench, "contact")
        let day = ["2023-04-26T09:00:00+08:00", "2023-04-26T11:00:00+08:00", "2023-04-26T15:00:00+08:00"]
        let fields: [String: Value] = ["record": "无人接听", "tries": .list(day.map(Value.text))]
        #expect(try bench.complete(key, "unreachable", fields, by: inspector).codes == ["TRIES_TOO_FEW"])
        let more = fields.merging(["tries": .list((day + ["2023-04-25T09:00:00+08:00"]).map(Value.text))]) { _, new in
            new
        }
        #expect(try bench.complete(key, "unreachable", more, by: inspector).codes == [])
    }

    @Test func aPenaltyThatIsNotImposedHasNoNumber() throws {
        let bench = try DeskBench(HousingPractice(), rules: try rules())
        let none = try task(bench, "penalty")
        #expect(try bench.complete(none, "no-penalty", by: inspector).get().report.completed?.document == nil)
        let some = try task(bench, "penalty", case: "WH-420106-SC-20230427-000002-00")
        let penalised = try bench.complete(some, "penalised", ["decision": "x"], by: inspector).get()
        #expect(penalised.report.completed?.document == "武房罚〔2023〕1号")
    }

    @Test func aPlanGivesEveryDepartmentThatWasCalledATaskAndNobodyElse() throws {
        let bench = try DeskBench(HousingPractice(), rules: try rules())
        let content = Sample.content("plan") {
            $0.unit = nil
            $0.form = Form(fields: [Form.Field(name: "tasks", type: "assignment", isList: true)])
            $0.checks = ["plan-covers-departments"]
            $0.fields = ["departments": ["housing", "civilAffairs"]]
        }
        try bench.receive(Sample.assignment(content))
        func tasks(_ parties: String...) -> [String: Value] {
            ["tasks": .list(parties.map { ["party": .text($0), "task": "处置"] })]
        }
        let key = TaskKey(content)
        let wrong = try bench.complete(key, "done", tasks("housing", "police"), by: inspector)
        #expect(wrong.codes == ["PLAN_DEPARTMENT_MISSING", "PLAN_DEPARTMENT_UNKNOWN"])
        #expect(try bench.complete(key, "done", tasks("housing", "civil-affairs"), by: inspector).codes == [])
    }

    private func table(_ name: String, _ month: String, at moment: String, _ bench: DeskBench) throws -> ReportTable {
        let report = try #require(HousingPractice().reports.first { $0.name == name })
        let period = try #require(ReportPeriod(month: month, now: try Instant.city(moment)))
        return try bench.store.read { try report.make(AgencyReport.Request(period: period, language: .zh), $0) }
    }

    private func inspect(_ bench: DeskBench, _ number: Int, severity: String, met: Bool) throws {
        let key = try task(bench, "inspect", case: "WH-420106-SC-20230427-00000\(number)-00")
        let codes = try bench.complete(
            key,
            met ? "no-problem" : "problem",
            report(severity, met: met),
            by: inspector
        ).codes
        #expect(codes == [])
    }

    @Test func countsGoOnFromTheOpeningBalancesAsExactlyAsThoseAreKnown() throws {
        let bench = try DeskBench(HousingPractice(), rules: try rules())
        try bench.importRegister([.balances])
        try inspect(bench, 1, severity: "none", met: true)
        let lines = try table("inspections", "2023-04", at: "2023-08-01 09:00", bench).lines
        // Until 27 July the published figures cover what was done; one visit of April is the month's and nobody else's.
        #expect(
            lines == [
                ["小区巡查个次", "1", "754"], ["巡查人次", "2", "800余"], ["问题告知单", "0", "79"],
                ["告知率", "0/1 (0.00%)", "79/754 (10.48%)"],
            ]
        )
    }

    @Test func anEstateThatNobodyInspectedInTimeIsListedAndOneThatSomebodyDidIsNot() throws {
        let bench = try DeskBench(HousingPractice(), rules: try rules())
        try bench.importRegister([.estates, .communities, .streets])
        try inspect(bench, 1, severity: "none", met: true)
        let estates = { (month: String, now: String) in
            try table("not-inspected", month, at: now, bench).lines.map { $0[1] }
        }
        let all = InventedRegister.register[.estates].count
        #expect(try estates("2023-04", "2023-05-02 09:00").count == all - 1)
        #expect(try !estates("2023-04", "2023-05-02 09:00").contains("示例花园"))
        let later = try table("not-inspected", "2023-08", at: "2023-09-01 09:00", bench)
        #expect(later.lines.count == all)
        #expect(later.lines.last == ["XQ-1", "示例花园", "示例一街道", "2023-04-27", "126"])
    }
}
