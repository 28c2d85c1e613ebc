extension Deliberation {
    /// Ends a step with an outcome, or goes back if a repeat on this outcome is not used up (workflow language, 2.5).
    mutating func finish(_ step: Step, outcome: String, at: Instant, instances: Int) {
        for (index, rule) in step.repeats.enumerated() where rule.outcomes.contains(outcome) {
            let counter = "\(step.id)#\(index)"
            let count = (state.repeats[counter] ?? 0) + 1
            guard count <= rule.atMost else { continue }
            goBack(
                from: step.id,
                outcome: outcome,
                to: rule.from,
                counter: counter,
                count: count,
                path: workflow.path(from: rule.from, to: step.id),
                term: rule.within
            )
            return
        }
        emit(.stepEnded(CaseEvent.StepEnded(step: step.id, outcome: outcome, at: at, instances: instances)))
    }

    /// Takes back a path and what hangs on it, and opens its first step again.
    mutating func goBack(
        from step: String,
        outcome: String?,
        to first: String,
        counter: String?,
        count: Int,
        path: [String],
        term: Span? = nil
    ) {
        let reopens = state.closed != nil && workflow[first]?.isTracking == false
        if reopens { emit(.reopened(CaseEvent.Reopened(at: now, by: nil, reason: nil))) }
        let later = hanging(on: path, reopens: reopens)
        for step in path + later { revokeTasks(of: step, .repeated) }
        let taken = Set(path + later)
        let restarted = state.repeats.keys.filter { key in
            key != counter && taken.contains(String(key.prefix { $0 != "#" }))
        }
        emit(
            .repeated(
                CaseEvent.Repeated(
                    step: step,
                    outcome: outcome,
                    from: first,
                    counter: counter,
                    count: count,
                    path: path,
                    later: later,
                    restarted: restarted.sorted(),
                    at: now,
                    clock: workflow.clock,
                    term: term
                )
            )
        )
    }

    /// The later steps whose needs are no longer decided without these.
    private func hanging(on path: [String], reopens: Bool) -> [String] {
        var without = Set(path)
        if reopens { without.insert("end") }
        var later: [String] = []
        var isMoving = true
        while isMoving {
            isMoving = false
            for step in workflow.steps where !without.contains(step.id) {
                let standing = state.state(of: step.id)
                let isReached = standing.phase != .waiting || standing.delayedUntil != nil
                // One that a ruling opened although nothing asked for it goes with the closure that it tracks.
                let loses = reopens && step.isTracking && standing.phase == .open
                guard isReached, loses || state.value(step.needs, path: standing.path, without: without) == nil else {
                    continue
                }
                without.insert(step.id)
                later.append(step.id)
                isMoving = true
            }
        }
        return later
    }

    /// Takes a step's tasks from the desks that have them.
    mutating func revokeTasks(of step: String, _ cause: CaseEvent.TaskRevoked.Cause) {
        for ref in state.state(of: step).current {
            guard let task = state.task(ref), task.state == .open || task.state == .offered else { continue }
            revoke(task, cause)
        }
    }
}
