import Casework
import Contracts

/// A publisher's message about its own case, checked against the case's own forms, as an input of the core.
struct CaseChange {
    let check: IntakeCheck
    let registry: Registry
    /// The version the case runs by.
    let workflow: Workflow

    /// The input a message stands for, its fields tidied and masked; every problem at once otherwise.
    func input(_ envelope: Envelope, by user: String, at now: Instant) -> Reading<CaseInput> {
        switch envelope.type {
        case .caseWithdraw:
            return read(CaseWithdraw.self, envelope).flatMap { message in
                let fields = message.fields.merging(["reason": .text(message.reason)]) { own, _ in own }
                return checked(fields, workflow["withdraw"]?.form, isWhole: false).map {
                    .raise(CaseInput.Raise(id: envelope.id, step: "withdraw", by: user, fields: $0, at: now))
                }
            }
        case .caseSupplement:
            return read(CaseSupplement.self, envelope).flatMap { message in
                checked(message.fields, workflow.form, isWhole: false).map {
                    .supplement(CaseInput.Supplement(id: envelope.id, by: user, fields: $0))
                }
            }
        case .caseRate:
            return read(CaseRate.self, envelope).flatMap { message in
                answer(
                    envelope,
                    StepAnswer(
                        step: message.step ?? "evaluate",
                        outcome: message.rating,
                        fields: message.fields,
                        answeredAt: message.ratedAt
                    ),
                    by: user,
                    at: now
                )
            }
        case .stepAnswer:
            return read(StepAnswer.self, envelope).flatMap { answer(envelope, $0, by: user, at: now) }
        case .caseSubmit, .receipt, .stepAssigned, .stepStanding, .stepRevoked, .stepUndo, .stepReport, .stepHeld,
            .caseEvents, .fence, .ballotCast:
            return .bad([.unexpected(envelope.type, in: "intake")])
        }
    }

    private func read<Payload: Decodable & Sendable>(_ type: Payload.Type, _ envelope: Envelope) -> Reading<Payload> {
        check.follow(type, envelope.type, envelope.data)
    }

    private func answer(
        _ envelope: Envelope,
        _ message: StepAnswer,
        by user: String,
        at now: Instant
    )
        -> Reading<CaseInput>
    {
        checked(message.fields, workflow[message.step]?.form, isWhole: true, outcome: message.outcome).map {
            .answer(
                CaseInput.Answer(
                    id: envelope.id,
                    step: message.step,
                    instance: message.instance ?? "",
                    by: user,
                    outcome: message.outcome,
                    fields: $0,
                    at: message.answeredAt.flatMap { Instant($0) } ?? now
                )
            )
        }
    }

    /// Fields by a form: all that it needs when the answer is whole, otherwise only what is there.
    private func checked(
        _ fields: [String: Value],
        _ form: Form?,
        isWhole: Bool,
        outcome: String? = nil
    )
        -> Reading<[String: Value]>
    {
        guard var form else { return .good(fields, warnings: []) }
        if !isWhole { for index in form.fields.indices { form.fields[index].need = .optional } }
        let made = FormCheck.make(
            form: form,
            registry: registry,
            // A part of a form need not say the street again.
            depth: isWhole ? registry.depth(of: workflow.name) : .district,
            sample: FieldSample(today: LocalDate(dayNumber: 0), person: "")
        )
        return made.flatMap { $0.check(fields, outcome: outcome, at: JSONPointer([.key("data"), .key("fields")])) }
    }
}

extension Reading {
    fileprivate func map<Other: Sendable>(_ transform: (Subject) -> Other) -> Reading<Other> {
        flatMap { .good(transform($0), warnings: []) }
    }

    fileprivate func flatMap<Other: Sendable>(_ transform: (Subject) -> Reading<Other>) -> Reading<Other> {
        switch self {
        case .good(let subject, _): transform(subject)
        case .bad(let problems): .bad(problems)
        }
    }
}
