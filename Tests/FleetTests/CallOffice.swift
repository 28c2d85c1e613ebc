import Casework
import EventStore
import GRDB

@testable import Fleet

/// An office that keeps who called.
struct CallOffice: Office, Fold {
    struct Call: Codable, Sendable { var fields: [String: Value] }

    let owner = "housing"
    let queues: [String] = []
    let personalFields: Set<String> = ["phone"]
    let kinds: Set<String> = ["call"]
    let tables = ["calls"]
    var folds: [any Fold] { [self] }

    func receive(_ message: Incoming, _ transaction: Transaction) throws -> Handling { .done }

    func create(in db: Database) throws {
        try db.execute(sql: "CREATE TABLE IF NOT EXISTS calls (case_id TEXT NOT NULL, phone TEXT NOT NULL)")
    }

    func fold(_ entry: Entry, in db: Database) throws -> [Outgoing] {
        let call = try entry.decode(Call.self)
        try db.execute(
            sql: "INSERT INTO calls VALUES (?, ?)",
            arguments: [entry.caseID, call.fields["phone"]?.text ?? ""]
        )
        return []
    }

    func deadFiles(in db: Database) throws -> [String] { ["dead"] }
}
