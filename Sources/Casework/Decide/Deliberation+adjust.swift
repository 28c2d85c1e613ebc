extension Deliberation {
    /// A deadline with everything that has moved it since.
    ///
    /// An extension moves the policy term, and the legal one only where it stands alone.
    func adjusted(_ base: Deadline?, by adjustments: [Adjustment], office: String) -> Deadline? {
        guard var deadline = base else { return nil }
        deadline.legal = deadline.legal.map {
            adjusted($0, by: adjustments, isExtended: deadline.policy == nil, office: office)
        }
        deadline.policy = deadline.policy.map { adjusted($0, by: adjustments, isExtended: true, office: office) }
        return deadline
    }

    private func adjusted(
        _ base: Deadline.Due,
        by adjustments: [Adjustment],
        isExtended: Bool,
        office: String
    ) -> Deadline.Due {
        var due = base
        // Pauses of a clock that had run out: they stop nothing, unless more time is granted that they fall into.
        var idle: [(since: Instant, until: Instant)] = []
        for adjustment in adjustments {
            switch adjustment {
            case .extended(let span) where isExtended:
                due = extended(due, by: span, office: office)
                while let first = idle.first, first.since < due.at {
                    due = shifted(due, since: first.since, until: first.until, office: office)
                    idle.removeFirst()
                }
            case .extended: break
            case .paused(let since, let until) where since < due.at:
                due = shifted(due, since: since, until: until, office: office)
            case .paused(let since, let until): idle.append((since, until))
            }
        }
        return due
    }

    private func extended(_ due: Deadline.Due, by span: Span, office: String) -> Deadline.Due {
        var end = calendar.due(span, after: .due(due.at), office: office)
        if case .atClose = due.span, span.isDays { end.at = calendar.closing(of: office, on: end.on) }
        return due.moved(to: end)
    }

    /// Lets a clock run again with what was left of it (domain notes, section 2.0, rule 7).
    ///
    /// Hours keep the hours that were left, working days the working days, other days the days, half days the time of
    /// the office.
    private func shifted(_ due: Deadline.Due, since: Instant, until: Instant, office: String) -> Deadline.Due {
        guard until > since else { return due }
        var moved = due
        switch due.span {
        case .minutes, .hours, .percent:
            moved.at = due.at + (until.milliseconds - since.milliseconds)
            moved.nominal = moved.on
            return moved
        case .sessions:
            let left = calendar.officeTime(of: office, from: since, to: due.at)
            moved.at = calendar.moment(after: until, officeTime: left, of: office)
            moved.nominal = moved.on
            return moved
        case .workingDays:
            return due.moved(to: calendar.due(.workingDays(workingDays(since, due)), after: .moment(until)))
        case .atClose(.workingDays):
            let left = Span.atClose(.workingDays(workingDays(since, due)))
            return due.moved(to: calendar.due(left, after: .moment(until), office: office))
        case .atClose:
            let left = Span.atClose(.days(days(since, due)))
            return due.moved(to: calendar.due(left, after: .moment(until), office: office))
        case .days, .months, .monthDay, .date:
            return due.moved(to: calendar.due(.days(days(since, due)), after: .moment(until)))
        }
    }

    private func workingDays(_ since: Instant, _ due: Deadline.Due) -> Int {
        calendar.workingDays(after: LocalDate(since), through: due.on)
    }

    /// Counted to the day before it moved off days of rest, so that a pause does not make them days of the term.
    private func days(_ since: Instant, _ due: Deadline.Due) -> Int {
        max(0, due.nominal.dayNumber - LocalDate(since).dayNumber)
    }
}

extension Deadline.Due {
    fileprivate func moved(to end: DueDate) -> Deadline.Due {
        var moved = self
        moved.at = end.at
        moved.nominal = end.nominal
        moved.isCertain = isCertain && end.isCertain
        return moved
    }
}
