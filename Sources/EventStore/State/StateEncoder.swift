/// What a type writes itself to; stands inside `depth` containers.
struct StateEncoder: Encoder, SingleValueEncodingContainer {
    let writer: StateWriter
    let depth: Int

    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        // A type's own keys are an enum, a byte at most, and come in one order; those of a dictionary hold their text.
        writer.begin(.members, at: depth, isSorted: MemoryLayout<Key>.size > 8)
        return KeyedEncodingContainer(StateMembers<Key>(writer: writer, depth: depth + 1))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        writer.begin(.list, at: depth)
        return StateElements(writer: writer, depth: depth + 1)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { self }

    func encodeNil() { writer.mark(.null, at: depth) }
    func encode(_ value: Bool) { writer.put(value, at: depth) }
    func encode(_ value: String) { writer.put(value, at: depth) }
    func encode(_ value: Double) { writer.put(value, at: depth) }
    func encode(_ value: Float) { writer.put(Double(value), at: depth) }
    func encode(_ value: Int) { writer.put(Int64(value), at: depth) }
    func encode(_ value: Int8) { writer.put(Int64(value), at: depth) }
    func encode(_ value: Int16) { writer.put(Int64(value), at: depth) }
    func encode(_ value: Int32) { writer.put(Int64(value), at: depth) }
    func encode(_ value: Int64) { writer.put(value, at: depth) }
    func encode(_ value: UInt8) { writer.put(Int64(value), at: depth) }
    func encode(_ value: UInt16) { writer.put(Int64(value), at: depth) }
    func encode(_ value: UInt32) { writer.put(Int64(value), at: depth) }
    func encode(_ value: UInt) throws { try encode(UInt64(value)) }

    func encode(_ value: UInt64) throws {
        guard let number = Int64(exactly: value) else { throw StateError.tooLarge }
        writer.put(number, at: depth)
    }

    func encode<Payload: Encodable>(_ payload: Payload) throws { try writer.put(payload, at: depth) }
}

/// The members of a type; in a table what is nil is written too, so that a reader finds each member where it looks first.
private struct StateMembers<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let writer: StateWriter
    let depth: Int

    var codingPath: [any CodingKey] { [] }

    private func name(_ key: Key) { writer.name(key.stringValue, at: depth) }

    func encodeNil(forKey key: Key) {
        name(key)
        writer.mark(.null, at: depth)
    }

    private func leaveOut(_ key: Key) {
        if writer.writesNil { encodeNil(forKey: key) }
    }

    func encode(_ value: Bool, forKey key: Key) {
        name(key)
        writer.put(value, at: depth)
    }

    func encode(_ value: String, forKey key: Key) {
        name(key)
        writer.put(value, at: depth)
    }

    func encode(_ value: Int, forKey key: Key) { encode(Int64(value), forKey: key) }

    func encode(_ value: Int64, forKey key: Key) {
        name(key)
        writer.put(value, at: depth)
    }

    func encode<Payload: Encodable>(_ payload: Payload, forKey key: Key) throws {
        name(key)
        try writer.put(payload, at: depth)
    }

    func encodeIfPresent(_ value: String?, forKey key: Key) {
        if let value { encode(value, forKey: key) } else { leaveOut(key) }
    }

    func encodeIfPresent(_ value: Bool?, forKey key: Key) {
        if let value { encode(value, forKey: key) } else { leaveOut(key) }
    }

    func encodeIfPresent(_ value: Int?, forKey key: Key) {
        if let value { encode(value, forKey: key) } else { leaveOut(key) }
    }

    func encodeIfPresent<Payload: Encodable>(_ payload: Payload?, forKey key: Key) throws {
        if let payload { try encode(payload, forKey: key) } else { leaveOut(key) }
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type,
        forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        name(key)
        return StateEncoder(writer: writer, depth: depth).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        name(key)
        return StateEncoder(writer: writer, depth: depth).unkeyedContainer()
    }

    func superEncoder() -> any Encoder {
        writer.name("super", at: depth)
        return StateEncoder(writer: writer, depth: depth)
    }

    func superEncoder(forKey key: Key) -> any Encoder {
        name(key)
        return StateEncoder(writer: writer, depth: depth)
    }
}

private struct StateElements: UnkeyedEncodingContainer {
    let writer: StateWriter
    let depth: Int
    private(set) var count = 0

    init(writer: StateWriter, depth: Int) {
        self.writer = writer
        self.depth = depth
    }

    var codingPath: [any CodingKey] { [] }

    private mutating func next() -> StateEncoder {
        count += 1
        writer.close(to: depth)
        return StateEncoder(writer: writer, depth: depth)
    }

    mutating func encodeNil() { next().encodeNil() }
    mutating func encode(_ value: String) { next().encode(value) }
    mutating func encode(_ value: Int) { next().encode(value) }
    mutating func encode<Payload: Encodable>(_ payload: Payload) throws { try next().encode(payload) }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) -> KeyedEncodingContainer<Nested> { next().container(keyedBy: type) }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { next().unkeyedContainer() }
    mutating func superEncoder() -> any Encoder { next() }
}
