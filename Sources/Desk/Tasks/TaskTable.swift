import Casework
import EventStore
import Foundation
package import GRDB

/// The folded tables of tasks and of what was done to them.
package enum TaskTable {
    package static let names = ["desk_task", "desk_history", "desk_line", "desk_tally"]

    static func create(in db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS desk_task (
                    case_order INTEGER NOT NULL, case_id TEXT NOT NULL, step TEXT NOT NULL, instance TEXT NOT NULL,
                    attempt INTEGER NOT NULL, undo INTEGER NOT NULL, epoch INTEGER NOT NULL, state TEXT NOT NULL,
                    unit TEXT, holder TEXT, due INTEGER, superseded INTEGER NOT NULL,
                    unheard INTEGER NOT NULL, content BLOB NOT NULL,
                    standing BLOB NOT NULL, report BLOB NOT NULL, draft BLOB, trace TEXT,
                    calling INTEGER NOT NULL DEFAULT 0,
                    PRIMARY KEY (case_order, case_id, step, instance, attempt, undo)
                ) WITHOUT ROWID;
                CREATE INDEX IF NOT EXISTS desk_task_queue ON desk_task (state, due);
                CREATE INDEX IF NOT EXISTS desk_task_unheard ON desk_task (case_order) WHERE unheard;
                CREATE TABLE IF NOT EXISTS desk_history (
                    case_order INTEGER NOT NULL, case_id TEXT NOT NULL, n INTEGER NOT NULL, task TEXT NOT NULL,
                    step TEXT NOT NULL, at INTEGER NOT NULL, by TEXT NOT NULL, unit TEXT NOT NULL, word TEXT NOT NULL,
                    deed BLOB NOT NULL, PRIMARY KEY (case_order, case_id, n)
                ) WITHOUT ROWID
                """
        )
        // The log of a file older than the column holds no urgent task: a refold would write zeros as well.
        if try !db.columns(in: "desk_task").contains(where: { $0.name == "calling" }) {
            try db.execute(sql: "ALTER TABLE desk_task ADD COLUMN calling INTEGER NOT NULL DEFAULT 0")
        }
        try db.execute(sql: "CREATE INDEX IF NOT EXISTS desk_task_calling ON desk_task (case_order) WHERE calling")
        try createLines(in: db)
    }

    /// The task, nil when no assignment opened it.
    package static func fetch(_ key: TaskKey, in db: Database) throws -> DeskTask? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT * FROM desk_task
                WHERE case_order = ? AND case_id = ? AND step = ? AND instance = ? AND attempt = ? AND undo = ?
                """
        )
        return try Row.fetchOne(statement, arguments: arguments(key)).map(task)
    }

    /// The newest attempt that is known of a task's step and instance.
    package static func latestAttempt(of key: TaskKey, in db: Database) throws -> Int? {
        try Int.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT max(attempt) FROM desk_task
                    WHERE case_order = ? AND case_id = ? AND step = ? AND instance = ? AND undo = ?
                    """
            ),
            arguments: [key.caseOrder, key.caseID, key.step, key.instance, key.isUndo]
        )
    }

    /// All tasks of one case, the agency's file of it.
    package static func tasks(ofCase caseID: String, in db: Database) throws -> [DeskTask] {
        let order = TaskKey(caseID: caseID, step: "").caseOrder
        let statement = try db.cachedStatement(
            sql: "SELECT * FROM desk_task WHERE case_order = ? AND case_id = ? ORDER BY step, instance, attempt"
        )
        return try Row.fetchAll(statement, arguments: [order, caseID]).map(task)
    }

    /// Tasks of which something was said that the coordinator has not answered, each with the number of its latest report,
    /// oldest cases first.
    package static func unheard(limit: Int, in db: Database) throws -> [(key: TaskKey, sequence: Int)] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT case_id, step, instance, attempt, undo, unheard FROM desk_task
                WHERE unheard ORDER BY case_order LIMIT ?
                """
        )
        return try Row.fetchAll(statement, arguments: [limit]).map { (key($0), $0["unheard"]) }
    }

    /// How many tasks' reports nobody has answered.
    package static func unheardCount(in db: Database) throws -> Int {
        try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM desk_task WHERE unheard") ?? 0
    }

    /// The urgent tasks that nobody has signed for, with their units, oldest cases first.
    package static func calling(in db: Database) throws -> [(key: TaskKey, unit: String?)] {
        let statement = try db.cachedStatement(
            sql: "SELECT case_id, step, instance, attempt, undo, unit FROM desk_task WHERE calling ORDER BY case_order"
        )
        return try Row.fetchAll(statement).map { (key($0), $0["unit"]) }
    }

    /// Closes every earlier attempt at the same step and instance.
    static func supersede(before key: TaskKey, in db: Database) throws {
        try db.cachedStatement(
            sql: """
                UPDATE desk_task SET superseded = 1, unheard = 0, calling = 0,
                state = iif(state = 'done', 'done', 'closed')
                WHERE case_order = ? AND case_id = ? AND step = ? AND instance = ? AND attempt < ? AND undo = ?
                """
        ).execute(arguments: arguments(key))
        try supersedeLines(before: key, in: db)
    }

    static func save(_ task: DeskTask, in db: Database) throws {
        let values: StatementArguments = [
            task.epoch, task.state.rawValue, task.content.unit, task.report.holder, task.standing.due?.milliseconds,
            task.isSuperseded, task.isUnheard ? task.report.sequence : 0,
            try contents.bytes(of: task.content, as: task.key.id, orElse: StoredState.encode),
            try standings.bytes(of: task.standing, as: task.key.id, orElse: StoredState.encode),
            try reports.bytes(of: task.report, as: task.key.id, orElse: StoredState.encode),
            try task.draft.map { try StoredState.encode($0) }, task.trace,
            task.isCalling,
        ]
        try db.cachedStatement(
            sql: "INSERT OR REPLACE INTO desk_task VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        ).execute(arguments: arguments(task.key) + values)
        try saveLine(task, in: db)
    }

    static func arguments(_ key: TaskKey) -> StatementArguments {
        [key.caseOrder, key.caseID, key.step, key.instance, key.attempt, key.isUndo]
    }

    // A message has its task read several times; the content alone, fixed for an attempt, is most of a row.
    private static let contents = StoredMemory<Assignment.Content>()
    private static let standings = StoredMemory<Assignment.Standing>()
    private static let reports = StoredMemory<StepReport>()

    private static func decode<Part: Decodable>(_ bytes: Data) throws -> Part {
        try StoredState.decode(Part.self, from: bytes)
    }

    private static func key(_ row: Row) -> TaskKey {
        TaskKey(
            caseID: row["case_id"],
            step: row["step"],
            instance: row["instance"],
            attempt: row["attempt"],
            isUndo: row["undo"]
        )
    }

    static func task(_ row: Row) throws -> DeskTask {
        let key = key(row)
        let name = key.id
        var task = DeskTask(
            key: key,
            epoch: row["epoch"],
            content: try contents.value(name, row["content"], orElse: decode),
            standing: try standings.value(name, row["standing"], orElse: decode),
            report: try reports.value(name, row["report"], orElse: decode),
            draft: try (row["draft"] as Data?).map(decode),
            isSuperseded: row["superseded"]
        )
        task.trace = row["trace"]
        return task
    }
}
