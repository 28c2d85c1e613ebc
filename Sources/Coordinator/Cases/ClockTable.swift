import Casework
import GRDB

/// The open clocks of all cases, one row each, that of the case as a whole under the case's own number: what breaches next is read from an index, not from every case.
enum ClockTable {
    static let table = "clocks"
    /// How many clocks of steps are alike, so that the board's figures cost no more the more there are.
    static let tally = "clock_tally"

    static func create(in db: Database) throws {
        let isNew = try !db.tableExists(tally)
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS clocks (
                    seq INTEGER NOT NULL, task TEXT NOT NULL, case_id TEXT NOT NULL, step TEXT NOT NULL,
                    agency TEXT NOT NULL, unit TEXT, party TEXT, is_lead INTEGER NOT NULL, person TEXT,
                    due INTEGER, paused INTEGER, waits INTEGER NOT NULL,
                    legal INTEGER, signed INTEGER NOT NULL, urgent INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (seq, task)
                ) WITHOUT ROWID;
                DROP INDEX IF EXISTS clocks_due;
                DROP INDEX IF EXISTS clocks_figures;
                CREATE INDEX IF NOT EXISTS clocks_next ON clocks (paused IS NOT NULL, due IS NULL, due, seq);
                CREATE INDEX IF NOT EXISTS clocks_agency ON clocks (agency, paused IS NOT NULL, due IS NULL, due, seq);
                CREATE INDEX IF NOT EXISTS clocks_waits ON clocks (seq) WHERE waits > 0;
                CREATE TABLE IF NOT EXISTS clock_tally (
                    agency TEXT NOT NULL, due INTEGER NOT NULL, legal INTEGER NOT NULL, paused INTEGER NOT NULL,
                    signed INTEGER NOT NULL, waits INTEGER NOT NULL, n INTEGER NOT NULL,
                    PRIMARY KEY (agency, due, legal, paused, signed, waits)
                ) WITHOUT ROWID;
                """
        )
        // A file from before the column: what is urgent in it is shown from its next fact on.
        if try !db.columns(in: table).contains(where: { $0.name == "urgent" }) {
            try db.execute(sql: "ALTER TABLE clocks ADD COLUMN urgent INTEGER NOT NULL DEFAULT 0")
        }
        try db.execute(sql: "CREATE INDEX IF NOT EXISTS clocks_urgent ON clocks (seq) WHERE urgent AND NOT signed")
        guard isNew else { return }
        // A file from before the table: its rows say the same.
        try db.execute(
            sql: """
                INSERT INTO clock_tally
                SELECT agency, ifnull(due, \(never)), ifnull(legal, \(never)), paused IS NOT NULL, signed, waits, count(*)
                FROM clocks WHERE task <> case_id GROUP BY 1, 2, 3, 4, 5, 6
                """
        )
    }

    /// Stands for a due date that there is none of, later than all.
    static let never = Int64.max

    private static func count(_ clock: Clock, by change: Int, in db: Database) throws {
        let key: StatementArguments = [
            clock.agency, clock.due ?? never, clock.legal ?? never, clock.paused != nil, clock.isSigned, clock.waits,
        ]
        try db.cachedStatement(
            sql: "INSERT INTO clock_tally VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n"
        ).execute(arguments: key + [change])
        // Due dates go by: what none is like any more would pile up.
        guard change < 0 else { return }
        try db.cachedStatement(
            sql: """
                DELETE FROM clock_tally WHERE agency = ? AND due = ? AND legal = ? AND paused = ? AND signed = ? AND waits = ?
                AND n = 0
                """
        ).execute(arguments: key)
    }

    /// Writes what differs between the clocks of a case before and after a fact.
    static func note(_ after: Case, before: Case?, by workflow: Workflow, seq: Int64, in db: Database) throws {
        let old = Dictionary(rows(before, by: workflow)) { first, _ in first }
        let new = Dictionary(rows(after, by: workflow)) { first, _ in first }
        for (task, row) in old.sorted(by: { $0.key < $1.key }) where new[task] != row && task != after.id {
            try count(row, by: -1, in: db)
        }
        for (task, row) in new.sorted(by: { $0.key < $1.key }) where old[task] != row && task != after.id {
            try count(row, by: 1, in: db)
        }
        for task in old.keys.sorted() where new[task] == nil {
            try db.cachedStatement(sql: "DELETE FROM clocks WHERE seq = ? AND task = ?").execute(arguments: [seq, task])
        }
        for (task, row) in new.sorted(by: { $0.key < $1.key }) where old[task] != row {
            try db.cachedStatement(
                sql: "INSERT OR REPLACE INTO clocks VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            ).execute(arguments: [
                seq, task, after.id, row.step, row.agency, row.unit, row.party, row.isLead, row.person, row.due,
                row.paused, row.waits, row.legal, row.isSigned, row.isUrgent,
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
        var isUrgent = false
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
                isSigned: task.signed != nil,
                isUrgent: state.isUrgent(task, by: workflow)
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
