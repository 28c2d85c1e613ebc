import Casework
import Desk
import EventStore
package import GRDB

/// What happened to owners' committees: interviews, suspensions and their end, audits, referrals (domain.md 2.5).
package enum CommitteeBook {
    static let kind = "civil-affairs.committee"
    static let table = "civil_affairs_committee"

    /// The body of `civil-affairs.committee`: one act about the committee of an estate.
    struct Act: Codable {
        var task: TaskKey
        var street: String
        var estate: String
        /// `held`, `suspended`, `restored`, `illegal`: the result of the act, `restored` for a suspension taken back.
        var word: String
        var document: String?
    }

    /// The acts that are kept: they change what a committee may do, or show why.
    private static let steps = [
        "interview", "suspend", "oversee", "audit", "refer", "lapse", "take-over", "restore", "settle", "duty-report",
    ]

    static func create(in db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS civil_affairs_committee (
                    case_order INTEGER NOT NULL, n INTEGER NOT NULL, case_id TEXT NOT NULL, step TEXT NOT NULL,
                    street TEXT NOT NULL, estate TEXT NOT NULL, word TEXT NOT NULL, document TEXT, at INTEGER NOT NULL,
                    PRIMARY KEY (case_order, n)
                ) WITHOUT ROWID;
                CREATE INDEX IF NOT EXISTS civil_affairs_committee_case ON civil_affairs_committee (case_id, step);
                CREATE INDEX IF NOT EXISTS civil_affairs_committee_estate ON civil_affairs_committee (street, estate, n);
                """
        )
    }

    static func fold(_ act: Act, _ entry: Entry, in db: Database) throws {
        try db.execute(
            sql: "INSERT INTO civil_affairs_committee VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                act.task.caseOrder, entry.n, act.task.caseID, act.task.step, act.street, act.estate, act.word,
                act.document, entry.at.milliseconds,
            ]
        )
    }

    static func keep(_ answer: Deed.Answer, on task: DeskTask, in tx: Transaction) throws {
        guard task.content.caseType == "committee-misconduct", steps.contains(task.key.step) else { return }
        let field = { (name: String) in task.content.fields[name]?.text ?? "" }
        let act = Act(
            task: task.key,
            street: field("street"),
            estate: field("estate"),
            word: task.content.isUndo ? "restored" : answer.outcome,
            document: answer.document
        )
        try tx.record(kind, case: task.key.caseID, act)
    }

    /// What the last act of a step in a case came to, nil when there was none here.
    static func last(_ step: String, ofCase caseID: String, in db: Database) throws -> String? {
        try String.fetchOne(
            db,
            sql: "SELECT word FROM civil_affairs_committee WHERE case_id = ? AND step = ? ORDER BY n DESC LIMIT 1",
            arguments: [caseID, step]
        )
    }

    /// Whether an interview was held in a case.
    static func isInterviewOnRecord(_ caseID: String, in db: Database) throws -> Bool {
        try last("interview", ofCase: caseID, in: db) == "held"
    }

    /// Whether the committee of an estate may act at present.
    package static func isSuspended(street: String, estate: String, in db: Database) throws -> Bool {
        let word = try String.fetchOne(
            db,
            sql: """
                SELECT word FROM civil_affairs_committee WHERE street = ? AND estate = ?
                AND word IN ('suspended', 'restored', 'interim-body', 'handed-to-new') ORDER BY n DESC LIMIT 1
                """,
            arguments: [street, estate]
        )
        return word == "suspended"
    }
}
