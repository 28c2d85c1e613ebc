package import Casework
import Desk
import EventStore
package import GRDB

/// Inspections of estates and the notices that came of them (domain.md 1, rows 6 to 9).
package enum InspectionBook {
    static let kind = "housing.inspection"
    static let noticeKind = "housing.notice"
    static let tables = ["housing_inspection", "housing_inspector", "housing_notice"]

    /// The body of `housing.inspection`.
    struct Inspection: Codable {
        var task: TaskKey
        var street: String
        var estate: String
        var inspectors: [String]
        var outcome: String
    }

    /// The body of `housing.notice`.
    struct Notice: Codable {
        var number: String
        var task: TaskKey
        var estate: String
    }

    static func create(in db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS housing_inspection (
                    case_order INTEGER NOT NULL, n INTEGER NOT NULL, task TEXT NOT NULL, street TEXT NOT NULL,
                    estate TEXT NOT NULL, outcome TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (case_order, n)
                ) WITHOUT ROWID;
                CREATE TABLE IF NOT EXISTS housing_inspector (
                    case_order INTEGER NOT NULL, n INTEGER NOT NULL, person TEXT NOT NULL,
                    PRIMARY KEY (case_order, n, person)
                ) WITHOUT ROWID;
                CREATE TABLE IF NOT EXISTS housing_notice (
                    number TEXT NOT NULL PRIMARY KEY, case_id TEXT NOT NULL, task TEXT NOT NULL, estate TEXT NOT NULL,
                    at INTEGER NOT NULL, voided_at INTEGER
                ) WITHOUT ROWID;
                """
        )
    }

    static func fold(_ inspection: Inspection, _ entry: Entry, in db: Database) throws {
        try db.execute(
            sql: "INSERT INTO housing_inspection VALUES (?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                inspection.task.caseOrder, entry.n, inspection.task.id, inspection.street, inspection.estate,
                inspection.outcome, entry.at.milliseconds,
            ]
        )
        for person in Set(inspection.inspectors).sorted() {
            try db.execute(
                sql: "INSERT INTO housing_inspector VALUES (?, ?, ?)",
                arguments: [inspection.task.caseOrder, entry.n, person]
            )
        }
    }

    static func fold(_ notice: Notice, _ entry: Entry, in db: Database) throws {
        try db.execute(
            sql: "INSERT INTO housing_notice VALUES (?, ?, ?, ?, ?, NULL)",
            arguments: [notice.number, notice.task.caseID, notice.task.id, notice.estate, entry.at.milliseconds]
        )
    }

    /// What a task that ended adds to the book.
    static func keep(_ answer: Deed.Answer, on task: DeskTask, in tx: Transaction) throws {
        let place = { (name: String) in task.content.fields[name]?.text ?? "" }
        if task.content.form.fields.contains(where: { $0.name == "inspectors" }) {
            try tx.record(
                kind,
                case: task.key.caseID,
                Inspection(
                    task: task.key,
                    street: place("street"),
                    estate: place("estate"),
                    inspectors: answer.fields["inspectors"]?.texts ?? [],
                    outcome: answer.outcome
                )
            )
        }
        if let number = answer.document, task.content.issues == "rectification-notice" {
            try tx.record(
                noticeKind,
                case: task.key.caseID,
                Notice(number: number, task: task.key, estate: place("estate"))
            )
        }
    }

    /// What the seed counts apart: two inspectors at one estate are two person-times and one estate-time.
    package struct Count: Hashable, Sendable {
        /// 人次.
        package var personTimes: Int
        /// 个次.
        package var estateTimes: Int
        /// Notices that were not taken back; with `estateTimes` the notice rate.
        package var notices: Int
    }

    /// The counts from one day through another.
    package static func count(from first: LocalDate, through last: LocalDate, in db: Database) throws -> Count {
        try count(from: first, before: last.end, in: db)
    }

    /// The counts from one day until just before a moment; a notice that was taken back until then does not count.
    static func count(from first: LocalDate, before end: Instant, in db: Database) throws -> Count {
        let span: StatementArguments = [first.start.milliseconds, end.milliseconds]
        let number = { (sql: String) in try Int.fetchOne(db, sql: sql, arguments: span) ?? 0 }
        return Count(
            personTimes: try number(
                """
                SELECT count(*) FROM housing_inspector JOIN housing_inspection USING (case_order, n)
                WHERE at >= ? AND at < ?
                """
            ),
            estateTimes: try number("SELECT count(*) FROM housing_inspection WHERE at >= ? AND at < ?"),
            notices: try number(
                "SELECT count(*) FROM housing_notice WHERE at >= ?1 AND at < ?2 AND ifnull(voided_at, ?2) >= ?2"
            )
        )
    }
}
