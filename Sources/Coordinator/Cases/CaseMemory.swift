import Casework
import Foundation
import Synchronization

/// Cases as they were last read or written, so that a report need not read three times what has not changed.
///
/// The stored bytes are the key: a case whose commit was taken back has other bytes, and is read anew.
final class CaseMemory: Sendable {
    private struct Known {
        let body: Data
        let state: Case
    }

    private let known = Mutex<[String: Known]>([:])
    private let capacity: Int

    init(capacity: Int = 500) { self.capacity = capacity }

    /// The case with exactly these stored bytes, nil when it is not remembered.
    func state(_ id: String, _ body: Data) -> Case? {
        known.withLock { $0[id] }.flatMap { $0.body == body ? $0.state : nil }
    }

    /// Remembers a case with its stored bytes.
    func keep(_ state: Case, _ body: Data) {
        known.withLock { known in
            // Which cases are at work changes with the day; beginning again is cheaper than keeping an order.
            if known.count >= capacity, known[state.id] == nil { known = [:] }
            known[state.id] = Known(body: body, state: state)
        }
    }
}
