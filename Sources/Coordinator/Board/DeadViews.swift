import Casework
import GRDB

/// Dead letters and parked messages, without what was in them.
enum DeadViews {
    struct Dead: Codable, Sendable {
        var n: Int64
        var at: Instant
        var reasons: String
        var queue: String
        var routingKey: String
        var size: Int
        var sha256: String
    }

    struct Parked: Codable, Sendable {
        var n: Int64
        var at: Instant
        var caseId: String
        var reasons: String
    }

    static func dead(in db: Database) throws -> [Dead] {
        try Row.fetchAll(db, sql: "SELECT * FROM dead ORDER BY n DESC LIMIT 500").map {
            Dead(
                n: $0["n"],
                at: Instant(milliseconds: $0["at"]),
                reasons: $0["reasons"],
                queue: $0["queue"],
                routingKey: $0["routing_key"],
                size: $0["size"],
                sha256: $0["sha256"]
            )
        }
    }

    static func parked(in db: Database) throws -> [Parked] {
        try Row.fetchAll(db, sql: "SELECT * FROM parked ORDER BY n LIMIT 500").map {
            Parked(
                n: $0["n"],
                at: Instant(milliseconds: $0["at"]),
                caseId: $0["case_id"],
                reasons: $0["reasons"]
            )
        }
    }
}
