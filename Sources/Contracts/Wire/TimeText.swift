package import Casework

/// Dates and times as messages write them: `2023-04-27`, `2023-04-27T09:00:00+08:00` (RFC 3339).
///
/// Written by hand because Foundation's formatters answer only yes or no, and the sender must be told which: no such
/// day, no offset, or no time at all.
package enum TimeText {
    /// Why a text is not a date or a time.
    package enum Fault: Error, Hashable, Sendable {
        /// It is not written like one.
        case form
        /// There is no such day or hour (30 February, 25 o'clock).
        case nonexistent
        /// A time without `Z` or `+08:00`: nobody can tell when that was.
        case noOffset
    }

    /// The day a text names.
    package static func date(_ text: String) throws(Fault) -> LocalDate {
        var cursor = Cursor(text)
        let date = try cursor.date()
        guard cursor.isAtEnd else { throw .form }
        return date
    }

    /// The moment a text names; fractions of a second finer than a millisecond are cut off.
    package static func instant(_ text: String) throws(Fault) -> Instant {
        var cursor = Cursor(text)
        let date = try cursor.date()
        guard cursor.take("T") || cursor.take("t") || cursor.take(" ") else { throw .form }
        let hour = try cursor.number(2)
        guard cursor.take(":") else { throw .form }
        let minute = try cursor.number(2)
        guard cursor.take(":") else { throw .form }
        let second = try cursor.number(2)
        let thousandths = try cursor.fraction()
        guard hour < 24, minute < 60, second < 60 else { throw .nonexistent }
        let offset = try cursor.offset()
        guard cursor.isAtEnd else { throw .form }
        let seconds = ((Int64(date.dayNumber) * 24 + Int64(hour)) * 60 + Int64(minute)) * 60 + Int64(second) - offset
        return Instant(milliseconds: seconds * 1000 + thousandths)
    }

    /// A moment in the city's offset, with milliseconds only where there are some.
    package static func text(_ instant: Instant) -> String {
        let local = instant.milliseconds + Instant.cityOffset
        let day = Int((Double(local) / 86_400_000).rounded(.down))
        let ofDay = Int(local - Int64(day) * 86_400_000)
        let clock = "\(two(ofDay / 3_600_000)):\(two(ofDay / 60_000 % 60)):\(two(ofDay / 1000 % 60))"
        let thousandths = ofDay % 1000 == 0 ? "" : "." + padded(ofDay % 1000, 3)
        return "\(text(LocalDate(dayNumber: day)))T\(clock)\(thousandths)+08:00"
    }

    /// A day as `2023-04-27`.
    package static func text(_ date: LocalDate) -> String {
        let (year, month, day) = civil(date.dayNumber)
        return "\(padded(year, 4))-\(two(month))-\(two(day))"
    }

    /// The year of a day.
    package static func year(of date: LocalDate) -> Int { civil(date.dayNumber).year }

    /// The city's day in which a moment lies.
    package static func day(of instant: Instant) -> LocalDate {
        let local = instant.milliseconds + Instant.cityOffset
        return LocalDate(dayNumber: Int((Double(local) / 86_400_000).rounded(.down)))
    }

    private static func two(_ number: Int) -> String { padded(number, 2) }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// Days since 1970-01-01 of a Gregorian date; years are counted from March, so that the leap day comes last.
    private static func dayNumber(year: Int, month: Int, day: Int) -> Int {
        let shifted = month > 2 ? year : year - 1
        let fromMarch = month > 2 ? month - 3 : month + 9
        return 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + (153 * fromMarch + 2) / 5 + day - 719_469
    }

    private static func civil(_ dayNumber: Int) -> (year: Int, month: Int, day: Int) {
        var year = 1969 + Int((Double(dayNumber) / 365.2425).rounded(.down))
        while Self.dayNumber(year: year + 1, month: 1, day: 1) <= dayNumber { year += 1 }
        var month = 1
        while month < 12, Self.dayNumber(year: year, month: month + 1, day: 1) <= dayNumber { month += 1 }
        return (year, month, dayNumber - Self.dayNumber(year: year, month: month, day: 1) + 1)
    }

    private struct Cursor {
        private let bytes: [UInt8]
        private var at = 0

        init(_ text: String) { bytes = Array(text.utf8) }

        var isAtEnd: Bool { at == bytes.count }

        mutating func take(_ character: Unicode.Scalar) -> Bool {
            guard at < bytes.count, bytes[at] == UInt8(truncatingIfNeeded: character.value) else { return false }
            at += 1
            return true
        }

        mutating func number(_ width: Int) throws(Fault) -> Int {
            guard at + width <= bytes.count else { throw .form }
            var number = 0
            for _ in 0..<width {
                guard (0x30...0x39).contains(bytes[at]) else { throw .form }
                number = number * 10 + Int(bytes[at] - 0x30)
                at += 1
            }
            return number
        }

        mutating func date() throws(Fault) -> LocalDate {
            let year = try number(4)
            guard take("-") else { throw .form }
            let month = try number(2)
            guard take("-") else { throw .form }
            let day = try number(2)
            guard year > 0, (1...12).contains(month), day >= 1 else { throw .nonexistent }
            let number = dayNumber(year: year, month: month, day: day)
            let isLastMonth = month == 12
            let next = dayNumber(year: isLastMonth ? year + 1 : year, month: isLastMonth ? 1 : month + 1, day: 1)
            guard number < next else { throw .nonexistent }
            return LocalDate(dayNumber: number)
        }

        /// Thousandths of a second after the point, 0 without one.
        mutating func fraction() throws(Fault) -> Int64 {
            guard take(".") else { return 0 }
            var thousandths: Int64 = 0
            var digits = 0
            while at < bytes.count, (0x30...0x39).contains(bytes[at]) {
                if digits < 3 { thousandths = thousandths * 10 + Int64(bytes[at] - 0x30) }
                digits += 1
                at += 1
            }
            guard digits > 0 else { throw .form }
            while digits < 3 {
                thousandths *= 10
                digits += 1
            }
            return thousandths
        }

        /// Seconds east of UTC.
        mutating func offset() throws(Fault) -> Int64 {
            if isAtEnd { throw .noOffset }
            if take("Z") || take("z") { return 0 }
            let isWest = take("-")
            guard isWest || take("+") else { throw .form }
            let hours = try number(2)
            guard take(":") else { throw .form }
            let minutes = try number(2)
            guard hours < 24, minutes < 60 else { throw .nonexistent }
            let seconds = Int64(hours * 3600 + minutes * 60)
            return isWest ? -seconds : seconds
        }
    }
}
