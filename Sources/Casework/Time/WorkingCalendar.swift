/// Which days the city works: Mondays to Fridays, but for the State Council's yearly notice (domain notes, section 3).
///
/// A year whose notice is not loaded is worked out as Mondays to Fridays and flagged (`CALENDAR_NOT_LOADED`).
package struct WorkingCalendar: Hashable, Sendable {
    package var version: Int
    package let years: [Year]
    /// The hours of offices, by `agency/unit` or `agency`; the city's under the empty name.
    package var offices: [String: OfficeHours]
    private let rest: [Int: String]
    private let makeup: Set<Int>
    private let loaded: Set<Int>

    package init(version: Int = 1, years: [Year], offices: [String: OfficeHours] = [:]) {
        self.version = version
        self.years = years
        self.offices = offices
        var rest: [Int: String] = [:]
        for holiday in years.flatMap(\.holidays) where holiday.first <= holiday.last {
            for day in holiday.first.dayNumber...holiday.last.dayNumber { rest[day] = holiday.name }
        }
        self.rest = rest
        makeup = Set(years.flatMap(\.makeupWorkdays).map(\.dayNumber))
        loaded = Set(years.map(\.year))
    }

    /// One yearly notice.
    package struct Year: Hashable, Codable, Sendable {
        package var year: Int
        /// The notice's number.
        package var notice: String
        package var holidays: [Holiday]
        /// Saturdays and Sundays on which the city works (调休上班).
        package var makeupWorkdays: [LocalDate]

        package init(year: Int, notice: String, holidays: [Holiday], makeupWorkdays: [LocalDate]) {
            self.year = year
            self.notice = notice
            self.holidays = holidays
            self.makeupWorkdays = makeupWorkdays
        }
    }

    /// A span of rest days, both ends included.
    package struct Holiday: Hashable, Codable, Sendable {
        package var name: String
        package var first: LocalDate
        package var last: LocalDate

        package init(name: String, first: LocalDate, last: LocalDate) {
            self.name = name
            self.first = first
            self.last = last
        }
    }

    /// One office session, in minutes since midnight.
    package struct Session: Hashable, Codable, Sendable {
        package var opens: Int
        package var closes: Int

        package init(opens: Int, closes: Int) {
            self.opens = opens
            self.closes = closes
        }
    }

    /// Why a day is worked or not.
    package enum DayKind: Hashable, Codable, Sendable {
        case workday
        case makeupWorkday
        case weekend
        case holiday(String)
    }

    /// What kind of day it is.
    package func kind(of date: LocalDate) -> DayKind {
        if makeup.contains(date.dayNumber) { return .makeupWorkday }
        if let name = rest[date.dayNumber] { return .holiday(name) }
        return date.weekday <= 5 ? .workday : .weekend
    }

    /// True on a day the city works, make-up Saturdays and Sundays included.
    package func isWorkingDay(_ date: LocalDate) -> Bool {
        switch kind(of: date) {
        case .workday, .makeupWorkday: true
        case .weekend, .holiday: false
        }
    }

    /// True when the notice for the day's year is loaded.
    package func isLoaded(_ date: LocalDate) -> Bool { loaded.contains(date.year) }

    /// The warning for a day of a year whose notice is not loaded, else nil.
    package func problem(on date: LocalDate, at pointer: String = "") -> Problem? {
        guard !isLoaded(date) else { return nil }
        return Problem(
            "CALENDAR_NOT_LOADED",
            at: pointer,
            zh: "\(date.year)年的节假日安排尚未载入,暂按周一至周五计算",
            en: "the holidays of \(date.year) are not loaded; Mondays to Fridays are taken for now",
            severity: .warning
        )
    }
}

extension WorkingCalendar: Codable {
    private enum Key: String, CodingKey { case version, years, offices }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        self.init(
            version: try container.decode(Int.self, forKey: .version),
            years: try container.decode([Year].self, forKey: .years),
            offices: try container.decode([String: OfficeHours].self, forKey: .offices)
        )
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(version, forKey: .version)
        try container.encode(years, forKey: .years)
        try container.encode(offices, forKey: .offices)
    }
}
