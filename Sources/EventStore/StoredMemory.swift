package import Foundation
import Synchronization

/// Values as they were last read from or written to a folded table, so that what has not changed is not decoded again.
///
/// The stored bytes are the key: a value whose commit was taken back has other bytes, and is read anew.
package final class StoredMemory<Value: Sendable>: Sendable {
    private struct Known {
        let bytes: Data
        let value: Value
    }

    /// What was used of late, and what was used before that: whichever is not asked for again goes with the older half.
    private struct Halves {
        var young: [String: Known] = [:]
        var old: [String: Known] = [:]

        mutating func keep(_ entry: Known, as name: String, capacity: Int) {
            if young.count >= capacity, young[name] == nil {
                old = young
                young = [:]
            }
            young[name] = entry
        }
    }

    private let halves = Mutex(Halves())
    private let capacity: Int

    /// Remembers `capacity` values at least and twice as many at most.
    package init(capacity: Int = 1000) { self.capacity = capacity }

    /// The value with this name and exactly these stored bytes, nil when it is not remembered.
    package func value(_ name: String, _ bytes: Data) -> Value? {
        halves.withLock { halves in
            if let entry = halves.young[name] { return entry.bytes == bytes ? entry.value : nil }
            guard let entry = halves.old[name], entry.bytes == bytes else { return nil }
            halves.keep(entry, as: name, capacity: capacity)
            return entry.value
        }
    }

    /// The value with this name and these stored bytes, read with `decode` when it is not remembered.
    package func value(_ name: String, _ bytes: Data, orElse decode: (Data) throws -> Value) rethrows -> Value {
        if let known = value(name, bytes) { return known }
        let read = try decode(bytes)
        keep(read, as: name, bytes)
        return read
    }

    /// The stored bytes of an equal value that was the last with this name, made with `encode` when there is none.
    package func bytes(of value: Value, as name: String, orElse encode: (Value) throws -> Data) rethrows -> Data
    where Value: Equatable {
        let known = halves.withLock { $0.young[name] ?? $0.old[name] }
        if let known, known.value == value { return known.bytes }
        let made = try encode(value)
        keep(value, as: name, made)
        return made
    }

    /// Remembers a value with its stored bytes.
    package func keep(_ value: Value, as name: String, _ bytes: Data) {
        halves.withLock { $0.keep(Known(bytes: bytes, value: value), as: name, capacity: capacity) }
    }
}
