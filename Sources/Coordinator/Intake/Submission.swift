import Casework
import Contracts
import EventStore
import GRDB

/// One intake message on its way to a receipt; the same by AMQP and by HTTP.
struct Submission: Sendable {
    var user: String
    var messageID: String
    var replyTo: String?
    var correlationID: String?
    var traceparent: String?
    var data: Value
    /// Where the data stands in what the publisher sent, for pointers in problems.
    var pointer = JSONPointer([.key("data")])
}

/// What becomes of intake: every message ends as a receipt.
struct Intake: Sendable {
    let library: Library
    let check: IntakeCheck
    let registry: Registry
    let calendars: Calendars
    let workflows: [String: Workflow]
    var congestion = Congestion()
    /// Does what a new case asks of others.
    var decisions: CaseDecisions?

    /// Takes a `case.submit` in and says what became of it; `parent` is the case that calls for it, if one does.
    func submit(
        _ submission: Submission,
        parent: CaseParent? = nil,
        _ transaction: Transaction
    ) throws -> Receipt {
        var receipt = Receipt(disposition: .rejected, messageID: submission.messageID, at: transaction.now)
        switch try checked(submission, at: transaction.now, in: transaction.db) {
        case .bad(let problems):
            receipt.externalID = submission.data["externalId"]?.text.flatMap { MessageID.isWellFormed($0) ? $0 : nil }
            receipt.problems = problems
            return try give(receipt, to: submission, transaction)
        case .good(let accepted, let warnings):
            receipt.externalID = accepted.externalID
            receipt.problems = warnings
            let hash = ContentHash.of(submission.data)
            if let known = try Receipts.intent(
                user: submission.user,
                externalID: accepted.externalID,
                in: transaction.db
            ) {
                receipt.caseID = known.caseID
                receipt.disposition = known.contentHash == hash ? .duplicate : .conflict
                if receipt.disposition == .conflict { receipt.problems.append(Intake.conflict) }
                return try give(receipt, to: submission, transaction)
            }
            // Whoever called for a case waits for it: it is not told to come again.
            if parent == nil, try congestion.isThere(in: transaction.db) {
                receipt.problems = [Congestion.problem]
                receipt.retryAfter = Congestion.retryAfter
                return try give(receipt, to: submission, transaction)
            }
            receipt.caseID = try open(accepted, submission, parent: parent, transaction)
            receipt.disposition = warnings.contains { $0.severity == .hold } ? .held : .accepted
            return try give(receipt, to: submission, contentHash: hash, transaction)
        }
    }

    /// A submission put right, with the street that follows from its estate; or everything that is wrong with it.
    ///
    /// It changes nothing, so that whoever is a stranger here can be told without an entry in the log.
    func checked(_ submission: Submission, at now: Instant, in db: Database) throws -> Reading<CaseSubmit> {
        let moment = IntakeCheck.Moment(now: now, calendar: try calendars.current(in: db))
        switch check.submit(submission.data, at: submission.pointer, moment) {
        case .bad(let problems): return .bad(problems)
        case .good(var accepted, let warnings):
            let form = workflows[accepted.caseType]?.form
            let pointer = submission.pointer.appending("fields")
            switch try Territory.placed(accepted.fields, form: form, at: pointer, in: db) {
            case .good(let placed, _): accepted.fields = placed
            case .bad(let problems): return .bad(warnings + problems)
            }
            return .good(accepted, warnings: warnings)
        }
    }

    private func open(
        _ accepted: CaseSubmit,
        _ submission: Submission,
        parent: CaseParent?,
        _ transaction: Transaction
    ) throws -> String {
        guard let workflow = workflows[accepted.caseType] else {
            throw CaseBookError.noWorkflow(caseID: accepted.caseType)
        }
        // Today's date says nothing about the hour; an earlier one counts from its first moment.
        let openedOn = accepted.openedOn.flatMap { LocalDate($0) }.map(\.start)
        let openedAt =
            openedOn.map { LocalDate($0) < LocalDate(transaction.now) ? $0 : transaction.now } ?? transaction.now
        let number = CaseNumber(
            district: accepted.fields["districtCode"]?.text ?? "420100",
            caseType: accepted.caseType,
            openedOn: LocalDate(openedAt),
            sequence: try CaseBook.nextSequence(in: transaction.db)
        )
        let opening = CaseInput.Opening(
            caseID: number.description,
            workflow: workflow.name,
            workflowVersion: workflow.version,
            subject: accepted.title,
            publisher: submission.user,
            externalID: accepted.externalID,
            fields: accepted.fields,
            openedAt: openedAt,
            receivedAt: transaction.now,
            parent: parent
        )
        let calendar = try calendars.current(in: transaction.db)
        let facts = decide(.open(opening), on: nil, by: workflow, calendar: calendar, at: transaction.now)
        try transaction.record(
            CaseFacts.kind,
            case: opening.caseID,
            CaseFacts(facts: facts, cause: submission.messageID, traceparent: submission.traceparent)
        )
        try decisions?.follow(facts, of: opening.caseID, traceparent: submission.traceparent, transaction)
        return opening.caseID
    }

    /// Records a receipt and, when its address is the publisher's own, sends it there.
    @discardableResult
    func give(
        _ receipt: Receipt,
        to submission: Submission,
        contentHash: String? = nil,
        _ transaction: Transaction
    ) throws -> Receipt {
        var receipt = receipt
        var address: String?
        if let replyTo = submission.replyTo ?? submission.data["replyTo"]?.text {
            switch ReplyAddress.check(replyTo, for: submission.user) {
            case .good(let checked, _): address = checked
            case .bad(let problems): receipt.problems += problems
            }
        }
        try transaction.record(
            Receipts.kind,
            case: "",
            Receipts.Given(
                user: submission.user,
                receipt: receipt,
                contentHash: contentHash,
                replyTo: address,
                correlationID: submission.correlationID
            )
        )
        return receipt
    }

    private static let conflict = Problem(
        "INTENT_CONFLICT",
        at: "/externalId",
        zh: "同一编号此前已用不同内容提交；如需补充请用 case.supplement",
        en: "this number was submitted before with other content; use case.supplement to add to it"
    )
}
