import Fleet
import Synchronization

/// What a process has handed over for the broker and said of its deliveries, until the wire takes it.
final class SimulatedOutlet: Outlet {
    /// An acknowledgement on its way.
    struct Settled: Sendable {
        /// The connection it is for, by its opening.
        var opening: Int
        var tag: UInt64
        var settlement: Engine.Settlement
    }

    private struct State {
        var parcels: [Parcel] = []
        var settled: [Settled] = []
    }

    private let state = Mutex(State())
    private let mortality: Mortality

    init(_ mortality: Mortality) { self.mortality = mortality }

    func send(_ parcels: [Parcel]) {
        for parcel in parcels {
            guard mortality.effect() else { return }
            state.withLock { $0.parcels.append(parcel) }
        }
    }

    func settle(_ settled: Settled) {
        guard mortality.effect() else { return }
        state.withLock { $0.settled.append(settled) }
    }

    func takeParcels() -> [Parcel] {
        state.withLock { state in
            defer { state.parcels = [] }
            return state.parcels
        }
    }

    func takeSettled() -> [Settled] {
        state.withLock { state in
            defer { state.settled = [] }
            return state.settled
        }
    }

    var isEmpty: Bool { state.withLock { $0.parcels.isEmpty && $0.settled.isEmpty } }
}
