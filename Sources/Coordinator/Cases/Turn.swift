import Casework

/// A task, or a case as a whole, as the rates of a period see it; moments in milliseconds.
struct Turn: Equatable {
    /// What somebody who was asked has said of the handling.
    enum View: String {
        case satisfied
        case basically
        case dissatisfied
        /// Nothing: not reached, or not answered.
        case none
    }

    /// Empty for a case as a whole.
    var step: String
    /// Empty for a case as a whole.
    var agency: String
    var opened: Int64
    var due: Int64?
    /// When its agency signed for it.
    var signed: Int64?
    /// When its own answer, or a ruling, ended it; a term that ran out closes nothing.
    var closed: Int64?
    /// When it ended, whatever ended it.
    var ended: Int64?
    var outcome: String?
    var view: View?
    /// Whether somebody who was asked says that the matter is resolved; nil where nobody said.
    var isSolved: Bool?
    /// When it stood still: `since-until`, a space between two.
    var pauses: String
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
    init?(_ task: CaseTask, _ facts: [CaseEvent], in state: Case) {
        guard task.state != .offered, !(task.isOffer && task.state == .revoked) else { return nil }
        let returns = task.requests.filter { $0.request.kind == .return }
        step = task.ref.step
        agency = task.holder.agency
        opened = task.openedAt.milliseconds
        due = task.deadline?.due?.at.milliseconds
        signed = task.signed?.at.milliseconds
        let isClosed = task.state == .ended && task.cause != .time
        closed = isClosed ? (task.ended?.at ?? task.endedAt)?.milliseconds : nil
        ended = task.state == .ended ? (task.ended?.at ?? task.endedAt)?.milliseconds : nil
        outcome = task.outcome
        (view, isSolved) = Turn.opinion(of: task, facts)
        pauses = task.adjustments.compactMap { adjustment in
            guard case .paused(let since, let until) = adjustment else { return nil }
            return "\(since.milliseconds)-\(until.milliseconds)"
        }.joined(separator: " ")
        isPaused = task.pausedAt != nil
        isReturned = returns.contains { $0.granted == true }
        isOff = task.state == .revoked || isReturned
        denials = returns.count { $0.granted == false }
        let next = state.tasks.first {
            $0.ref.step == task.ref.step && $0.ref.instance == task.ref.instance && $0.ref.attempt > task.ref.attempt
        }
        returned = isReturned ? next?.openedAt.milliseconds : nil
    }

    /// A case as a whole: open until it closes, due when its clock is, off when it was merged or not accepted.
    init(_ state: Case, by workflow: Workflow) {
        step = ""
        agency = ""
        opened = state.openedAt.milliseconds
        let last = workflow.clock.flatMap { clock in state.tasks.last { $0.ref.step == clock }?.deadline?.due }
        due = (state.clock?.deadline.due ?? last)?.at.milliseconds
        closed = state.closed?.at.milliseconds
        ended = closed
        outcome = state.closed?.end
        pauses = ""
        isPaused = false
        isOff = ["merged", "not-accepted"].contains(outcome)
        isReturned = false
        denials = 0
    }

    /// What the person who was asked said, by the words that the evaluations of every workflow use: as the outcome of the
    /// step, or in its field `satisfaction`.
    private static func opinion(of task: CaseTask, _ facts: [CaseEvent]) -> (View?, Bool?) {
        guard task.state == .ended, let outcome = task.outcome else { return (nil, nil) }
        switch outcome {
        case "satisfied": return (.satisfied, nil)
        case "basically-satisfied": return (.basically, nil)
        case "dissatisfied": return (.dissatisfied, nil)
        case "no-feedback": return (View.none, nil)
        default: break
        }
        for case .taskEnded(let end) in facts where end.ref == task.ref {
            guard let word = end.fields["satisfaction"]?.text else { continue }
            let view = View(rawValue: word) ?? View.none
            return (view, outcome == "unreachable" ? nil : outcome == "resolved")
        }
        return (nil, nil)
    }
}
