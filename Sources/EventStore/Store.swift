package import Casework
import Foundation
package import GRDB

/// One process's SQLite file: its log and the tables folded from it.
///
/// One writer, many readers (WAL, `synchronous=FULL`).
package final class Store: Sendable {
    package let owner: String
    private let lock: FileLock?
    private let database: any DatabaseWriter
    /// Whether nobody else can write while something is read: then a read needs no snapshot.
    private let isAlone: Bool
    private let afterWrite: @Sendable () throws -> Void
    let folds: [any Fold]
    let sealing: Sealing?

    /// Opens or creates the file; throws `StoreError.inUse` when another process has it.
    ///
    /// Without `sealing` nothing is sealed. Throws `StoreError.keysLost` when what is sealed in it cannot be opened.
    package init(owner: String, path: String, folds: [any Fold], sealing: Sealing? = nil) throws {
        self.owner = owner
        self.folds = folds
        self.sealing = sealing
        lock = try FileLock(path: path + ".lock")
        isAlone = false
        afterWrite = {}
        var configuration = Configuration()
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA synchronous = FULL")
            try db.execute(sql: "PRAGMA foreign_keys = ON")
            try TextSearch.add(to: db)
            KeyTable.addFunction(sealing?.keys ?? KeyEncryptionKeys([:]), to: db)
        }
        database = try DatabasePool(path: path, configuration: configuration)
        chmod(path, 0o600)
        try createTables()
    }

    /// Opens a store over a database of one connection that somebody else keeps, in memory for one.
    ///
    /// `afterWrite` runs behind each durable write; what it throws is a write that was done and reported as failed.
    package init(
        owner: String,
        database: DatabaseQueue,
        folds: [any Fold],
        sealing: Sealing? = nil,
        afterWrite: @escaping @Sendable () throws -> Void = {}
    ) throws {
        self.owner = owner
        self.folds = folds
        self.sealing = sealing
        self.database = database
        self.afterWrite = afterWrite
        isAlone = true
        lock = nil
        try database.write { db in
            try TextSearch.add(to: db)
            KeyTable.addFunction(sealing?.keys ?? KeyEncryptionKeys([:]), to: db)
        }
        try createTables()
    }

    /// How values stand in folded tables; raised whenever that changes.
    package static let stateVersion = 3

    /// A file whose folded tables stand in another form is folded again from its log, which has them all.
    private func createTables() throws {
        let isOther = try database.write { db in
            try Store.createLog(in: db)
            try Outbox.create(in: db)
            try KeyTable.create(in: db)
            for fold in folds { try fold.create(in: db) }
            let version = try Int.fetchOne(db, sql: "PRAGMA user_version")
            return try version != Store.stateVersion && Store.end(in: db).n > 0
        }
        // The keys are folded first: without them a log alone, as a back-up is, would be folded as if all were destroyed.
        if isOther { try database.write(KeyTable.refold) }
        try checkKeys()
        if isOther { _ = try refold() }
        try database.write { try $0.execute(sql: "PRAGMA user_version = \(Store.stateVersion)") }
    }

    /// Throws `StoreError.keysLost` unless every key of a case can be opened.
    func checkKeys() throws {
        if let version = try read(KeyTable.lostVersion) { throw StoreError.keysLost(version: version) }
    }

    private static func createLog(in db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS log (
                    n INTEGER PRIMARY KEY, epoch INTEGER NOT NULL, at INTEGER NOT NULL, kind TEXT NOT NULL,
                    case_id TEXT NOT NULL, body BLOB NOT NULL, chain BLOB NOT NULL
                );
                CREATE INDEX IF NOT EXISTS log_case ON log (case_id, n) WHERE case_id <> '';
                CREATE TABLE IF NOT EXISTS local (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
                CREATE TABLE IF NOT EXISTS deaths (message TEXT PRIMARY KEY, count INTEGER NOT NULL) WITHOUT ROWID;
                """
        )
    }

    /// Runs `work` on a snapshot; never waits for the writer.
    package func read<T>(_ work: (Database) throws -> T) throws -> T {
        isAlone ? try database.unsafeRead(work) : try database.read(work)
    }

    /// Runs `work` on a snapshot without holding a cooperative thread.
    package func read<T: Sendable>(_ work: @escaping @Sendable (Database) throws -> T) async throws -> T {
        try await database.read(work)
    }

    /// Runs `work` in one durable transaction on the calling thread, which must be the writer's.
    func write<T>(_ work: (Database) throws -> T) throws -> T {
        let result = try database.write(work)
        try afterWrite()
        return result
    }

    /// Runs `work` on the writing connection outside of any transaction, for what SQLite does only there.
    func withoutTransaction(_ work: (Database) throws -> Void) throws {
        try database.writeWithoutTransaction(work)
    }

    /// Where the log ends.
    package func end() throws -> LogEnd { try read(Store.end(in:)) }

    static func end(in db: Database) throws -> LogEnd {
        guard let row = try Row.fetchOne(db, sql: "SELECT n, epoch, chain FROM log ORDER BY n DESC LIMIT 1") else {
            return .start
        }
        return LogEnd(n: row["n"], epoch: row["epoch"], chain: Array(row["chain"] as Data))
    }

    /// When the last entry was recorded, nil for an empty log.
    package func lastMoment() throws -> Instant? {
        try read { try Int64.fetchOne($0, sql: "SELECT at FROM log ORDER BY n DESC LIMIT 1") }
            .map { Instant(milliseconds: $0) }
    }

    /// Entries after position `n`, in order.
    package func entries(after n: Int64, limit: Int) throws -> [Entry] {
        try read { try Store.entries(after: n, limit: limit, in: $0) }
    }

    static func entries(after n: Int64, limit: Int, in db: Database) throws -> [Entry] {
        try Row.fetchAll(db, sql: "SELECT * FROM log WHERE n > ? ORDER BY n LIMIT ?", arguments: [n, limit])
            .map { try Store.entry($0, in: db) }
    }

    /// The last entries of a kind after `n`, newest first.
    package static func entries(lastOf kind: String, after n: Int64, limit: Int, in db: Database) throws -> [Entry] {
        try Row.fetchAll(
            db,
            sql: "SELECT * FROM log WHERE kind = ? AND n > ? ORDER BY n DESC LIMIT ?",
            arguments: [kind, n, limit]
        )
        .map { try Store.entry($0, in: db) }
    }

    /// One entry, nil when the log does not reach so far.
    package static func entry(at n: Int64, in db: Database) throws -> Entry? {
        try Row.fetchOne(db, sql: "SELECT * FROM log WHERE n = ?", arguments: [n])
            .map { try Store.entry($0, in: db) }
    }

    /// The entries of one case, in order.
    package static func entries(of caseID: String, in db: Database) throws -> [Entry] {
        // The second condition lets SQLite use the index, which leaves out entries of no case.
        try Row.fetchAll(
            db,
            sql: "SELECT * FROM log WHERE case_id = ? AND case_id <> '' ORDER BY n",
            arguments: [caseID]
        )
        .map { try Store.entry($0, in: db) }
    }

    /// An entry as it stands, with what is sealed in it opened for whoever decodes it.
    static func entry(_ row: Row, in db: Database) throws -> Entry {
        try Entry(
            n: row["n"],
            epoch: row["epoch"],
            at: Instant(milliseconds: row["at"]),
            kind: row["kind"],
            caseID: row["case_id"],
            body: Array(row["body"] as Data),
            chain: Array(row["chain"] as Data)
        )
        .opened(in: db)
    }
}
