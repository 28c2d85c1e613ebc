import Casework
import GRDB

/// The open clocks of all cases, one row each, that of the case as a whole under the case's own number: what breaches next is read from an index, not from every case.
enum ClockTable {
    static let table = "clocks"

    static func create(in db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS clocks (
                    seq INTEGER NOT NULL, task TEXT NOT NULL, case_id TEXT NOT NULL, step TEXT NOT NULL,
                    agency TEXT NOT NULL, unit TEXT, party TEXT, is_lead INTEGER NOT NULL, person TEXT,
                    due INTEGER, paused INTEGER, waits INTEGER NOT NULL,
                    legal INTEGER, signed INTEGER NOT NULL, PRIMARY KEY (seq, task)
                ) WITHOUT ROWID;
                CREATE INDEX IF NOT EXISTS clocks_due ON clocks (due);
                CREATE INDEX IF NOT EXISTS clocks_figures ON clocks (agency, due, legal, paused, signed, waits)
                    WHERE task <> case_id;
                CREATE INDEX IF NOT EXISTS clocks_waits ON clocks (seq) WHERE waits > 0;
                """
        )
    }

    /// Writes what differs between the clocks of a case before and after a fact.
    static func note(_ after: Case, before: Case?, by workflow: Workflow, seq: Int64, in db: Database) throws {
        let old = Dictionary(rows(before, by: workflow)) { first, _ in first }
        let new = Dictionary(rows(after, by: workflow)) { first, _ in first }
        for task in old.keys.sorted() where new[task] == nil {
            try db.cachedStatement(sql: "DELETE FROM clocks WHERE seq = ? AND task = ?").execute(arguments: [seq, task])
        }
        for (task, row) in new.sorted(by: { $0.key < $1.key }) where old[task] != row {
            try db.cachedStatement(
                sql: "INSERT OR REPLACE INTO clocks VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            ).execute(arguments: [
                seq, task, after.id, row.step, row.agency, row.unit, row.party, row.isLead, row.person, row.due,
                row.paused, row.waits, row.legal, row.isSigned,
            ])
        }
    }

    private struct Clock: Equatable {
        var step: String
        var agency: String
        var unit: String?
        var party: String?
        var isLead: Bool
        var person: String?
        var due: Int64?
        var paused: Int64?
        /// Requests that nobody has ruled on.
        var waits: Int
        /// The legal end alone, where there is one.
        var legal: Int64?
        var isSigned: Bool
    }

    private static func rows(_ state: Case?, by workflow: Workflow) -> [(String, Clock)] {
        guard let state else { return [] }
        let tasks = state.openTasks.map { task in
            let clock = Clock(
                step: task.ref.step,
                agency: task.holder.agency,
                unit: task.holder.unit,
                party: task.holder.party,
                isLead: task.holder.isLead,
                person: task.person,
                due: task.deadline?.due?.at.milliseconds,
                paused: task.pausedAt?.milliseconds,
                waits: task.requests.count { $0.granted == nil },
                legal: task.deadline?.legal?.at.milliseconds,
                isSigned: task.signed != nil
            )
            return (task.ref.id(in: state.id), clock)
        }
        guard let clock = state.clock else { return tasks }
        let whole = Clock(
            step: clock.step,
            agency: state.lead(by: workflow) ?? "coordinator",
            unit: nil,
            party: nil,
            isLead: true,
            person: nil,
            due: clock.deadline.due?.at.milliseconds,
            paused: nil,
            waits: 0,
            legal: clock.deadline.legal?.at.milliseconds,
            isSigned: true
        )
        return tasks + [(state.id, whole)]
    }
}
