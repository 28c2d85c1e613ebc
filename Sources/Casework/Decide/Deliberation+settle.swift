extension Deliberation {
    /// Opens, skips, offers and closes until nothing more follows (workflow language, sections 2.2 to 2.4).
    mutating func settle() {
        var isMoving = true
        while isMoving {
            isMoving = false
            if state.ending != nil {
                isMoving = advanceEnding()
                continue
            }
            if beginEnding() {
                isMoving = true
                continue
            }
            for step in workflow.steps where state.ending == nil {
                if advance(step) { isMoving = true }
            }
            if !isMoving { isMoving = close() }
        }
        rederiveDeadlines()
        windClock()
    }

    private mutating func advance(_ step: Step) -> Bool {
        let standing = state.state(of: step.id)
        switch standing.phase {
        case .waiting: return advanceWaiting(step, standing)
        case .offered:
            // An offer is over at its own time, and at the latest with the case.
            let isOver = state.closed != nil && !step.isTracking
            if isOver || step.until.map({ state.value($0, path: standing.path) == true }) ?? false {
                dropOffer(step.id)
                return true
            }
            if let moment = standing.delayedUntil, moment <= now, let ref = standing.current.first {
                raise(ref, id: CaseEvent.Raised.byTime + ref.id(in: state.id), by: nil, at: now)
                return true
            }
            return false
        case .open: return callChild(of: step)
        case .ended, .skipped, .revoked: return false
        }
    }

    private mutating func advanceWaiting(_ step: Step, _ standing: Case.StepState) -> Bool {
        let isOver = state.closed != nil && !step.isTracking
        let value = standing.isForced ? true : state.value(step.needs, path: standing.path)
        switch value {
        case nil: return isOver && step.isOffer ? skip(step.id) : false
        case false: return skip(step.id)
        case true: break
        }
        if isOver { return skip(step.id) }
        if let until = step.until, state.value(until, path: standing.path) == true { return skip(step.id) }
        if step.isOffer {
            offer(step)
            return true
        }
        if let moment = standing.delayedUntil {
            guard moment <= now else { return false }
        } else if !step.notBefore.isEmpty {
            guard let moment = notBefore(step, since: now) else { return false }
            if moment > now {
                emit(.stepDelayed(CaseEvent.StepDelayed(step: step.id, since: now, until: moment)))
                return true
            }
        }
        openStep(step)
        return true
    }

    @discardableResult
    private mutating func skip(_ step: String, wasOffered: Bool = false) -> Bool {
        emit(.stepSkipped(CaseEvent.StepSkipped(step: step, wasOffered: wasOffered)))
        return true
    }

    /// Takes an offer from the desks that show it.
    mutating func dropOffer(_ step: String) {
        for ref in state.state(of: step).current {
            guard let task = state.task(ref), task.state == .offered else { continue }
            emit(.taskRevoked(CaseEvent.TaskRevoked(ref: ref, holder: task.holder, cause: .offerOver)))
        }
        skip(step, wasOffered: true)
    }

    /// Closes the case with the first end that fits, when nothing is open and no timer of an ordinary step runs.
    ///
    /// An offer that nobody has taken up does not hold the case; one that somebody has is a step like any other.
    private mutating func close() -> Bool {
        guard state.closed == nil, !state.tasks.contains(where: { $0.ref.isUndo && $0.state == .open }) else {
            return false
        }
        var waiting: [String] = []
        for step in workflow.steps where !step.isTracking {
            let standing = state.state(of: step.id)
            switch standing.phase {
            case .open: return false
            case .waiting:
                if standing.delayedUntil != nil { return false }
                if !step.isOffer { waiting.append(step.id) }
            case .offered, .ended, .skipped, .revoked: break
            }
        }
        var after = state
        for step in waiting { after.apply(.stepSkipped(CaseEvent.StepSkipped(step: step, wasOffered: false))) }
        guard let end = workflow.ends.first(where: { !$0.isUndo && after.value($0.needs) == true }) else {
            return false
        }
        for step in waiting { skip(step) }
        emit(.closed(CaseEvent.Closed(end: end.name, reason: end.reason, at: now, stands: [])))
        return true
    }
}
