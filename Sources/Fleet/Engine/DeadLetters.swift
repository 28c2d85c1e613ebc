package import Casework
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

    /// What is kept of a message: enough to try it again, and nothing personal outside `body`, `sealed` and `parked`.
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
        /// Base 64; empty when the body was refused for its size, or stands in one of the others.
        package var body: String
        /// `Hidden`, of a message that nobody may read but its office.
        package var sealed: String?
        /// The day whose key closes `body` or `sealed` (`DayKeys`); nil of a parked message.
        package var day: LocalDate?
        /// Base 64 of a parked message's body, under the name by which the log seals it: it goes with the key of its case.
        package var parked: [String: Value]?
    }

    /// What the sender of a sealed message chose.
    private struct Hidden: Codable {
        var routingKey: String
        var contentType: String?
        var messageID: String?
        var type: String?
        var replyTo: String?
        var correlationID: String?
        var body: Data

        init(_ raw: RawMessage) {
            routingKey = raw.routingKey
            contentType = raw.contentType
            messageID = raw.messageID
            type = raw.type
            replyTo = raw.replyTo
            correlationID = raw.correlationID
            body = Data(raw.body)
        }
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

    /// What to keep of a message that its case waits for.
    static func park(_ raw: RawMessage, because reasons: [String]) -> Kept {
        var kept = properties(raw, because: reasons)
        kept.parked = [Sealing.message: .text(Data(raw.body).base64EncodedString())]
        return kept
    }

    /// What to keep of a message that cannot be handled, under the key of the day.
    ///
    /// Reasons are codes. Of a message under its office's seal nothing can be read that its sender chose: not even the hash of
    /// its body, by which a guess could be confirmed.
    ///
    /// - Throws: when a seal fails, or the key of the day cannot be made.
    static func bury(
        _ raw: RawMessage,
        because reasons: [String],
        under seal: Seal?,
        on day: LocalDate,
        _ keys: DayKeys
    ) throws -> Kept {
        var kept = properties(raw, because: reasons)
        if raw.oversized == nil {
            let closing = try keys.seal(of: day)
            kept.day = day
            if let seal {
                kept.sealed = try closing.close(seal.close(Hidden(raw)))
            } else {
                kept.body = try closing.close(Data(raw.body))
            }
        }
        guard seal != nil else { return kept }
        kept.routingKey = ""
        kept.contentType = nil
        kept.messageID = nil
        kept.type = nil
        kept.replyTo = nil
        kept.correlationID = nil
        kept.sha256 = ContentHash.of([])
        return kept
    }

    private static func properties(_ raw: RawMessage, because reasons: [String]) -> Kept {
        Kept(
            reasons: reasons,
            queue: raw.queue,
            exchange: raw.exchange,
            routingKey: raw.routingKey,
            contentType: raw.contentType,
            messageID: raw.messageID,
            type: raw.type,
            userID: raw.userID,
            replyTo: raw.replyTo,
            correlationID: raw.correlationID,
            size: raw.oversized ?? raw.body.count,
            sha256: ContentHash.of(raw.body),
            body: ""
        )
    }

    /// What was kept by the entry at `n`.
    ///
    /// Throws when a folded table names an entry that the log does not have.
    package static func kept(at n: Int64, in db: Database) throws -> Kept {
        guard let entry = try Store.entry(at: n, in: db) else { throw KeptMessageMissing(n: n) }
        return try entry.decode(Kept.self)
    }

    /// The message that a kept one was; without its body when that was not kept, its day's key is gone, or `seal` does not
    /// open it.
    ///
    /// - Throws: when the key of its day is there and cannot be read.
    static func restore(_ kept: Kept, with seal: Seal?, _ keys: DayKeys) throws -> RawMessage {
        let opening = try kept.day.flatMap { try keys.seal(thatOpens: $0) }
        let closed = kept.day == nil ? kept.sealed : kept.sealed.flatMap { opening?.open($0, as: String.self) }
        let hidden = closed.flatMap { seal?.open($0, as: Hidden.self) }
        let clear = kept.parked?[Sealing.message]?.text ?? (kept.day == nil ? kept.body : nil)
        let body = clear.flatMap { Data(base64Encoded: $0) } ?? opening?.open(kept.body, as: Data.self)
        return RawMessage(
            queue: kept.queue,
            exchange: kept.exchange,
            routingKey: hidden?.routingKey ?? kept.routingKey,
            contentType: hidden?.contentType ?? kept.contentType,
            messageID: hidden?.messageID ?? kept.messageID,
            type: hidden?.type ?? kept.type,
            correlationID: hidden?.correlationID ?? kept.correlationID,
            replyTo: hidden?.replyTo ?? kept.replyTo,
            userID: kept.userID,
            body: Array(hidden?.body ?? body ?? Data())
        )
    }

    /// Whether a dead letter can be tried again, as far as is known without its office's seal.
    static func isWhole(_ kept: Kept, _ keys: DayKeys) throws -> Bool {
        if let day = kept.day, try keys.seal(thatOpens: day) == nil { return false }
        return try kept.sealed != nil || restore(kept, with: nil, keys).body.count == kept.size
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
