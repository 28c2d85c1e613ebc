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
        case .ignored(let ignored) where ignored.reason == .pauseNotAllowed:
            Problem(
                "PAUSE_NOT_ALLOWED",
                zh: "该步骤不得以此理由挂起，或本案挂起已满最长时间",
                en: "this step may not stand still for that reason, or the case has stood still for as long as it may"
            )
        case .ignored(let ignored): .notPossibleNow(ignored.reason)
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
    static func notPossibleNow(_ reason: Casework.CaseEvent.Ignored.Reason) -> Problem {
        Problem(
            "NOT_POSSIBLE_NOW",
            zh: "案件当前状态不接受此操作：\(reason.words.zh)",
            en: "the case does not take this now: \(reason.words.en)"
        )
    }
}

extension Casework.CaseEvent.Ignored.Reason {
    /// The reason as people are told it.
    var words: Words {
        switch self {
        case .unknownStep: Words(zh: "没有这个步骤", en: "it has no such step")
        case .notOpen: Words(zh: "该步骤不在办理中", en: "the step is not open")
        case .notAssignee: Words(zh: "该步骤由其他单位办理", en: "the step is somebody else's")
        case .unknownOutcome: Words(zh: "该步骤没有这种结果", en: "the step has no such outcome")
        case .incomplete: Words(zh: "缺少必要内容", en: "something that it needs is missing")
        case .fourEyes: Words(zh: "同一人不得兼办", en: "the same person may not do both")
        case .notOffered: Words(zh: "该步骤现在不能提出", en: "the step is not offered now")
        case .notPossible: Words(zh: "与案件现状不符", en: "it does not fit where the case stands")
        case .ownRequest: Words(zh: "申请人不得自行裁定", en: "whoever asked does not rule")
        case .pauseNotAllowed: Words(zh: "不得挂起", en: "it may not stand still")
        case .consentMissing: Words(zh: "缺少同意", en: "a consent is missing")
        case .childDecides: Words(zh: "由其所立案件决定", en: "the case that it opened decides")
        }
    }
}
