extension CaseEvent {
    /// When what the fact tells took place; nil for a fact that takes place by being recorded.
    ///
    /// After downtime it lies before the moment at which the fact was recorded: acts are judged by it, timers fire for it.
    package var moment: Instant? {
        switch self {
        case .signed(let signing): signing.act.at
        case .requested(let asking): asking.request.act.at
        case .taskEnded(let end): end.at
        case .stepEnded(let end): end.at
        case .breached(let breach): breach.due
        case .clockBreached(let breach): breach.due
        case .clockStopped(let stop): stop.at
        case .noticed(let notice): notice.at
        case .late(let answer): answer.act.at
        case .rulingDue(let ruling): ruling.isOver ? ruling.due : nil
        case .raised(let raise): raise.at
        case .child(let change): if case .closed(_, _, let at, _) = change.news { at } else { nil }
        case .opened, .supplemented, .stepDelayed, .stepOffered, .stepOpened, .heard, .held, .ruled, .taskRevoked,
            .stepSkipped, .repeated, .reassigned, .deadlineChanged, .excused, .clockChanged, .paused, .resumed,
            .ignored,
            .endingBegun, .undoOpened, .closed, .reopened:
            nil
        }
    }
}
