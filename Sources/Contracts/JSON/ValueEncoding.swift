package import Casework

/// Makes a value of a typed payload, to be written in canonical form.
///
/// Written by hand because JSONEncoder makes bytes, which would have to be read again to stand inside an envelope.
package enum ValueEncoding {
    /// The value of a payload; throws only what the payload's own `encode` throws.
    package static func value<Payload: Encodable>(_ payload: Payload) throws -> Value { try box(payload, path: []) }

    fileprivate static func box<Payload: Encodable>(_ payload: Payload, path: [any CodingKey]) throws -> Value {
        if let same = payload as? Value { return same }
        if let same = payload as? [String: Value] { return .object(same) }
        let slot = Slot()
        try payload.encode(to: SlotWriter(slot: slot, codingPath: path))
        return slot.value
    }
}

/// Where one value is being built; a class, since Codable hands out containers that write behind its back.
private final class Slot {
    enum Content {
        case empty
        case single(Value)
        case members([String: Slot])
        case elements([Slot])
    }

    var content = Content.empty

    init(_ content: Content = .empty) { self.content = content }

    var value: Value {
        switch content {
        case .empty: .object([:])
        case .single(let value): value
        case .members(let members): .object(members.mapValues(\.value))
        case .elements(let elements): .list(elements.map(\.value))
        }
    }

    func set(_ slot: Slot, for key: String) {
        guard case .members(var members) = content else {
            content = .members([key: slot])
            return
        }
        content = .empty  // gives up the second reference, so that the dictionary is not copied
        members[key] = slot
        content = .members(members)
    }

    func append(_ slot: Slot) {
        guard case .elements(var elements) = content else {
            content = .elements([slot])
            return
        }
        content = .empty
        elements.append(slot)
        content = .elements(elements)
    }
}

private struct SlotWriter: Encoder, SingleValueEncodingContainer {
    let slot: Slot
    let codingPath: [any CodingKey]
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        if case .empty = slot.content { slot.content = .members([:]) }
        return KeyedEncodingContainer(MemberWriter<Key>(slot: slot, codingPath: codingPath))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        if case .empty = slot.content { slot.content = .elements([]) }
        return ElementWriter(slot: slot, codingPath: codingPath)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { self }

    private func put(_ value: Value) { slot.content = .single(value) }

    func encodeNil() { put(.null) }
    func encode(_ value: Bool) { put(.bool(value)) }
    func encode(_ value: String) { put(.text(value)) }
    func encode(_ value: Double) { put(.decimal(value)) }
    func encode(_ value: Float) { put(.decimal(Double(value))) }
    func encode(_ value: Int) { put(.integer(Int64(value))) }
    func encode(_ value: Int8) { put(.integer(Int64(value))) }
    func encode(_ value: Int16) { put(.integer(Int64(value))) }
    func encode(_ value: Int32) { put(.integer(Int64(value))) }
    func encode(_ value: Int64) { put(.integer(value)) }
    func encode(_ value: UInt8) { put(.integer(Int64(value))) }
    func encode(_ value: UInt16) { put(.integer(Int64(value))) }
    func encode(_ value: UInt32) { put(.integer(Int64(value))) }
    func encode(_ value: UInt) throws { put(.integer(try signed(UInt64(value)))) }
    func encode(_ value: UInt64) throws { put(.integer(try signed(value))) }

    private func signed(_ value: UInt64) throws -> Int64 {
        guard let number = Int64(exactly: value) else {
            throw EncodingError.invalidValue(value, .init(codingPath: codingPath, debugDescription: "beyond 63 bits"))
        }
        return number
    }

    func encode<Payload: Encodable>(_ payload: Payload) throws {
        put(try ValueEncoding.box(payload, path: codingPath))
    }
}

private struct MemberWriter<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let slot: Slot
    let codingPath: [any CodingKey]

    private func put(_ value: Value, _ key: Key) { slot.set(Slot(.single(value)), for: key.stringValue) }

    private func child(_ key: Key) -> SlotWriter {
        let child = Slot()
        slot.set(child, for: key.stringValue)
        return SlotWriter(slot: child, codingPath: codingPath + [key])
    }

    mutating func encodeNil(forKey key: Key) { put(.null, key) }
    mutating func encode(_ value: Bool, forKey key: Key) { put(.bool(value), key) }
    mutating func encode(_ value: String, forKey key: Key) { put(.text(value), key) }
    mutating func encode(_ value: Int, forKey key: Key) { put(.integer(Int64(value)), key) }
    mutating func encode(_ value: Int64, forKey key: Key) { put(.integer(value), key) }

    mutating func encode<Payload: Encodable>(_ payload: Payload, forKey key: Key) throws {
        put(try ValueEncoding.box(payload, path: codingPath + [key]), key)
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type,
        forKey key: Key
    ) -> KeyedEncodingContainer<Nested> { child(key).container(keyedBy: type) }

    mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        child(key).unkeyedContainer()
    }

    mutating func superEncoder() -> any Encoder { SlotWriter(slot: slot, codingPath: codingPath) }
    mutating func superEncoder(forKey key: Key) -> any Encoder { child(key) }
}

private struct ElementWriter: UnkeyedEncodingContainer {
    let slot: Slot
    let codingPath: [any CodingKey]

    var count: Int {
        if case .elements(let elements) = slot.content { elements.count } else { 0 }
    }

    private func child() -> SlotWriter {
        let child = Slot()
        slot.append(child)
        return SlotWriter(slot: child, codingPath: codingPath)
    }

    mutating func encodeNil() { slot.append(Slot(.single(.null))) }

    mutating func encode<Payload: Encodable>(_ payload: Payload) throws {
        slot.append(Slot(.single(try ValueEncoding.box(payload, path: codingPath))))
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) -> KeyedEncodingContainer<Nested> { child().container(keyedBy: type) }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { child().unkeyedContainer() }
    mutating func superEncoder() -> any Encoder { child() }
}
