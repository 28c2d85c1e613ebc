import Contracts
import Fleet
import Foundation
import Synchronization

/// What the parts of a run share: how far it is, its ledger, its record for people.
final class ChaosRun: Sendable {
    /// How far a run is.
    enum Phase: Sendable {
        /// Cases are published, faults fall, some work is left until it is late.
        case load
        /// Nothing new comes, nothing more breaks; everybody finishes what is there.
        case rest
        case over
    }

    private struct State {
        var phase = Phase.load
        var ledger = ChaosLedger()
        /// Open tasks by desk that somebody is about to do.
        var waiting: [String: Int] = [:]
        /// Tasks that people completed.
        var steps = 0
        /// The publisher's numbers of the cases that have passed the first desk.
        var registered: Set<String> = []
        /// The last refusal of a task that nobody could do.
        var refusals: [String: String] = [:]
    }

    let fleet: PlayedFleet
    let dice: Dice
    let cast: Cast
    let door: Door
    private let state = Mutex(State())
    private let begin = ContinuousClock.now

    init(fleet: PlayedFleet, dice: Dice) throws {
        self.fleet = fleet
        self.dice = dice
        cast = try Cast(home: fleet.home, voice: fleet.voice)
        door = try Door(home: fleet.home, people: cast.people.map(\.id))
    }

    var phase: Phase {
        get { state.withLock { $0.phase } }
        set { state.withLock { $0.phase = newValue } }
    }

    /// What was told so far.
    var ledger: ChaosLedger { state.withLock { $0.ledger } }
    var steps: Int { state.withLock { $0.steps } }
    /// Open tasks of all desks that somebody is about to do.
    var waiting: Int { state.withLock { $0.waiting.values.reduce(0, +) } }
    var refusals: [String: String] { state.withLock { $0.refusals } }

    /// Writes into the ledger.
    func note<T: Sendable>(_ work: (inout ChaosLedger) -> T) -> T { state.withLock { work(&$0.ledger) } }

    /// How much lies on a desk.
    func lies(_ count: Int, on desk: String) { state.withLock { $0.waiting[desk] = count } }

    /// A task was completed.
    func stepped() { state.withLock { $0.steps += 1 } }

    /// How many cases have passed the first desk.
    var registered: Int { state.withLock { $0.registered.count } }

    /// A case has passed the first desk.
    func register(_ externalID: String) { state.withLock { _ = $0.registered.insert(externalID) } }

    /// Nobody could do a task; nil when somebody could after all.
    func refused(_ task: String, _ why: String?) { state.withLock { $0.refusals[task] = why } }

    /// Seconds since it began.
    var seconds: Double {
        let passed = ContinuousClock.now - begin
        return Double(passed.components.seconds) + Double(passed.components.attoseconds) / 1e18
    }

    /// Says something with its moment, on standard error: the result stands alone on standard output.
    func say(_ line: String) { fleet.voice.warn(verbatim: String(format: "%7.1f s  ", seconds) + line) }

    /// A pause that ends early when the run is broken off.
    func pause(_ duration: Duration) async {
        do {
            try await Task.sleep(for: duration)
        } catch {
            // Broken off: whoever paused looks how far the run is.
            return
        }
    }
}
