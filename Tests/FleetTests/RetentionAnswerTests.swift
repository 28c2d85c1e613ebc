import Casework
import CaseworkTesting
import Contracts
import Crypto
import Fleet
import GRDB
import Testing

@testable import Coordinator
@testable import EventStore

/// A request to delete is answered by where the case stands, and what the answer was stands in the log.
@Suite struct RetentionAnswerTests {
    private let bench: CoordinatorBench
    private let caseID: String

    init() throws {
        bench = try CoordinatorBench()
        let submission = try bench.submission(1)
        _ = try bench.ledger.commit(
            [
                { [bench] in try bench.office.library.take(bench.office.loaded, $0) },
                { [bench] in _ = try bench.office.intake.submit(submission, $0) },
            ],
            now: try Instant.city("2023-04-27 10:00")
        )
        caseID = try #require(try bench.store.read { try String.fetchOne($0, sql: "SELECT id FROM cases") })
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
            now: try Instant.city("2023-04-27 11:00")
        )
    }

    private func ask(_ reason: String = "本人申请", at moment: String) throws -> RetentionRequest.Outcome {
        var outcome = RetentionRequest.Outcome.noCase
        _ = try bench.ledger.commit(
            [
                { [bench, caseID] in
                    outcome = try RetentionRequest.make(
                        caseID,
                        reason: reason,
                        by: "coordinator-luo",
                        bench.office.retention,
                        $0
                    )
                }
            ],
            now: try Instant.city(moment)
        )
        return outcome
    }

    private func reply(at moment: String) throws -> RetentionRequest.Reply {
        guard case .answered(let reply) = try ask(at: moment) else { throw NotAnswered() }
        return reply
    }

    private struct NotAnswered: Error {}

    private func standing(on text: String) throws -> RetentionViews.Standing {
        let day = try #require(LocalDate(text))
        let found = try bench.store.read { [bench, caseID] db in
            try bench.office.retention.standing(of: caseID, on: day, in: db)
        }
        return try #require(found)
    }

    private func expired(before text: String) throws -> [ExpiredCase] {
        let day = try #require(LocalDate(text))
        return try bench.store.read { [bench] db in try bench.office.expired(before: day, in: db) }
    }

    @Test func whileTheCaseIsOpenHandlingNeedsTheData() throws {
        let reply = try reply(at: "2023-04-27 12:00")
        #expect(reply.answer == .refused)
        #expect(try standing(on: "2023-04-27").restrictedAt == nil)
    }

    @Test func aTermThatRunsForbidsItAndStopsEverythingElse() throws {
        try close()
        let reply = try reply(at: "2024-08-01 09:00")
        #expect(reply.answer == .restricted)
        #expect(reply.keptThrough == LocalDate("2053-12-31"))
        #expect(reply.zh.contains("须保存至2053-12-31"))
        #expect(reply.en.contains("through 2053-12-31"))
        let standing = try standing(on: "2024-08-01")
        #expect(standing.state == "archived")
        #expect(standing.restrictedAt == (try Instant.city("2024-08-01 09:00")))
        #expect(try bench.store.refold().different == [])
    }

    @Test func aTermThatIsOverPutsItOnTheNextList() throws {
        try close()
        #expect(try expired(before: "2053-12-31") == [])
        #expect(try expired(before: "2054-01-01").map(\.id) == [caseID])
        #expect(try reply(at: "2054-01-01 09:00").answer == .due)
        #expect(try standing(on: "2054-01-01").state == "over")
    }

    @Test func whatADecisionDestroyedIsOnNoListAnyMore() throws {
        try close()
        let keys = KeyEncryptionKeys([1: SymmetricKey(size: .bits256)])
        let store = try Store(
            owner: "coordinator",
            database: DatabaseQueue(),
            folds: bench.office.folds,
            sealing: Sealing(fields: bench.office.personalFields, keys: keys)
        )
        let ledger = try Ledger(store)
        try ledger.replay(try bench.store.entries(after: 0, limit: 999))
        let order = DestructionOrder(cases: [caseID], by: "coordinator-luo", second: "coordinator-shen", reason: "期满")
        _ = try ledger.commit([{ try $0.destroyKeys(order) }], now: try Instant.city("2054-01-02 09:00"))
        let day = try #require(LocalDate("2054-01-02"))
        let listed = try store.read { [bench] db in try bench.office.expired(before: day, in: db) }
        #expect(listed == [])
        let standing = try store.read { [bench, caseID] in
            try bench.office.retention.standing(of: caseID, on: day, in: $0)
        }
        #expect(standing?.state == "destroyed")
    }

    @Test func aRequestWithoutAReasonIsRefused() throws {
        guard case .refused(let problems) = try ask("", at: "2023-04-27 12:00") else {
            Issue.record("it was answered")
            return
        }
        #expect(problems.map(\.pointer) == ["/reason"])
    }

    @Test func personalFieldsAreThoseOfThePersonalClasses() {
        #expect(bench.office.personalFields.isSuperset(of: ["reporter", "parties", "leadDeputy", "plates"]))
        #expect(bench.office.personalFields.isDisjoint(with: ["text", "opinion", "street", "category"]))
    }
}
