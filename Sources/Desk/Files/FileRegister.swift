package import Casework
import EventStore
package import GRDB

/// Which attachments the agency holds and which tasks list them; the bytes lie in the home, named by their hash.
package enum FileRegister {
    /// A stored attachment (entry `desk.file`).
    package struct Stored: Hashable, Codable, Sendable {
        package var sha256: String
        /// In bytes.
        package var size: Int
        package var type: FileType
        package var name: String
        package var by: String
        package var unit: String

        package init(sha256: String, size: Int, type: FileType, name: String, by: String, unit: String) {
            self.sha256 = sha256
            self.size = size
            self.type = type
            self.name = name
            self.by = by
            self.unit = unit
        }

        /// Whether a field's description of the file is true, as far as it goes; its name is free.
        func fits(_ said: Value) -> Bool {
            (said["size"]?.integer ?? Int64(size)) == Int64(size)
                && (said["type"]?.text ?? type.rawValue) == type.rawValue
        }
    }

    package static let tables = ["desk_file", "desk_file_task"]

    static func create(in db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS desk_file (
                    sha256 TEXT NOT NULL, by TEXT NOT NULL, size INTEGER NOT NULL, type TEXT NOT NULL,
                    name TEXT NOT NULL, unit TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (sha256, by)
                ) WITHOUT ROWID;
                CREATE TABLE IF NOT EXISTS desk_file_task (
                    sha256 TEXT NOT NULL, task TEXT NOT NULL, PRIMARY KEY (sha256, task)
                ) WITHOUT ROWID
                """
        )
    }

    static func fold(_ stored: Stored, at: Instant, in db: Database) throws {
        try db.execute(
            sql:
                "INSERT OR IGNORE INTO desk_file (sha256, by, size, type, name, unit, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                stored.sha256, stored.by, stored.size, stored.type.rawValue, stored.name, stored.unit, at.milliseconds,
            ]
        )
    }

    /// Notes that a task lists the files that stand in its fields.
    static func list(_ fields: [String: Value], for key: TaskKey, in db: Database) throws {
        for sha256 in fields.values.reduce(into: Set<String>(), { $0.formUnion(hashes(in: $1)) }).sorted() {
            try db.execute(
                sql: "INSERT OR IGNORE INTO desk_file_task VALUES (?, ?)",
                arguments: [sha256, key.id]
            )
        }
    }

    /// The attachment, nil when this agency does not hold it.
    package static func find(_ sha256: String, in db: Database) throws -> Stored? {
        try Row.fetchOne(db, sql: "SELECT * FROM desk_file WHERE sha256 = ? ORDER BY at, by", arguments: [sha256])
            .flatMap { row in
                guard let type = FileType(rawValue: row["type"]) else { return nil }
                return Stored(
                    sha256: row["sha256"],
                    size: row["size"],
                    type: type,
                    name: row["name"],
                    by: row["by"],
                    unit: row["unit"]
                )
            }
    }

    /// The attachments that only tasks of destroyed cases list.
    package static func dead(in db: Database) throws -> [String] {
        let rows = try Row.fetchAll(db, sql: "SELECT sha256, task FROM desk_file_task")
        let cases = Dictionary(grouping: rows) { $0["sha256"] as String }.mapValues { rows in
            Set(rows.compactMap { TaskKey(id: $0["task"])?.caseID })
        }
        return try cases.filter { try $0.value.allSatisfy { try Store.destroyedAt($0, in: db) != nil } }.keys.sorted()
    }

    /// How a task's fields describe an attachment.
    struct Listing: Sendable {
        var name: String?
        /// In bytes.
        var size: Int?
        var type: FileType?
    }

    /// What a task that lists the attachment says of it, nil when none does.
    static func listing(_ sha256: String, in db: Database) throws -> Listing? {
        let tasks = try String.fetchAll(
            db,
            sql: "SELECT task FROM desk_file_task WHERE sha256 = ? ORDER BY task",
            arguments: [sha256]
        )
        for key in tasks.compactMap(TaskKey.init(id:)) {
            guard let task = try TaskTable.fetch(key, in: db) else { continue }
            let fields = Array(task.content.fields.values) + (task.report.completed?.fields.map(\.value) ?? [])
            if let value = fields.lazy.compactMap({ described(sha256, in: $0) }).first {
                return Listing(
                    name: value["name"]?.text,
                    size: value["size"]?.integer.map { Int($0) },
                    type: value["type"]?.text.flatMap { FileType(contentType: $0) }
                )
            }
        }
        return nil
    }

    private static func described(_ sha256: String, in value: Value) -> Value? {
        switch value {
        case .list(let values): values.lazy.compactMap { described(sha256, in: $0) }.first
        case .object(let members):
            members["sha256"]?.text == sha256
                ? value : members.values.lazy.compactMap { described(sha256, in: $0) }.first
        case .null, .bool, .integer, .decimal, .text: nil
        }
    }

    /// Whether somebody may read it: who uploaded it, and the agency's people once a task of theirs lists it.
    package static func mayRead(_ sha256: String, person: String, in db: Database) throws -> Bool {
        try Bool.fetchOne(
            db,
            sql: """
                SELECT EXISTS (SELECT 1 FROM desk_file WHERE sha256 = ?1 AND by = ?2)
                OR EXISTS (SELECT 1 FROM desk_file_task WHERE sha256 = ?1)
                """,
            arguments: [sha256, person]
        ) ?? false
    }

    /// Files that an answer names and nobody here has, neither uploaded nor sent with the task, and uploaded ones of
    /// which it says another size or type than they have.
    static func problems(
        _ fields: [String: Value],
        listedIn given: [String: Value],
        in db: Database
    ) throws -> [Problem] {
        let known = given.values.reduce(into: Set([SampleFile.sha256])) { $0.formUnion(hashes(in: $1)) }
        var problems: [Problem] = []
        for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
            for sha256 in hashes(in: value).subtracting(known).sorted() {
                guard let stored = try find(sha256, in: db) else {
                    problems.append(
                        Problem(
                            "FILE_UNKNOWN",
                            at: "/fields/\(name)",
                            zh: "附件\(sha256.prefix(12))尚未上传",
                            en: "The file \(sha256.prefix(12)) has not been uploaded"
                        )
                    )
                    continue
                }
                guard let said = described(sha256, in: value), !stored.fits(said) else { continue }
                problems.append(
                    Problem(
                        "FILE_DIFFERS",
                        at: "/fields/\(name)",
                        zh: "附件\(sha256.prefix(12))的大小或类型与上传的不符",
                        en: "The file \(sha256.prefix(12)) was uploaded with another size or type"
                    )
                )
            }
        }
        return problems
    }

    /// The hashes of the files that a value names.
    package static func hashes(in value: Value) -> Set<String> {
        switch value {
        case .list(let values): values.reduce(into: []) { $0.formUnion(hashes(in: $1)) }
        case .object(let members):
            members["sha256"]?.text.map { [$0] } ?? members.values.reduce(into: []) { $0.formUnion(hashes(in: $1)) }
        case .null, .bool, .integer, .decimal, .text: []
        }
    }
}
