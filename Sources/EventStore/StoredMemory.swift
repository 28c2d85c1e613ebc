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

    private let known = Mutex<[String: Known]>([:])
    private let capacity: Int

    package init(capacity: Int = 500) { self.capacity = capacity }

    /// The value with this name and exactly these stored bytes, nil when it is not remembered.
    package func value(_ name: String, _ bytes: Data) -> Value? {
        known.withLock { $0[name] }.flatMap { $0.bytes == bytes ? $0.value : nil }
    }

    /// Remembers a value with its stored bytes.
    package func keep(_ value: Value, as name: String, _ bytes: Data) {
        known.withLock { known in
            // Which cases are at work changes with the day; beginning again is cheaper than keeping an order.
            if known.count >= capacity, known[name] == nil { known = [:] }
            known[name] = Known(bytes: bytes, value: value)
        }
    }
}
