import Casework
import GRDB

/// Every task that was ever given out, one row each: what the rates of a period are counted from (domain notes, 4.2).
enum TurnTable {
    static let table = "turns"

    static func create(in db: Database) throws {
        let isOld = try db.tableExists(table) && !db.columns(in: table).contains { $0.name == "returned" }
        if isOld { try db.execute(sql: "DROP TABLE turns") }
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS turns (
                    seq INTEGER NOT NULL, task TEXT NOT NULL, agency TEXT NOT NULL, opened INTEGER NOT NULL,
                    due INTEGER, signed INTEGER, closed INTEGER, outcome TEXT, is_paused INTEGER NOT NULL,
                    is_off INTEGER NOT NULL, is_returned INTEGER NOT NULL, denials INTEGER NOT NULL,
                    returned INTEGER,
                    PRIMARY KEY (seq, task)
                ) WITHOUT ROWID;
                CREATE INDEX IF NOT EXISTS turns_due ON turns (due);
                CREATE INDEX IF NOT EXISTS turns_opened ON turns (opened);
                """
        )
        guard isOld else { return }
        // A file from before the column: its cases say the same.
        let rows = try Row.fetchCursor(db, sql: "SELECT seq, id, body FROM cases")
        while let row = try rows.next() {
            try note(CaseBook.decode(row["body"], of: row["id"]), before: nil, seq: row["seq"], in: db)
        }
    }

    /// Writes what a fact changed.
    static func note(_ after: Case, before: Case?, seq: Int64, in db: Database) throws {
        for task in after.tasks {
            let old = before?.task(task.ref)
            guard old?.sequence != task.sequence || old?.signed != task.signed || old?.requests != task.requests,
                let turn = Turn(task, in: after), old.flatMap({ old in before.flatMap { Turn(old, in: $0) } }) != turn
            else { continue }
            try db.cachedStatement(
                sql: "INSERT OR REPLACE INTO turns VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            ).execute(arguments: [
                seq, task.ref.id(in: after.id), turn.agency, turn.opened, turn.due, turn.signed, turn.closed,
                turn.outcome, turn.isPaused, turn.isOff, turn.isReturned, turn.denials, turn.returned,
            ])
        }
    }

    private struct Turn: Equatable {
        var agency: String
        var opened: Int64
        var due: Int64?
        /// When its agency signed for it.
        var signed: Int64?
        /// When its own answer, or a ruling, ended it; a term that ran out closes nothing.
        var closed: Int64?
        var outcome: String?
        var isPaused: Bool
        /// Taken back before it ended: it counts for nobody.
        var isOff: Bool
        /// Returned by a ruling: it was not this agency's.
        var isReturned: Bool
        /// Returns that were denied.
        var denials: Int
        /// When a returned task went to somebody else: until then its time was lost.
        var returned: Int64?

        /// Nil for an offer that nobody has taken up.
        init?(_ task: CaseTask, in state: Case) {
            guard task.state != .offered, !(task.isOffer && task.state == .revoked) else { return nil }
            let returns = task.requests.filter { $0.request.kind == .return }
            agency = task.holder.agency
            opened = task.openedAt.milliseconds
            due = task.deadline?.due?.at.milliseconds
            signed = task.signed?.at.milliseconds
            let isClosed = task.state == .ended && task.cause != .time
            closed = isClosed ? (task.ended?.at ?? task.endedAt)?.milliseconds : nil
            outcome = task.outcome
            isPaused = task.pausedAt != nil
            isReturned = returns.contains { $0.granted == true }
            isOff = task.state == .revoked || isReturned
            denials = returns.count { $0.granted == false }
            let next = state.tasks.first {
                $0.ref.step == task.ref.step && $0.ref.instance == task.ref.instance
                    && $0.ref.attempt > task.ref.attempt
            }
            returned = isReturned ? next?.openedAt.milliseconds : nil
        }
    }
}
