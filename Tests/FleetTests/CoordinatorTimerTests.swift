import Casework
import Contracts
import Desk
import Foundation
import GRDB
import Testing

@testable import Coordinator
@testable import EventStore

@Suite struct CoordinatorTimerTests {
    @Test func aCaseWhoseTimersFailStopsItsOwnClockAndNobodyElses() throws {
        let bench = try CoordinatorBench()
        let (office, store, ledger) = (bench.office, bench.store, bench.ledger)
        let opening = try #require(Instant("2023-04-27T08:30:00+08:00"))
        let (first, second) = (try bench.submission(1), try bench.submission(2))
        let works: [(Transaction) throws -> Void] = [
            { try office.library.take(office.loaded, $0) },
            { _ = try office.intake.submit(first, $0) },
            { _ = try office.intake.submit(second, $0) },
        ]
        _ = try ledger.commit(works, now: opening)
        // Something that cannot be read stands where the first case was.
        try store.write { try $0.execute(sql: "UPDATE cases SET body = x'00' WHERE seq = 1") }
        let later = try #require(Instant("2023-06-01T00:00:00+08:00"))
        let (_, results) = try ledger.commit([{ try office.fire($0, through: later) }], now: later)
        guard case .recorded = results[0] else {
            Issue.record("the timers of all cases were taken back: \(results)")
            return
        }
        let rows = try store.read { db in
            try Row.fetchAll(
                db,
                sql: "SELECT stopped IS NULL AS runs, next_at IS NULL AS rests FROM cases ORDER BY seq"
            )
        }
        #expect(rows.map { $0["runs"] as Bool } == [false, true])
        #expect(rows[0]["rests"] as Bool)
        let other = try store.read { try String.fetchOne($0, sql: "SELECT id FROM cases WHERE seq = 2") } ?? ""
        #expect(
            try store.read { try CaseBook.row(other, in: $0) }?.state.tasks.contains { !$0.breaches.isEmpty } == true
        )
    }

    @Test func fireInDueOrderOverAllCasesAndNumberTheNotices() throws {
        let bench = try CoordinatorBench()
        let (office, store, ledger) = (bench.office, bench.store, bench.ledger)
        let submissions = try (1...3).map { try bench.submission($0) }
        let start = try #require(Instant("2023-04-27T08:30:00+08:00"))
        let prepare: [(Transaction) throws -> Void] = [{ try office.library.take(office.loaded, $0) }]
        _ = try ledger.commit(prepare, now: start)
        for (index, submission) in submissions.enumerated() {
            // Each a day later: their timers interleave.
            let now = start + Int64(index) * 86_400_000
            _ = try ledger.commit(
                [
                    { transaction in
                        let receipt = try office.intake.submit(submission, transaction)
                        let register = TaskRef(step: "register", instance: "", attempt: 1)
                        let accept = Ruling(
                            id: "r",
                            by: "coordinator-luo",
                            reason: "受理",
                            decision: .end(register, outcome: "accepted", fields: [:])
                        )
                        _ = try office.decisions.rule(accept, on: try #require(receipt.caseID), transaction)
                    }
                ],
                now: now
            )
        }
        let before = try store.end().n
        let later = try #require(Instant("2023-06-01T00:00:00+08:00"))
        while let due = try store.read({ try office.nextDue(in: $0) }), due <= later {
            _ = try ledger.commit([{ try office.fire($0, through: later) }], now: later)
        }
        let facts = try store.entries(after: before, limit: 10_000).filter { $0.kind == CaseFacts.kind }
            .flatMap { entry in try entry.decode(CaseFacts.self).facts.map { (fact: $0, recorded: entry.at) } }
        let moments = facts.compactMap { fact, recorded -> Instant? in
            switch fact {
            case .noticed(let notice): notice.at
            case .breached(let breach): breach.due
            default: nil
            }
        }
        #expect(moments.count > 9)
        #expect(moments == moments.sorted())
        #expect(facts.allSatisfy { $0.recorded == later })
        let numbers = facts.compactMap { if case .noticed(let notice) = $0.fact { notice.number } else { nil } }
        let serial = (1...3).map { "武催办〔2023〕\($0)号" } + (1...3).map { "武督办〔2023〕\($0)号" }
        #expect(numbers == serial)
        #expect(try store.refold().different == [])
    }
}
