import Casework
import CaseworkTesting
import Contracts
import Desk
import GRDB
import Testing

@testable import Coordinator
@testable import EventStore

/// Examples for others are closed cases told without names (domain notes 1, row 38).
@Suite struct ExemplarTests {
    private let bench: CoordinatorBench
    private let caseID: String
    private let now: Instant

    init() throws {
        bench = try CoordinatorBench()
        now = try Instant.city("2023-04-27 10:00")
        let submission = try bench.submission(1)
        _ = try bench.ledger.commit(
            [
                { [bench] in try bench.office.library.take(bench.office.loaded, $0) },
                { [bench] in _ = try bench.office.intake.submit(submission, $0) },
            ],
            now: now
        )
        caseID = try #require(try bench.store.read { try String.fetchOne($0, sql: "SELECT id FROM cases") })
    }

    private func choose(_ summary: String?, _ id: String? = nil) throws -> [String]? {
        var problems: [Problem]?
        _ = try bench.ledger.commit(
            [
                { [bench, caseID] in
                    problems = try Exemplars.choose(
                        id ?? caseID,
                        summary,
                        by: "coordinator-luo",
                        bench.office.library,
                        $0
                    )
                }
            ],
            now: now
        )
        return problems?.map(\.code)
    }

    private func close() throws {
        let ruling = Ruling(
            id: "close",
            by: "coordinator-luo",
            reason: "个人事项",
            decision: .end(TaskRef(step: "register"), outcome: "not-accepted", fields: ["reason": "个人事项"])
        )
        _ = try bench.ledger.commit(
            [{ [bench, caseID] in _ = try bench.office.decisions.rule(ruling, on: caseID, $0) }],
            now: now
        )
    }

    private func lines() throws -> [[String]] {
        let report = Exemplars.report(bench.office.library)
        let period = try #require(ReportPeriod(month: "2023-04", now: try Instant.city("2023-05-02 09:00")))
        return try bench.store.read { try report.make(AgencyReport.Request(period: period, language: .zh), $0).lines }
    }

    @Test func anOpenCaseIsNoExampleAndOneThatIsNotThereIsNone() throws {
        #expect(try choose("三方协商化解纠纷") == ["CASE_OPEN"])
        #expect(try choose("三方协商化解纠纷", "WH-420100-DS-20230427-999999-00") == nil)
        #expect(try lines() == [])
    }

    @Test func aClosedCaseIsListedWithoutNamesUntilItIsDropped() throws {
        try close()
        #expect(try choose("") == ["TEXT_MISSING"])
        #expect(try choose("经代表甲推动，电话13800000000") == ["NAMES_IN_PUBLIC_TEXT"])
        #expect(try choose("依法告知诉求渠道") == [])
        #expect(try choose("依法告知诉求渠道") == [])
        #expect(try lines() == [["1", "人大代表建议", "不予受理", "0", "依法告知诉求渠道"]])
        #expect(try bench.store.refold().different.isEmpty)
        #expect(try choose(nil) == [])
        #expect(try lines() == [])
    }
}
