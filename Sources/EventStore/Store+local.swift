package import GRDB

/// What a process remembers beside the log: never truth, always derivable or harmless to lose.
extension Store {
    /// A remembered text, nil when there is none.
    package func local(_ key: String) throws -> String? {
        try read { try String.fetchOne($0, sql: "SELECT value FROM local WHERE key = ?", arguments: [key]) }
    }

    /// Remembers a text.
    ///
    /// Only the writer's thread may call it.
    package func setLocal(_ key: String, _ value: String) throws {
        try write {
            try $0.execute(
                sql: "INSERT INTO local VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                arguments: [key, value]
            )
        }
    }

    /// Notes that handling of a message begins; says how often it began before without coming to an end.
    package func beginHandling(_ message: String) throws -> Int {
        try write { db in
            let before =
                try Int.fetchOne(db, sql: "SELECT count FROM deaths WHERE message = ?", arguments: [message]) ?? 0
            try db.execute(
                sql: "INSERT INTO deaths VALUES (?, 1) ON CONFLICT (message) DO UPDATE SET count = count + 1",
                arguments: [message]
            )
            return before
        }
    }

    /// Notes, in the commit of what it does, that handling of a message came to an end.
    package static func endHandling(_ message: String, in db: Database) throws {
        try db.execute(sql: "DELETE FROM deaths WHERE message = ?", arguments: [message])
    }
}
