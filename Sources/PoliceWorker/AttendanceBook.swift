package import Casework
import Desk
import EventStore
package import GRDB

/// Who came to which hazard and how fast, and what an estate has seen of it before (domain.md 2.4, row 2).
package enum AttendanceBook {
    static let kind = "police.attendance"
    static let table = "police_attendance"

    /// The body of `police.attendance`.
    struct Attendance: Codable {
        var task: TaskKey
        var street: String
        var estate: String
        var hazard: String
        var level: String
        var outcome: String
        /// From dispatch to arrival.
        var minutes: Int64
        /// The minutes aimed at, nil below level I.
        var target: Int64?
    }

    static func create(in db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS police_attendance (
                    case_order INTEGER NOT NULL, n INTEGER NOT NULL, case_id TEXT NOT NULL, task TEXT NOT NULL,
                    street TEXT NOT NULL, estate TEXT NOT NULL, hazard TEXT NOT NULL, level TEXT NOT NULL,
                    outcome TEXT NOT NULL, minutes INTEGER NOT NULL, target INTEGER, at INTEGER NOT NULL,
                    PRIMARY KEY (case_order, n)
                ) WITHOUT ROWID;
                CREATE INDEX IF NOT EXISTS police_attendance_estate ON police_attendance (street, estate, at);
                """
        )
    }

    static func fold(_ one: Attendance, _ entry: Entry, in db: Database) throws {
        try db.execute(
            sql: "INSERT INTO police_attendance VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                one.task.caseOrder, entry.n, one.task.caseID, one.task.id, one.street, one.estate, one.hazard,
                one.level, one.outcome, one.minutes, one.target, entry.at.milliseconds,
            ]
        )
    }

    static func keep(_ answer: Deed.Answer, on task: DeskTask, in tx: Transaction) throws {
        guard let arrived = answer.fields["arrivedAt"]?.text.flatMap({ Instant($0) }),
            task.content.checks.contains("attendance")
        else { return }
        let field = { (name: String) in task.content.fields[name]?.text ?? "" }
        try tx.record(
            kind,
            case: task.key.caseID,
            Attendance(
                task: task.key,
                street: field("street"),
                estate: field("estate"),
                hazard: field("hazardKind"),
                level: field("level"),
                outcome: answer.outcome,
                minutes: AttendanceRules.minutes(arrived, task),
                target: AttendanceRules.target(task)
            )
        )
    }

    /// The cases of an estate with a confirmed hazard that police attended since a moment.
    package static func incidents(
        street: String,
        estate: String,
        since: Instant,
        in db: Database
    ) throws -> Int {
        try Int.fetchOne(
            db,
            sql: """
                SELECT count(DISTINCT case_id) FROM police_attendance
                WHERE street = ? AND estate = ? AND at >= ?
                AND outcome NOT IN ('not-found', 'calm')
                """,
            arguments: [street, estate, since.milliseconds]
        ) ?? 0
    }
}
