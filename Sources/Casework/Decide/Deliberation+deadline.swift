extension Deliberation {
    /// The deadline of a step opened at a moment; nil when it has none, or when a date or value it hangs on is missing.
    func deadline(of step: Step, openedAt: Instant, office: String) -> Deadline? {
        let standing = state.state(of: step.id)
        if let term = standing.restartedTerm, let start = standing.restartedAt {
            return Deadline(policy: due(term, from: start, office: office))
        }
        guard let rule = step.within else { return nil }
        let policy = rule.policy.flatMap { due($0, of: step, openedAt: openedAt, office: office) }
        let legal = rule.legal.flatMap { due($0, of: step, openedAt: openedAt, office: office) }
        guard policy != nil || legal != nil else { return nil }
        return Deadline(policy: policy, legal: legal, source: rule.source)
    }

    /// The deadline of a task before extensions and pauses: that of its step, or its own since it was handed on.
    func deadline(of task: CaseTask, _ step: Step) -> Deadline? {
        let office = task.holder.office
        guard let term = task.term else { return deadline(of: step, openedAt: task.openedAt, office: office) }
        return Deadline(policy: due(term, from: task.openedAt, office: office))
    }

    /// The end of a span counted from a moment.
    func due(_ span: Span, from start: Instant, office: String) -> Deadline.Due {
        let end = calendar.due(span, after: .moment(start), office: office)
        return Deadline.Due(end, from: start, span: span, side: .after, anchor: .opening)
    }

    private func due(_ term: Term, of step: Step, openedAt: Instant, office: String) -> Deadline.Due? {
        switch term {
        case .absent: return nil
        case .table(.field(let field), let rows, let otherwise):
            let word = state.record.word(field)
            guard let row = rows.first(where: { $0.value == word })?.term ?? otherwise else { return nil }
            return due(row, of: step, openedAt: openedAt, office: office)
        case .table(.clock, _, let otherwise):
            return otherwise.flatMap { due($0, of: step, openedAt: openedAt, office: office) }
        case .fixed(let span, let side, let anchor):
            guard let point = point(anchor, for: step, openedAt: openedAt) else { return nil }
            let end =
                switch side {
                case .after: calendar.due(span, after: point, office: office)
                case .before: calendar.due(span, before: point, office: office)
                }
            return Deadline.Due(end, from: point.instant, span: span, side: side, anchor: anchor)
        }
    }

    private func point(_ anchor: Term.Anchor, for step: Step, openedAt: Instant) -> AnchorPoint? {
        let standing = state.state(of: step.id)
        switch anchor {
        case .opening: return .moment(openedAt)
        case .acceptance: return .moment(standing.restartedAt ?? state.openedAt)
        case .field(let field): return state.record.anchor(field)
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
        return deadline(of: target, openedAt: now, office: office(of: target))?.driver?.at
    }

    /// The office whose hours a step goes by before anybody holds it; the city's for several.
    func office(of step: Step) -> String {
        let offices = Set(holders(of: step).map(\.holder.office))
        return offices.count == 1 ? offices.first ?? "" : ""
    }

    /// When a step whose needs were met at a moment may open; nil when a date it hangs on is missing.
    func notBefore(_ step: Step, since start: Instant) -> Instant? {
        var latest = start
        let office = office(of: step)
        for term in step.notBefore {
            guard let due = due(term, of: step, openedAt: start, office: office) else { return nil }
            latest = max(latest, due.at)
        }
        return latest
    }

    /// Works out again every open deadline that hangs on a field or on another step's due date.
    mutating func rederiveDeadlines() {
        for task in state.openTasks where !task.ref.isUndo && task.term == nil {
            guard let step = workflow[task.ref.step], let rule = step.within, rule.canMove else { continue }
            let base = deadline(of: task, step)
            guard base != task.base else { continue }
            let moved = adjusted(base, by: task.adjustments, office: task.holder.office)
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
        let rungs = rungs(of: task, step, deadline: deadline)
        emit(
            .deadlineChanged(
                CaseEvent.DeadlineChanged(
                    ref: task.ref,
                    holder: task.holder,
                    base: base,
                    deadline: deadline,
                    rungs: rungs,
                    cause: cause,
                    extended: extended,
                    isKept: deadline?.due?.at == task.deadline?.due?.at && deadline != nil ? true : nil
                )
            )
        )
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
