package import Casework
import Contracts
package import GRDB

/// Dead letters and parked messages as people see them: reasons, properties, size and hash, never what was in them.
package enum KeptViews {
    /// One line of the list of dead letters.
    package struct Dead: Codable, Sendable {
        package var n: Int64
        package var at: Instant
        package var reasons: String
        package var queue: String
        package var routingKey: String
        package var size: Int
        package var sha256: String
    }

    /// A dead letter with the properties it came with; numbers that say who somebody is are masked in them.
    package struct Detail: Codable, Sendable {
        package var n: Int64
        package var at: Instant
        package var reasons: [String]
        package var queue: String
        package var exchange: String
        package var routingKey: String
        package var contentType: String?
        package var messageId: String?
        package var type: String?
        package var userId: String?
        package var replyTo: String?
        package var correlationId: String?
        package var size: Int
        package var sha256: String
        /// Whether it can be tried again: a body that was too large was not kept, and any goes when its days are over.
        package var isWhole: Bool
    }

    /// One line of the list of parked messages.
    package struct Parked: Codable, Sendable {
        package var n: Int64
        package var at: Instant
        package var caseId: String
        package var reasons: String
    }

    /// The latest 500 dead letters, newest first.
    package static func dead(in db: Database) throws -> [Dead] {
        try Row.fetchAll(db, sql: "SELECT * FROM dead ORDER BY n DESC LIMIT 500").map(line)
    }

    /// The dead letters that lie there for exactly these reasons, as a line of the list has them; oldest first, 10,000 at most.
    package static func dead(reasons: String, in db: Database) throws -> [Dead] {
        try Row.fetchAll(
            db,
            sql: "SELECT * FROM dead WHERE reasons = ? ORDER BY n LIMIT 10000",
            arguments: [reasons]
        ).map(line)
    }

    private static func line(_ row: Row) -> Dead {
        Dead(
            n: row["n"],
            at: Instant(milliseconds: row["at"]),
            reasons: row["reasons"],
            queue: row["queue"],
            routingKey: masked(row["routing_key"]),
            size: row["size"],
            sha256: row["sha256"]
        )
    }

    /// One dead letter, nil when there is none with this number.
    package static func dead(_ n: Int64, _ keys: DayKeys, in db: Database) throws -> Detail? {
        let found = try Int64.fetchOne(db, sql: "SELECT at FROM dead WHERE n = ?", arguments: [n])
        guard let at = found else { return nil }
        let kept = try DeadLetters.kept(at: n, in: db)
        return Detail(
            n: n,
            at: Instant(milliseconds: at),
            reasons: kept.reasons,
            queue: kept.queue,
            exchange: kept.exchange,
            routingKey: masked(kept.routingKey),
            contentType: kept.contentType.map(masked),
            messageId: kept.messageID.map(masked),
            type: kept.type.map(masked),
            userId: kept.userID,
            replyTo: kept.replyTo.map(masked),
            correlationId: kept.correlationID.map(masked),
            size: kept.size,
            sha256: kept.sha256,
            isWhole: try DeadLetters.isWhole(kept, keys)
        )
    }

    /// The first 500 parked messages, in their order.
    package static func parked(in db: Database) throws -> [Parked] {
        try Row.fetchAll(db, sql: "SELECT * FROM parked ORDER BY n LIMIT 500").map {
            Parked(
                n: $0["n"],
                at: Instant(milliseconds: $0["at"]),
                caseId: $0["case_id"],
                reasons: $0["reasons"]
            )
        }
    }

    private static func masked(_ text: String) -> String { FreeText.masked(text).text }
}
