import Casework
import Contracts

/// A publisher's message about its own case as an input of the core.
enum CaseChange {
    /// The step that a mark is for when the message names none.
    static let ratedStep = "evaluate"

    static func input(_ envelope: Envelope, by user: String, at now: Instant) -> Reading<CaseInput> {
        switch envelope.type {
        case .caseWithdraw:
            return envelope.payload(CaseWithdraw.self).map { message in
                .raise(
                    CaseInput.Raise(
                        id: envelope.id,
                        step: "withdraw",
                        by: user,
                        fields: message.fields.merging(["reason": .text(message.reason)]) { own, _ in own },
                        at: now
                    )
                )
            }
        case .caseSupplement:
            return envelope.payload(CaseSupplement.self).map { message in
                .supplement(CaseInput.Supplement(id: envelope.id, by: user, fields: message.fields))
            }
        case .caseRate:
            return envelope.payload(CaseRate.self).map { message in
                .answer(
                    CaseInput.Answer(
                        id: envelope.id,
                        step: message.step ?? ratedStep,
                        by: user,
                        outcome: message.rating,
                        fields: message.fields,
                        at: message.ratedAt.flatMap { Instant($0) } ?? now
                    )
                )
            }
        case .stepAnswer:
            return envelope.payload(StepAnswer.self).map { message in
                .answer(
                    CaseInput.Answer(
                        id: envelope.id,
                        step: message.step,
                        instance: message.instance ?? "",
                        by: user,
                        outcome: message.outcome,
                        fields: message.fields,
                        at: message.answeredAt.flatMap { Instant($0) } ?? now
                    )
                )
            }
        case .caseSubmit, .receipt, .stepAssigned, .stepStanding, .stepRevoked, .stepUndo, .stepReport, .stepHeld,
            .caseEvents, .fence:
            return .bad([.unexpected(envelope.type, in: "intake")])
        }
    }
}

extension Reading {
    func map<Other: Sendable>(_ transform: (Subject) -> Other) -> Reading<Other> {
        switch self {
        case .good(let subject, let warnings): .good(transform(subject), warnings: warnings)
        case .bad(let problems): .bad(problems)
        }
    }
}

extension Casework.CaseEvent {
    /// Why the case took no notice, when it did not.
    var refusal: Problem? {
        switch self {
        case .ignored(let ignored):
            Problem(
                "NOT_POSSIBLE_NOW",
                zh: "案件当前状态不接受此操作",
                en: "the case does not take this now (\(ignored.reason))"
            )
        case .late:
            Problem("TOO_LATE", zh: "该事项已结束，已作迟到材料存档", en: "it is over; filed as late, without effect")
        case .opened, .supplemented, .stepDelayed, .stepOffered, .stepOpened, .raised, .heard, .signed, .held,
            .requested,
            .ruled, .taskEnded, .taskRevoked, .stepEnded, .stepSkipped, .repeated, .reassigned, .deadlineChanged,
            .breached, .noticed, .paused, .resumed, .endingBegun, .undoOpened, .closed, .reopened:
            nil
        }
    }
}
