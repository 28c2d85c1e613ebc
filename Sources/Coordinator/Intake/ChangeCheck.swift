import Casework
import Contracts

/// Checks a publisher's later messages as strictly as the first: the schema, then the fields by the form they belong
/// to; what is taken has its texts masked.
struct ChangeCheck: Sendable {
    let intake: IntakeCheck
    let registry: Registry

    /// The form a message's fields belong to, and the outcome that decides what it needs.
    private struct Target {
        var form: Form
        var outcome: String?
    }

    /// The message with its fields put right and masked, or everything that is wrong with it.
    func checked(_ envelope: Envelope, by workflow: Workflow, today: LocalDate) -> Reading<Envelope> {
        let target: Target
        switch self.target(envelope, workflow) {
        case .bad(let problems): return .bad(problems)
        case .good(let found, _): target = found
        }
        // The case's own check knows how deep its territory must be; here only what was sent is looked at.
        let made = FormCheck.make(
            form: target.form,
            registry: registry,
            depth: .city,
            sample: FieldSample(today: today, person: "")
        )
        let pointer = JSONPointer([.key("data"), .key("fields")])
        let fields = envelope.data["fields"]?.object ?? [:]
        switch made {
        case .bad(let problems): return .bad(problems)
        case .good(let check, _):
            return check.check(fields, outcome: target.outcome, at: pointer).map { with($0, envelope) }
        }
    }

    private func with(_ fields: [String: Value], _ envelope: Envelope) -> Envelope {
        var members = envelope.data.object ?? [:]
        members["fields"] = .object(fields)
        if let reason = members["reason"]?.text { members["reason"] = .text(FreeText.masked(reason).text) }
        var copy = envelope
        copy.data = .object(members)
        return copy
    }

    private func target(_ envelope: Envelope, _ workflow: Workflow) -> Reading<Target> {
        switch envelope.type {
        case .caseSupplement:
            return intake.follow(CaseSupplement.self, .caseSupplement, envelope.data).map { _ in
                Target(form: workflow.form.optional)
            }
        case .caseWithdraw:
            // What is missing the sponsoring agency asks for: the offer opens as a step.
            return intake.follow(CaseWithdraw.self, .caseWithdraw, envelope.data).map { _ in
                Target(form: (workflow["withdraw"]?.form ?? Form()).optional)
            }
        case .caseRate:
            return intake.follow(CaseRate.self, .caseRate, envelope.data).map { message in
                Target(form: workflow[message.step ?? CaseChange.ratedStep]?.form ?? Form(), outcome: message.rating)
            }
        case .stepAnswer:
            return intake.follow(StepAnswer.self, .stepAnswer, envelope.data).map { message in
                Target(form: workflow[message.step]?.form ?? Form(), outcome: message.outcome)
            }
        case .caseSubmit, .receipt, .stepAssigned, .stepStanding, .stepRevoked, .stepUndo, .stepReport, .stepHeld,
            .caseEvents, .fence:
            return .bad([.unexpected(envelope.type, in: "intake")])
        }
    }
}

extension Form {
    /// The same fields, none of which must be there.
    fileprivate var optional: Form {
        Form(
            fields: fields.map { field in
                var copy = field
                copy.need = .optional
                return copy
            }
        )
    }
}
