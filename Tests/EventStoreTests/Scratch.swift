import Casework
import EventStore
import Foundation
import GRDB

/// A folder that goes away with its test.
final class Scratch {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "huiban-test-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func store(_ name: String = "test", folds: [any Fold] = [Tally()]) throws -> Store {
        try Store(owner: "test", path: "\(path)/\(name).sqlite", folds: folds)
    }
}

/// A fold small enough to check by eye: it adds numbers by name and tells each sum.
struct Tally: Fold {
    struct Added: Codable {
        var name: String
        var amount: Int
    }

    /// A fold that forgets its entries, to show that a refold notices.
    var isForgetful = false

    var kinds: Set<String> { ["added"] }
    var tables: [String] { ["tally"] }

    func create(in db: Database) throws {
        try db.execute(sql: "CREATE TABLE IF NOT EXISTS tally (name TEXT PRIMARY KEY, sum INTEGER NOT NULL)")
    }

    func fold(_ entry: Entry, in db: Database) throws -> [Outgoing] {
        if isForgetful { return [] }
        let added = try entry.decode(Added.self)
        try db.execute(
            sql: "INSERT INTO tally VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET sum = sum + excluded.sum",
            arguments: [added.name, added.amount]
        )
        return [
            Outgoing(
                exchange: "sums",
                routingKey: added.name,
                messageID: "\(added.name)/\(entry.n)",
                type: "sum",
                body: Array("\(added.amount)".utf8)
            )
        ]
    }
}

let noon = Instant(milliseconds: 1_682_568_000_000)

func add(_ name: String, _ amount: Int) -> (Transaction) throws -> Void {
    { try $0.record("added", case: name, Tally.Added(name: name, amount: amount)) }
}

struct Refused: Error {}
