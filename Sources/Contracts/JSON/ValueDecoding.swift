package import Casework

/// Makes a typed payload of a value that has been read already.
///
/// Written by hand because JSONDecoder wants bytes: the strict reader has just gone through them once, and a second
/// parse of every message would cost as much again.
package enum ValueDecoding {
    /// The payload, or PAYLOAD_SHAPE with the place that does not fit.
    package static func decode<Payload: Decodable & Sendable>(
        _ type: Payload.Type,
        from value: Value,
        at pointer: JSONPointer = JSONPointer()
    ) -> Reading<Payload> {
        do {
            return .good(try unbox(type, value, path: []), warnings: [])
        } catch let error as DecodingError {
            return .bad([problem(error, under: pointer)])
        } catch {
            return .bad([shape(at: pointer, detail: "\(error)")])
        }
    }

    /// The payload, for callers whose own errors are thrown ones (a log entry that must be readable).
    package static func value<Payload: Decodable>(_ type: Payload.Type, from value: Value) throws -> Payload {
        try unbox(type, value, path: [])
    }

    private static func problem(_ error: DecodingError, under pointer: JSONPointer) -> Problem {
        switch error {
        case .keyNotFound(let key, let context):
            shape(at: place(context.codingPath + [key], under: pointer), detail: "missing")
        case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
            shape(at: place(context.codingPath, under: pointer), detail: "\(type)")
        case .dataCorrupted(let context):
            shape(at: place(context.codingPath, under: pointer), detail: context.debugDescription)
        @unknown default: shape(at: pointer, detail: "")
        }
    }

    private static func place(_ path: [any CodingKey], under pointer: JSONPointer) -> JSONPointer {
        JSONPointer(pointer.steps + path.map { key in key.intValue.map { .index($0) } ?? .key(key.stringValue) })
    }

    private static func shape(at pointer: JSONPointer, detail: String) -> Problem {
        Problem(
            "PAYLOAD_SHAPE",
            at: pointer.description,
            zh: "此处内容与消息格式不符(\(detail))",
            en: "This does not fit the message (\(detail))"
        )
    }

    fileprivate static func unbox<Payload: Decodable>(
        _ type: Payload.Type,
        _ value: Value,
        path: [any CodingKey]
    ) throws -> Payload {
        // Values inside payloads (form fields) are taken over as they are.
        if type == Value.self, let same = value as? Payload { return same }
        if type == [String: Value].self, let same = value.object as? Payload { return same }
        return try Payload(from: ValueReader(value: value, codingPath: path))
    }
}

private struct CodingPlace: CodingKey {
    let stringValue: String
    let intValue: Int?

    init(stringValue: String) {
        self.stringValue = stringValue
        self.intValue = nil
    }

    init(intValue: Int) {
        self.stringValue = String(intValue)
        self.intValue = intValue
    }
}

private struct ValueReader: Decoder, SingleValueDecodingContainer {
    let value: Value
    let codingPath: [any CodingKey]
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard let members = value.object else { throw mismatch([String: Value].self) }
        return KeyedDecodingContainer(MemberReader<Key>(members: members, codingPath: codingPath))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard let elements = value.list else { throw mismatch([Value].self) }
        return ElementReader(elements: elements, codingPath: codingPath)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { self }

    func mismatch(_ type: any Any.Type) -> DecodingError {
        .typeMismatch(type, .init(codingPath: codingPath, debugDescription: "unexpected kind of value"))
    }

    func decodeNil() -> Bool { value == .null }

    func decode(_ type: Bool.Type) throws -> Bool {
        guard case .bool(let flag) = value else { throw mismatch(type) }
        return flag
    }

    func decode(_ type: String.Type) throws -> String {
        guard case .text(let text) = value else { throw mismatch(type) }
        return text
    }

    func decode(_ type: Double.Type) throws -> Double {
        switch value {
        case .decimal(let number): number
        case .integer(let number): Double(number)
        case .null, .bool, .text, .list, .object: throw mismatch(type)
        }
    }

    func decode(_ type: Float.Type) throws -> Float { Float(try decode(Double.self)) }

    private func whole<Whole: FixedWidthInteger>(_ type: Whole.Type) throws -> Whole {
        guard case .integer(let number) = value, let whole = Whole(exactly: number) else { throw mismatch(type) }
        return whole
    }

    func decode(_ type: Int.Type) throws -> Int { try whole(type) }
    func decode(_ type: Int8.Type) throws -> Int8 { try whole(type) }
    func decode(_ type: Int16.Type) throws -> Int16 { try whole(type) }
    func decode(_ type: Int32.Type) throws -> Int32 { try whole(type) }
    func decode(_ type: Int64.Type) throws -> Int64 { try whole(type) }
    func decode(_ type: UInt.Type) throws -> UInt { try whole(type) }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try whole(type) }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try whole(type) }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try whole(type) }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try whole(type) }

    func decode<Payload: Decodable>(_ type: Payload.Type) throws -> Payload {
        try ValueDecoding.unbox(type, value, path: codingPath)
    }
}

private struct MemberReader<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let members: [String: Value]
    let codingPath: [any CodingKey]

    var allKeys: [Key] { members.keys.compactMap { Key(stringValue: $0) } }

    func contains(_ key: Key) -> Bool { members[key.stringValue] != nil }

    private func reader(_ key: Key) throws -> ValueReader {
        guard let value = members[key.stringValue] else {
            throw DecodingError.keyNotFound(key, .init(codingPath: codingPath, debugDescription: "missing"))
        }
        return ValueReader(value: value, codingPath: codingPath + [key])
    }

    func decodeNil(forKey key: Key) throws -> Bool { try reader(key).decodeNil() }
    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try reader(key).decode(type) }
    func decode(_ type: String.Type, forKey key: Key) throws -> String { try reader(key).decode(type) }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try reader(key).decode(type) }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try reader(key).decode(type) }

    func decode<Payload: Decodable>(_ type: Payload.Type, forKey key: Key) throws -> Payload {
        try reader(key).decode(type)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type,
        forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> { try reader(key).container(keyedBy: type) }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try reader(key).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder { ValueReader(value: .object(members), codingPath: codingPath) }
    func superDecoder(forKey key: Key) throws -> any Decoder { try reader(key) }
}

private struct ElementReader: UnkeyedDecodingContainer {
    let elements: [Value]
    let codingPath: [any CodingKey]
    var currentIndex = 0

    var count: Int? { elements.count }
    var isAtEnd: Bool { currentIndex >= elements.count }

    private func peek() throws -> ValueReader {
        guard currentIndex < elements.count else {
            throw DecodingError.valueNotFound(
                Value.self,
                .init(codingPath: codingPath, debugDescription: "the list is too short")
            )
        }
        return ValueReader(
            value: elements[currentIndex],
            codingPath: codingPath + [CodingPlace(intValue: currentIndex)]
        )
    }

    private mutating func next() throws -> ValueReader {
        let reader = try peek()
        currentIndex += 1
        return reader
    }

    mutating func decodeNil() throws -> Bool {
        guard try peek().decodeNil() else { return false }
        currentIndex += 1
        return true
    }

    mutating func decode<Payload: Decodable>(_ type: Payload.Type) throws -> Payload { try next().decode(type) }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> { try next().container(keyedBy: type) }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { try next().unkeyedContainer() }
    mutating func superDecoder() throws -> any Decoder { try next() }
}
