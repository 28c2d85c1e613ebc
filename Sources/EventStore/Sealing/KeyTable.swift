import Casework
import Crypto
import Foundation
import GRDB

/// The keys of an owner's cases, each closed by a key that lies outside the log; a fold of the log like every table.
///
/// No `Fold` among the others: a body is opened by the keys as they stand at the end of the log, so they are folded first.
enum KeyTable {
    /// The entries it is folded from.
    enum Kind: String {
        /// A case's first personal value was recorded.
        case made = "key.made"
        /// The keys that stay were closed again by a new key; the others are destroyed.
        case rotated = "keys.rotated"
    }

    /// The body of `key.made`.
    struct Made: Codable, Sendable {
        var caseID: String
        /// The version of the key that closes it.
        var version: Int
        /// Base 64.
        var key: String
    }

    /// Closes a key for its case by the newest key outside the log; base 64.
    static func close(_ key: SymmetricKey, of caseID: String, _ sealing: Sealing) throws -> String {
        let version = sealing.keys.current
        guard let outer = sealing.keys[version] else { throw StoreError.keysLost(version: version) }
        return Data(try sealing.close(key.withUnsafeBytes { Array($0) }, by: outer, binding: caseID))
            .base64EncodedString()
    }

    static let tables = ["case_keys", "destroyed_cases"]

    static func create(in db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS case_keys (
                    case_id TEXT PRIMARY KEY, version INTEGER NOT NULL, key BLOB NOT NULL
                ) WITHOUT ROWID;
                CREATE TABLE IF NOT EXISTS destroyed_cases (case_id TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID
                """
        )
    }

    /// Takes an entry in when it is about keys.
    static func fold(_ entry: Entry, in db: Database) throws {
        switch Kind(rawValue: entry.kind) {
        case .made:
            let made = try entry.decode(Made.self)
            try put(made.key, of: made.caseID, version: made.version, in: db)
        case .rotated:
            let rotated = try entry.decode(KeyRotation.self)
            for (caseID, key) in rotated.keys { try put(key, of: caseID, version: rotated.version, in: db) }
            guard let order = rotated.order else { return }
            try db.execute(sql: "DELETE FROM case_keys WHERE version < ?", arguments: [rotated.version])
            for caseID in order.cases {
                try db.execute(
                    sql: "INSERT OR IGNORE INTO destroyed_cases VALUES (?, ?)",
                    arguments: [caseID, entry.at.milliseconds]
                )
            }
        case nil: break
        }
    }

    /// Folds the keys again from the whole log.
    static func refold(in db: Database) throws {
        try create(in: db)
        for table in tables { try db.execute(sql: "DELETE FROM \(table)") }
        let kinds = [Kind.made.rawValue, Kind.rotated.rawValue]
        let entries = try Row.fetchCursor(
            db,
            sql: "SELECT * FROM log WHERE kind IN (?, ?) ORDER BY n",
            arguments: StatementArguments(kinds)
        )
        while let row = try entries.next() { try fold(Store.entry(row, in: db), in: db) }
    }

    /// Makes the function known by which a connection opens keys: `case_key(case_id, version, key)`, null without their key.
    static func addFunction(_ keys: KeyEncryptionKeys, to db: Database) {
        let function = DatabaseFunction("case_key", argumentCount: 3, pure: true) { values in
            guard let caseID = String.fromDatabaseValue(values[0]), let version = Int.fromDatabaseValue(values[1]),
                let closed = Data.fromDatabaseValue(values[2]), let key = keys[version]
            else { return nil }
            return Sealing.open(Array(closed), by: key, binding: caseID)?.data
        }
        db.add(function: function)
    }

    /// The key of a case, nil when it has none or none any more.
    static func key(of caseID: String, in db: Database) throws -> SymmetricKey? {
        let statement = try db.cachedStatement(
            sql: "SELECT case_key(case_id, version, key) FROM case_keys WHERE case_id = ?"
        )
        return try Data.fetchOne(statement, arguments: [caseID]).map { SymmetricKey(data: $0) }
    }

    /// Every key as it is, by case.
    static func all(in db: Database) throws -> [(caseID: String, key: SymmetricKey)] {
        try Row.fetchAll(
            db,
            sql: "SELECT case_id, case_key(case_id, version, key) AS key FROM case_keys ORDER BY case_id"
        )
        .compactMap { row in (row["key"] as Data?).map { (row["case_id"], SymmetricKey(data: $0)) } }
    }

    /// A version whose key is missing or another one, nil when there is none; one key tells of all of its version.
    static func lostVersion(in db: Database) throws -> Int? {
        try Int.fetchAll(db, sql: "SELECT DISTINCT version FROM case_keys").sorted().first { version in
            let closed = "SELECT case_key(case_id, version, key) IS NULL FROM case_keys WHERE version = ? LIMIT 1"
            return try Bool.fetchOne(db, sql: closed, arguments: [version]) ?? false
        }
    }

    /// Whether keys were closed again at any time, which a destruction alone does.
    static func wasRotated(in db: Database) throws -> Bool {
        try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM destroyed_cases)") ?? false
    }

    private static func put(_ key: String, of caseID: String, version: Int, in db: Database) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO case_keys (case_id, version, key) VALUES (?, ?, ?)
                ON CONFLICT (case_id) DO UPDATE SET version = excluded.version, key = excluded.key
                """
        )
        try statement.execute(arguments: [caseID, version, Data(base64Encoded: key) ?? Data()])
    }
}

extension KeyTable.Made {
    /// A new key for a case.
    init(caseID: String, _ sealing: Sealing) throws {
        let key = SymmetricKey(data: sealing.random(32))
        self.init(
            caseID: caseID,
            version: sealing.keys.current,
            key: try KeyTable.close(key, of: caseID, sealing)
        )
    }
}
