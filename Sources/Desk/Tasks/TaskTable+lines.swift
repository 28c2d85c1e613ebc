import Casework
import GRDB

/// A narrow copy of what lists ask for: the wide rows of tasks would have to be read whole to count and to search.
extension TaskTable {
    static func createLines(in db: Database) throws {
        let isNew = try !db.tableExists("desk_line") || !db.columns(in: "desk_line").contains { $0.name == "class" }
        if isNew {
            try db.execute(sql: "DROP TABLE IF EXISTS desk_line; DROP TABLE IF EXISTS desk_tally")
        }
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS desk_line (
                    case_order INTEGER NOT NULL, case_id TEXT NOT NULL, step TEXT NOT NULL, instance TEXT NOT NULL,
                    attempt INTEGER NOT NULL, undo INTEGER NOT NULL, state TEXT NOT NULL, class INTEGER NOT NULL,
                    due INTEGER, text TEXT NOT NULL,
                    PRIMARY KEY (case_order, case_id, step, instance, attempt, undo)
                ) WITHOUT ROWID;
                CREATE INDEX IF NOT EXISTS desk_line_queue ON desk_line (
                    state, due IS NULL, due, case_order, case_id, step, instance, attempt, undo, class
                );
                CREATE INDEX IF NOT EXISTS desk_line_search ON desk_line (class, text, due);
                CREATE TABLE IF NOT EXISTS desk_tally (
                    class INTEGER PRIMARY KEY, state TEXT NOT NULL, unit TEXT NOT NULL, role TEXT NOT NULL,
                    holder TEXT NOT NULL, signed INTEGER NOT NULL, asking INTEGER NOT NULL, again INTEGER NOT NULL,
                    n INTEGER NOT NULL
                )
                """
        )
        guard isNew else { return }
        // A file from before the tables: its rows say the same.
        let rows = try Row.fetchCursor(db, sql: "SELECT * FROM desk_task")
        while let row = try rows.next() { try saveLine(task(row), in: db) }
    }

    static func saveLine(_ task: DeskTask, in db: Database) throws {
        try LineClass.uncount(task.key, in: db)
        let kind = LineClass(task)
        let values: StatementArguments = [
            task.state.rawValue, kind.id, task.standing.due?.milliseconds, searchText(task.content),
        ]
        try db.cachedStatement(sql: "INSERT OR REPLACE INTO desk_line VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
            .execute(arguments: arguments(task.key) + values)
        try kind.count(in: db)
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
            guard var kind = try LineClass.fetch(of: old, in: db), kind.state != "done" else { continue }
            try LineClass.uncount(old, in: db)
            kind.state = "closed"
            try db.cachedStatement(
                sql: """
                    UPDATE desk_line SET state = ?, class = ?
                    WHERE case_order = ? AND case_id = ? AND step = ? AND instance = ? AND attempt = ? AND undo = ?
                    """
            ).execute(arguments: [kind.state, kind.id] + arguments(old))
            try kind.count(in: db)
        }
    }

    /// What a search looks through: the case's id, its title, and the lines of it that people know it by.
    private static func searchText(_ content: Assignment.Content) -> String {
        let names = ["suggestionNo", "externalId", "estate", "street", "community", "company", "districtCode"]
        let values = names.compactMap { content.fields[$0]?.text }
        return ([content.caseID, content.subject] + values).joined(separator: " ").lowercased()
    }
}
