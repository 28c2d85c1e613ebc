import Casework

/// Writes one value as `StoredState` has it; a class, since Codable hands out containers that write behind its back.
///
/// A container that stands inside another ends when anything is written to the outer one, so lists and members are closed
/// by depth.
class StateWriter {
    var bytes: [UInt8] = []
    /// The containers under way: where each begins, and whether its members are sorted when it ends.
    private var open: [(start: Int, isSorted: Bool)] = []

    init() { bytes.reserveCapacity(4096) }

    /// Whether members that are nil are written too.
    var writesNil: Bool { true }

    /// Begins a list or members inside `depth` others.
    func begin(_ tag: StateTag, at depth: Int, isSorted: Bool = false) {
        close(to: depth)
        open.append((bytes.count, isSorted))
        bytes.append(tag.rawValue)
        for _ in 0..<4 { bytes.append(0) }
    }

    /// Ends every container inside `depth` others.
    func close(to depth: Int) {
        while open.count > depth, let last = open.popLast() {
            let first = last.start + 5
            if last.isSorted { sortMembers(from: first) }
            let length = UInt32(bytes.count - first)
            for index in 0..<4 { bytes[last.start + 1 + index] = UInt8(truncatingIfNeeded: length >> (8 * index)) }
        }
    }

    /// A value that is all in its tag, or the tag of one that follows.
    func mark(_ tag: StateTag, at depth: Int) {
        close(to: depth)
        bytes.append(tag.rawValue)
    }

    func put(_ value: Bool, at depth: Int) { mark(value ? .yes : .no, at: depth) }

    func put(_ value: Int64, at depth: Int) {
        mark(.integer, at: depth)
        number(UInt64(bitPattern: value << 1 ^ value >> 63))
    }

    func put(_ value: Double, at depth: Int) {
        mark(.decimal, at: depth)
        for index in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: value.bitPattern >> (8 * UInt64(index)))) }
    }

    func put(_ value: String, at depth: Int) {
        mark(.text, at: depth)
        letters(value)
    }

    /// The name of the next member of the container inside `depth` - 1 others.
    func name(_ name: String, at depth: Int) {
        close(to: depth)
        letters(name)
    }

    /// Any value; the types that states are full of are written without a container of their own.
    func put<Payload: Encodable>(_ payload: Payload, at depth: Int) throws {
        if Payload.self == Instant.self, let moment = payload as? Instant { return try put(moment, at: depth) }
        if Payload.self == Value.self, let value = payload as? Value { return put(value, at: depth) }
        if Payload.self == Set<String>.self, let texts = payload as? Set<String> {
            begin(.list, at: depth)
            for text in texts.sorted() { put(text, at: depth + 1) }
            return close(to: depth)
        }
        try payload.encode(to: StateEncoder(writer: self, depth: depth))
        close(to: depth)
    }

    /// A moment, exactly.
    func put(_ moment: Instant, at depth: Int) throws { put(moment.milliseconds, at: depth) }

    private func put(_ value: Value, at depth: Int) {
        switch value {
        case .null: mark(.null, at: depth)
        case .bool(let value): put(value, at: depth)
        case .integer(let value): put(value, at: depth)
        case .decimal(let value): put(value, at: depth)
        case .text(let value): put(value, at: depth)
        case .list(let values):
            begin(.list, at: depth)
            for value in values { put(value, at: depth + 1) }
            close(to: depth)
        case .object(let members):
            begin(.members, at: depth)
            for (key, value) in members.sorted(by: { $0.key < $1.key }) {
                name(key, at: depth + 1)
                put(value, at: depth + 1)
            }
            close(to: depth)
        }
    }

    private func number(_ value: UInt64) {
        var rest = value
        while rest > 127 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 128)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    private func letters(_ text: String) {
        number(UInt64(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }

    /// A dictionary hands its members over in an order of the moment.
    private func sortMembers(from first: Int) {
        let source = StateSource(bytes: bytes)
        var members: [(name: String, range: Range<Int>)] = []
        var position = first
        do {
            while position < bytes.count {
                let (name, value) = try source.text(at: position)
                let end = try source.end(of: value)
                members.append((name, position..<end))
                position = end
            }
        } catch {
            preconditionFailure("what was just written can be read")
        }
        let sorted = members.sorted { $0.name < $1.name }.flatMap { bytes[$0.range] }
        bytes.replaceSubrange(first..., with: sorted)
    }
}
