import Casework
import CaseworkTesting
import Contracts
import Desk
import EventStore
import GRDB
import HousingWorker
import Testing

@Suite("Handovers between companies at the housing desk")
struct DeskHandoverTests {
    private let officer = Sample.person("housing-peng", unit: "district")

    private func task(_ bench: DeskBench, _ step: String, _ fields: [String: Value] = [:]) throws -> TaskKey {
        let shipped = try #require(try Fixture.workflow("company-handover")[step])
        let content = Sample.content(step) {
            $0.caseType = "company-handover"
            $0.unit = nil
            $0.form = Form(fields: shipped.form.fields.filter { $0.type != "file" })
            $0.outcomes = shipped.outcomes
            $0.checks = shipped.checks
            $0.rule = shipped.rule
            $0.with = shipped.with
            $0.fields = ["estate": "示例雅苑", "ending": "dismissed"].merging(fields) { _, own in own }
        }
        try bench.receive(Sample.assignment(content))
        return TaskKey(content)
    }

    private func list(_ names: [String], met: Int) -> Value {
        .list(names.enumerated().map { ["item": .text($1), "met": .bool($0 < met)] })
    }

    @Test func aDecisionThatWasBroughtIsOnFileAndOtherwiseAPersonLooks() throws {
        let bench = try DeskBench(HousingPractice())
        let key = try task(bench, "decided", ["decisionFiles": []])
        #expect(try bench.reports().isEmpty)
        #expect(try bench.complete(key, "missing", by: officer).codes == [])
        let other = try DeskBench(HousingPractice())
        _ = try task(other, "decided", ["decisionFiles": [["name": "表决结果.pdf"]]])
        #expect(try other.reports().last?.completed?.outcome == "on-file")
    }

    @Test(arguments: [("dismissed", "2023-06-26"), ("quits", "2023-07-26")])
    func aLateNoticeMovesTheEndOfTheContract(ending: String, earliest: String) throws {
        let bench = try DeskBench(HousingPractice())
        let key = try task(bench, "notice", ["ending": .text(ending)])
        func codes(_ end: String) throws -> [String] {
            let fields: [String: Value] = ["servedOn": "2023-04-27", "terminatesOn": .text(end)]
            return try bench.complete(key, "done", fields, by: officer).codes
        }
        let before = try #require(LocalDate(earliest)).dayNumber - 1
        #expect(try codes(LocalDate(dayNumber: before).description) == ["TERMINATION_TOO_EARLY"])
        #expect(try codes(earliest) == [])
    }

    @Test func completeIsWhatHasFilesRoomsMoneyAndEquipment() throws {
        let bench = try DeskBench(HousingPractice())
        let key = try task(bench, "hand-over")
        func codes(_ outcome: String, _ names: [String], met: Int) throws -> [String] {
            try bench.complete(key, outcome, ["handedOver": list(names, met: met)], by: officer).codes
        }
        let all = ["资料", "场地", "资金", "设备"]
        #expect(try codes("complete", Array(all.dropLast()), met: 3) == ["CHECKLIST_INCOMPLETE"])
        #expect(try codes("complete", all, met: 3) == ["HANDOVER_MISMATCH"])
        #expect(try codes("withheld", all, met: 1) == ["HANDOVER_MISMATCH"])
        #expect(try codes("partial", all, met: 4) == ["HANDOVER_MISMATCH"])
        #expect(try codes("partial", all, met: 3) == [])
        let kept = try bench.store.read {
            try Int.fetchAll($0, sql: "SELECT given * 10 + listed FROM housing_handover")
        }
        #expect(kept == [34])
        #expect(try bench.store.refold().different.isEmpty)
    }

    @Test func aDisputeIsAboutSomethingOnTheListOfTheInspection() throws {
        let bench = try DeskBench(HousingPractice())
        let key = try task(bench, "inspect")
        let names = ["共用部位", "共用设施设备", "物业资料"]
        func codes(_ outcome: String, met: Int) throws -> [String] {
            let fields: [String: Value] = [
                "inspectors": ["housing-li", "housing-peng"], "findings": list(names, met: met),
            ]
            return try bench.complete(key, outcome, fields, by: officer).codes
        }
        #expect(try codes("disputed", met: 3) == ["FINDINGS_MISMATCH"])
        #expect(try codes("disputed", met: 2) == [])
    }

    /// Whatever a conference decided, it is over when its minutes are there (domain notes 1, row 18).
    @Test(arguments: [("company-handover", "conference", "decided"), ("joint-conference", "minutes", "done")])
    func aConferenceWithoutMinutesIsNotOver(type: String, name: String, outcome: String) throws {
        let books = try Fixture.books()
        let step = try #require(books.workflows[type]?[name])
        let bench = try DeskBench(HousingPractice(), rules: DeskRules(books: books, agency: "housing"))
        let content = Sample.content(name) {
            $0.caseType = type
            $0.unit = nil
            $0.party = "street"
            $0.form = step.form
            $0.outcomes = step.outcomes
        }
        try bench.receive(Sample.assignment(content))
        let key = TaskKey(content)
        func end(_ fields: [String: Value]) throws -> Result<Accepted, Refusal> {
            try bench.complete(key, outcome, fields, by: officer)
        }
        guard case .failure(let refusal) = try end(["conclusion": "限期退出"]) else {
            Issue.record("it was closed without minutes")
            return
        }
        #expect(refusal.problems.map(\.pointer) == ["/fields/minutes"])
        #expect(try end(["conclusion": "限期退出", "minutes": SampleFile.value(number: 1)]).codes == [])
    }
}
