import Casework

/// Stored bytes and what stands at a place in them; every place is checked, so that damaged bytes are an error.
final class StateSource {
    let bytes: [UInt8]

    init(bytes: [UInt8]) { self.bytes = bytes }

    func tag(at position: Int) throws -> StateTag {
        guard position < bytes.count, let tag = StateTag(rawValue: bytes[position]) else { throw StateError.damaged }
        return tag
    }

    /// Where the value at a place ends.
    func end(of position: Int) throws -> Int {
        let end: Int
        switch try tag(at: position) {
        case .null, .no, .yes: return position + 1
        case .integer: return try number(at: position + 1).end
        case .decimal: end = position + 9
        case .text: return try span(at: position + 1).upperBound
        case .list, .members: return try content(of: position).upperBound
        }
        guard end <= bytes.count else { throw StateError.damaged }
        return end
    }

    /// Where the elements or members of the value at a place stand.
    func content(of position: Int) throws -> Range<Int> {
        let first = position + 5
        guard first <= bytes.count else { throw StateError.damaged }
        var length = 0
        for index in 0..<4 { length |= Int(bytes[position + 1 + index]) << (8 * index) }
        guard length <= bytes.count - first else { throw StateError.damaged }
        return first..<first + length
    }

    /// A text without a tag, and where it ends.
    func text(at position: Int) throws -> (text: String, end: Int) {
        let span = try span(at: position)
        return (String(decoding: bytes[span], as: UTF8.self), span.upperBound)
    }

    /// Where the letters of a text without a tag stand.
    func span(at position: Int) throws -> Range<Int> {
        let (length, first) = try number(at: position)
        guard length <= UInt64(bytes.count - first) else { throw StateError.damaged }
        return first..<first + Int(length)
    }

    private func number(at position: Int) throws -> (value: UInt64, end: Int) {
        var value: UInt64 = 0
        var index = position
        while index < bytes.count, index < position + 10 {
            let byte = bytes[index]
            value |= UInt64(byte & 127) << (7 * UInt64(index - position))
            index += 1
            if byte < 128 { return (value, index) }
        }
        throw StateError.damaged
    }

    func bool(at position: Int) throws -> Bool {
        switch try tag(at: position) {
        case .no: false
        case .yes: true
        default: throw StateError.damaged
        }
    }

    func integer(at position: Int) throws -> Int64 {
        guard try tag(at: position) == .integer else { throw StateError.damaged }
        let value = try number(at: position + 1).value
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    func whole<Number: FixedWidthInteger>(_ type: Number.Type, at position: Int) throws -> Number {
        guard let number = Number(exactly: try integer(at: position)) else { throw StateError.tooLarge }
        return number
    }

    func decimal(at position: Int) throws -> Double {
        guard try tag(at: position) == .decimal, position + 9 <= bytes.count else { throw StateError.damaged }
        return Double(
            bitPattern: (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[position + 1 + $1]) << (8 * UInt64($1)) }
        )
    }

    func string(at position: Int) throws -> String {
        guard try tag(at: position) == .text else { throw StateError.damaged }
        return try text(at: position + 1).text
    }

    /// Any value; the types that `StateWriter` writes without a container are read the same way.
    func value<Payload: Decodable>(_ type: Payload.Type, at position: Int) throws -> Payload {
        if type == Instant.self, let moment = Instant(milliseconds: try integer(at: position)) as? Payload {
            return moment
        }
        if type == Value.self, let value = try value(at: position) as? Payload { return value }
        return try Payload(from: StateDecoder(source: self, position: position))
    }

    private func value(at position: Int) throws -> Value {
        switch try tag(at: position) {
        case .null: return .null
        case .no: return .bool(false)
        case .yes: return .bool(true)
        case .integer: return .integer(try integer(at: position))
        case .decimal: return .decimal(try decimal(at: position))
        case .text: return .text(try string(at: position))
        case .list:
            var values: [Value] = []
            let content = try content(of: position)
            var next = content.lowerBound
            while next < content.upperBound {
                values.append(try value(at: next))
                next = try end(of: next)
            }
            return .list(values)
        case .members:
            var members: [String: Value] = [:]
            let content = try content(of: position)
            var next = content.lowerBound
            while next < content.upperBound {
                let (name, start) = try text(at: next)
                members[name] = try value(at: start)
                next = try end(of: start)
            }
            return .object(members)
        }
    }
}
