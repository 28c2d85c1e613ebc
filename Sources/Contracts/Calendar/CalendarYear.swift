package import Casework

/// One year of the calendar, counted: what `huiban calendar days` tells.
package struct CalendarYear: Hashable, Sendable, Encodable {
    package var year: Int
    /// False when the year's notice is not loaded and Mondays to Fridays were counted.
    package var isLoaded: Bool
    package var workingDays: Int
    /// The working days of January to December.
    package var months: [Int]
    /// As the year's notice has them.
    package var holidays: [WorkingCalendar.Holiday]
    package var makeupWorkdays: [LocalDate]

    /// Counts a year; nil for one that the calendar of dates does not have.
    package init?(_ year: Int, of calendar: WorkingCalendar) {
        guard let first = LocalDate(year: year, month: 1, day: 1), LocalDate(year: year + 1, month: 1, day: 1) != nil
        else { return nil }
        self.year = year
        isLoaded = calendar.isLoaded(first)
        months = (0..<12).map { month in
            let before = first.adding(months: month).adding(days: -1)
            return calendar.workingDays(after: before, through: first.adding(months: month + 1).adding(days: -1))
        }
        workingDays = months.reduce(0, +)
        let notices = calendar.years.filter { $0.year == year }
        holidays = notices.flatMap(\.holidays)
        makeupWorkdays = notices.flatMap(\.makeupWorkdays).sorted()
    }
}
