import Casework

/// The small questions a schema check asks of values, and the words it answers with.
package enum SchemaWords {
    /// Whether a value is of a kind; a decimal without a fraction counts as an integer, as JSON Schema says.
    static func isA(_ value: Value, _ kind: SchemaNode.Kind) -> Bool {
        switch (value, kind) {
        case (.null, .null), (.bool, .boolean), (.integer, .integer), (.integer, .number), (.decimal, .number),
            (.text, .string), (.list, .array), (.object, .object):
            true
        case (.decimal(let number), .integer): number.rounded() == number
        case (.null, _), (.bool, _), (.integer, _), (.decimal, _), (.text, _), (.list, _), (.object, _): false
        }
    }

    /// What a kind of value is called.
    static func words(for kind: SchemaNode.Kind) -> Words {
        switch kind {
        case .null: Words(zh: "null", en: "null")
        case .boolean: Words(zh: "true或false", en: "true or false")
        case .integer: Words(zh: "整数", en: "a whole number")
        case .number: Words(zh: "数字", en: "a number")
        case .string: Words(zh: "文字", en: "a text")
        case .array: Words(zh: "列表", en: "a list")
        case .object: Words(zh: "对象", en: "an object")
        }
    }

    /// Whole decimals as integers, everywhere in a value, so that 1 and 1.0 are the same.
    static func normalised(_ value: Value) -> Value {
        switch value {
        case .null, .bool, .integer, .text: value
        case .decimal(let number): Int64(exactly: number).map(Value.integer) ?? value
        case .list(let elements): .list(elements.map(normalised))
        case .object(let members): .object(members.mapValues(normalised))
        }
    }

    static func areSame(_ left: Value, _ right: Value) -> Bool {
        if case .text(let first) = left, case .text(let second) = right { return first == second }
        return normalised(left) == normalised(right)
    }

    static func isBelow(_ value: Value, _ bound: SchemaNode.Number) -> Bool {
        if case .integer(let number) = value, case .integer(let limit) = bound { return number < limit }
        return double(value) < bound.double
    }

    static func isAbove(_ value: Value, _ bound: SchemaNode.Number) -> Bool {
        if case .integer(let number) = value, case .integer(let limit) = bound { return number > limit }
        return double(value) > bound.double
    }

    static func isMultiple(_ value: Value, of factor: SchemaNode.Number) -> Bool {
        if case .integer(let number) = normalised(value), case .integer(let step) = factor { return number % step == 0 }
        let quotient = double(value) / factor.double
        return quotient.rounded() == quotient
    }

    private static func double(_ value: Value) -> Double {
        switch value {
        case .integer(let number): Double(number)
        case .decimal(let number): number
        case .null, .bool, .text, .list, .object: 0
        }
    }

    /// A message with `{value}` and `{length}` filled in.
    static func filled(_ message: String, _ value: Value) -> String {
        guard message.contains("{") else { return message }
        let text = value.text ?? JSONText.text(value)
        return message.replacing("{value}", with: shown(text))
            .replacing("{length}", with: String(text.unicodeScalars.count))
    }

    /// A text that may stand in a message: short, on one line, nothing invisible.
    package static func shown(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars.prefix(40) {
            let isPlain = scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value)
            result.unicodeScalars.append(isPlain && !scalar.properties.isBidiControl ? scalar : "\u{FFFD}")
        }
        return text.unicodeScalars.count > 40 ? result + "…" : result
    }

    /// Whether a text has the signs of a URI (RFC 3986) and, if asked, a scheme.
    static func isURI(_ text: String, needsScheme: Bool) -> Bool {
        let allowed = "-._~:/?#[]@!$&'()*+,;=%"
        guard text.unicodeScalars.allSatisfy({ isLetterOrDigit($0) || allowed.unicodeScalars.contains($0) }) else {
            return false
        }
        let parts = text.split(separator: "%", omittingEmptySubsequences: false).dropFirst()
        guard parts.allSatisfy({ $0.count >= 2 && $0.prefix(2).allSatisfy(\.isHexDigit) }) else { return false }
        guard needsScheme else { return true }
        let scheme = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard scheme.count == 2, let first = scheme[0].unicodeScalars.first, first.properties.isAlphabetic else {
            return false
        }
        return scheme[0].unicodeScalars.allSatisfy { isLetterOrDigit($0) || "+-.".unicodeScalars.contains($0) }
    }

    /// Whether a text is written like a UUID.
    static func isUUID(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        return parts.map(\.count) == [8, 4, 4, 4, 12]
            && parts.allSatisfy { $0.utf8.count == $0.count && $0.allSatisfy(\.isHexDigit) }
    }

    /// Whether a text could be an e-mail address: something, one @, a name with a dot.
    static func isEmail(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !text.contains(where: \.isWhitespace) else { return false }
        let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        return labels.count > 1 && labels.allSatisfy { !$0.isEmpty }
    }

    private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9": true
        default: false
        }
    }
}
