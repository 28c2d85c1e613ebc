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
                );
                CREATE TABLE IF NOT EXISTS desk_tally (
                    state TEXT NOT NULL, unit TEXT NOT NULL, role TEXT NOT NULL, holder TEXT NOT NULL,
                    signed INTEGER NOT NULL, asking INTEGER NOT NULL, again INTEGER NOT NULL, n INTEGER NOT NULL,
                    PRIMARY KEY (state, unit, role, holder, signed, asking, again)
                ) WITHOUT ROWID
                """
        )
        guard isNew else { return }
        // A file from before the table: its rows say the same.
        let rows = try Row.fetchCursor(db, sql: "SELECT * FROM desk_task")
        while let row = try rows.next() { try saveLine(task(row), in: db) }
    }

    static func saveLine(_ task: DeskTask, in db: Database) throws {
        let asks = [StepReport.Request.Kind.return, .extend, .pause].contains { task.awaitsRuling(on: $0) }
        try tally(task.key, by: -1, in: db)
        let values: StatementArguments = [
            task.state.rawValue, task.content.unit, task.content.role, task.report.holder, task.report.signed != nil,
            asks, task.standing.due?.milliseconds, searchText(task.content),
        ]
        try db.cachedStatement(
            sql: "INSERT OR REPLACE INTO desk_line VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        ).execute(arguments: arguments(task.key) + values)
        try tally(task.key, by: 1, in: db)
    }

    /// Counts a line among those like it, or no longer: the tabs' counts must not cost more the more tasks there are.
    private static func tally(_ key: TaskKey, by change: Int, in db: Database) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO desk_tally
                SELECT state, ifnull(unit, ''), ifnull(role, ''), ifnull(holder, ''), signed, asking, attempt > 1, ?
                FROM desk_line
                WHERE case_order = ? AND case_id = ? AND step = ? AND instance = ? AND attempt = ? AND undo = ?
                ON CONFLICT DO UPDATE SET n = n + excluded.n
                """
        ).execute(arguments: [change] + arguments(key))
    }

    static func supersedeLines(before key: TaskKey, in db: Database) throws {
        let earlier = try Int.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT attempt FROM desk_line
                    WHERE case_order = ? AND case_id = ? AND step = ? AND instance = ? AND attempt < ? AND undo = ?
                    """
            ),
            arguments: arguments(key)
        )
        for attempt in earlier {
            var old = key
            old.attempt = attempt
            try tally(old, by: -1, in: db)
            try db.cachedStatement(
                sql: """
                    UPDATE desk_line SET state = iif(state = 'done', 'done', 'closed')
                    WHERE case_order = ? AND case_id = ? AND step = ? AND instance = ? AND attempt = ? AND undo = ?
                    """
            ).execute(arguments: arguments(old))
            try tally(old, by: 1, in: db)
        }
    }

    /// What a search looks through: the case's id, its title, and the lines of it that people know it by.
    private static func searchText(_ content: Assignment.Content) -> String {
        let names = ["suggestionNo", "externalId", "estate", "street", "community", "company", "districtCode"]
        let values = names.compactMap { content.fields[$0]?.text }
        return ([content.caseID, content.subject] + values).joined(separator: " ").lowercased()
    }
}
