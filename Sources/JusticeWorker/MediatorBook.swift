import Casework
import Contracts
import Desk
import EventStore
package import GRDB

/// Who mediates which case and with whom a mediator may not sit at one table (domain.md 1, row 41).
///
/// Mediators, their committees and districts are those of the register that was imported here.
package enum MediatorBook {
    static let kind = "justice.mediator"
    static let conflictKind = "justice.conflict"
    static let tables = ["justice_mediator", "justice_conflict"]

    /// The body of `justice.mediator`: somebody was appointed, or, without a mediator, nobody is any more.
    struct Appointment: Codable {
        var task: TaskKey
        var mediator: String?
    }

    /// The body of `justice.conflict`.
    struct Conflict: Codable {
        var task: TaskKey
        var mediator: String
        var party: String
        /// Whether the party is one whom the name tells in other cases as well: people's names are masked.
        var isLasting: Bool
    }

    static func create(in db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS justice_mediator (
                    case_order INTEGER NOT NULL, case_id TEXT NOT NULL, mediator TEXT NOT NULL, at INTEGER NOT NULL,
                    PRIMARY KEY (case_order, case_id)
                ) WITHOUT ROWID;
                CREATE INDEX IF NOT EXISTS justice_mediator_load ON justice_mediator (mediator);
                CREATE TABLE IF NOT EXISTS justice_conflict (
                    mediator TEXT NOT NULL, party TEXT NOT NULL, case_id TEXT NOT NULL, lasting INTEGER NOT NULL,
                    PRIMARY KEY (mediator, party, case_id)
                ) WITHOUT ROWID;
                """
        )
    }

    static func fold(_ one: Appointment, _ entry: Entry, in db: Database) throws {
        let key: StatementArguments = [one.task.caseOrder, one.task.caseID]
        guard let mediator = one.mediator else {
            return try db.execute(
                sql: "DELETE FROM justice_mediator WHERE case_order = ? AND case_id = ?",
                arguments: key
            )
        }
        try db.execute(
            sql: "INSERT OR REPLACE INTO justice_mediator VALUES (?, ?, ?, ?)",
            arguments: key + [mediator, entry.at.milliseconds]
        )
    }

    static func fold(_ one: Conflict, in db: Database) throws {
        try db.execute(
            sql: "INSERT OR REPLACE INTO justice_conflict VALUES (?, ?, ?, ?)",
            arguments: [one.mediator, one.party, one.task.caseID, one.isLasting]
        )
    }

    /// What a task that ended adds to the book.
    static func keep(_ answer: Deed.Answer, on task: DeskTask, in tx: Transaction) throws {
        if task.content.form.fields.contains(where: { $0.name == "mediator" }) || task.key.step == "assign-mediator" {
            let mediator = task.content.isUndo ? nil : answer.fields["mediator"]?.text
            try tx.record(kind, case: task.key.caseID, Appointment(task: task.key, mediator: mediator))
        }
        guard let name = answer.fields["conflictWith"]?.text, answer.outcome == "conflict",
            let mediator = try mediator(ofCase: task.key, in: tx.db)
        else { return }
        let party = parties(task).first { $0["name"]?.text == name }
        try tx.record(
            conflictKind,
            case: task.key.caseID,
            Conflict(
                task: task.key,
                mediator: mediator,
                party: name,
                isLasting: ["company", "committee"].contains(party?["kind"]?.text ?? "")
            )
        )
        try tx.record(kind, case: task.key.caseID, Appointment(task: task.key, mediator: nil))
    }

    /// Who mediates the case of a task, nil for nobody.
    static func mediator(ofCase key: TaskKey, in db: Database) throws -> String? {
        try String.fetchOne(
            db,
            sql: "SELECT mediator FROM justice_mediator WHERE case_order = ? AND case_id = ?",
            arguments: [key.caseOrder, key.caseID]
        )
    }

    /// The cases in which somebody mediates now: appointed, and the sessions are not over.
    package static func load(of mediator: String, besides caseID: String = "", in db: Database) throws -> Int {
        try Int.fetchOne(
            db,
            sql: """
                SELECT count(*) FROM justice_mediator m WHERE mediator = ? AND case_id <> ? AND coalesce((
                    SELECT state FROM desk_task t WHERE t.case_order = m.case_order AND t.case_id = m.case_id
                    AND t.step = 'sessions' AND t.undo = 0 ORDER BY attempt DESC LIMIT 1
                ), 'open') NOT IN ('done', 'closed')
                """,
            arguments: [mediator, caseID]
        ) ?? 0
    }

    /// Whether somebody may not mediate a case: a conflict that was found, here or with a party known by name.
    static func isBarred(_ mediator: CityRegister.Row, from task: DeskTask, in db: Database) throws -> Bool {
        let names = parties(task).compactMap { $0["name"]?.text }
        if names.contains(mediator.name) { return true }
        let rows = try Row.fetchAll(
            db,
            sql: "SELECT * FROM justice_conflict WHERE mediator = ?",
            arguments: [mediator.code]
        )
        return rows.contains { row in
            row["case_id"] as String == task.key.caseID
                || row["lasting"] as Bool && names.contains(row["party"] as String)
        }
    }

    static func parties(_ task: DeskTask) -> [Value] { task.content.fields["parties"]?.list ?? [] }
}
