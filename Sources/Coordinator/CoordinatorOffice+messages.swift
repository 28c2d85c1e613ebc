import Casework
import Contracts
import EventStore
import Fleet

extension CoordinatorOffice {
    /// What an agency says of its step; the sender is the first word of the routing key, which the broker enforced.
    func receiveReport(_ message: Incoming, _ transaction: Transaction) throws -> Handling {
        let envelope = message.envelope
        guard envelope.type == .stepReport else {
            return .dead([.unexpected(envelope.type, in: message.raw.queue)])
        }
        guard let caseID = envelope.caseID else {
            return .dead([Problem("CASE_ID_MISSING", at: "/caseid", zh: "缺少案件编号", en: "the case id is missing")])
        }
        switch envelope.payload(StepReport.self) {
        case .bad(let problems):
            return .dead(problems)
        case .good(let report, _):
            let facts = try decisions.put(
                .report(agency: message.sender, report),
                to: caseID,
                cause: envelope.id,
                traceparent: envelope.traceparent,
                transaction
            )
            guard let facts else {
                return .dead([Problem("CASE_UNKNOWN", at: "/caseid", zh: "没有这个案件", en: "there is no such case")])
            }
            if facts.isEmpty,
                let task = try CaseBook.row(caseID, in: transaction.db)?.state.task(TaskRef(report)),
                task.isAskedFor(by: report)
            {
                note(report, of: caseID)
            }
            return facts.contains { $0.refusal != nil } ? .ignored : .done
        }
    }

    /// What an integrator says; every readable message gets a receipt.
    func receiveIntake(_ message: Incoming, _ transaction: Transaction) throws -> Handling {
        let envelope = message.envelope
        let submission = Submission(
            user: message.sender,
            messageID: envelope.id,
            replyTo: message.raw.replyTo,
            correlationID: message.raw.correlationID,
            traceparent: envelope.traceparent,
            data: envelope.data
        )
        switch envelope.type {
        case .caseSubmit:
            _ = try intake.submit(submission, transaction)
        case .caseSupplement, .caseWithdraw, .caseRate, .stepAnswer:
            _ = try change(envelope, submission, transaction)
        case .receipt, .stepAssigned, .stepStanding, .stepRevoked, .stepUndo, .stepReport, .stepHeld, .caseEvents,
            .fence, .ballotCast:
            let receipt = Receipt(
                disposition: .rejected,
                messageID: envelope.id,
                problems: [.unexpected(envelope.type, in: message.raw.queue)],
                at: transaction.now
            )
            try intake.give(receipt, to: submission, transaction)
        }
        return .done
    }

    /// A change to the publisher's own case.
    func change(_ envelope: Envelope, _ submission: Submission, _ transaction: Transaction) throws -> Receipt {
        var receipt = Receipt(disposition: .rejected, messageID: envelope.id, at: transaction.now)
        switch try ownCase(envelope, submission, transaction) {
        case .bad(let problems):
            receipt.problems = problems
        case .good(let caseID, _):
            receipt.caseID = caseID
            guard let change = try caseChange(caseID, transaction) else {
                throw CaseBookError.noWorkflow(caseID: caseID)
            }
            switch change.input(envelope, by: submission.user, at: transaction.now) {
            case .bad(let problems):
                receipt.problems = problems
            case .good(let input, _):
                let facts =
                    try decisions.put(
                        input,
                        to: caseID,
                        cause: envelope.id,
                        traceparent: envelope.traceparent,
                        transaction
                    ) ?? []
                receipt.disposition = facts.isEmpty ? .duplicate : .accepted
                if let refusal = facts.compactMap(\.refusal).first {
                    receipt.disposition = .rejected
                    receipt.problems = [refusal]
                } else if facts.isEmpty, let before = try refusal(of: submission, transaction) {
                    receipt.disposition = .rejected
                    receipt.problems = before.problems
                }
            }
        }
        return try intake.give(receipt, to: submission, transaction)
    }

    /// The receipt by which this very message was refused before; a refusal is a fact only once, and what was refused
    /// is no duplicate of anything.
    private func refusal(of submission: Submission, _ transaction: Transaction) throws -> Receipt? {
        let before = try Receipts.last(user: submission.user, messageID: submission.messageID, in: transaction.db)
        return before?.disposition == .rejected ? before : nil
    }

    private func caseChange(_ caseID: String, _ transaction: Transaction) throws -> CaseChange? {
        guard let state = try CaseBook.row(caseID, in: transaction.db)?.state,
            let workflow = try library.workflow(state.workflow, state.workflowVersion, in: transaction.db)
        else { return nil }
        return CaseChange(check: intake.check, registry: intake.registry, workflow: workflow)
    }

    private func ownCase(
        _ envelope: Envelope,
        _ submission: Submission,
        _ transaction: Transaction
    ) throws
        -> Reading<String>
    {
        let externalID = envelope.data["externalId"]?.text
        let caseID = envelope.data["caseId"]?.text ?? envelope.caseID
        // A number copied wrongly is told as that, before anybody looks for the case.
        if let caseID, case .bad(let problems) = CaseNumber.read(caseID, at: "/data/caseId") { return .bad(problems) }
        let known = try externalID.flatMap {
            try Receipts.intent(user: submission.user, externalID: $0, in: transaction.db)?.caseID
        }
        guard let id = caseID ?? known, let state = try CaseBook.row(id, in: transaction.db)?.state,
            state.publisher == submission.user
        else {
            return .bad([
                Problem(
                    "CASE_NOT_YOURS",
                    at: "/caseId",
                    zh: "没有该案件，或不是由您提交",
                    en: "there is no such case, or it was not submitted by you"
                )
            ])
        }
        return .good(id, warnings: [])
    }
}

extension Problem {
    static func unexpected(_ type: MessageType, in queue: String) -> Problem {
        Problem(
            "TYPE_NOT_EXPECTED",
            at: "/type",
            zh: "此处不接收 \(type.rawValue)",
            en: "\(type.rawValue) is not taken here"
        )
    }
}
