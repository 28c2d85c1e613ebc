import Casework
import EventStore
import GRDB

/// What was asked to be deleted, and how that was answered (个人信息保护法第47条).
struct RetentionBook: Fold {
    static let kind = "retention.requested"

    /// The body of `retention.requested`.
    struct Requested: Codable, Sendable {
        var by: String
        var reason: String
        var answer: Answer
        /// The last day of the term, nil while the case is open, for ever, and without a rule.
        var keptThrough: LocalDate?
    }

    /// What becomes of a request to delete.
    enum Answer: String, Codable, Sendable {
        /// The case is open: handling needs the data.
        case refused
        /// A term forbids it: nothing but storage and what protects it from now on.
        case restricted
        /// The term is over: with the next destruction.
        case due
        /// It is deleted already.
        case destroyed
    }

    var kinds: Set<String> { [Self.kind] }
    var tables: [String] { ["retention_request"] }

    func create(in db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS retention_request (
                    n INTEGER PRIMARY KEY, case_id TEXT NOT NULL, by TEXT NOT NULL, reason TEXT NOT NULL,
                    answer TEXT NOT NULL, at INTEGER NOT NULL
                );
                CREATE INDEX IF NOT EXISTS retention_request_case ON retention_request (case_id, answer);
                """
        )
    }

    func fold(_ entry: Entry, in db: Database) throws -> [Outgoing] {
        let asked = try entry.decode(Requested.self)
        try db.execute(
            sql: "INSERT INTO retention_request VALUES (?, ?, ?, ?, ?, ?)",
            arguments: [
                entry.n, entry.caseID, asked.by, asked.reason, asked.answer.rawValue, entry.at.milliseconds,
            ]
        )
        return []
    }

    /// Since when the data of a case may only be stored, nil when nobody asked for it or nothing forbade deletion.
    static func restrictedAt(_ caseID: String, in db: Database) throws -> Instant? {
        try Int64.fetchOne(
            db,
            sql: "SELECT MIN(at) FROM retention_request WHERE case_id = ? AND answer = ?",
            arguments: [caseID, Answer.restricted.rawValue]
        ).map { Instant(milliseconds: $0) }
    }
}
