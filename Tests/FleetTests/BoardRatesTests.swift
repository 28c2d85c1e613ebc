import Casework
import CaseworkTesting
import Contracts
import EventStore
import Foundation
import GRDB
import Testing

@testable import Coordinator

@Suite("The rates on the board")
struct BoardRatesTests {
    private func moment(_ text: String) throws -> Instant { try #require(Instant("\(text):00+08:00")) }

    /// Tianmen's bulletin of December 2016, and Wuhan's of September 2020 (domain notes, 4.2).
    @Test(arguments: [
        (911, 972, "911/972 (93.72%)"), (737, 972, "737/972 (75.82%)"), (902, 956, "902/956 (94.35%)"),
        (9, 16, "9/16 (56.25%)"), (0, 3, "0/3 (0.00%)"), (3, 3, "3/3 (100.00%)"), (1, 20_000, "1/20000 (0.01%)"),
        (0, 0, "—"),
    ])
    func aRateIsRoundedHalfUpAndNothingOutOfNothingIsNone(_ part: Int, _ whole: Int, _ text: String) {
        #expect(BoardRates.Rate(part: part, whole: whole).text == text)
    }

    @Test func eachUnitIsCountedByWhatFellDueAndWhatWasGivenToIt() throws {
        let calendar = try CoordinatorBench().calendar
        let now = try moment("2023-05-10T12:00")
        struct Turn {
            var opened: String
            var due: String?
            var signed: String?
            var closed: String?
            var outcome: String?
            var isPaused = false
            var isOff = false
            var isReturned = false
            var denials = 0
            var returned: String?
        }
        let turns = [
            // In time; signed for on the next working day, which is the 4th: the 1st to the 3rd are days of rest.
            Turn(
                opened: "2023-04-28T10:00",
                due: "2023-05-06T00:00",
                signed: "2023-05-04T16:00",
                closed: "2023-05-05T09:00"
            ),
            // Late, and signed for too late.
            Turn(
                opened: "2023-04-28T10:00",
                due: "2023-05-06T00:00",
                signed: "2023-05-05T09:00",
                closed: "2023-05-06T00:00"
            ),
            // Still open, its term over.
            Turn(opened: "2023-05-04T10:00", due: "2023-05-09T00:00", signed: "2023-05-04T11:00", denials: 1),
            // Stands still: in nobody's way.
            Turn(opened: "2023-05-04T10:00", due: "2023-05-09T00:00", signed: "2023-05-04T11:00", isPaused: true),
            // Was not this unit's.
            Turn(
                opened: "2023-05-04T10:00",
                due: "2023-05-09T00:00",
                isOff: true,
                isReturned: true,
                returned: "2023-05-08T09:00"
            ),
            // Falls due later, or fell due long ago.
            Turn(opened: "2023-05-09T10:00", due: "2023-06-01T00:00"),
            Turn(opened: "2023-01-09T10:00", due: "2023-02-01T00:00", closed: "2023-01-20T00:00"),
            Turn(
                opened: "2023-05-04T10:00",
                due: "2023-06-04T00:00",
                signed: "2023-05-04T11:00",
                closed: "2023-05-08T09:00",
                outcome: "satisfied"
            ),
            Turn(
                opened: "2023-04-01T10:00",
                due: "2023-05-01T00:00",
                signed: "2023-04-01T11:00",
                outcome: "no-feedback",
                isOff: true
            ),
        ]
        let milliseconds = { (text: String?) in try text.map { try moment($0).milliseconds } }
        let database = try DatabaseQueue()
        let rates = try database.write { db in
            try TurnTable.create(in: db)
            for (index, turn) in turns.enumerated() {
                try db.execute(
                    sql: "INSERT INTO turns VALUES (?, ?, 'police', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    arguments: [
                        index, "t", try milliseconds(turn.opened), try milliseconds(turn.due),
                        try milliseconds(turn.signed), try milliseconds(turn.closed), turn.outcome, turn.isPaused,
                        turn.isOff, turn.isReturned, turn.denials, try milliseconds(turn.returned),
                    ]
                )
            }
            return try BoardRates.count(
                from: try #require(LocalDate("2023-04-11")),
                before: now,
                calendar: calendar,
                in: db
            )
        }
        let police = try #require(rates.units.first)
        #expect(rates.units.count == 1)
        #expect(police.signed == BoardRates.Rate(part: 4, whole: 7))
        #expect(police.onTime == BoardRates.Rate(part: 1, whole: 3))
        #expect(police.closed == BoardRates.Rate(part: 2, whole: 4))
        #expect(police.returned == BoardRates.Rate(part: 1, whole: 7))
        #expect(police.denied == BoardRates.Rate(part: 1, whole: 2))
        // The 5th, the 6th (worked for the holiday), the 8th.
        #expect(police.lostDays == 3)
        #expect(rates.satisfaction == BoardRates.Rate(part: 1, whole: 1))
        #expect(rates.coverage == BoardRates.Rate(part: 1, whole: 1))
    }

    @Test func aFileFromBeforeReturnsWereTimedIsReadFromItsCases() throws {
        let bench = try CoordinatorBench()
        let now = try Instant.city("2023-04-27 09:00")
        _ = try bench.ledger.commit([{ try bench.office.library.take(bench.office.loaded, $0) }], now: now)
        let submission = try bench.submission(1)
        _ = try bench.ledger.commit([{ _ = try bench.office.intake.submit(submission, $0) }], now: now)
        let (id, body, known) = try bench.store.read { db in
            let row = try #require(try Row.fetchOne(db, sql: "SELECT id, body FROM cases"))
            return (row["id"] as String, row["body"] as Data, try Self.turns(in: db))
        }
        try DatabaseQueue().write { db in
            try db.execute(sql: "CREATE TABLE cases (seq INTEGER PRIMARY KEY, id TEXT, body BLOB)")
            try db.execute(sql: "INSERT INTO cases VALUES (1, ?, ?)", arguments: [id, body])
            try TurnTable.create(in: db)
            #expect(try Self.turns(in: db).isEmpty)
            try db.execute(sql: "ALTER TABLE turns DROP COLUMN returned")
            try TurnTable.create(in: db)
            #expect(try Self.turns(in: db) == known)
            #expect(known.count == 1)
        }
    }

    private static func turns(in db: Database) throws -> [String] {
        try Row.fetchAll(db, sql: "SELECT * FROM turns").map { "\($0)" }
    }
}
