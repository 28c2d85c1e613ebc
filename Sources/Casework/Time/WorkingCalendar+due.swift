extension WorkingCalendar {
    /// The end of a term counted from `anchor`, without the list of days.
    ///
    /// The start day is not counted; days and months roll forward off a rest day, except before an anchor; working days
    /// count working days; hours and minutes run around the clock. `.percent` has no meaning here and gives the anchor.
    /// Half working days and terms that end at close go by the hours of `office`.
    package func due(_ span: Span, after anchor: AnchorPoint, office: String = "") -> DueDate {
        var count = Count(calendar: self, office: office, keepsDays: false)
        return count.due(span, after: anchor)
    }

    /// The end of the day that lies so long before `anchor`; it never rolls.
    ///
    /// From then on exactly `span` is left.
    package func due(_ span: Span, before anchor: AnchorPoint, office: String = "") -> DueDate {
        var count = Count(calendar: self, office: office, keepsDays: false)
        return count.due(span, before: anchor)
    }

    /// The same as `due(_:after:)` or `due(_:before:)`, with every day that was counted.
    package func explain(_ span: Span, _ side: Term.Side, _ anchor: AnchorPoint, office: String = "") -> DueDate {
        var count = Count(calendar: self, office: office, keepsDays: true)
        switch side {
        case .after: return count.due(span, after: anchor)
        case .before: return count.due(span, before: anchor)
        }
    }

    /// The number of working days after `first` up to and with `last`; 0 when `last` is not later.
    package func workingDays(after first: LocalDate, through last: LocalDate) -> Int {
        guard first < last else { return 0 }
        return (first.dayNumber + 1...last.dayNumber).count { isWorkingDay(LocalDate(dayNumber: $0)) }
    }
}

/// One count of days under way.
private struct Count {
    let calendar: WorkingCalendar
    let office: String
    let keepsDays: Bool
    var days: [DueDate.CountedDay] = []
    var isCertain = true

    init(calendar: WorkingCalendar, office: String, keepsDays: Bool) {
        self.calendar = calendar
        self.office = office
        self.keepsDays = keepsDays
    }

    mutating func due(_ span: Span, after anchor: AnchorPoint) -> DueDate {
        switch span {
        case .minutes(let count): return result(anchor.instant + Int64(count) * 60_000)
        case .hours(let count): return result(anchor.instant + Int64(count) * 3_600_000)
        case .percent: return result(anchor.instant)
        case .workingDays(let count):
            note(anchor.day, .start)
            let last = step(from: anchor.day, by: 1, count: count)
            return result(last.end)
        case .sessions(let count): return sessions(count, after: anchor.instant)
        case .days(let count):
            note(anchor.day, .start)
            return rolled(anchor.day.adding(days: count))
        case .months(let count):
            note(anchor.day, .start)
            return rolled(anchor.day.adding(months: count))
        case .monthDay(let month, let day):
            note(anchor.day, .start)
            return rolled(next(month, day, after: anchor.day))
        case .date(let date): return rolled(date)
        case .atClose(let span):
            let due = due(span, after: anchor)
            return result(calendar.closing(of: office, on: due.on), nominal: due.nominal)
        }
    }

    mutating func due(_ span: Span, before anchor: AnchorPoint) -> DueDate {
        switch span {
        case .minutes(let count): return result(anchor.instant + Int64(count) * -60_000)
        case .hours(let count): return result(anchor.instant + Int64(count) * -3_600_000)
        case .percent: return result(anchor.instant)
        case .workingDays(let count):
            note(anchor.day, .start)
            let last = step(from: anchor.day, by: -1, count: count)
            return result(last.end)
        case .sessions(let count):
            note(anchor.day, .start)
            let last = step(from: anchor.day, by: -1, count: (count + 1) / 2)
            return result(last.end)
        case .days(let count): return plain(anchor.day.adding(days: -count), from: anchor.day)
        case .months(let count): return plain(anchor.day.adding(months: -count), from: anchor.day)
        case .monthDay(let month, let day):
            let last = next(month, day, after: anchor.day.adding(months: -12).adding(days: -1))
            return plain(last, from: anchor.day)
        case .date(let date): return plain(date, from: anchor.day)
        case .atClose(let span):
            let due = due(span, before: anchor)
            return result(calendar.closing(of: office, on: due.on), nominal: due.nominal)
        }
    }

    private mutating func plain(_ date: LocalDate, from start: LocalDate) -> DueDate {
        note(start, .start)
        note(date, .counted)
        return result(date.end)
    }

    private mutating func step(from start: LocalDate, by direction: Int, count: Int) -> LocalDate {
        var day = start
        var left = count
        while left > 0 {
            day = day.adding(days: direction)
            if calendar.isWorkingDay(day) {
                left -= 1
                note(day, .counted)
            } else {
                note(day, .rest)
            }
        }
        return day
    }

    private mutating func rolled(_ nominal: LocalDate) -> DueDate {
        var day = nominal
        while !calendar.isWorkingDay(day) {
            note(day, .rolled)
            day = day.adding(days: 1)
        }
        note(day, .counted)
        return result(day.end, nominal: nominal)
    }

    /// The session in which the start lies is not counted, as the start day is not for days.
    private mutating func sessions(_ count: Int, after start: Instant) -> DueDate {
        var day = LocalDate(start)
        var left = count
        note(day, .start)
        while true {
            let sessions = calendar.sessions(of: office, on: day)
            for session in sessions where session.opens > start {
                left -= 1
                if left <= 0 {
                    note(day, .counted)
                    return result(session.closes)
                }
            }
            day = day.adding(days: 1)
            if sessions.isEmpty { note(day, .rest) }
            guard day.dayNumber - LocalDate(start).dayNumber < 40_000 else { return result(day.end) }
        }
    }

    private func next(_ month: Int, _ day: Int, after start: LocalDate) -> LocalDate {
        let year = start.year
        for candidate in year...year + 8 {
            let last = min(day, LocalDate.daysIn(month: month, of: candidate))
            if let date = LocalDate(year: candidate, month: month, day: last), date > start { return date }
        }
        return start
    }

    private mutating func note(_ date: LocalDate, _ part: DueDate.CountedDay.Part) {
        if !calendar.isLoaded(date) { isCertain = false }
        if keepsDays { days.append(DueDate.CountedDay(date: date, kind: calendar.kind(of: date), part: part)) }
    }

    /// No term ends outside the years that can be written: the log could not keep its end.
    private func result(_ at: Instant, nominal: LocalDate? = nil) -> DueDate {
        let at = min(max(at, LocalDate.first.end), LocalDate.last.start)
        let nominal = min(max(nominal ?? LocalDate(at + -1), .first), .last)
        return DueDate(at: at, nominal: nominal, days: days, isCertain: isCertain)
    }
}
