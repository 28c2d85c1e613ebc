import Casework
import Crypto
import EventStore
import Foundation
import GRDB

/// A fold that keeps who called about a case, as a desk keeps the fields of a form.
struct Visitors: Fold {
    /// The body of an entry: fields of a form, and a member of its own with the name of one.
    struct Visit: Codable, Sendable {
        enum Contact: String, Codable { case phone, counter }

        var contact: Contact
        var fields: [String: Value]
    }

    var kinds: Set<String> { ["visit"] }
    var tables: [String] { ["visitors"] }

    func create(in db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS visitors (
                    n INTEGER PRIMARY KEY, case_id TEXT NOT NULL, contact TEXT NOT NULL, fields BLOB NOT NULL
                )
                """
        )
    }

    func fold(_ entry: Entry, in db: Database) throws -> [Outgoing] {
        let visit = try entry.decode(Visit.self)
        try db.execute(
            sql: "INSERT INTO visitors VALUES (?, ?, ?, ?)",
            arguments: [entry.n, entry.caseID, visit.contact.rawValue, try StoredState.encode(visit.fields)]
        )
        return []
    }

    /// The fields of each visit to a case, as somebody reads them.
    static func read(_ caseID: String, in store: Store) throws -> [[String: Value]] {
        try store.read { db in
            try Data.fetchAll(db, sql: "SELECT fields FROM visitors WHERE case_id = ? ORDER BY n", arguments: [caseID])
                .map { try StoredState.decode([String: Value].self, from: $0) }
        }
    }
}

func visit(_ caseID: String, _ fields: [String: Value]) -> (Transaction) throws -> Void {
    { try $0.record("visit", case: caseID, Visitors.Visit(contact: .phone, fields: fields)) }
}

extension Scratch {
    /// A store that seals names, phones and parties.
    func sealed(_ name: String = "test", keys: KeyEncryptionKeys = Scratch.keys) throws -> Store {
        try Store(
            owner: "test",
            path: "\(path)/\(name).sqlite",
            folds: [Visitors()],
            sealing: Sealing(fields: ["contact", "phone", "parties"], keys: keys)
        )
    }

    static let keys = KeyEncryptionKeys([1: SymmetricKey(size: .bits256)])

    /// Every byte of a file and of what lies beside it.
    func bytes(_ name: String = "test") throws -> Data {
        let files = try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasPrefix("\(name).sqlite") }
        return try files.sorted().reduce(into: Data()) {
            $0 += try Data(contentsOf: URL(fileURLWithPath: "\(path)/\($1)"))
        }
    }
}
