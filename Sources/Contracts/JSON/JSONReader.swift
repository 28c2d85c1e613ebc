import Casework

/// A recursive-descent reader over bytes in memory (RFC 8259).
///
/// It keeps the path it is on, because a fault must say where it is. After a syntax error it closes what is open and
/// gives back what it has: the checks that follow can then name more faults in the same answer.
struct JSONReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var at = 0
    private var path: [JSONPointer.Step] = []
    /// Set by the first fault after which the rest cannot be understood.
    private var hasBroken = false
    private var found: [Problem] = []
    /// Problems beyond those that are told: a place deep down takes kilobytes to name, a hundred thousand times.
    private var untold = 0

    var problems: [Problem] { found.capped(besides: untold) }

    init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        path.reserveCapacity(8)
    }

    /// Reads one value and the end of the text.
    mutating func document() -> Value? {
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { at = 3 }
        skipSpace()
        guard at < bytes.count else {
            syntax(zh: "内容为空", en: "There is no content")
            return nil
        }
        let result = value()
        if !hasBroken {
            skipSpace()
            if at < bytes.count { syntax(zh: "JSON之后还有多余内容", en: "Something follows the end of the JSON") }
        }
        return result
    }

    private mutating func value() -> Value? {
        guard at < bytes.count else {
            syntax(zh: "JSON不完整", en: "The JSON breaks off")
            return nil
        }
        switch bytes[at] {
        case UInt8(ascii: "{"): return object()
        case UInt8(ascii: "["): return list()
        case UInt8(ascii: "\""): return string().map(Value.text)
        case UInt8(ascii: "t"): return word("true", .bool(true))
        case UInt8(ascii: "f"): return word("false", .bool(false))
        case UInt8(ascii: "n"): return word("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return number()
        default:
            syntax(zh: "此处应为一个JSON值", en: "A JSON value was expected here")
            return nil
        }
    }

    private mutating func object() -> Value? {
        guard enter() else { return nil }
        var members: [String: Value] = [:]
        skipSpace()
        if take(UInt8(ascii: "}")) { return .object(members) }
        while !hasBroken {
            skipSpace()
            guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else {
                breakOff(zh: "此处应为字段名", en: "A field name was expected here")
                break
            }
            guard let key = string() else { break }
            skipSpace()
            guard take(UInt8(ascii: ":")) else {
                breakOff(zh: "字段名之后应为冒号", en: "A colon was expected after the field name")
                break
            }
            path.append(.key(key))
            skipSpace()
            let member = value()
            if let member, members.updateValue(member, forKey: key) != nil {
                note("DUPLICATE_KEY", zh: "字段重复出现", en: "The field occurs more than once")
            }
            path.removeLast()
            if hasBroken { break }
            skipSpace()
            if take(UInt8(ascii: ",")) { continue }
            if take(UInt8(ascii: "}")) { break }
            breakOff(zh: "此处应为逗号或右花括号", en: "A comma or a closing brace was expected here")
        }
        return .object(members)
    }

    private mutating func list() -> Value? {
        guard enter() else { return nil }
        var elements: [Value] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return .list(elements) }
        while !hasBroken {
            path.append(.index(elements.count))
            skipSpace()
            if let element = value() { elements.append(element) }
            path.removeLast()
            if hasBroken { break }
            skipSpace()
            if take(UInt8(ascii: ",")) { continue }
            if take(UInt8(ascii: "]")) { break }
            breakOff(zh: "此处应为逗号或右方括号", en: "A comma or a closing bracket was expected here")
        }
        return .list(elements)
    }

    /// Steps over the opening bracket unless it would be one too many.
    private mutating func enter() -> Bool {
        guard path.count < JSONText.deepest else {
            note("TOO_DEEP", zh: "嵌套超过\(JSONText.deepest)层", en: "Nested more than \(JSONText.deepest) levels deep")
            hasBroken = true
            return false
        }
        at += 1
        return true
    }

    private mutating func word(_ word: StaticString, _ value: Value) -> Value? {
        let length = word.utf8CodeUnitCount
        guard at + length <= bytes.count, (0..<length).allSatisfy({ bytes[at + $0] == word.utf8Start[$0] }) else {
            syntax(zh: "此处应为一个JSON值", en: "A JSON value was expected here")
            return nil
        }
        at += length
        return value
    }

    private mutating func skipSpace() {
        while at < bytes.count {
            switch bytes[at] {
            case 0x20, 0x0A, 0x0D, 0x09: at += 1
            default: return
            }
        }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard at < bytes.count, bytes[at] == byte else { return false }
        at += 1
        return true
    }

    private mutating func note(_ code: String, zh: String, en: String) {
        guard found.count < [Problem].told else {
            untold += 1
            return
        }
        found.append(Problem(code, at: JSONPointer(path).description, zh: zh, en: en))
    }

    /// A syntax error with the line and column at which reading stopped, both from 1.
    private mutating func syntax(zh: String, en: String) {
        guard !hasBroken else { return }
        hasBroken = true
        let before = bytes[0..<min(at, bytes.count)]
        let line = before.count { $0 == 0x0A } + 1
        let column = before.count - (before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0) + 1
        note("JSON_SYNTAX", zh: "JSON语法错误(第\(line)行第\(column)列):\(zh)", en: "\(en) (line \(line), column \(column))")
    }

    /// A syntax error, called a breaking off when it is at the end of the text.
    private mutating func breakOff(zh: String, en: String) {
        if at >= bytes.count { syntax(zh: "JSON不完整", en: "The JSON breaks off") } else { syntax(zh: zh, en: en) }
    }
}

