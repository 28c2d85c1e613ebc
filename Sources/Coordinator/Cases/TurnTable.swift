import Casework
import GRDB

/// Every task that was ever given out, one row each: what the rates of a period are counted from (domain notes, 4.2).
enum TurnTable {
    static let table = "turns"

    static func create(in db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS turns (
                    seq INTEGER NOT NULL, task TEXT NOT NULL, agency TEXT NOT NULL, opened INTEGER NOT NULL,
                    due INTEGER, signed INTEGER, closed INTEGER, outcome TEXT, is_paused INTEGER NOT NULL,
                    is_off INTEGER NOT NULL, is_returned INTEGER NOT NULL, denials INTEGER NOT NULL,
                    PRIMARY KEY (seq, task)
                ) WITHOUT ROWID;
                CREATE INDEX IF NOT EXISTS turns_due ON turns (due);
                CREATE INDEX IF NOT EXISTS turns_opened ON turns (opened);
                """
        )
    }

    /// Writes what a fact changed.
    static func note(_ after: Case, before: Case?, seq: Int64, in db: Database) throws {
        for task in after.tasks {
            let old = before?.task(task.ref)
            guard old?.sequence != task.sequence || old?.signed != task.signed || old?.requests != task.requests,
                let turn = Turn(task), old.flatMap(Turn.init) != turn
            else { continue }
            try db.cachedStatement(
                sql: "INSERT OR REPLACE INTO turns VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            ).execute(arguments: [
                seq, task.ref.id(in: after.id), turn.agency, turn.opened, turn.due, turn.signed, turn.closed,
                turn.outcome, turn.isPaused, turn.isOff, turn.isReturned, turn.denials,
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

        /// Nil for an offer that nobody has taken up.
        init?(_ task: CaseTask) {
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
        }
    }
}
