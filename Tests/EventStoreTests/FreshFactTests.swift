import Casework
import Foundation
import GRDB
import Testing

@testable import EventStore

/// An entry is folded from the fact in hand; a refold, which has the bytes alone, comes to the same tables.
@Suite struct FreshFactTests {
    /// Keeps every fact as it was handed over.
    private struct Diary: Fold {
        struct Note: Codable, Sendable {
            var value: Value
        }

        var kinds: Set<String> { ["note"] }
        var tables: [String] { ["diary"] }

        func create(in db: Database) throws {
            try db.execute(
                sql: "CREATE TABLE IF NOT EXISTS diary (n INTEGER PRIMARY KEY, body BLOB NOT NULL)"
            )
        }

        func fold(_ entry: Entry, in db: Database) throws -> [Outgoing] {
            let note = try entry.decode(Note.self)
            try db.execute(
                sql: "INSERT INTO diary VALUES (?, ?)",
                arguments: [entry.n, try StoredState.encode(note.value)]
            )
            return []
        }
    }

    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private static let values: [Value] = [
        .decimal(3), .list([.object(["deep": .decimal(-2)])]), .decimal(0.5), .integer(3), "三", .null,
    ]

    @Test func aDecimalThatJSONGivesBackAsAnIntegerIsFoldedAsTheLogHasIt() throws {
        let store = try scratch.store(folds: [Diary()])
        let ledger = try Ledger(store)
        for value in Self.values {
            _ = try ledger.commit(
                [{ try $0.record("note", case: "", Diary.Note(value: value)) }],
                now: noon
            )
        }
        let first = try store.read { try Data.fetchOne($0, sql: "SELECT body FROM diary WHERE n = 1") }
        #expect(try StoredState.decode(Value.self, from: try #require(first)) == .integer(3))
        #expect(try store.refold().different == [])
    }

    @Test func aMomentThatNobodyCouldReadBackIsNotRecorded() throws {
        struct Moment: Codable, Sendable { var at: Instant }
        let ledger = try Ledger(try scratch.store())
        let far = Moment(at: Instant(milliseconds: 400_000_000_000_000))
        let (entries, results) = try ledger.commit(
            [{ try $0.record("moment", case: "", far) }],
            now: noon
        )
        guard case .failed(let error) = results[0] else {
            Issue.record("it was recorded")
            return
        }
        #expect(error is EncodingError)
        #expect(entries.isEmpty)
    }

    @Test func aFileWhoseTablesStandInAnotherFormIsFoldedAgain() throws {
        do {
            let store = try scratch.store()
            let ledger = try Ledger(store)
            _ = try ledger.commit([add("a", 1), add("a", 2)], now: noon)
            try store.write {
                try $0.execute(
                    sql: "PRAGMA user_version = \(Store.stateVersion - 1); UPDATE tally SET sum = 77"
                )
            }
        }
        let store = try scratch.store()
        #expect(try store.read { try Int.fetchOne($0, sql: "SELECT sum FROM tally") } == 3)
        #expect(
            try store.read { try Int.fetchOne($0, sql: "PRAGMA user_version") } == Store.stateVersion
        )
        #expect(try store.read { try Outbox.counts(in: $0).unsent } == 2)
    }
}
