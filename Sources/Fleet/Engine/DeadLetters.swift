import Casework
import Contracts
package import EventStore
import Foundation
package import GRDB

/// Messages that cannot be handled, and cases whose messages wait because one of them could not be (promise 3).
package struct DeadLetters: Fold {
    package init() {}

    package static let deadKind = "dead"
    package static let redrivenKind = "dead.redriven"
    package static let parkedKind = "parked"
    package static let releasedKind = "parked.released"

    package var kinds: Set<String> { [Self.deadKind, Self.redrivenKind, Self.parkedKind, Self.releasedKind] }
    package var tables: [String] { ["dead", "parked"] }

    /// What is kept of a message: enough to try it again, and nothing personal outside `body`.
    package struct Kept: Codable, Sendable {
        package var reasons: [String]
        package var queue: String
        package var exchange: String
        package var routingKey: String
        package var contentType: String?
        package var messageID: String?
        package var type: String?
        package var userID: String?
        package var replyTo: String?
        package var correlationID: String?
        package var size: Int
        package var sha256: String
        /// Base 64; empty when the body was refused for its size, or is sealed.
        package var body: String
    }

    /// The end of a dead letter: handled after all.
    package struct Redriven: Codable, Sendable {
        package var n: Int64
        package var by: String
        package var reason: String
    }

    /// The end of a parked message: handled after all, or skipped.
    package struct Released: Codable, Sendable {
        package var n: Int64
        package var by: String
        package var reason: String
        package var isSkipped: Bool
    }

    package func create(in db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS dead (
                    n INTEGER PRIMARY KEY, at INTEGER NOT NULL, reasons TEXT NOT NULL, queue TEXT NOT NULL,
                    exchange TEXT NOT NULL, routing_key TEXT NOT NULL, size INTEGER NOT NULL, sha256 TEXT NOT NULL
                );
                CREATE TABLE IF NOT EXISTS parked (
                    n INTEGER PRIMARY KEY, at INTEGER NOT NULL, case_id TEXT NOT NULL, reasons TEXT NOT NULL
                );
                CREATE INDEX IF NOT EXISTS parked_case ON parked (case_id, n);
                """
        )
    }

    package func fold(_ entry: Entry, in db: Database) throws -> [Outgoing] {
        switch entry.kind {
        case Self.deadKind:
            let kept = try entry.decode(Kept.self)
            try db.execute(
                sql: "INSERT INTO dead VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    entry.n, entry.at.milliseconds, kept.reasons.joined(separator: " "), kept.queue, kept.exchange,
                    kept.routingKey, kept.size, kept.sha256,
                ]
            )
        case Self.redrivenKind:
            let redriven = try entry.decode(Redriven.self)
            try db.execute(sql: "DELETE FROM dead WHERE n = ?", arguments: [redriven.n])
        case Self.parkedKind:
            let kept = try entry.decode(Kept.self)
            try db.execute(
                sql: "INSERT INTO parked VALUES (?, ?, ?, ?)",
                arguments: [entry.n, entry.at.milliseconds, entry.caseID, kept.reasons.joined(separator: " ")]
            )
        case Self.releasedKind:
            let released = try entry.decode(Released.self)
            try db.execute(sql: "DELETE FROM parked WHERE n = ?", arguments: [released.n])
        default:
            break
        }
        return []
    }

    /// What to keep of a message.
    ///
    /// Reasons are codes. Of a sealed message nothing stays that its sender chose: not even the hash of its body, by which a
    /// guess could be confirmed.
    package static func keep(_ raw: RawMessage, because reasons: [String], isSealed: Bool = false) -> Kept {
        let body = isSealed ? [] : raw.body
        return Kept(
            reasons: reasons + (isSealed ? ["BODY_SEALED"] : []),
            queue: raw.queue,
            exchange: raw.exchange,
            routingKey: isSealed ? "" : raw.routingKey,
            contentType: isSealed ? nil : raw.contentType,
            messageID: isSealed ? nil : raw.messageID,
            type: isSealed ? nil : raw.type,
            userID: raw.userID,
            replyTo: isSealed ? nil : raw.replyTo,
            correlationID: isSealed ? nil : raw.correlationID,
            size: raw.oversized ?? raw.body.count,
            sha256: ContentHash.of(body),
            body: Data(body).base64EncodedString()
        )
    }

    /// What was kept by the entry at `n`.
    ///
    /// Throws when a folded table names an entry that the log does not have.
    package static func kept(at n: Int64, in db: Database) throws -> Kept {
        guard let entry = try Store.entry(at: n, in: db) else { throw KeptMessageMissing(n: n) }
        return try entry.decode(Kept.self)
    }

    /// The message that a kept one was.
    package static func restore(_ kept: Kept) -> RawMessage {
        RawMessage(
            queue: kept.queue,
            exchange: kept.exchange,
            routingKey: kept.routingKey,
            contentType: kept.contentType,
            messageID: kept.messageID,
            type: kept.type,
            correlationID: kept.correlationID,
            replyTo: kept.replyTo,
            userID: kept.userID,
            body: Data(base64Encoded: kept.body).map(Array.init) ?? []
        )
    }

    /// Whether messages of this case wait for a person.
    package static func isParked(_ caseID: String, in db: Database) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM parked WHERE case_id = ?)"),
            arguments: [caseID]
        ) ?? false
    }
}

/// A log that does not explain its tables.
struct KeptMessageMissing: Error {
    var n: Int64
}
