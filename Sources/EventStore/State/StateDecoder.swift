/// What a type reads itself from: the value at one place.
struct StateDecoder: Decoder, SingleValueDecodingContainer {
    let source: StateSource
    let position: Int

    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard try source.tag(at: position) == .members else { throw StateError.damaged }
        return KeyedDecodingContainer(StoredMembers<Key>(source: source, content: try source.content(of: position)))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard try source.tag(at: position) == .list else { throw StateError.damaged }
        return StoredElements(source: source, content: try source.content(of: position))
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { self }

    func decodeNil() -> Bool { position < source.bytes.count && source.bytes[position] == StateTag.null.rawValue }
    func decode(_ type: Bool.Type) throws -> Bool { try source.bool(at: position) }
    func decode(_ type: String.Type) throws -> String { try source.string(at: position) }
    func decode(_ type: Double.Type) throws -> Double { try source.decimal(at: position) }
    func decode(_ type: Float.Type) throws -> Float { Float(try source.decimal(at: position)) }
    func decode(_ type: Int.Type) throws -> Int { try source.whole(type, at: position) }
    func decode(_ type: Int8.Type) throws -> Int8 { try source.whole(type, at: position) }
    func decode(_ type: Int16.Type) throws -> Int16 { try source.whole(type, at: position) }
    func decode(_ type: Int32.Type) throws -> Int32 { try source.whole(type, at: position) }
    func decode(_ type: Int64.Type) throws -> Int64 { try source.integer(at: position) }
    func decode(_ type: UInt.Type) throws -> UInt { try source.whole(type, at: position) }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try source.whole(type, at: position) }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try source.whole(type, at: position) }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try source.whole(type, at: position) }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try source.whole(type, at: position) }
    func decode<Payload: Decodable>(_ type: Payload.Type) throws -> Payload { try source.value(type, at: position) }
}

/// Members in the order in which they were written, which is the order in which the same type asks for them.
private final class StoredMembers<Key: CodingKey>: KeyedDecodingContainerProtocol {
    private let source: StateSource
    private let content: Range<Int>
    /// Where the member stands that was asked for last.
    private var cursor: Int

    init(source: StateSource, content: Range<Int>) {
        self.source = source
        self.content = content
        cursor = content.lowerBound
    }

    var codingPath: [any CodingKey] { [] }

    var allKeys: [Key] {
        var keys: [Key] = []
        var position = content.lowerBound
        // Members that cannot be read are found by whoever asks for one.
        while position < content.upperBound, case .success(let member) = Result(catching: { try member(at: position) })
        {
            if let key = Key(stringValue: member.name) { keys.append(key) }
            position = member.end
        }
        return keys
    }

    private func member(at position: Int) throws -> (name: String, end: Int) {
        let (name, value) = try source.text(at: position)
        return (name, try source.end(of: value))
    }

    /// Where the value of a member stands, nil when there is none.
    private func find(_ key: Key) throws -> Int? {
        let name = key.stringValue
        // Asked for again, as `decodeIfPresent` does, it stands at the cursor; otherwise most likely right behind.
        for range in [cursor..<content.upperBound, content.lowerBound..<cursor] {
            var position = range.lowerBound
            while position < range.upperBound {
                let letters = try source.span(at: position)
                if letters.count == name.utf8.count, source.bytes[letters].elementsEqual(name.utf8) {
                    cursor = position
                    return letters.upperBound
                }
                position = try source.end(of: letters.upperBound)
            }
        }
        return nil
    }

    private func place(_ key: Key) throws -> Int {
        guard let place = try find(key) else { throw StateError.missing(key.stringValue) }
        return place
    }

    private func decoder(_ key: Key) throws -> StateDecoder {
        StateDecoder(source: source, position: try place(key))
    }

    func contains(_ key: Key) -> Bool {
        guard case .success(let place) = Result(catching: { try find(key) }) else { return false }
        return place != nil
    }

    func decodeNil(forKey key: Key) throws -> Bool { try decoder(key).decodeNil() }
    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try source.bool(at: place(key)) }
    func decode(_ type: String.Type, forKey key: Key) throws -> String { try source.string(at: place(key)) }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try source.whole(type, at: place(key)) }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try source.integer(at: place(key)) }

    func decode<Payload: Decodable>(_ type: Payload.Type, forKey key: Key) throws -> Payload {
        try source.value(type, at: place(key))
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type,
        forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> { try decoder(key).container(keyedBy: type) }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try decoder(key).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder { throw StateError.missing("super") }
    func superDecoder(forKey key: Key) throws -> any Decoder { try decoder(key) }
}

private struct StoredElements: UnkeyedDecodingContainer {
    let source: StateSource
    let end: Int
    private var position: Int
    private(set) var currentIndex = 0

    init(source: StateSource, content: Range<Int>) {
        self.source = source
        end = content.upperBound
        position = content.lowerBound
    }

    var codingPath: [any CodingKey] { [] }
    var count: Int? { nil }
    var isAtEnd: Bool { position >= end }

    private mutating func next() throws -> StateDecoder {
        guard !isAtEnd else { throw StateError.damaged }
        let here = StateDecoder(source: source, position: position)
        position = try source.end(of: position)
        currentIndex += 1
        return here
    }

    mutating func decodeNil() throws -> Bool {
        guard !isAtEnd, StateDecoder(source: source, position: position).decodeNil() else { return false }
        _ = try next()
        return true
    }

    mutating func decode(_ type: String.Type) throws -> String { try next().decode(type) }
    mutating func decode(_ type: Int.Type) throws -> Int { try next().decode(type) }
    mutating func decode<Payload: Decodable>(_ type: Payload.Type) throws -> Payload { try next().decode(type) }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> { try next().container(keyedBy: type) }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { try next().unkeyedContainer() }
    mutating func superDecoder() throws -> any Decoder { try next() }
}
