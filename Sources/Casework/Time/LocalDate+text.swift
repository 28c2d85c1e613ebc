extension LocalDate: CustomStringConvertible, Codable {
    /// The day as `2023-04-27`.
    package var description: String {
        let parts = self.parts
        return "\(parts.year.padded(4))-\(parts.month.padded(2))-\(parts.day.padded(2))"
    }

    /// Reads `2023-04-27`; nil for anything else.
    package init?(_ text: String) {
        var reader = DigitReader(text)
        guard let year = reader.number(4), reader.skip("-"), let month = reader.number(2), reader.skip("-"),
            let day = reader.number(2), reader.isAtEnd
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let date = LocalDate(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "a date is written 2023-04-27")
        }
        self = date
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension Int {
    /// The number in decimal digits, filled up on the left with zeros.
    package func padded(_ width: Int) -> String {
        let digits = String(self)
        return String(repeating: "0", count: Swift.max(0, width - digits.utf8.count)) + digits
    }
}

/// Reads fixed fields of digits from the ASCII text of a date or time.
package struct DigitReader {
    private var rest: Substring.UTF8View

    package init(_ text: String) { rest = Substring(text).utf8 }

    package var isAtEnd: Bool { rest.isEmpty }

    /// The next character, without taking it.
    package var next: Character? { rest.first.map { Character(Unicode.Scalar($0)) } }

    /// Takes exactly `width` digits.
    package mutating func number(_ width: Int) -> Int? {
        guard rest.count >= width else { return nil }
        var value = 0
        for byte in rest.prefix(width) {
            guard (48...57).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 48)
        }
        rest = rest.dropFirst(width)
        return value
    }

    /// Takes one of these ASCII characters, if it is the next.
    package mutating func skip(_ characters: String) -> Bool {
        guard let byte = rest.first, characters.utf8.contains(byte) else { return false }
        rest = rest.dropFirst()
        return true
    }

    /// Takes the digits of a fraction and gives thousandths, rounding down; nil without a digit.
    package mutating func thousandths() -> Int? {
        let digits = rest.prefix { (48...57).contains($0) }
        guard !digits.isEmpty, digits.count <= 18 else { return nil }
        rest = rest.dropFirst(digits.count)
        var value = 0
        for place in 0..<3 {
            value =
                value * 10
                + (place < digits.count ? Int(digits[digits.index(digits.startIndex, offsetBy: place)] - 48) : 0)
        }
        return value
    }
}
