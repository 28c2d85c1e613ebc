import Casework

/// Writes the canonical form of values (see `JSONText.write`).
struct JSONWriter {
    private(set) var bytes: [UInt8] = []

    init() { bytes.reserveCapacity(1024) }

    mutating func write(_ value: Value) {
        switch value {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .bool(let flag): bytes.append(contentsOf: (flag ? "true" : "false").utf8)
        case .integer(let number): bytes.append(contentsOf: String(number).utf8)
        case .decimal(let number): write(number)
        case .text(let text): write(text)
        case .list(let elements): write(elements)
        case .object(let members): write(members)
        }
    }

    /// A decimal; JSON has no infinity, and a value that came from JSON never is one.
    private mutating func write(_ number: Double) {
        guard number.isFinite else { return write(Value.null) }
        bytes.append(contentsOf: "\(number)".utf8)
    }

    private mutating func write(_ elements: [Value]) {
        bytes.append(UInt8(ascii: "["))
        var isFirst = true
        for element in elements {
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            write(element)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    private mutating func write(_ members: [String: Value]) {
        bytes.append(UInt8(ascii: "{"))
        var isFirst = true
        for (key, member) in members.sorted(by: { $0.key < $1.key }) {
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            write(key)
            bytes.append(UInt8(ascii: ":"))
            write(member)
        }
        bytes.append(UInt8(ascii: "}"))
    }

    private mutating func write(_ text: String) { JSONText.write(text, to: &bytes) }
}

extension JSONText {
    /// Writes a text in canonical form behind bytes that are there.
    package static func write(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { utf8 in
            var start = 0
            for index in utf8.indices where utf8[index] < 0x20 || utf8[index] == 0x22 || utf8[index] == 0x5C {
                bytes.append(contentsOf: utf8[start..<index])
                bytes.append(contentsOf: escape(utf8[index]))
                start = index + 1
            }
            bytes.append(contentsOf: utf8[start...])
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func escape(_ byte: UInt8) -> String.UTF8View {
        switch byte {
        case 0x22: #"\""#.utf8
        case 0x5C: #"\\"#.utf8
        case 0x08: #"\b"#.utf8
        case 0x09: #"\t"#.utf8
        case 0x0A: #"\n"#.utf8
        case 0x0C: #"\f"#.utf8
        case 0x0D: #"\r"#.utf8
        default: ((byte < 0x10 ? "\\u000" : "\\u00") + String(byte, radix: 16)).utf8
        }
    }
}
