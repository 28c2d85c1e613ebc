// The Gregorian calendar is worked out by hand because Casework imports nothing, Foundation included: a due date must
// not depend on the time zone data of the machine it is computed on.
extension LocalDate {
    /// 0001-01-01, the first day that can be written.
    package static let first = LocalDate(dayNumber: number(1, 1, 1))
    /// 9999-12-31, the last.
    package static let last = LocalDate(dayNumber: number(9999, 12, 31))

    /// The day with this year, month (1–12) and day; nil when the calendar has no such day.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= LocalDate.daysIn(month: month, of: year)
        else { return nil }
        self.init(dayNumber: LocalDate.number(year, month, day))
    }

    /// The day in the city on which this moment lies.
    package init(_ instant: Instant) {
        self.init(dayNumber: Int((instant.milliseconds + Instant.cityOffset).flooredQuotient(by: 86_400_000)))
    }

    /// The number of days a month has.
    package static func daysIn(month: Int, of year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        case 1, 3, 5, 7, 8, 10, 12: 31
        case _: 0
        }
    }

    /// The moment at which the day begins in the city, 00:00.
    package var start: Instant { Instant(milliseconds: Int64(dayNumber) * 86_400_000 - Instant.cityOffset) }

    /// The moment at which the day is over, 24:00; the first moment that no longer belongs to it.
    package var end: Instant { Instant(milliseconds: start.milliseconds + 86_400_000) }

    /// The day so many days later.
    package func adding(days: Int) -> LocalDate { LocalDate(dayNumber: dayNumber + days) }

    /// The same day of the month so many months later, or that month's last day.
    ///
    /// Civil Code art. 202.
    package func adding(months: Int) -> LocalDate {
        let parts = self.parts
        let count = parts.year * 12 + parts.month - 1 + months
        let year = Int(Int64(count).flooredQuotient(by: 12))
        let month = count - year * 12 + 1
        let day = min(parts.day, LocalDate.daysIn(month: month, of: year))
        return LocalDate(dayNumber: LocalDate.number(year, month, day))
    }

    /// Monday 1 to Sunday 7.
    package var weekday: Int { Int((Int64(dayNumber) + 3) - (Int64(dayNumber) + 3).flooredQuotient(by: 7) * 7) + 1 }

    /// The year of the day.
    package var year: Int { parts.year }

    /// Year, month and day of the month.
    package var parts: (year: Int, month: Int, day: Int) {
        // Years are counted from March, so that the leap day is a year's last; 719_468 days lie between 0000-03-01 and
        // 1970-01-01, and 400 years always have 146_097 days.
        let shifted = Int64(dayNumber) + 719_468
        let era = shifted.flooredQuotient(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (Int(year), Int(month), Int(dayOfYear - (153 * monthFromMarch + 2) / 5 + 1))
    }

    private static func isLeap(_ year: Int) -> Bool {
        year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    }

    private static func number(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = Int64(month <= 2 ? year - 1 : year)
        let era = shifted.flooredQuotient(by: 400)
        let yearOfEra = shifted - era * 400
        let monthFromMarch = Int64(month > 2 ? month - 3 : month + 9)
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + Int64(day) - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return Int(era * 146_097 + dayOfEra - 719_468)
    }
}

extension Int64 {
    /// The quotient rounded towards minus infinity, so that days before 1970 come out right.
    package func flooredQuotient(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor != 0 && (self < 0) != (divisor < 0) ? quotient - 1 : quotient
    }
}
