package import Casework
package import GRDB

/// What became of keys that were destroyed, and the file without what they had closed.
extension Store {
    /// When a case's key was destroyed, nil while nothing of it is.
    package static func destroyedAt(_ caseID: String, in db: Database) throws -> Instant? {
        try Int64.fetchOne(db, sql: "SELECT at FROM destroyed_cases WHERE case_id = ?", arguments: [caseID])
            .map { Instant(milliseconds: $0) }
    }

    /// Which of the cases are not destroyed in this log.
    package func standing(_ cases: [String]) throws -> [String] {
        try read { db in try cases.filter { try Store.destroyedAt($0, in: db) == nil } }
    }

    /// The version by which the last destruction closed the keys that stay, 0 before the first.
    package func rotatedVersion() throws -> Int {
        try read { db in
            guard try KeyTable.wasRotated(in: db) else { return 0 }
            return try Store.entries(lastOf: KeyTable.Kind.rotated.rawValue, after: 0, limit: 1, in: db).first
                .map { try $0.decode(KeyRotation.self).version } ?? 0
        }
    }

    /// Folds the log again and writes the file anew, so that no byte of it keeps what cannot be opened any more.
    package func compact() throws {
        // What is dropped is overwritten, and what is set aside meanwhile is in no file.
        try withoutTransaction { try $0.execute(sql: "PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY") }
        _ = try refold()
        try withoutTransaction { db in
            try db.execute(sql: "VACUUM")
            _ = try Row.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
        }
    }
}
