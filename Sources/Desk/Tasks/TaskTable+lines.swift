import Casework
import GRDB

/// A narrow copy of what lists ask for: the wide rows of tasks would have to be read whole to count and to search.
extension TaskTable {
    static func createLines(in db: Database) throws {
        let isNew = try !db.tableExists("desk_line")
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS desk_line (
                    case_order INTEGER NOT NULL, case_id TEXT NOT NULL, step TEXT NOT NULL, instance TEXT NOT NULL,
                    attempt INTEGER NOT NULL, undo INTEGER NOT NULL, state TEXT NOT NULL, unit TEXT, role TEXT,
                    holder TEXT, signed INTEGER NOT NULL, asking INTEGER NOT NULL, due INTEGER, text TEXT NOT NULL,
                    PRIMARY KEY (case_order, case_id, step, instance, attempt, undo)
                ) WITHOUT ROWID;
                CREATE INDEX IF NOT EXISTS desk_line_queue ON desk_line (
                    state, due IS NULL, due, case_order, case_id, step, instance, attempt, undo,
                    unit, role, holder, signed, asking
                )
                """
        )
        guard isNew else { return }
        // A file from before the table: its rows say the same.
        let rows = try Row.fetchCursor(db, sql: "SELECT * FROM desk_task")
        while let row = try rows.next() { try saveLine(task(row), in: db) }
    }

    static func saveLine(_ task: DeskTask, in db: Database) throws {
        let asks = [StepReport.Request.Kind.return, .extend, .pause].contains { task.awaitsRuling(on: $0) }
        let values: StatementArguments = [
            task.state.rawValue, task.content.unit, task.content.role, task.report.holder, task.report.signed != nil,
            asks, task.standing.due?.milliseconds, searchText(task.content),
        ]
        try db.cachedStatement(
            sql: "INSERT OR REPLACE INTO desk_line VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        ).execute(arguments: arguments(task.key) + values)
    }

    static func supersedeLines(before key: TaskKey, in db: Database) throws {
        try db.execute(
            sql: """
                UPDATE desk_line SET state = iif(state = 'done', 'done', 'closed')
                WHERE case_order = ? AND case_id = ? AND step = ? AND instance = ? AND attempt < ? AND undo = ?
                """,
            arguments: [key.caseOrder, key.caseID, key.step, key.instance, key.attempt, key.isUndo]
        )
    }

    /// What a search looks through: the case's id, its title, and the lines of it that people know it by.
    private static func searchText(_ content: Assignment.Content) -> String {
        let names = ["suggestionNo", "externalId", "estate", "street", "community", "company", "districtCode"]
        let values = names.compactMap { content.fields[$0]?.text }
        return ([content.caseID, content.subject] + values).joined(separator: " ").lowercased()
    }
}
