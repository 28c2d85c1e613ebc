package import Casework

/// Reads dates and times as messages write them: `2023-04-27`, `2023-04-27T09:00:00+08:00` (RFC 3339).
///
/// `LocalDate(_:)` and `Instant(_:)` answer only yes or no; a sender must be told which it is: no such day, no offset,
/// or no time at all.
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
        let instant = Instant(milliseconds: seconds * 1000 + thousandths)
        guard instant.isWritable else { throw .nonexistent }
        return instant
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
            guard let date = LocalDate(year: year, month: month, day: day) else { throw .nonexistent }
            return date
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
