extension Instant: CustomStringConvertible, Codable {
    /// The moment as `2023-04-27T09:10:00+08:00`, with milliseconds where there are some.
    package var description: String {
        let thousandths = timeOfDay % 1000
        return "\(LocalDate(self))T\(clock)\(thousandths == 0 ? "" : "." + thousandths.padded(3))+08:00"
    }

    /// Reads a date and time of RFC 3339 with any offset; nil for anything else, a leap second included.
    ///
    /// Seconds' fractions may be left out; finer than milliseconds they are cut.
    package init?(_ text: String) {
        var reader = DigitReader(text)
        guard let year = reader.number(4), reader.skip("-"), let month = reader.number(2), reader.skip("-"),
            let day = reader.number(2), reader.skip("Tt "), let date = LocalDate(year: year, month: month, day: day),
            let hour = reader.number(2), reader.skip(":"), let minute = reader.number(2), reader.skip(":"),
            let second = reader.number(2), hour < 24, minute < 60, second < 60
        else { return nil }
        var thousandths = 0
        if reader.skip(".") {
            guard let value = reader.thousandths() else { return nil }
            thousandths = value
        }
        guard let offset = reader.offset(), reader.isAtEnd else { return nil }
        let seconds = (hour * 60 + minute) * 60 + second
        self.init(milliseconds: Int64(date.dayNumber) * 86_400_000 + Int64(seconds * 1000 + thousandths) - offset)
        guard isWritable else { return nil }
    }

    /// Whether it lies in the years 1 to 9999 of the city: only those can be written and read back.
    ///
    /// `9999-12-31T23:00:00-05:00` does not, although each of its parts is in order.
    package var isWritable: Bool { milliseconds >= LocalDate.first.start.milliseconds && self < LocalDate.last.end }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let instant = Instant(text) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "a moment is written 2023-04-27T09:10:00+08:00"
            )
        }
        self = instant
    }

    /// Throws for a moment outside the years that have four digits: nobody could read it back.
    package func encode(to encoder: any Encoder) throws {
        guard isWritable else {
            throw EncodingError.invalidValue(
                self,
                EncodingError.Context(codingPath: encoder.codingPath, debugDescription: "no year of four digits")
            )
        }
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    /// Milliseconds since midnight in the city.
    package var timeOfDay: Int { Int(milliseconds - LocalDate(self).start.milliseconds) }

    /// Hours, minutes and seconds in the city, `09:10:00`.
    package var clock: String {
        let seconds = timeOfDay / 1000
        return "\((seconds / 3600).padded(2)):\((seconds / 60 % 60).padded(2)):\((seconds % 60).padded(2))"
    }

    /// What a person reads for a moment, to the minute: `2023-04-27 09:10`.
    package var forPeople: String { "\(LocalDate(self)) \(clock.prefix(5))" }
}

extension DigitReader {
    /// Takes `Z` or `+08:00` and gives it in milliseconds.
    fileprivate mutating func offset() -> Int64? {
        if skip("Zz") { return 0 }
        let isWest = next == "-"
        guard skip("+-"), let hours = number(2), skip(":"), let minutes = number(2), hours < 24, minutes < 60 else {
            return nil
        }
        return Int64(hours * 60 + minutes) * 60_000 * (isWest ? -1 : 1)
    }
}
