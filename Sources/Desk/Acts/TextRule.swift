package import Casework

/// What a text typed by a person must be: something, not endless, without control characters.
package enum TextRule {
    /// The longest note or reason, in characters.
    package static let longest = 4_000

    /// All that is wrong with it.
    package static func problems(_ text: String, at pointer: String) -> [Problem] {
        var problems: [Problem] = []
        if text.isBlank {
            problems.append(Problem("TEXT_MISSING", at: pointer, zh: "请填写内容", en: "Please write something"))
        }
        if text.count > longest {
            problems.append(
                Problem(
                    "TEXT_TOO_LONG",
                    at: pointer,
                    zh: "内容超过\(longest)字",
                    en: "It is longer than \(longest) characters"
                )
            )
        }
        if text.unicodeScalars.contains(where: isControl) {
            problems.append(
                Problem("TEXT_CONTROL", at: pointer, zh: "内容含控制字符", en: "It contains control characters")
            )
        }
        return problems
    }

    /// Control characters, and those that turn the direction of writing; tabs and line ends are welcome.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: false
        case 0x00...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
