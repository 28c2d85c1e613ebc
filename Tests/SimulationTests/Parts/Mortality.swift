import Synchronization

/// How long one process still lives: it may die at any of its outward effects, and a dead one has none.
///
/// An effect is a commit (before it and behind it), a message handed over, an acknowledgement, an answer. So a crash can
/// fall between any two steps of the pipeline; what the code does after it is never seen.
final class Mortality: Sendable {
    private struct State {
        var isDead = false
        var effectsLeft: Int?
    }

    private let state = Mutex(State())

    var isDead: Bool { state.withLock { $0.isDead } }

    /// Dies instead of its effect after `effects` more.
    func dieAfter(_ effects: Int) { state.withLock { $0.effectsLeft = effects } }

    func die() { state.withLock { $0.isDead = true } }

    /// Survives what was planned, if it did not come so far.
    func live() { state.withLock { $0.effectsLeft = nil } }

    /// Whether the next effect still happens.
    func effect() -> Bool {
        state.withLock { state in
            guard !state.isDead else { return false }
            guard let left = state.effectsLeft else { return true }
            if left <= 0 {
                state.isDead = true
                return false
            }
            state.effectsLeft = left - 1
            return true
        }
    }
}

/// What a dead process's code runs into.
struct Died: Error {}
