/// Where the time of a clock went, day by day: what was counted, what was paused, what was rest.
package struct ClockAccount: Hashable, Sendable {
    /// One day, or one stretch of a clock that runs around the clock.
    package struct Line: Hashable, Codable, Sendable {
        package enum Part: String, Codable, Sendable {
            /// The day of the start, which does not count (Civil Code art. 201).
            case start
            case counted
            /// The clock stood still.
            case paused
            /// A rest day that does not count in working days.
            case rest
            /// A rest day on which the term would have ended (Civil Code art. 203).
            case rolled
            /// After the due date.
            case over
        }

        package var date: LocalDate
        package var kind: WorkingCalendar.DayKind
        package var part: Part
        /// The running number of counted days.
        package var count: Int
    }

    package var lines: [Line]
    /// Days of the term: working days for a term in working days, else calendar days.
    package var counted: Int
    /// Days that would have counted but for a pause.
    package var paused: Int
    /// Days after the due date, of the same kind.
    package var over: Int

    /// Walks from the start of a clock to a day.
    ///
    /// - Parameters:
    ///   - due: The end of the clock, pauses and extensions included.
    ///   - pauses: When it stood still.
    ///   - last: The last day that is looked at.
    ///   - calendar: The calendar by which the due date was worked out.
    package init(
        of due: Deadline.Due,
        pauses: [(since: Instant, until: Instant?)],
        through last: LocalDate,
        calendar: WorkingCalendar
    ) {
        lines = []
        (counted, paused, over) = (0, 0, 0)
        let start = due.anchorDay
        let isWorking = due.span.countsWorkingDays
        guard start <= last else { return }
        for number in start.dayNumber...last.dayNumber {
            let date = LocalDate(dayNumber: number)
            let kind = calendar.kind(of: date)
            let counts = !isWorking || calendar.isWorkingDay(date)
            let isPaused = pauses.contains { pause in
                LocalDate(pause.since) < date && (pause.until.map { date <= LocalDate($0) } ?? true)
            }
            let part: Line.Part =
                if date == start {
                    .start
                } else if date > due.on {
                    counts ? .over : .rest
                } else if !counts {
                    .rest
                } else if isPaused {
                    .paused
                } else if date >= due.nominal && date < due.on {
                    .rolled
                } else {
                    .counted
                }
            switch part {
            case .counted: counted += 1
            case .paused: paused += 1
            case .over: over += 1
            case .start, .rest, .rolled: break
            }
            lines.append(Line(date: date, kind: kind, part: part, count: counted))
        }
    }
}

extension Deadline.Due {
    /// The day from which it is counted.
    package var anchorDay: LocalDate {
        switch anchor {
        // A date of the case, and the due date of another step, are days that end where they are counted from.
        case .field, .stepDue, .due: LocalDate(from + -1)
        case .opening, .step, .acceptance: LocalDate(from)
        }
    }
}

extension Span {
    /// True when rest days do not count.
    package var countsWorkingDays: Bool {
        switch self {
        case .workingDays, .sessions: true
        case .atClose(let span): span.countsWorkingDays
        case .minutes, .hours, .days, .months, .monthDay, .date, .percent: false
        }
    }
}
