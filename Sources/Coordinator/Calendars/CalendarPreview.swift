import Casework
import EventStore
import Foundation
import GRDB

/// What another calendar would move, worked out without changing anything.
struct CalendarPreview: Codable, Sendable {
    /// One clock whose end moves.
    struct Move: Codable, Sendable {
        var task: String
        var caseID: String
        var from: Instant?
        var to: Instant?
        /// True when the new end has passed and the old one had not.
        var becomesOverdue: Bool

        private enum CodingKeys: String, CodingKey {
            case task, from, to, becomesOverdue
            case caseID = "case"
        }
    }

    var version: Int
    /// Cases that were looked at.
    var cases: Int
    var moves: [Move]

    var overdue: Int { moves.count { $0.becomesOverdue } }

    /// Asks every case that still has clocks what the calendar would change.
    static func of(
        _ calendar: WorkingCalendar,
        library: Library,
        at now: Instant,
        in db: Database
    ) throws
        -> CalendarPreview
    {
        var preview = CalendarPreview(version: calendar.version, cases: 0, moves: [])
        let cursor = try Row.fetchCursor(
            db,
            sql: "SELECT id, body FROM cases WHERE closed_at IS NULL OR next_at IS NOT NULL ORDER BY seq"
        )
        while let row = try cursor.next() {
            preview.cases += 1
            let state = try CaseBook.decode(row["body"], of: row["id"])
            guard let workflow = try library.workflow(state.workflow, state.workflowVersion, in: db) else { continue }
            for fact in decide(.calendar, on: state, by: workflow, calendar: calendar, at: now) {
                guard case .deadlineChanged(let change) = fact, change.cause == .calendar else { continue }
                let from = state.task(change.ref)?.deadline?.due?.at
                let to = change.deadline?.due?.at
                guard from != to else { continue }
                preview.moves.append(
                    Move(
                        task: change.ref.id(in: state.id),
                        caseID: state.id,
                        from: from,
                        to: to,
                        becomesOverdue: (from.map { $0 > now } ?? true) && (to.map { $0 <= now } ?? false)
                    )
                )
            }
        }
        return preview
    }
}
