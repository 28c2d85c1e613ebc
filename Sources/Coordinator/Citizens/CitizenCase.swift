import Casework
import Contracts
import EventStore
import GRDB

/// What whoever holds a receipt number is told: where the case stands, and no person, no office, no text of it.
struct CitizenCase: Sendable {
    /// Whether the rectification may be rated, by whoever complained (domain notes 1, row 15).
    enum Rating: Hashable, Sendable {
        /// Not before a re-inspection has found it done and the case is over.
        case notYet
        case open
        /// So many stars of five.
        case given(Int)
        /// Its time went by.
        case over
    }

    /// Why the expected date is another than it was.
    enum Move: String, Sendable {
        case calendar, extended, again, other
    }

    var caseID: String
    var estate: String
    var category: String
    var openedAt: Instant
    /// What is being done now.
    var doing: [Words]
    var due: Instant?
    /// How the date moved, the last time it did; nil while it stands as it was first said.
    var move: Move?
    /// How it ended, and when.
    var outcome: Words?
    var closedAt: Instant?
    /// Whether it was not taken in because another office has the matter.
    var isElsewhere: Bool
    var rating: Rating

    /// One star in hundredths of a point.
    static let star: Int64 = 2000

    /// The case of a number, nil when there is none.
    static func find(_ number: ReceiptNumber, library: Library, in db: Database) throws -> CitizenCase? {
        guard
            let intent = try Receipts.intent(user: Complaint.publisher, externalID: number.text, in: db),
            let state = try CaseBook.row(intent.caseID, in: db)?.state,
            let workflow = try library.workflow(state.workflow, state.workflowVersion, in: db)
        else { return nil }
        let isClosed = state.closed != nil
        let steps = isClosed ? [] : state.openTasks.filter { !$0.ref.isUndo }.map(\.ref.step)
        return CitizenCase(
            caseID: state.id,
            estate: state.record.latest["estate"]?.text ?? "",
            category: state.record.latest["category"]?.text ?? "",
            openedAt: state.openedAt,
            doing: workflow.steps.filter { steps.contains($0.id) }.map(\.title),
            due: isClosed ? nil : state.clock?.deadline.due?.at,
            move: isClosed ? nil : try move(of: state.id, in: db),
            outcome: state.closed.map { workflow.vocabulary.words(.end, $0.end) },
            closedAt: state.closed?.at,
            isElsewhere: state.closed?.end == "not-accepted",
            rating: rating(in: state)
        )
    }

    private static func rating(in state: Case) -> Rating {
        guard let task = state.tasks.last(where: { $0.ref.step == "rate" }) else { return .notYet }
        if task.state == .open { return .open }
        guard task.outcome == "rated", let score = state.record.latest["score"]?.integer else { return .over }
        return .given(Int(score / star))
    }

    /// The last change of the case's date after the first, told by what came with it.
    private static func move(of caseID: String, in db: Database) throws -> Move? {
        var (first, last): (Instant?, Move?) = (nil, nil)
        for entry in try Store.entries(of: caseID, in: db) where entry.kind == CaseFacts.kind {
            let facts = try entry.decode(CaseFacts.self).facts
            for case .clockChanged(let change) in facts {
                if first == nil { first = change.deadline.due?.at } else { last = Move(facts) }
            }
        }
        return last
    }
}

extension CitizenCase.Move {
    fileprivate init(_ facts: [Casework.CaseEvent]) {
        self = .other
        for fact in facts {
            switch fact {
            case .clockChanged(let change) where change.cause == .calendar: self = .calendar
            case .deadlineChanged(let change) where change.cause == .calendar: self = .calendar
            case .deadlineChanged(let change) where change.cause == .extension: self = .extended
            case .repeated: self = .again
            default: break
            }
        }
    }
}
