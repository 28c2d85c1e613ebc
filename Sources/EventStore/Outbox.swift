import Foundation
package import GRDB

/// Messages caused by entries and not yet confirmed by the broker, in the order of their causes.
package enum Outbox {
    /// A waiting message and its place.
    package struct Row: Sendable {
        /// Unique and ordered: entry position × 1024 + index within the entry.
        package var id: Int64
        package var message: Outgoing

        /// The entry that caused it.
        package var n: Int64 { id >> 10 }
    }

    static func create(in db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS outbox (
                    id INTEGER PRIMARY KEY, exchange TEXT NOT NULL, routing_key TEXT NOT NULL, message_id TEXT NOT NULL,
                    type TEXT NOT NULL, content_type TEXT NOT NULL, correlation_id TEXT, body BLOB NOT NULL,
                    mandatory INTEGER NOT NULL, stuck TEXT
                )
                """
        )
    }

    static func insert(_ message: Outgoing, n: Int64, index: Int, in db: Database) throws {
        precondition(index < 1024, "an entry causes at most 1024 messages")
        try db.cachedStatement(
            sql: """
                INSERT INTO outbox (id, exchange, routing_key, message_id, type, content_type, correlation_id, body, mandatory)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            n << 10 | Int64(index), message.exchange, message.routingKey, message.messageID, message.type,
            message.contentType, message.correlationID, message.body.data, message.mandatory,
        ])
    }

    /// The next waiting messages after `id` whose entries are safe (`n` ≤ `safe`); stuck ones are left out.
    package static func next(after id: Int64, safe: Int64, limit: Int, in db: Database) throws -> [Row] {
        let statement = try db.cachedStatement(
            sql: "SELECT * FROM outbox WHERE id > ? AND id < ? AND stuck IS NULL ORDER BY id LIMIT ?"
        )
        return try GRDB.Row.fetchAll(statement, arguments: [id, (safe + 1) << 10, limit]).map { row in
            Row(
                id: row["id"],
                message: Outgoing(
                    exchange: row["exchange"],
                    routingKey: row["routing_key"],
                    messageID: row["message_id"],
                    type: row["type"],
                    contentType: row["content_type"],
                    correlationID: row["correlation_id"],
                    body: Array(row["body"] as Data),
                    mandatory: row["mandatory"]
                )
            )
        }
    }

    static func remove(_ ids: [Int64], in db: Database) throws {
        let statement = try db.cachedStatement(sql: "DELETE FROM outbox WHERE id = ?")
        for id in ids { try statement.execute(arguments: [id]) }
    }

    static func markStuck(_ id: Int64, reason: String, in db: Database) throws {
        try db.execute(sql: "UPDATE outbox SET stuck = ? WHERE id = ?", arguments: [reason, id])
    }

    /// Stuck messages are tried again; says how many.
    static func retryStuck(in db: Database) throws -> Int {
        try db.execute(sql: "UPDATE outbox SET stuck = NULL WHERE stuck IS NOT NULL")
        return db.changesCount
    }

    /// Whether more than so many messages wait.
    package static func holds(moreThan most: Int, in db: Database) throws -> Bool {
        let statement = try db.cachedStatement(sql: "SELECT COUNT(*) FROM (SELECT 1 FROM outbox LIMIT ?)")
        return try (Int.fetchOne(statement, arguments: [most + 1]) ?? 0) > most
    }

    /// How many messages wait, and how many of them are stuck.
    package static func counts(in db: Database) throws -> (unsent: Int, stuck: Int) {
        let row = try GRDB.Row.fetchOne(db, sql: "SELECT COUNT(*) AS unsent, COUNT(stuck) AS stuck FROM outbox")
        return (row?["unsent"] ?? 0, row?["stuck"] ?? 0)
    }
}
