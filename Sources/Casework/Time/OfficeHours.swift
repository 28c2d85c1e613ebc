/// When an office can be reached on a working day (domain notes, section 3: typical hours, not a statute).
package struct OfficeHours: Hashable, Codable, Sendable {
    /// Sessions that hold from a day on, until the next period.
    package struct Period: Hashable, Codable, Sendable {
        package var from: LocalDate
        package var sessions: [WorkingCalendar.Session]

        package init(from: LocalDate, sessions: [WorkingCalendar.Session]) {
            self.from = from
            self.sessions = sessions
        }
    }

    /// In order of their days; none for an office that never closes.
    package var periods: [Period]

    package init(periods: [Period]) { self.periods = periods }

    /// Around the clock, rest days included: the police's hazard queue, a hotline.
    package static let always = OfficeHours(periods: [])

    /// 08:30 to 12:00 and 14:00 to 17:30, all year.
    package static let usual = OfficeHours(
        periods: [Period(from: LocalDate(dayNumber: 0), sessions: [.morning, .afternoon])]
    )

    package var isAlways: Bool { periods.isEmpty }

    /// The sessions of a day of work; those of the first period hold before it too.
    package func sessions(on date: LocalDate) -> [WorkingCalendar.Session] {
        guard let first = periods.first else { return [.wholeDay] }
        return (periods.last { $0.from <= date } ?? first).sessions
    }
}

extension WorkingCalendar.Session {
    /// 08:30 to 12:00.
    package static let morning = WorkingCalendar.Session(opens: 510, closes: 720)
    /// 14:00 to 17:30.
    package static let afternoon = WorkingCalendar.Session(opens: 840, closes: 1050)
    /// 00:00 to 24:00.
    package static let wholeDay = WorkingCalendar.Session(opens: 0, closes: 1440)
}
