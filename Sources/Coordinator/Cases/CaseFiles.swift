import Casework
import Desk
import GRDB

/// Which agencies may see a file, because a task of theirs lists it, and which have said that they have it.
enum CaseFiles {
    static let table = "case_files"

    static func create(in db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS case_files (
                    sha256 TEXT NOT NULL, agency TEXT NOT NULL, is_holder INTEGER NOT NULL,
                    PRIMARY KEY (sha256, agency, is_holder)
                ) WITHOUT ROWID
                """
        )
    }

    /// Notes the files that stand in what agencies are sent.
    static func note(_ assignments: [Assignment], in db: Database) throws {
        for content in assignments.map(\.content) {
            try note(content.fields, agency: content.agency, isHolder: false, in: db)
        }
    }

    /// Notes the files that stand in what agencies have answered.
    static func note(_ facts: [CaseEvent], in db: Database) throws {
        for case .taskEnded(let ended) in facts where ended.cause == .answer {
            try note(ended.fields, agency: ended.holder.agency, isHolder: true, in: db)
        }
    }

    private static func note(_ fields: [String: Value], agency: String, isHolder: Bool, in db: Database) throws {
        for sha256 in fields.values.reduce(into: Set<String>(), { $0.formUnion(FileRegister.hashes(in: $1)) }) {
            try db.cachedStatement(sql: "INSERT OR IGNORE INTO case_files VALUES (?, ?, ?)")
                .execute(arguments: [sha256, agency, isHolder])
        }
    }

    /// Who may see a file and who has it.
    static func readers(of sha256: String, in db: Database) throws -> FileReaders {
        func agencies(isHolder: Bool) throws -> [String] {
            try String.fetchAll(
                db,
                sql: "SELECT agency FROM case_files WHERE sha256 = ? AND is_holder = ? ORDER BY agency",
                arguments: [sha256, isHolder]
            )
        }
        return FileReaders(agencies: try agencies(isHolder: false), holders: try agencies(isHolder: true))
    }
}
