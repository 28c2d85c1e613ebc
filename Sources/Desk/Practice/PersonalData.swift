/// Finds and masks personal data in free text (domain.md 5.5).
package enum PersonalData {
    /// A run of digits in a text that identifies a person.
    package enum Number: String, CaseIterable, Sendable {
        /// A mainland mobile number, 11 digits.
        case phone
        /// A resident identity number, 18 characters, the last of which may be X.
        case identity = "id-number"
    }

    /// Whether the text holds one of `names`, a phone or an identity number.
    package static func isIn(_ text: String, names: Set<String>) -> Bool {
        names.contains { !$0.isEmpty && text.contains($0) } || maskNumbers(in: text).counts.values.contains { $0 > 0 }
    }

    /// The text with every phone shown as 138****8000 and every identity number as 420106********1234.
    ///
    /// Digits may be full-width, or parted as people part them (138 0000 8000, 420106-19900101-1234).
    package static func maskNumbers(in text: String) -> (text: String, counts: [Number: Int]) {
        let characters = Array(text)
        var masked = ""
        var counts: [Number: Int] = [:]
        var index = 0
        while index < characters.count {
            let run = digits(in: characters, from: index)
            if run.isEmpty {
                masked.append(characters[index])
                index += 1
            } else if let (number, kind, end) = number(in: characters, from: index, run: run) {
                counts[kind, default: 0] += 1
                masked += mask(number, as: kind)
                index = end
            } else {
                masked += String(characters[index..<(index + run.count)])
                index += run.count
            }
        }
        return (masked, counts)
    }

    /// The surname and two stars; the number of stars does not tell the length of the name.
    package static func mask(name: String) -> String {
        let surname = compoundSurnames.first { name.hasPrefix($0) } ?? String(name.prefix(1))
        return surname + "**"
    }

    /// Surnames of two characters.
    package static let compoundSurnames: Set<String> = [
        "欧阳", "司马", "上官", "诸葛", "司徒", "夏侯", "皇甫", "尉迟", "公孙", "令狐", "慕容", "宇文", "长孙", "东方",
    ]

    /// The number that begins at `start`, whole or in groups, and where it ends.
    private static func number(
        in characters: [Character],
        from start: Int,
        run: [Character]
    ) -> (digits: [Character], kind: Number, end: Int)? {
        let end = start + run.count
        if run.count == 17, end < characters.count, "Xx\u{FF38}\u{FF58}".contains(characters[end]) {
            return (run + ["X"], .identity, end + 1)
        }
        if let kind = kind(of: run) { return (run, kind, end) }
        for groups in [[3, 4, 4], [6, 8, 4], [6, 8, 3]] where run.count == groups[0] {
            var digitsSoFar = run
            var at = end
            for length in groups.dropFirst() {
                guard at < characters.count, " -\u{2010}\u{2011}\u{3000}".contains(characters[at]) else { break }
                let group = digits(in: characters, from: at + 1)
                guard group.count == length else { break }
                digitsSoFar += group
                at += 1 + length
            }
            if digitsSoFar.count == 17, at < characters.count, "Xx".contains(characters[at]) {
                return (digitsSoFar + ["X"], .identity, at + 1)
            }
            if let kind = kind(of: digitsSoFar) { return (digitsSoFar, kind, at) }
        }
        return nil
    }

    private static func kind(of digits: [Character]) -> Number? {
        let mobile = digits.count == 13 && String(digits).hasPrefix("86") ? digits.suffix(11) : digits[...]
        if mobile.count == 11, mobile.first == "1", let second = mobile.dropFirst().first?.wholeNumberValue, second >= 3
        {
            return .phone
        }
        return digits.count == 18 ? .identity : nil
    }

    private static func mask(_ digits: [Character], as kind: Number) -> String {
        switch kind {
        case .phone: String(digits.suffix(11).prefix(3)) + "****" + String(digits.suffix(4))
        case .identity: String(digits.prefix(6)) + "********" + String(digits.suffix(4))
        }
    }

    /// The run of digits that begins at `start`, in ASCII; empty where there is none.
    private static func digits(in characters: [Character], from start: Int) -> [Character] {
        var digits: [Character] = []
        for character in characters[start...] {
            guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1 else { break }
            switch scalar.value {
            case 0x30...0x39: digits.append(character)
            case 0xFF10...0xFF19: digits.append(Character(Unicode.Scalar(UInt8(scalar.value - 0xFF10 + 0x30))))
            default: return digits
            }
        }
        return digits
    }
}
