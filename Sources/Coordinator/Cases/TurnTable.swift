import Casework
import Contracts
import GRDB

/// Every task that was ever given out and every case as a whole, a row for each state that it was in: what the rates of a
/// period are counted from (domain notes, 4.2).
///
/// A row holds from `since` until just before `until`. So the state of things at the end of a month can be read at any
/// later time, and a bulletin that is made again is the same.
enum TurnTable {
    static let table = "turns"
    /// The `until` of what still holds.
    static let open = Int64.max

    /// Whether a file has the table from before it kept what had been.
    static func isOld(in db: Database) throws -> Bool {
        try db.tableExists(table) && !db.columns(in: table).contains { $0.name == "since" }
    }

    static func create(in db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS turns (
                    seq INTEGER NOT NULL, task TEXT NOT NULL, since INTEGER NOT NULL, until INTEGER NOT NULL,
                    step TEXT NOT NULL, agency TEXT NOT NULL, lead TEXT NOT NULL, district TEXT NOT NULL,
                    opened INTEGER NOT NULL, due INTEGER, signed INTEGER, closed INTEGER, ended INTEGER, outcome TEXT,
                    view TEXT, solved INTEGER, pauses TEXT NOT NULL, is_paused INTEGER NOT NULL,
                    is_off INTEGER NOT NULL, is_returned INTEGER NOT NULL, denials INTEGER NOT NULL,
                    returned INTEGER,
                    PRIMARY KEY (seq, task, since)
                ) WITHOUT ROWID;
                CREATE INDEX IF NOT EXISTS turns_due ON turns (due);
                CREATE INDEX IF NOT EXISTS turns_opened ON turns (opened);
                CREATE INDEX IF NOT EXISTS turns_ended ON turns (ended) WHERE ended IS NOT NULL;
                """
        )
    }

    /// Writes what facts changed; `at` is when they were recorded.
    static func note(
        _ after: Case,
        before: Case?,
        by workflow: Workflow,
        facts: [Casework.CaseEvent],
        seq: Int64,
        at: Instant,
        in db: Database
    ) throws {
        let lead = after.lead(by: workflow) ?? "coordinator"
        let district = CaseNumber.read(after.id).subject?.district ?? ""
        func write(_ new: Turn, _ task: String) throws {
            var turn = new
            if turn.view == nil, turn.ended != nil { try keepOpinion(in: &turn, seq: seq, task: task, in: db) }
            try db.cachedStatement(
                sql: "UPDATE turns SET until = ? WHERE seq = ? AND task = ? AND until = ? AND since < ?"
            ).execute(arguments: [at.milliseconds, seq, task, open, at.milliseconds])
            try db.cachedStatement(
                sql: """
                    INSERT OR REPLACE INTO turns
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """
            ).execute(arguments: [
                seq, task, at.milliseconds, open, turn.step, turn.agency, lead, district, turn.opened, turn.due,
                turn.signed, turn.closed, turn.ended, turn.outcome, turn.view?.rawValue, turn.isSolved, turn.pauses,
                turn.isPaused, turn.isOff, turn.isReturned, turn.denials, turn.returned,
            ])
        }
        for task in after.tasks {
            let old = before?.task(task.ref)
            guard old?.sequence != task.sequence || old?.signed != task.signed || old?.requests != task.requests,
                let turn = Turn(task, facts, in: after),
                old.flatMap({ old in before.flatMap { Turn(old, [], in: $0) } }) != turn
            else { continue }
            try write(turn, task.ref.id(in: after.id))
        }
        let whole = Turn(after, by: workflow)
        if before.map({ Turn($0, by: workflow) }) != whole { try write(whole, after.id) }
    }

    /// What was said when a task ended stays, whatever happens to it later.
    private static func keepOpinion(in turn: inout Turn, seq: Int64, task: String, in db: Database) throws {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: "SELECT view, solved FROM turns WHERE seq = ? AND task = ? AND until = ? AND ended IS NOT NULL"
            ),
            arguments: [seq, task, open]
        )
        turn.view = (row?["view"] as String?).flatMap { Turn.View(rawValue: $0) }
        turn.isSolved = row?["solved"]
    }
}
