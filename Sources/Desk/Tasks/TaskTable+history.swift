package import Casework
import EventStore
import Foundation
package import GRDB

extension TaskTable {
    /// One line of a task's history.
    package struct Line: Hashable, Sendable {
        /// The position of its entry in the log.
        package var n: Int64
        package var act: StepReport.Act
        package var deed: Deed

        /// What the task was ended with, nil for everything else that was done to it.
        package var answer: Deed.Answer? { if case .complete(let answer) = deed { answer } else { nil } }
    }

    static func remember(_ body: ActEntry, _ entry: Entry, in db: Database) throws {
        try db.cachedStatement(sql: "INSERT INTO desk_history VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)").execute(
            arguments: [
                body.task.caseOrder, body.task.caseID, entry.n, body.task.id, body.task.step, entry.at.milliseconds,
                body.by, body.unit, body.deed.word, try StoredState.encode(body.deed),
            ])
    }

    /// What was done to a task, oldest first.
    package static func history(of key: TaskKey, in db: Database) throws -> [Line] {
        try Row.fetchAll(
            db,
            sql: "SELECT * FROM desk_history WHERE case_order = ? AND case_id = ? AND task = ? ORDER BY n",
            arguments: [key.caseOrder, key.caseID, key.id]
        ).map { row in
            Line(
                n: row["n"],
                act: StepReport.Act(by: row["by"], unit: row["unit"], at: Instant(milliseconds: row["at"])),
                deed: try StoredState.decode(Deed.self, from: row["deed"])
            )
        }
    }

    /// Who wrote or completed any of these steps of a case, in any attempt: those whom four-eyes keeps away.
    ///
    /// Whoever saved a draft counts too: handing one's own text to a colleague to press the button is not two people.
    package static func authors(of steps: [String], caseID: String, in db: Database) throws -> Set<String> {
        guard !steps.isEmpty else { return [] }
        let order = TaskKey(caseID: caseID, step: "").caseOrder
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT DISTINCT step, by FROM desk_history
                WHERE case_order = ? AND case_id = ? AND word IN ('complete', 'draft')
                """,
            arguments: [order, caseID]
        )
        return Set(rows.filter { steps.contains($0["step"]) }.map { $0["by"] })
    }

    /// The queue: what is due first comes first, what has no deadline last.
    package static func queue(
        states: [DeskTask.State],
        unit: String?,
        holder: String?,
        limit: Int,
        in db: Database
    ) throws -> [DeskTask] {
        let marks = databaseQuestionMarks(count: states.count)
        let sql = """
            SELECT * FROM desk_task WHERE state IN (\(marks)) AND (? IS NULL OR unit IS NULL OR unit = ?)
            AND (? IS NULL OR holder = ?) ORDER BY due IS NULL, due, case_order, case_id, step, instance, attempt LIMIT ?
            """
        let arguments = StatementArguments(states.map(\.rawValue)) + [unit, unit, holder, holder, limit]
        return try Row.fetchAll(db, sql: sql, arguments: arguments).map(task)
    }
}
