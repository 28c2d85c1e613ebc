import Casework
import Fleet
import Synchronization

/// The fleet's time and the machine's patience, moved by the simulation alone.
final class SimulatedTime: FleetTime {
    private struct State {
        var now: Instant
        var elapsed: Int64 = 0
    }

    private let state: Mutex<State>

    init(_ now: Instant) { state = Mutex(State(now: now)) }

    func now() -> Instant { state.withLock { $0.now } }

    func pause(until due: Instant) -> Duration? { now() >= due ? nil : .milliseconds(1) }

    func elapsed() -> Int64 { state.withLock { $0.elapsed } }

    /// Both clocks go on together.
    func pass(_ milliseconds: Int64) {
        state.withLock { state in
            state.now = state.now + milliseconds
            state.elapsed += milliseconds
        }
    }

    /// Only patience goes on: a fleet whose time is frozen or jumps.
    func wait(_ milliseconds: Int64) { state.withLock { $0.elapsed += milliseconds } }

    /// The fleet's time jumps; it never goes back.
    func jump(to moment: Instant) { state.withLock { $0.now = max($0.now, moment) } }

    private static let start = ContinuousClock.now

    /// Patience as the publishing ledger counts it.
    var continuous: ContinuousClock.Instant { Self.start + .milliseconds(elapsed()) }
}
