import Casework

extension Casework.CaseEvent {
    /// Why the case took no notice, when it did not.
    var refusal: Problem? {
        switch self {
        case .ignored(let ignored) where ignored.reason == .consentMissing:
            Problem(
                "CONSENT_MISSING",
                at: "/consent",
                zh: "此步骤延期须先征得同意：请在 consent 中写明谁、何时、以何函同意（见 sla inbox）",
                en: "more time for this step takes a consent: say in consent who gave it, when and how (see sla inbox)"
            )
        case .ignored(let ignored):
            .notPossibleNow(ignored.reason.rawValue)
        case .late:
            Problem("TOO_LATE", zh: "该事项已结束，已作迟到材料存档", en: "it is over; filed as late, without effect")
        case .opened, .supplemented, .stepDelayed, .stepOffered, .stepOpened, .raised, .heard, .signed, .held,
            .requested, .rulingDue, .ruled, .taskEnded, .taskRevoked, .stepEnded, .stepSkipped, .repeated, .reassigned,
            .deadlineChanged, .breached, .excused, .noticed, .paused, .resumed, .clockChanged, .clockBreached,
            .clockStopped, .child, .endingBegun, .undoOpened, .closed,
            .reopened:
            nil
        }
    }
}

extension Problem {
    /// What somebody is told whose act does not fit the case as it stands.
    static func notPossibleNow(_ reason: String) -> Problem {
        Problem(
            "NOT_POSSIBLE_NOW",
            zh: "案件当前状态不接受此操作（\(reason)）",
            en: "the case does not take this now (\(reason))"
        )
    }
}
