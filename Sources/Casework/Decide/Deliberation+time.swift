extension Deliberation {
    mutating func take(_ timer: CaseTimer) {
        guard let armed = state.timers.first(where: { $0.timer == timer }), armed.at <= now else { return }
        fire(armed)
        settle()
    }

    /// Lets everything happen to a task that its clock had due up to a moment, so that an act is judged by when it was
    /// done, whichever of act and timer is told first.
    mutating func fire(_ ref: TaskRef, through moment: Instant) {
        while let armed = state.timers.first(where: { $0.at <= moment && $0.timer.ref == ref }) { fire(armed) }
    }

    private mutating func fire(_ armed: Case.ArmedTimer) {
        switch armed.timer {
        case .opens: break
        case .due(let ref, let kind): passDue(ref, kind, at: armed.at)
        case .clock(let kind): passClock(kind, at: armed.at)
        case .rung(let ref, let index): notice(ref, index, at: armed.at)
        case .pauseCap(let ref): passPauseCap(ref, at: armed.at)
        case .ruling(let ref, let request): passRuling(ref, request, at: armed.at)
        }
    }

    private mutating func passDue(_ ref: TaskRef, _ kind: CaseTask.Breach, at: Instant) {
        guard let task = state.task(ref), let step = workflow[ref.step], let deadline = task.deadline else { return }
        let isLast = deadline.legal == nil || kind == .legal
        switch isLast && !ref.isUndo ? step.overdue : nil {
        case nil: breach(task, kind, deadline, at: at)
        case .outcome("expired"):
            breach(task, kind, deadline, at: at)
            // The cards that follow at once are still owed; later ones would press somebody who can no longer act.
            end(ref, outcome: "expired", cause: .time, at: at, rungs: firstRungs(of: task, after: at))
        case .outcome(let outcome): end(ref, outcome: outcome, cause: .time, at: at)
        case .reassign(let owner, let term):
            breach(task, kind, deadline, at: at)
            passOn(task, of: step, to: holder(owner), within: term, at: at)
        }
    }

    /// Gives a late task to somebody else, once: whoever has it then keeps it and climbs the ladder with it.
    private mutating func passOn(
        _ task: CaseTask,
        of step: Step,
        to holder: CaseTask.Holder,
        within term: Span,
        at due: Instant
    ) {
        guard task.term == nil, holder != task.holder else { return }
        hand(task, of: step, to: holder, term: term, cause: .overdue, rungs: firstRungs(of: task, after: due))
    }

    private mutating func breach(_ task: CaseTask, _ kind: CaseTask.Breach, _ deadline: Deadline, at: Instant) {
        emit(
            .breached(
                CaseEvent.Breached(
                    ref: task.ref,
                    holder: task.holder,
                    kind: kind,
                    isBoth: deadline.legal == nil || deadline.policy == nil,
                    due: at,
                    source: deadline.source
                )
            )
        )
    }

    private func firstRungs(of task: CaseTask, after due: Instant) -> [CaseTask.ArmedRung] {
        let later = task.rungs.filter { $0.at >= due }
        guard let first = later.map(\.at).min() else { return [] }
        return later.filter { $0.at == first }
    }

    private mutating func notice(_ ref: TaskRef, _ index: Int, at: Instant) {
        guard let task = state.task(ref), let step = workflow[ref.step], step.ladder.rungs.indices.contains(index)
        else {
            return
        }
        let rung = step.ladder.rungs[index]
        emit(
            .noticed(
                CaseEvent.Noticed(
                    ref: ref,
                    holder: task.holder,
                    rung: index,
                    notice: rung.notice,
                    to: rung.to,
                    at: at,
                    issues: workflow.notices[rung.notice]?.issues,
                    number: nil,
                    answerBy: rung.answer.map { calendar.due($0, after: .moment(at)).at }
                )
            )
        )
        if let call = workflow.notices[rung.notice]?.child { callChild(of: task, rung: index, call) }
    }
}

extension CaseTimer {
    /// The task it belongs to, nil for the opening of a step.
    package var ref: TaskRef? {
        switch self {
        case .opens, .clock: nil
        case .due(let ref, _), .rung(let ref, _), .pauseCap(let ref), .ruling(let ref, _): ref
        }
    }
}
