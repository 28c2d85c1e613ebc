import Synchronization

/// What a connection's thread hears, in order; an exercise takes it from the front and can wait for it.
final class Inbox<Element: Sendable>: Sendable {
    private struct State {
        var elements: [Element] = []
        var taken = 0
        var isCancelled = false
        var waiter: (count: Int, continuation: CheckedContinuation<Void, Never>)?

        mutating func wake() {
            guard let waiter, isCancelled || elements.count >= waiter.count else { return }
            self.waiter = nil
            waiter.continuation.resume()
        }
    }

    private let state = Mutex(State())

    /// How many came so far.
    var count: Int { state.withLock { $0.elements.count } }

    func append(_ element: Element) {
        state.withLock { state in
            state.elements.append(element)
            state.wake()
        }
    }

    /// Waits for the next so many, and takes them; one task at a time.
    func take(_ count: Int) async throws -> [Element] {
        let wanted = state.withLock { $0.taken + count }
        try await untilCount(wanted)
        return state.withLock { state in
            defer { state.taken = wanted }
            return Array(state.elements[state.taken..<wanted])
        }
    }

    /// Takes everything that is there.
    func takeRest() -> [Element] {
        state.withLock { state in
            defer { state.taken = state.elements.count }
            return Array(state.elements[state.taken...])
        }
    }

    /// Waits until that many came in all; a time limit ends a wait in vain, with an error that says what did come.
    func untilCount(_ count: Int) async throws {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                state.withLock { state in
                    state.waiter = (count, continuation)
                    state.wake()
                }
            }
        } onCancel: {
            state.withLock { state in
                state.isCancelled = true
                state.wake()
            }
        }
        let elements = state.withLock { $0.elements }
        guard elements.count >= count else { throw Surprise(what: "waited for \(count), heard \(elements)") }
    }
}
