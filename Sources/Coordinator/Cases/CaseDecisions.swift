import Casework
import Contracts
import EventStore
import GRDB

/// Inputs to cases that exist: decide by the case's own workflow version, record what follows.
struct CaseDecisions: Sendable {
    let library: Library
    let calendars: Calendars

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
        guard
            let workflow = try library.workflow(row.state.workflow, row.state.workflowVersion, in: transaction.db)
        else { throw CaseBookError.noWorkflow(caseID: caseID) }
        let calendar = try calendars.current(in: transaction.db)
        let facts = decide(input, on: row.state, by: workflow, calendar: calendar, at: transaction.now)
        if !facts.isEmpty {
            try transaction.record(
                CaseFacts.kind,
                case: caseID,
                CaseFacts(facts: facts, cause: cause, traceparent: traceparent)
            )
        }
        return facts
    }

    /// Puts a ruling to a case; nil when there is no such case.
    ///
    /// Said again under its id it has no facts: then the case tells whether it was carried out the first time, because a
    /// refusal is recorded only once too.
    func rule(_ ruling: Ruling, on caseID: String, _ transaction: Transaction) throws -> RulingEnd? {
        guard let facts = try put(.rule(ruling), to: caseID, cause: ruling.id, transaction) else { return nil }
        if let problem = facts.compactMap(\.refusal).first { return .refused(problem) }
        let isTaken = try CaseBook.row(caseID, in: transaction.db)?.state.taken.contains(ruling.id) ?? false
        return isTaken ? .taken(facts: facts.count) : .refused(.notPossibleNow("not-possible"))
    }

    /// Fires every timer of a case that is due, one after the other, each on the state the last one left.
    func fireTimers(of caseID: String, _ transaction: Transaction) throws {
        // A case has finitely many timers; one that fires without effect would come again for ever.
        for _ in 0..<1000 {
            guard let state = try CaseBook.row(caseID, in: transaction.db)?.state, let next = state.timers.first,
                next.at <= transaction.now
            else { return }
            let facts = try put(.timer(next.timer), to: caseID, cause: next.timer.causation, transaction)
            if facts?.isEmpty ?? true { throw TimerError.withoutEffect(caseID: caseID, timer: next.timer.name) }
        }
    }
}

/// What became of a ruling.
enum RulingEnd: Hashable, Sendable {
    /// Carried out, now or when it was said before.
    case taken(facts: Int)
    case refused(Problem)
}

/// A timer that does nothing and would fire for ever.
enum TimerError: Error {
    case withoutEffect(caseID: String, timer: String)
}

extension CaseTimer {
    /// The timer as the cause of what it did, in the letters that an id may have.
    fileprivate var causation: String { "timer/" + String(name.map { $0 == " " ? "/" : $0 }) }
}
