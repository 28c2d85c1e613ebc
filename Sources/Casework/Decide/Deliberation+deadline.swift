extension Deliberation {
    /// The deadline of a step opened at a moment; nil when it has none, or when a date or value it hangs on is missing.
    func deadline(of step: Step, openedAt: Instant) -> Deadline? {
        let standing = state.state(of: step.id)
        if let term = standing.restartedTerm, let start = standing.restartedAt {
            let end = calendar.due(term, after: .moment(start))
            let due = Deadline.Due(
                at: end.at,
                from: start,
                span: term,
                side: .after,
                anchor: .opening,
                isCertain: end.isCertain
            )
            return Deadline(policy: due)
        }
        guard let rule = step.within else { return nil }
        let policy = rule.policy.flatMap { due($0, of: step, openedAt: openedAt) }
        let legal = rule.legal.flatMap { due($0, of: step, openedAt: openedAt) }
        guard policy != nil || legal != nil else { return nil }
        return Deadline(policy: policy, legal: legal, source: rule.source)
    }

    private func due(_ term: Term, of step: Step, openedAt: Instant) -> Deadline.Due? {
        switch term {
        case .table(.field(let field), let rows, let otherwise):
            let word = state.record.word(field)
            guard let row = rows.first(where: { $0.value == word })?.term ?? otherwise else { return nil }
            return due(row, of: step, openedAt: openedAt)
        case .table(.clock, _, let otherwise): return otherwise.flatMap { due($0, of: step, openedAt: openedAt) }
        case .fixed(let span, let side, let anchor):
            guard let point = point(anchor, for: step, openedAt: openedAt) else { return nil }
            let end = side == .after ? calendar.due(span, after: point) : calendar.due(span, before: point)
            return Deadline.Due(
                at: end.at,
                from: point.instant,
                span: span,
                side: side,
                anchor: anchor,
                isCertain: end.isCertain
            )
        }
    }

    private func point(_ anchor: Term.Anchor, for step: Step, openedAt: Instant) -> AnchorPoint? {
        let standing = state.state(of: step.id)
        switch anchor {
        case .opening: return .moment(openedAt)
        case .acceptance: return .moment(standing.restartedAt ?? state.openedAt)
        case .field(let field): return state.record.date(field).map { .date($0) }
        case .step(let other):
            if let restart = standing.restartedAt, !standing.restartedPath.contains(other) { return .moment(restart) }
            return state.state(of: other).endedAt.map { .moment($0) }
        case .stepDue(let other): return dueDate(of: other, asking: step).map { .due($0) }
        case .due: return nil
        }
    }

    /// The due date of a step that may not be open yet.
    private func dueDate(of other: String, asking step: Step) -> Instant? {
        guard let target = workflow[other], other != step.id else { return nil }
        if let task = state.state(of: other).current.compactMap({ state.task($0) }).first,
            let due = task.deadline?.driver
        {
            return due.at
        }
        guard let rule = target.within else { return nil }
        // A term counted from the opening of a step that has not opened has no date; chains of `due` end at such a step.
        let anchors = (rule.policy?.anchors ?? []) + (rule.legal?.anchors ?? [])
        let isFixed = state.state(of: other).restartedTerm != nil
        guard isFixed || !anchors.contains(.opening), !anchors.contains(.stepDue(step.id)) else { return nil }
        return deadline(of: target, openedAt: now)?.driver?.at
    }

    /// When a step whose needs are met may open; nil when a date it hangs on is missing.
    func notBefore(_ step: Step) -> Instant? {
        var latest = now
        for term in step.notBefore {
            guard let due = due(term, of: step, openedAt: now) else { return nil }
            latest = max(latest, due.at)
        }
        return latest
    }

    /// The notices of a ladder with their times; those not later than the opening are left out.
    func rungs(of ladder: Ladder, openedAt: Instant, deadline: Deadline?) -> [CaseTask.ArmedRung] {
        guard let driver = deadline?.driver else { return [] }
        return ladder.rungs.enumerated().compactMap { index, rung in
            // A rung that opens a child case waits for child cases to exist.
            guard workflow.notices[rung.notice]?.opens == nil else { return nil }
            guard let at = moment(rung.at, driver: driver, openedAt: openedAt), at > openedAt else { return nil }
            return CaseTask.ArmedRung(index: index, at: at)
        }
    }

    /// The moment of a rung.
    ///
    /// `n days after due` is the first moment of that day, and never before the due date itself;
    /// `n days before due` is the moment from which so many days are left.
    private func moment(_ term: Term, driver: Deadline.Due, openedAt: Instant) -> Instant? {
        switch term {
        case .table(.clock, let rows, let otherwise):
            let word = driver.span.isHours ? "hours" : "days"
            guard let row = rows.first(where: { $0.value == word })?.term ?? otherwise else { return nil }
            return moment(row, driver: driver, openedAt: openedAt)
        case .table(.field(let field), let rows, let otherwise):
            let word = state.record.word(field)
            guard let row = rows.first(where: { $0.value == word })?.term ?? otherwise else { return nil }
            return moment(row, driver: driver, openedAt: openedAt)
        case .fixed(.percent(let share), _, _):
            let length = driver.at.milliseconds - openedAt.milliseconds
            return openedAt + length * Int64(share) / 100
        case .fixed(let span, .before, _): return calendar.due(span, before: .due(driver.at)).at
        case .fixed(let span, .after, _):
            let end = calendar.due(span, after: .due(driver.at))
            return span.isHours ? end.at : max(end.on.start, driver.at)
        }
    }

    /// Works out again every open deadline that hangs on a field or on another step's due date.
    mutating func rederiveDeadlines() {
        for task in state.tasks where task.state == .open && !task.ref.isUndo && task.pausedAt == nil {
            guard let step = workflow[task.ref.step], let rule = step.within, rule.canMove else { continue }
            let base = deadline(of: step, openedAt: task.openedAt)
            guard base != task.base else { continue }
            let moved = task.extensions.reduce(base) { deadline, span in deadline.map { extend($0, by: span) } }
            changeDeadline(of: task, step, base: base, to: moved, .fields)
        }
    }

    mutating func changeDeadline(
        of task: CaseTask,
        _ step: Step,
        base: Deadline?,
        to deadline: Deadline?,
        _ cause: CaseEvent.DeadlineChanged.Cause,
        extended: Span? = nil
    ) {
        let gone = Set(state.task(task.ref)?.noticed ?? [])
        let rungs = rungs(of: step.ladder, openedAt: task.openedAt, deadline: deadline)
            .filter { !gone.contains($0.index) && ($0.at > now || task.rungs.map(\.index).contains($0.index)) }
        emit(
            .deadlineChanged(
                CaseEvent.DeadlineChanged(
                    ref: task.ref,
                    holder: task.holder,
                    base: base,
                    deadline: deadline,
                    rungs: rungs,
                    cause: cause,
                    extended: extended
                )
            )
        )
    }

    /// A deadline moved by an extension: the policy term, and the legal one only where it stands alone.
    func extend(_ deadline: Deadline, by span: Span) -> Deadline {
        var moved = deadline
        if let policy = deadline.policy {
            moved.policy?.at = calendar.due(span, after: .due(policy.at)).at
        } else if let legal = deadline.legal {
            moved.legal?.at = calendar.due(span, after: .due(legal.at)).at
        }
        return moved
    }
}

extension DeadlineRule {
    /// True when something other than the opening of the step can move the deadline.
    fileprivate var canMove: Bool {
        [policy, legal].compactMap { $0 }.contains { term in
            if !term.fields.isEmpty { return true }
            return term.anchors.contains { anchor in
                switch anchor {
                case .stepDue: true
                case .opening, .step, .acceptance, .field, .due: false
                }
            }
        }
    }
}
