import Casework
import Contracts
import EventStore

/// What one case does to another, in the transaction of the fact that does it: none is ever opened twice or forgotten.
extension CaseDecisions {
    /// The user under whose name cases come that other cases call for.
    static let user = "coordinator"
    /// A case that was called for by a case that was called for, and so on, this often, calls for no other.
    private static let mostGenerations = 8

    /// Opens what a case calls for, asks what it does not need any more to withdraw, and tells the case that called for
    /// it how it ended.
    func follow(
        _ facts: [Casework.CaseEvent],
        of caseID: String,
        traceparent: String?,
        _ transaction: Transaction
    ) throws {
        for fact in facts {
            switch fact {
            case .child(let change): try follow(change, of: caseID, traceparent, transaction)
            case .closed(let close): try tellParent(of: caseID, close, traceparent, transaction)
            case .opened, .supplemented, .stepDelayed, .stepOffered, .stepOpened, .raised, .heard, .signed, .held,
                .requested, .rulingDue, .ruled, .taskEnded, .taskRevoked, .stepEnded, .stepSkipped, .repeated,
                .reassigned, .deadlineChanged, .breached, .excused, .noticed, .clockChanged, .clockBreached,
                .clockStopped, .paused, .resumed, .late, .ignored, .endingBegun, .undoOpened, .reopened:
                break
            }
        }
    }

    private func follow(
        _ change: Casework.CaseEvent.ChildChange,
        of caseID: String,
        _ traceparent: String?,
        _ transaction: Transaction
    ) throws {
        switch change.news {
        case .called(let fields, _, _):
            let news = try open(change, with: fields, for: caseID, traceparent, transaction)
            try put(.child(key: change.key, news), to: caseID, cause: change.key, traceparent: traceparent, transaction)
        case .recalled(let number):
            let raise = CaseInput.Raise(
                id: "\(change.key).recalled",
                step: "withdraw",
                by: Self.user,
                fields: ["reason": .text("提起本案的案件已撤回或不再需要")],
                at: transaction.now
            )
            // Refused there, it goes on alone.
            try put(.raise(raise), to: number, cause: change.key, traceparent: traceparent, transaction)
        case .opened, .refused, .closed: break
        }
    }

    /// Brings the child in by intake: the same checks, and its number in the receipts once and for all.
    private func open(
        _ change: Casework.CaseEvent.ChildChange,
        with given: [String: Value],
        for caseID: String,
        _ traceparent: String?,
        _ transaction: Transaction
    ) throws -> Casework.CaseEvent.ChildChange.News {
        guard let submit, let state = try CaseBook.row(caseID, in: transaction.db)?.state,
            let workflow = try library.workflow(state.workflow, state.workflowVersion, in: transaction.db)
        else { throw CaseBookError.noWorkflow(caseID: caseID) }
        let generation = (state.parent?.generation ?? 0) + 1
        guard generation <= Self.mostGenerations else { return .refused(problems: [Self.tooDeep]) }
        let parent = CaseParent(
            caseID: caseID,
            key: change.key,
            title: workflow[change.ref.step]?.title ?? Words(zh: change.ref.step, en: change.ref.step),
            lead: state.lead(by: workflow) ?? "coordinator",
            generation: generation
        )
        var fields = given
        fields["receivedAt"] = fields["receivedAt"] ?? .text(transaction.now.description)
        let submission = Submission(
            user: Self.user,
            messageID: change.key,
            traceparent: traceparent,
            data: [
                "caseType": .text(change.workflow), "externalId": .text(change.key), "title": .text(state.subject),
                "fields": .object(fields),
            ]
        )
        let receipt = try submit(submission, parent, self, transaction)
        guard let number = receipt.caseID else { return .refused(problems: receipt.problems) }
        return .opened(number: number)
    }

    private func tellParent(
        of caseID: String,
        _ close: Casework.CaseEvent.Closed,
        _ traceparent: String?,
        _ transaction: Transaction
    ) throws {
        guard let state = try CaseBook.row(caseID, in: transaction.db)?.state, let parent = state.parent,
            let workflow = try library.workflow(state.workflow, state.workflowVersion, in: transaction.db)
        else { return }
        let news = Casework.CaseEvent.ChildChange.News.closed(
            number: caseID,
            end: close.end,
            at: close.at,
            fields: state.result(by: workflow)
        )
        try put(.child(key: parent.key, news), to: parent.caseID, cause: caseID, traceparent: traceparent, transaction)
    }

    private static let tooDeep = Problem(
        "CHILD_TOO_DEEP",
        zh: "案件层层提起已达八层，不再立案",
        en: "cases have called for cases eight times over; no other is opened"
    )
}
