import Casework
import CaseworkTesting
import Contracts
import EventStore
import GRDB
import Testing

@testable import Coordinator

/// The board's figures are kept as clocks change; they must be what a count of all clocks would give.
@Suite struct BoardFiguresTests {
    private func counted(_ condition: String, _ now: Instant, in db: Database) throws -> Int {
        try Int.fetchOne(
            db,
            sql: "SELECT count(*) FROM clocks WHERE task <> case_id AND \(condition)",
            arguments: ["now": now.milliseconds, "soon": (now + 3 * 86_400_000).milliseconds]
        ) ?? 0
    }

    @Test func theFiguresAreThoseOfACountWhateverBecameOfTheClocks() throws {
        let bench = try CoordinatorBench()
        let start = try Instant.city("2023-04-27 09:00")
        _ = try bench.ledger.commit([{ try bench.office.library.take(bench.office.loaded, $0) }], now: start)
        var cases: [String] = []
        for n in 1...4 {
            let opened = start + Int64(n) * 3_600_000
            let submission = try bench.submission(n)
            _ = try bench.ledger.commit(
                [{ cases.append(try #require(try bench.office.intake.submit(submission, $0).caseID)) }],
                now: opened
            )
        }
        let decisions: [(Int, Ruling.Decision)] = [
            (0, .end(TaskRef(step: "register"), outcome: "accepted", fields: [:])),
            (1, .extend(TaskRef(step: "register"), by: .workingDays(2))),
            (2, .end(TaskRef(step: "register"), outcome: "not-accepted", fields: ["reason": "重复"])),
        ]
        for (number, (index, decision)) in decisions.enumerated() {
            let ruling = Ruling(id: "r\(number)", by: "coordinator-luo", reason: "test", decision: decision)
            _ = try bench.ledger.commit(
                [{ _ = try bench.office.decisions.rule(ruling, on: cases[index], $0) }],
                now: start + 20_000_000
            )
        }
        try bench.store.read { db in
            for days in [0, 1, 2, 5, 60] {
                let now = start + Int64(days) * 86_400_000
                let soon = now + 3 * 86_400_000
                let figures = try BoardFigures.count(now: now, today: soon, soon: soon, in: db)
                #expect(figures.open == (try counted("1", now, in: db)) && figures.open > 2)
                #expect(figures.dueSoon == (try counted("paused IS NULL AND due > :now AND due <= :soon", now, in: db)))
                #expect(figures.overdueLegal == (try counted("paused IS NULL AND legal <= :now", now, in: db)))
                #expect(
                    figures.overdueLegal + figures.overduePolicy
                        == (try counted("paused IS NULL AND due <= :now", now, in: db))
                )
                #expect(figures.unsigned == (try counted("NOT signed", now, in: db)))
                #expect(figures.units.map(\.open).reduce(0, +) == figures.open)
            }
            #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM clock_tally WHERE n <= 0") == 0)
        }
        #expect(try bench.store.refold().different.isEmpty)
    }

    @Test func aFileFromBeforeTheTallyIsCountedOnce() throws {
        let database = try DatabaseQueue()
        try database.write { db in
            try ClockTable.create(in: db)
            try db.execute(sql: "DROP TABLE clock_tally")
            for (seq, task) in [(1, "a.x.1"), (2, "b.x.1"), (2, "b")] {
                try db.execute(
                    sql:
                        "INSERT INTO clocks VALUES (?, ?, ?, 'x', 'housing', NULL, NULL, 0, NULL, 5, NULL, 0, NULL, 0, 0)",
                    arguments: [seq, task, task.prefix(1).description]
                )
            }
            for _ in 0..<2 { try ClockTable.create(in: db) }
            let moment = Instant(milliseconds: 9)
            let figures = try BoardFigures.count(now: moment, today: moment, soon: moment, in: db)
            #expect(figures.open == 2 && figures.overduePolicy == 2 && figures.overdueLegal == 0)
        }
    }

    @Test func whatBreachesNextIsReadFromTheIndex() throws {
        let database = try DatabaseQueue()
        try database.write { db in
            try ClockTable.create(in: db)
            for condition in ["1", "agency = 'housing'"] {
                let plan = try Row.fetchAll(
                    db,
                    sql: """
                        EXPLAIN QUERY PLAN SELECT case_id, task FROM clocks WHERE \(condition)
                        ORDER BY paused IS NOT NULL, due IS NULL, due, seq LIMIT 50
                        """
                ).map { $0["detail"] as String }
                #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
            }
        }
    }
}
