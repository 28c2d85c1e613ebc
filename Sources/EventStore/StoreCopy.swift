import Foundation
import GRDB

/// A copy of an owner's log in a file of its own, taken while the owner's process writes.
///
/// The log alone is the copy: every other table is a fold of it (design rule J), and folded tables hold in the clear what the
/// log holds sealed. Without the keys nothing of that is read in a copy, and what is destroyed is destroyed in every copy.
package struct StoreCopy: Hashable, Sendable {
    /// Where the log in the copy ends.
    package let end: LogEnd
    /// In which form tables were folded when it was taken (`Store.stateVersion`).
    package let schemaVersion: Int
    /// What stood for each folded table, at the same entry; those without rows are left out.
    package let tables: [String: String]

    /// Copies the log of the file at `source` into a new file (mode 0600), which is on the disk when this returns.
    ///
    /// - Parameters:
    ///   - source: an owner's file, open elsewhere or not; a whole copy lies beside it for as long as this takes.
    ///   - target: the new file; what lies there makes it fail.
    /// - Returns: what the copy holds, read from itself.
    /// - Throws: `StoreError.unreadable`, or what the file system says.
    package static func make(of source: String, at target: String) throws -> StoreCopy {
        let whole = "\(source).copying-\(getpid())"
        defer { unlink(whole) }
        let copy: (Int, [String: String])
        do {
            try vacuum(source, into: whole)
            copy = try strip(whole)
            try vacuum(whole, into: target)
        } catch let error as DatabaseError {
            throw StoreError.unreadable(path: source, reason: error.message ?? "\(error.resultCode)")
        }
        // SQLite leaves the flush of what VACUUM INTO wrote to its caller (sqlite.org/lang_vacuum.html).
        let handle = try FileHandle(forUpdating: URL(fileURLWithPath: target))
        try handle.synchronize()
        try handle.close()
        return StoreCopy(end: try LogFile(path: target).end(), schemaVersion: copy.0, tables: copy.1)
    }

    /// Tables that are no fold, or not of the log alone.
    private static let unfolded: Set<String> = ["local", "deaths", "outbox"]

    private static func vacuum(_ source: String, into target: String) throws {
        // An empty file may lie there already: this way nobody else can ever open it.
        let descriptor = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw StoreError.unreadable(path: target, reason: String(cString: strerror(errno)))
        }
        close(descriptor)
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(10)
        // Outside of any transaction, and not by `read`, which lets a connection write nowhere.
        try DatabaseQueue(path: source, configuration: configuration).writeWithoutTransaction {
            try $0.execute(sql: "VACUUM INTO ?", arguments: [target])
        }
    }

    /// Drops everything but the log; says in which form the folded tables stood, and what stands for each.
    private static func strip(_ path: String) throws -> (Int, [String: String]) {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        return try DatabaseQueue(path: path, configuration: configuration).writeWithoutTransaction { db in
            // Whatever interrupts this leaves a file that nobody will use.
            try db.execute(sql: "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
            let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
            let tables = try String.fetchAll(
                db,
                sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            )
            .filter { $0 != "log" }
            let digests = try TableDigest.all(of: tables.filter { !StoreCopy.unfolded.contains($0) }, in: db)
            for table in tables { try db.execute(sql: "DROP TABLE \"\(table)\"") }
            // A store that opens the copy folds all of it.
            try db.execute(sql: "PRAGMA user_version = 0")
            return (version, digests)
        }
    }
}
