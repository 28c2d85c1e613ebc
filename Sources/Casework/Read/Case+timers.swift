extension Case {
    /// A timer and when it comes.
    package struct ArmedTimer: Hashable, Sendable {
        package var timer: CaseTimer
        package var at: Instant
    }

    /// What is armed now, earliest first; at the same moment openings and ends of pauses come before dues and dues before
    /// notices.
    package var timers: [ArmedTimer] {
        var armed: [(order: Int, timer: ArmedTimer)] = []
        for (step, state) in steps {
            if let until = state.delayedUntil, state.phase == .waiting || state.phase == .offered {
                armed.append((0, ArmedTimer(timer: .opens(step: step), at: until)))
            }
        }
        for task in tasks {
            for timer in task.timers { armed.append((timer.order, timer.timer)) }
        }
        if let cap = pauseCapAt {
            for task in openTasks where task.pausedAt != nil {
                armed.append((0, ArmedTimer(timer: .pauseCap(task.ref), at: cap)))
            }
        }
        for timer in clockTimers { armed.append((1, timer)) }
        return armed.sorted { left, right in
            if left.timer.at != right.timer.at { return left.timer.at < right.timer.at }
            if left.order != right.order { return left.order < right.order }
            return left.timer.timer.name < right.timer.timer.name
        }.map(\.timer)
    }
}

extension Case {
    /// The ends of the case's clock; they wait while the task that it is about stands still.
    private var clockTimers: [ArmedTimer] {
        guard let clock, !state(of: clock.step).current.contains(where: { task($0)?.pausedAt != nil }) else {
            return []
        }
        return [(CaseTask.Breach.policy, clock.deadline.policy), (.legal, clock.deadline.legal)].compactMap {
            kind,
            due in
            guard let due, !clock.breaches.contains(kind) else { return nil }
            return ArmedTimer(timer: .clock(kind), at: due.at)
        }
    }
}

extension CaseTask {
    fileprivate var timers: [(order: Int, timer: Case.ArmedTimer)] { rulingTimers + clockTimers }

    /// The ends of the coordinator's own time, which no pause of the task stops.
    private var rulingTimers: [(order: Int, timer: Case.ArmedTimer)] {
        guard state == .open else { return [] }
        return requests.compactMap { asked in
            guard asked.granted == nil, asked.lateSince == nil, let due = asked.rulingDue else { return nil }
            return (1, Case.ArmedTimer(timer: .ruling(ref, request: asked.request.id), at: due))
        }
    }

    private var clockTimers: [(order: Int, timer: Case.ArmedTimer)] {
        guard pausedAt == nil else { return [] }
        var armed = rungs.map { (2, Case.ArmedTimer(timer: .rung(ref, index: $0.index), at: $0.at)) }
        guard state == .open else { return armed }
        if let policy = deadline?.policy, !breaches.contains(.policy) {
            armed.append((1, Case.ArmedTimer(timer: .due(ref, .policy), at: policy.at)))
        }
        if let legal = deadline?.legal, !breaches.contains(.legal) {
            armed.append((1, Case.ArmedTimer(timer: .due(ref, .legal), at: legal.at)))
        }
        return armed
    }
}

extension CaseTimer {
    /// A stable name, for keys and for order: `due opinions.police.1 policy`.
    package var name: String {
        switch self {
        case .opens(let step): "opens \(step)"
        case .due(let ref, let breach): "due \(ref.id(in: "")) \(breach.rawValue)"
        case .clock(let breach): "clock \(breach.rawValue)"
        case .rung(let ref, let index): "rung \(ref.id(in: "")) \(index.padded(2))"
        case .pauseCap(let ref): "pause-cap \(ref.id(in: ""))"
        case .ruling(let ref, let request): "ruling \(ref.id(in: "")) \(request)"
        }
    }
}
