extension Deliberation {
    /// Sees whether the clock of the case begins, moves or stops with what has happened.
    ///
    /// - Parameter cause: what moves it, where that is not what has happened in the case.
    mutating func windClock(_ cause: CaseEvent.DeadlineChanged.Cause? = nil) {
        guard let step = workflow.clock.flatMap({ workflow[$0] }) else { return }
        let standing = state.state(of: step.id)
        switch standing.phase {
        case .ended, .skipped, .revoked: return stopClock(standing)
        case .waiting, .offered, .open: break
        }
        guard state.closed == nil, state.ending == nil else { return stopClock(standing) }
        guard let deadline = clockDeadline(step, standing), deadline != state.clock?.deadline else { return }
        emit(.clockChanged(CaseEvent.ClockChanged(step: step.id, deadline: deadline, at: now, cause: cause)))
    }

    private mutating func stopClock(_ standing: Case.StepState) {
        guard let clock = state.clock else { return }
        let at = standing.endedAt ?? now
        emit(.clockStopped(CaseEvent.ClockStopped(step: clock.step, at: at, isDone: standing.phase == .ended)))
    }

    /// The deadline of the open task, else what it would be; nil while a date that it hangs on is missing.
    private func clockDeadline(_ step: Step, _ standing: Case.StepState) -> Deadline? {
        if let task = standing.current.compactMap({ state.task($0) }).first(where: { $0.state == .open }) {
            // Whoever got it at its deadline has a time of his own; that of the case runs on.
            return task.term == nil ? task.deadline : state.clock?.deadline
        }
        let anchors = (step.within?.policy?.anchors ?? []) + (step.within?.legal?.anchors ?? [])
        guard standing.restartedTerm != nil || !anchors.contains(.opening) else { return nil }
        return deadline(of: step, openedAt: state.openedAt, office: office(of: step))
    }

    mutating func passClock(_ kind: CaseTask.Breach, at due: Instant) {
        guard let clock = state.clock, !clock.breaches.contains(kind) else { return }
        emit(
            .clockBreached(
                CaseEvent.ClockBreached(
                    step: clock.step,
                    kind: kind,
                    isBoth: clock.deadline.legal == nil || clock.deadline.policy == nil,
                    due: due,
                    source: clock.deadline.source
                )
            )
        )
    }
}
