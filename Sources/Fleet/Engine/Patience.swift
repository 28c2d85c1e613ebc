import Synchronization

/// When what nobody has echoed is said again: soon at first, then each time after twice as long (design rule S).
///
/// Moments are milliseconds of a clock that only goes forward.
package final class Patience: Sendable {
    private struct Wait {
        var nextAt: Int64
        var length: Int64
    }

    private struct State {
        var waits: [String: Wait] = [:]
        var isOver = false
    }

    private static let longest: Int64 = 86_400_000

    private let first: Int64
    private let state = Mutex(State())

    /// Patience whose first wait takes `first` milliseconds.
    package init(first: Int64) { self.first = first }

    /// Which of all that `waiting` names are to be said again now; what is not named waits no more and is forgotten.
    package func due(among waiting: [String], at wall: Int64) -> Set<String> {
        state.withLock { state in
            var kept: [String: Wait] = [:]
            var due: Set<String> = []
            for name in waiting {
                var wait = state.waits[name] ?? Wait(nextAt: wall + first, length: first)
                if wait.nextAt <= wall || state.isOver {
                    wait.length = min(wait.length * 2, Self.longest)
                    wait.nextAt = wall + wait.length
                    due.insert(name)
                }
                kept[name] = wait
            }
            state = State(waits: kept)
            return due
        }
    }

    /// Ends every wait: all that waits is due at the next look.
    package func end() { state.withLock { $0.isOver = true } }
}
