package import Casework
import Foundation
import Synchronization

/// The one clock of a fleet, read by every process of a home (design, section 6).
///
/// `clock.json` is looked at again at most every 10 ms, so that a jump, a freeze or a change of speed is seen by every
/// process within about 20 ms. No reading of one `FleetClock` is earlier than the one before it.
package final class FleetClock: Sendable {
    /// What a change of the clock was refused for.
    package enum Refusal: Error, Hashable {
        /// There is no `clock.json`: the fleet was never brought up.
        case neverStarted
        /// Real time can be neither moved nor frozen.
        case isReal
        /// The wanted time is before the fleet's present time, which never goes back.
        case goesBack(now: Instant)
    }

    private struct State {
        var anchor: ClockAnchor
        var version: FileVersion?
        var lookedAt: Int64
        var latest: Instant
    }

    private let path: String
    private let read: @Sendable () -> ClockReading
    private let state: Mutex<State>

    /// The longest time a change of the clock may go unnoticed by a sleeper, in milliseconds.
    private static let notice = 15.0

    /// The clock of a home.
    ///
    /// - Parameters:
    ///   - home: where `clock.json` lies.
    ///   - reading: the machine's clocks; another source for tests.
    /// - Throws: `Refusal.neverStarted`, or what made `clock.json` unreadable.
    package init(home: Home, reading: @escaping @Sendable () -> ClockReading = ClockReading.current) throws {
        path = home.clockFile
        read = reading
        let version = FileVersion(path: path)
        guard let anchor = try DurableFile.read(ClockAnchor.self, from: path) else { throw Refusal.neverStarted }
        let current = reading()
        state = Mutex(
            State(anchor: anchor, version: version, lookedAt: current.monotonic, latest: anchor.now(at: current))
        )
    }

    /// The fleet's present time.
    package func now() -> Instant { state.withLock { look(&$0).now } }

    /// The kind of time and its rate, as last read.
    package var anchor: ClockAnchor { state.withLock { look(&$0).anchor } }

    /// How long to sleep before looking at the clock again for `due`; nil when `due` has come.
    ///
    /// The sleep may end before `due`: a clock that can be moved has to be looked at often.
    package func pause(until due: Instant) -> Duration? {
        state.withLock { state in
            let (now, anchor, reading) = look(&state)
            guard now < due else { return nil }
            let distance = anchor.wait(for: due, at: reading) ?? .infinity
            // The wall clock may be set: a second is the most by which a real deadline can then be late.
            let longest = anchor.mode == .real ? 1000 : Self.notice
            return .milliseconds(max(1, min(distance, longest).rounded(.up)))
        }
    }

    /// Returns when the fleet's time has reached `due`.
    ///
    /// - Throws: `CancellationError`.
    package func wait(until due: Instant) async throws {
        while let pause = pause(until: due) { try await Task.sleep(for: pause) }
    }

    private func look(_ state: inout State) -> (now: Instant, anchor: ClockAnchor, reading: ClockReading) {
        let reading = read()
        if reading.monotonic - state.lookedAt >= 10 {
            state.lookedAt = reading.monotonic
            let version = FileVersion(path: path)
            // A file that cannot be read (removed or edited by hand) leaves the clock running as it was.
            if version != state.version, let anchor = try? DurableFile.read(ClockAnchor.self, from: path) {
                state.anchor = anchor
                state.version = version
            }
        }
        state.latest = max(state.latest, state.anchor.now(at: reading))
        return (state.latest, state.anchor, reading)
    }
}

extension FleetClock: FleetTime {}
