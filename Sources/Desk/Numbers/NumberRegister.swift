package import Casework
import EventStore
package import GRDB

/// The agency's document numbers: one gapless series for each document and year, voids kept, nothing used twice.
package struct NumberRegister: Sendable {
    /// One number, whatever became of it (entry `desk.number`).
    package struct Issued: Hashable, Codable, Sendable {
        package var document: String
        package var year: Int
        package var n: Int64
        package var text: String
        package var task: TaskKey

        package init(document: String, year: Int, n: Int64, text: String, task: TaskKey) {
            self.document = document
            self.year = year
            self.n = n
            self.text = text
            self.task = task
        }
    }

    /// A number made void (entry `desk.number-void`); it stays in the register.
    package struct Voided: Hashable, Codable, Sendable {
        package var text: String
        /// The undo that made it void.
        package var task: TaskKey

        package init(text: String, task: TaskKey) {
            self.text = text
            self.task = task
        }
    }

    /// A line of the register for people.
    package struct Line: Hashable, Codable, Sendable {
        package var document: String
        package var year: Int
        package var n: Int64
        package var number: String
        package var caseID: String
        package var task: String
        package var issuedAt: Instant
        package var voidedAt: Instant?
    }

    package init() {}

    package static let table = "desk_number"

    func create(in db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS desk_number (
                    document TEXT NOT NULL, year INTEGER NOT NULL, n INTEGER NOT NULL, text TEXT NOT NULL UNIQUE,
                    case_id TEXT NOT NULL, task TEXT NOT NULL, entry INTEGER NOT NULL, issued_at INTEGER NOT NULL,
                    voided_at INTEGER, voided_by TEXT, PRIMARY KEY (document, year, n)
                ) WITHOUT ROWID
                """
        )
    }

    /// The number that comes next; it is only taken once its entry is recorded, in the same transaction.
    package func next(of document: String, year: Int, in db: Database) throws -> Int64 {
        let last = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT max(n) FROM desk_number WHERE document = ? AND year = ?"),
            arguments: [document, year]
        )
        return (last ?? 0) + 1
    }

    /// Whether this agency issued the number and it is still valid.
    package func isValid(_ text: String, in db: Database) throws -> Bool {
        try Bool.fetchOne(
            db,
            sql: "SELECT EXISTS (SELECT 1 FROM desk_number WHERE text = ? AND voided_at IS NULL)",
            arguments: [text]
        ) ?? false
    }

    func fold(_ issued: Issued, _ entry: Entry, in db: Database) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO desk_number (document, year, n, text, case_id, task, entry, issued_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            issued.document, issued.year, issued.n, issued.text, issued.task.caseID, issued.task.id, entry.n,
            entry.at.milliseconds,
        ])
    }

    func fold(_ voided: Voided, at: Instant, in db: Database) throws {
        try db.cachedStatement(
            sql: "UPDATE desk_number SET voided_at = ?, voided_by = ? WHERE text = ? AND voided_at IS NULL"
        ).execute(arguments: [at.milliseconds, voided.task.id, voided.text])
    }

    /// Whether a number may be shown to people: it is in an entry that the journal holds (promise 1).
    package func isShown(_ text: String, safe: Int64, in db: Database) throws -> Bool {
        try Bool.fetchOne(
            db,
            sql: "SELECT EXISTS (SELECT 1 FROM desk_number WHERE text = ? AND entry <= ?)",
            arguments: [text, safe]
        )
            ?? false
    }

    /// The register, a series after the other, as far as it is safe.
    package func lines(
        document: String? = nil,
        year: Int? = nil,
        safe: Int64 = .max,
        in db: Database
    ) throws -> [Line] {
        let sql = """
            SELECT * FROM desk_number WHERE (?1 IS NULL OR document = ?1) AND (?2 IS NULL OR year = ?2) AND entry <= ?3
            ORDER BY document, year, n
            """
        return try Row.fetchAll(db, sql: sql, arguments: [document, year, safe]).map(NumberRegister.line)
    }

    /// The line of one number, nil for one that is not shown yet or was never given.
    func line(_ text: String, safe: Int64, in db: Database) throws -> Line? {
        try Row.fetchOne(
            db,
            sql: "SELECT * FROM desk_number WHERE text = ? AND entry <= ?",
            arguments: [text, safe]
        ).map(NumberRegister.line)
    }

    private static func line(_ row: Row) -> Line {
        Line(
            document: row["document"],
            year: row["year"],
            n: row["n"],
            number: row["text"],
            caseID: row["case_id"],
            task: row["task"],
            issuedAt: Instant(milliseconds: row["issued_at"]),
            voidedAt: (row["voided_at"] as Int64?).map(Instant.init(milliseconds:))
        )
    }
}
