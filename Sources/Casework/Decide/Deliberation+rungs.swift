extension Deliberation {
    /// The notices of a ladder with their times; those not later than the opening are left out.
    func rungs(
        of ladder: Ladder,
        openedAt: Instant,
        deadline: Deadline?,
        office: String
    ) -> [CaseTask.ArmedRung] {
        guard let driver = deadline?.driver else { return [] }
        return ladder.rungs.enumerated().compactMap { index, rung in
            // No conference is held about a conference that is late.
            let notice = workflow.notices[rung.notice]
            guard notice?.opens == nil, notice?.child?.workflow != workflow.name else { return nil }
            guard let at = moment(rung.at, driver: driver, openedAt: openedAt, office: office), at > openedAt else {
                return nil
            }
            return CaseTask.ArmedRung(index: index, at: at)
        }
    }

    /// The notices of an open task after a change of its deadline: those that are still to come, and those that were.
    func rungs(of task: CaseTask, _ step: Step, deadline: Deadline?) -> [CaseTask.ArmedRung] {
        let stopped = task.isExplained ? step.ladder.untilExplained(Array(step.ladder.rungs.indices)) : []
        return rungs(of: step.ladder, openedAt: task.openedAt, deadline: deadline, office: task.holder.office).filter {
            rung in
            !stopped.contains(rung.index) && !task.noticed.contains(rung.index)
                && (rung.at > now || task.rungs.contains { $0.index == rung.index })
        }
    }

    /// The moment of a rung.
    ///
    /// `n days before due` is the opening of the office on the day from which so many days are left, `n days after due`
    /// its opening on that day: a card at midnight would reach nobody (domain notes, section 2.0, rule 10). Hours are
    /// exact. A rung can be counted from elsewhere too, `20d after case.effectiveOn`: then it comes when the office opens
    /// on that day.
    private func moment(_ term: Term, driver: Deadline.Due, openedAt: Instant, office: String) -> Instant? {
        switch term {
        case .absent: return nil
        case .table(.clock, let rows, let otherwise):
            let word = driver.span.isHours ? "hours" : "days"
            guard let row = rows.first(where: { $0.value == word })?.term ?? otherwise else { return nil }
            return moment(row, driver: driver, openedAt: openedAt, office: office)
        case .table(.field(let field), let rows, let otherwise):
            let word = state.record.word(field)
            guard let row = rows.first(where: { $0.value == word })?.term ?? otherwise else { return nil }
            return moment(row, driver: driver, openedAt: openedAt, office: office)
        case .fixed(.percent(let share), _, _):
            let length = driver.at.milliseconds - openedAt.milliseconds
            let at = openedAt + length * Int64(share) / 100
            return driver.span.isDays ? min(calendar.opening(of: office, from: at), driver.at) : at
        case .fixed(let span, .after, .acceptance): return moment(span, after: .moment(state.openedAt), office: office)
        case .fixed(let span, .after, .field(let field)):
            return state.record.anchor(field).map { moment(span, after: $0, office: office) }
        case .fixed(let span, .before, _):
            let end = calendar.due(span, before: .due(driver.at), office: office).at
            guard span.isDays else { return end }
            let opening = calendar.opening(of: office, from: end)
            return opening < driver.at ? opening : end
        case .fixed(let span, .after, _):
            let end = calendar.due(span, after: .due(driver.at), office: office)
            guard span.isDays else { return end.at }
            return calendar.opening(of: office, from: max(end.on.start, driver.at))
        }
    }

    private func moment(_ span: Span, after point: AnchorPoint, office: String) -> Instant {
        let end = calendar.due(span, after: point, office: office)
        return span.isDays ? calendar.opening(of: office, from: end.on.start) : end.at
    }
}
