import Casework

extension Casework.CaseEvent {
    /// Why the case took no notice, when it did not.
    var refusal: Problem? {
        switch self {
        case .ignored(let ignored):
            Problem(
                "NOT_POSSIBLE_NOW",
                zh: "案件当前状态不接受此操作（\(ignored.reason.rawValue)）",
                en: "the case does not take this now (\(ignored.reason.rawValue))"
            )
        case .late:
            Problem("TOO_LATE", zh: "该事项已结束，已作迟到材料存档", en: "it is over; filed as late, without effect")
        case .opened, .supplemented, .stepDelayed, .stepOffered, .stepOpened, .raised, .heard, .signed, .held,
            .requested, .ruled, .taskEnded, .taskRevoked, .stepEnded, .stepSkipped, .repeated, .reassigned,
            .deadlineChanged, .breached, .noticed, .paused, .resumed, .endingBegun, .undoOpened, .closed, .reopened:
            nil
        }
    }
}
