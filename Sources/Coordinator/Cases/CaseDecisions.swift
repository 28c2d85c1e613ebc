import Casework
import Contracts
import Desk
import EventStore
import GRDB

/// Inputs to cases that exist: decide by the case's own workflow version, record what follows.
struct CaseDecisions: Sendable {
    let library: Library
    let calendars: Calendars
    /// Gives the numbers of notices; without it they carry none.
    var desk: Desk?
    /// Brings a case that another one calls for in, by the way that all cases come.
    var submit: (@Sendable (Submission, CaseParent, CaseDecisions, Transaction) throws -> Receipt)?

    /// Puts one input to a case; says what followed, nil when there is no such case.
    @discardableResult
    func put(
        _ input: CaseInput,
        to caseID: String,
        cause: String? = nil,
        traceparent: String? = nil,
        _ transaction: Transaction
    ) throws -> [Casework.CaseEvent]? {
        guard let row = try CaseBook.row(caseID, in: transaction.db) else { return nil }
        return try put(input, to: row.state, cause: cause, traceparent: traceparent, transaction)
    }

    private func put(
        _ input: CaseInput,
        to state: Case,
        cause: String?,
        traceparent: String? = nil,
        _ transaction: Transaction
    ) throws -> [Casework.CaseEvent] {
        guard
            let workflow = try library.workflow(state.workflow, state.workflowVersion, in: transaction.db)
        else { throw CaseBookError.noWorkflow(caseID: state.id) }
        let calendar = try calendars.current(in: transaction.db)
        let decided = decide(input, on: state, by: workflow, calendar: calendar, at: transaction.now)
        let facts = try decided.map { try numbered($0, of: state.id, transaction) }
        if !facts.isEmpty {
            try transaction.record(
                CaseFacts.kind,
                case: state.id,
                CaseFacts(facts: facts, cause: cause, traceparent: traceparent)
            )
            try follow(facts, of: state.id, traceparent: traceparent, transaction)
        }
        return facts
    }

    /// A notice that is a document gets its number in the transaction that records it.
    private func numbered(
        _ fact: Casework.CaseEvent,
        of caseID: String,
        _ transaction: Transaction
    ) throws -> Casework.CaseEvent {
        guard case .noticed(var notice) = fact, let document = notice.issues, let desk else { return fact }
        let task = TaskKey(
            caseID: caseID,
            step: notice.ref.step,
            instance: notice.ref.instance,
            attempt: notice.ref.attempt,
            isUndo: notice.ref.isUndo
        )
        notice.number = try desk.issue(document, for: task, in: transaction)
        return .noticed(notice)
    }

    /// Puts a ruling to a case; nil when there is no such case.
    ///
    /// Said again under its id it has no facts: then the case tells whether it was carried out the first time, because a
    /// refusal is recorded only once too.
    func rule(_ ruling: Ruling, on caseID: String, _ transaction: Transaction) throws -> RulingEnd? {
        guard let facts = try put(.rule(ruling), to: caseID, cause: ruling.id, transaction) else { return nil }
        if let problem = facts.compactMap(\.refusal).first { return .refused(problem) }
        let isTaken = try CaseBook.row(caseID, in: transaction.db)?.state.taken.contains(ruling.id) ?? false
        return isTaken ? .taken(facts: facts.count) : .refused(.notPossibleNow(.notPossible))
    }

    /// Fires the first timer of a case.
    func fireNext(of caseID: String, _ transaction: Transaction) throws {
        guard let state = try CaseBook.row(caseID, in: transaction.db)?.state, let next = state.timers.first else {
            throw TimerError.none(caseID: caseID)
        }
        let facts = try put(.timer(next.timer), to: state, cause: next.timer.causation, transaction)
        // One that fires without effect would come again for ever.
        if facts.isEmpty { throw TimerError.withoutEffect(caseID: caseID, timer: next.timer.name) }
    }
}

/// What became of a ruling.
enum RulingEnd: Hashable, Sendable {
    /// Carried out, now or when it was said before.
    case taken(facts: Int)
    case refused(Problem)
}

/// A timer that does nothing and would fire for ever, or that the table has and the case has not.
enum TimerError: Error {
    case none(caseID: String)
    case withoutEffect(caseID: String, timer: String)
}

extension CaseTimer {
    /// The timer as the cause of what it did, in the letters that an id may have.
    fileprivate var causation: String { "timer/" + String(name.map { $0 == " " ? "/" : $0 }) }
}
