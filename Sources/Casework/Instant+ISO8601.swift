extension LocalDate {
    /// The day with these numbers in the Gregorian calendar, nil when there is none (30 February).
    package init?(year: Int, month: Int, day: Int) {
        guard (1...12).contains(month), day >= 1, day <= LocalDate.days(in: month, of: year) else { return nil }
        // Days from civil: the year begins in March, so that the leap day is its last.
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        self.init(dayNumber: era * 146_097 + dayOfEra - 719_468)
    }

    /// The number of days of a month.
    package static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
        case 4, 6, 9, 11: 30
        case _: 31
        }
    }

    /// Year, month and day of the month.
    package var civil: (year: Int, month: Int, day: Int) {
        let shifted = dayNumber + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }

    /// `2023-04-27`.
    package var iso8601: String {
        let (year, month, day) = civil
        return "\(padded(year, to: 4))-\(padded(month, to: 2))-\(padded(day, to: 2))"
    }

    /// Reads `2023-04-27`; nil for anything else, a day that does not exist included.
    package init?(iso8601 text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2, parts[2].utf8.count == 2,
            let year = digits(parts[0]), let month = digits(parts[1]), let day = digits(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }
}

extension Instant {
    private static let day: Int64 = 86_400_000

    /// The day of the city's calendar it falls on.
    package var localDate: LocalDate {
        let local = milliseconds + Instant.cityOffset
        return LocalDate(dayNumber: Int((local - floorMod(local, Instant.day)) / Instant.day))
    }

    /// Milliseconds since the city's midnight.
    package var timeOfDay: Int64 { floorMod(milliseconds + Instant.cityOffset, Instant.day) }

    /// The moment `time` milliseconds after the city's midnight of `date`.
    package init(_ date: LocalDate, time: Int64 = 0) {
        self.init(milliseconds: Int64(date.dayNumber) * Instant.day + time - Instant.cityOffset)
    }

    /// `2023-04-27T09:00:00+08:00`, with milliseconds only when there are some.
    package var iso8601: String {
        let time = Int(timeOfDay)
        let fraction = time % 1000 == 0 ? "" : ".\(padded(time % 1000, to: 3))"
        let clock =
            "\(padded(time / 3_600_000, to: 2)):\(padded(time / 60_000 % 60, to: 2)):\(padded(time / 1000 % 60, to: 2))"
        return "\(localDate.iso8601)T\(clock)\(fraction)+08:00"
    }

    /// Reads an RFC 3339 time with any offset; nil for anything else, a time without an offset included.
    package init?(iso8601 text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: "t"),
            let date = LocalDate(iso8601: text.prefix(10)),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let hour = number(bytes[11..<13]), let minute = number(bytes[14..<16]), let second = number(bytes[17..<19]),
            hour < 24, minute < 60, second < 60
        else { return nil }
        var index = 19
        var fraction = 0
        if bytes[index] == UInt8(ascii: ".") {
            let start = index + 1
            index = start
            while index < bytes.count, (48...57).contains(bytes[index]) { index += 1 }
            guard index > start else { return nil }
            for place in 0..<3 { fraction = fraction * 10 + (start + place < index ? Int(bytes[start + place]) - 48 : 0) }
        }
        guard let offset = Instant.offset(bytes[index...]) else { return nil }
        let local = Int64(hour * 3_600_000 + minute * 60_000 + second * 1000 + fraction)
        self.init(milliseconds: Int64(date.dayNumber) * Instant.day + local - offset)
    }

    private static func offset(_ bytes: ArraySlice<UInt8>) -> Int64? {
        guard let sign = bytes.first else { return nil }
        if bytes.count == 1 { return sign == UInt8(ascii: "Z") || sign == UInt8(ascii: "z") ? 0 : nil }
        guard bytes.count == 6, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
            bytes[bytes.startIndex + 3] == UInt8(ascii: ":"),
            let hours = number(bytes[(bytes.startIndex + 1)..<(bytes.startIndex + 3)]),
            let minutes = number(bytes[(bytes.startIndex + 4)..<(bytes.startIndex + 6)]), hours < 24, minutes < 60
        else { return nil }
        let offset = Int64(hours * 3_600_000 + minutes * 60_000)
        return sign == UInt8(ascii: "-") ? -offset : offset
    }
}

extension Instant: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let instant = Instant(iso8601: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an RFC 3339 time with offset")
        }
        self = instant
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(iso8601)
    }
}

extension LocalDate: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let date = LocalDate(iso8601: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a day of the calendar")
        }
        self = date
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(iso8601)
    }
}

private func floorMod(_ value: Int64, _ modulus: Int64) -> Int64 {
    let rest = value % modulus
    return rest < 0 ? rest + modulus : rest
}

private func padded(_ number: Int, to width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
}

private func digits(_ text: some StringProtocol) -> Int? { number(Array(text.utf8)[...]) }

private func number(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard !bytes.isEmpty, bytes.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return bytes.reduce(0) { $0 * 10 + Int($1) - 48 }
}
