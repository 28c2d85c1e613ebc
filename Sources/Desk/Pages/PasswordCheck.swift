import Dispatch
import Fleet
import Synchronization

/// Compares passwords, one after the other on a queue of its own: each takes tenths of a second and 32 MiB, which no
/// cooperative thread has to give and no flood of tries may multiply.
final class PasswordCheck: Sendable {
    /// So many wait at most; who comes later is told to try again.
    static let mostWaiting = 8

    private let queue = DispatchQueue(label: "passwords", qos: .utility)
    private let waiting = Mutex(0)

    /// Whether a password is the one that was kept; nil when too many others wait.
    func matches(_ password: String, _ kept: PasswordHash) async throws -> Bool? {
        let isFull = waiting.withLock { waiting in
            guard waiting < Self.mostWaiting else { return true }
            waiting += 1
            return false
        }
        guard !isFull else { return nil }
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { [self] in
                let result = Result { try kept.matches(password) }
                waiting.withLock { $0 -= 1 }
                continuation.resume(with: result)
            }
        }
    }
}
