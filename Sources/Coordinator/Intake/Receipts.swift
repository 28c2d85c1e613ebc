import Casework
import Contracts
import EventStore
import Foundation
import GRDB

/// Every receipt ever given, and which publisher's number is which case.
struct Receipts: Fold {
    static let kind = "receipt"

    /// The body of a `receipt` entry.
    struct Given: Codable {
        var user: String
        var receipt: Receipt
        /// The hash of what was submitted, for a receipt that opens a case.
        var contentHash: String?
        /// A checked address, or nil when nobody waits at the broker.
        var replyTo: String?
        var correlationID: String?
    }

    /// What a publisher's number stands for.
    struct Intent {
        var caseID: String
        var contentHash: String
    }

    var kinds: Set<String> { [Receipts.kind] }
    var tables: [String] { ["receipts", "intents"] }

    func create(in db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS receipts (
                    n INTEGER PRIMARY KEY, user TEXT NOT NULL, external_id TEXT, message_id TEXT NOT NULL,
                    disposition TEXT NOT NULL, body BLOB NOT NULL
                );
                CREATE INDEX IF NOT EXISTS receipts_external ON receipts (user, external_id, n);
                CREATE INDEX IF NOT EXISTS receipts_message ON receipts (user, message_id, n);
                CREATE TABLE IF NOT EXISTS intents (
                    user TEXT NOT NULL, external_id TEXT NOT NULL, case_id TEXT NOT NULL, content_hash TEXT NOT NULL,
                    PRIMARY KEY (user, external_id)
                ) WITHOUT ROWID;
                """
        )
    }

    func fold(_ entry: Entry, in db: Database) throws -> [Outgoing] {
        let given = try entry.decode(Given.self)
        let receipt = given.receipt
        try db.cachedStatement(sql: "INSERT INTO receipts VALUES (?, ?, ?, ?, ?, ?)").execute(arguments: [
            entry.n, given.user, receipt.externalID, receipt.messageID, receipt.disposition.rawValue,
            try StoredState.encode(receipt),
        ])
        if let hash = given.contentHash, let externalID = receipt.externalID, let caseID = receipt.caseID {
            try db.cachedStatement(sql: "INSERT INTO intents VALUES (?, ?, ?, ?)")
                .execute(arguments: [given.user, externalID, caseID, hash])
        }
        guard let replyTo = given.replyTo else { return [] }
        let envelope = try Envelope.receipt(
            receipt,
            subject: receipt.externalID ?? receipt.messageID,
            number: Int(entry.n)
        )
        return [
            Outgoing(
                exchange: "",
                routingKey: replyTo,
                messageID: envelope.id,
                type: envelope.type.rawValue,
                correlationID: given.correlationID,
                body: envelope.bytes,
                mandatory: false
            )
        ]
    }

    static func intent(user: String, externalID: String, in db: Database) throws -> Intent? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT case_id, content_hash FROM intents WHERE user = ? AND external_id = ?"),
            arguments: [user, externalID]
        ).map { Intent(caseID: $0["case_id"], contentHash: $0["content_hash"]) }
    }

    /// The last receipt for a publisher's number or message id.
    static func last(user: String, id: String, in db: Database) throws -> Receipt? {
        try Data.fetchOne(
            db,
            sql: """
                SELECT body FROM receipts WHERE user = ?1 AND (external_id = ?2 OR message_id = ?2)
                ORDER BY n DESC LIMIT 1
                """,
            arguments: [user, id]
        ).map { try StoredState.decode(Receipt.self, from: $0) }
    }

    /// The last receipt for one message of a publisher.
    static func last(user: String, messageID: String, in db: Database) throws -> Receipt? {
        try Data.fetchOne(
            db,
            sql: "SELECT body FROM receipts WHERE user = ? AND message_id = ? ORDER BY n DESC LIMIT 1",
            arguments: [user, messageID]
        ).map { try StoredState.decode(Receipt.self, from: $0) }
    }
}
