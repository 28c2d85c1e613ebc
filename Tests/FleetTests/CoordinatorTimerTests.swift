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
        let (_, results) = try ledger.commit([{ try office.fire($0) }], now: later)
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
}