extension JSONReader {
    private mutating func number() -> Value? {
        let start = at
        var isWhole = true
        _ = take(UInt8(ascii: "-"))
        guard let first = digits() else { return badNumber() }
        if bytes[first] == UInt8(ascii: "0"), at - first > 1 { return badNumber() }
        if take(UInt8(ascii: ".")) {
            isWhole = false
            if digits() == nil { return badNumber() }
        }
        if at < bytes.count, bytes[at] | 0x20 == UInt8(ascii: "e") {
            isWhole = false
            at += 1
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            if digits() == nil { return badNumber() }
        }
        let text = String(decoding: bytes[start..<at], as: UTF8.self)
        if isWhole, let whole = Int64(text) { return .integer(whole) }
        if !isWhole, let decimal = Double(text), decimal.isFinite { return .decimal(decimal) }
        note("NUMBER_RANGE", zh: "数字超出可表示的范围", en: "The number is outside the range that can be kept")
        return .integer(0)
    }

    /// Steps over digits; the index of the first, or nil when there is none.
    private mutating func digits() -> Int? {
        let start = at
        while at < bytes.count, bytes[at] >= UInt8(ascii: "0"), bytes[at] <= UInt8(ascii: "9") { at += 1 }
        return at > start ? start : nil
    }

    private mutating func badNumber() -> Value? {
        breakOff(zh: "数字写法不正确", en: "This is not how JSON writes a number")
        return nil
    }

    /// Reads a string; most have no escape and are taken in one piece.
    private mutating func string() -> String? {
        at += 1
        let start = at
        while at < bytes.count {
            let byte = bytes[at]
            if byte == UInt8(ascii: "\"") {
                let piece = UnsafeBufferPointer(rebasing: bytes[start..<at])
                at += 1
                return decoded(piece)
            }
            if byte == UInt8(ascii: "\\") || byte < 0x20 { return escapedString(from: start) }
            at += 1
        }
        breakOff(zh: "字符串没有结束", en: "The string does not end")
        return nil
    }

    private mutating func decoded(_ piece: UnsafeBufferPointer<UInt8>) -> String {
        if let text = String(validating: piece, as: UTF8.self) { return text }
        note("NOT_UTF8", zh: "文字不是有效的UTF-8编码", en: "The text is not valid UTF-8")
        return String(decoding: piece, as: UTF8.self)
    }

    private mutating func escapedString(from start: Int) -> String? {
        var collected = Array(bytes[start..<at])
        while at < bytes.count {
            let byte = bytes[at]
            if byte == UInt8(ascii: "\"") {
                at += 1
                return collected.withUnsafeBufferPointer { decoded($0) }
            }
            if byte < 0x20 {
                breakOff(zh: "字符串中的控制字符必须转义", en: "A control character in a string must be escaped")
                return nil
            }
            at += 1
            if byte != UInt8(ascii: "\\") {
                collected.append(byte)
            } else if let character = escape() {
                collected.append(contentsOf: String(character).utf8)
            } else {
                breakOff(zh: "转义写法不正确", en: "This is not an escape that JSON knows")
                return nil
            }
        }
        breakOff(zh: "字符串没有结束", en: "The string does not end")
        return nil
    }

    private mutating func escape() -> Unicode.Scalar? {
        guard at < bytes.count else { return nil }
        let byte = bytes[at]
        at += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return unicodeEscape()
        default: return nil
        }
    }

    /// Reads `XXXX` and, after a high surrogate, the low one that must follow.
    private mutating func unicodeEscape() -> Unicode.Scalar? {
        guard let unit = hexadecimal() else { return nil }
        if let scalar = Unicode.Scalar(unit) { return scalar }
        if unit < 0xDC00, at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\"), bytes[at + 1] == UInt8(ascii: "u") {
            let back = at
            at += 2
            guard let low = hexadecimal() else { return nil }
            if (0xDC00...0xDFFF).contains(low) {
                return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
            }
            at = back
        }
        note("LONE_SURROGATE", zh: "含孤立代理字符(半个字符)", en: "Half of a character (a lone surrogate)")
        return "\u{FFFD}"
    }

    private mutating func hexadecimal() -> UInt32? {
        guard at + 4 <= bytes.count else { return nil }
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = Character(Unicode.Scalar(bytes[at])).hexDigitValue else { return nil }
            value = value << 4 + UInt32(digit)
            at += 1
        }
        return value
    }
}
