import Casework
import EventStore
import Foundation
import GRDB

/// What another calendar would move, worked out without changing anything.
struct CalendarPreview: Codable, Sendable {
    /// One clock whose end moves.
    struct Move: Codable, Sendable {
        /// The task whose clock it is or about which is to be ruled; the case for the clock of the case itself.
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
                guard let (task, from, to) = move(fact, of: state), from != to else { continue }
                preview.moves.append(
                    Move(
                        task: task,
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

    /// Whose end a fact moves, from when and to when.
    private static func move(_ fact: CaseEvent, of state: Case) -> (task: String, from: Instant?, to: Instant?)? {
        if case .deadlineChanged(let change) = fact, change.cause == .calendar {
            return (change.ref.id(in: state.id), state.task(change.ref)?.deadline?.due?.at, change.deadline?.due?.at)
        }
        if case .clockChanged(let change) = fact, change.cause == .calendar {
            return (state.id, state.clock?.deadline.due?.at, change.deadline.due?.at)
        }
        if case .rulingDue(let ruling) = fact, !ruling.isOver {
            let asked = state.task(ruling.ref)?.requests.first { $0.request.id == ruling.request }
            return (ruling.ref.id(in: state.id), asked?.rulingDue, ruling.due)
        }
        return nil
    }
}
