package import Casework
package import EventStore
import Foundation
package import GRDB
package import Logging
import Synchronization

/// One process at work: a thread that owns the file, takes what arrives, commits it together and tells the broker.
package final class Engine: Sendable {
    enum Item: Sendable {
        case work(Work)
        case delivery(RawMessage, settle: @Sendable (Settlement) -> Void)
        case outcome(Parcel.Token, ParcelOutcome)
        case quiet(@Sendable (QuietReport) -> Void)
        case stop
    }

    /// A closure to run in the next commit.
    struct Work: Sendable {
        var run: @Sendable (Transaction) throws -> Void
        var tell: @Sendable (Pipeline.Progress) -> Void
    }

    /// How a delivery ends at the broker.
    package enum Settlement: Sendable {
        case acknowledge
        /// Gives it to the broker's dead-letter queue (a body too large to keep).
        case reject
    }

    /// Whether anything is left to do but wait for people and clocks.
    package struct QuietReport: Sendable {
        package var isQuiet: Bool
        package var nextDue: Instant?
    }

    package let office: any Office
    package let store: Store
    package let clock: any FleetTime
    package let dayKeys: DayKeys
    package let log: Logger
    let mailbox = Mailbox<Item>()
    let status = Mutex(EngineStatus())
    private let watchers = Mutex<[@Sendable () -> Void]>([])
    private let ended = DispatchSemaphore(value: 0)

    package init(office: any Office, store: Store, clock: any FleetTime, dayKeys: DayKeys, log: Logger) {
        self.office = office
        self.store = store
        self.clock = clock
        self.dayKeys = dayKeys
        self.log = log
    }

    /// Begins to work.
    ///
    /// `safe` is the log position that the journal is known to hold (`Recovery`).
    package func start(outlet: any Outlet, safe: Int64) {
        let thread = Thread { [self] in
            do {
                try EngineLoop(engine: self, outlet: outlet, safe: safe).run()
            } catch {
                log.critical("the engine cannot go on", metadata: ["reason": "\(error)"])
                status.withLock { $0.fatal = "\(error)" }
            }
            ended.signal()
        }
        thread.name = "\(office.owner)-engine"
        thread.stackSize = 8 << 20
        thread.start()
    }

    /// Finishes what is there, waits a short while for confirms, and ends the thread.
    ///
    /// Not for a cooperative thread.
    package func stop() {
        mailbox.post(.stop)
        _ = ended.wait(timeout: .now() + .seconds(10))
    }

    /// Puts `work` into the next commit and waits until its record is confirmed, or, after `patience` milliseconds,
    /// says that it is only saved here.
    package func commit<T: Sendable>(
        patience: Int = 5000,
        _ work: @escaping @Sendable (Transaction) throws -> T
    ) async throws -> Saved<T> {
        try await withCheckedThrowingContinuation { continuation in
            let answer = Answer<T>(continuation, patience: patience)
            mailbox.post(.work(Work(run: { answer.keep(try work($0)) }, tell: { answer.tell($0) })))
        }
    }

    /// Reads a snapshot of the file.
    package func read<T: Sendable>(_ work: @escaping @Sendable (Database) throws -> T) async throws -> T {
        try await store.read(work)
    }

    /// Has `tell` called behind every commit that recorded something.
    ///
    /// It runs on the engine's thread and must not wait.
    package func onCommit(_ tell: @escaping @Sendable () -> Void) { watchers.withLock { $0.append(tell) } }

    func tellWatchers() {
        for tell in watchers.withLock({ $0 }) { tell() }
    }

    /// A message from the broker; `settle` is called once it may be acknowledged.
    package func deliver(_ message: RawMessage, settle: @escaping @Sendable (Settlement) -> Void) {
        mailbox.post(.delivery(message, settle: settle))
    }

    /// What became of a parcel.
    package func settled(_ token: Parcel.Token, _ outcome: ParcelOutcome) { mailbox.post(.outcome(token, outcome)) }

    /// Reads everything that has arrived so far, then says whether anything is left to do.
    package func quiet() async -> QuietReport {
        await withCheckedContinuation { continuation in
            mailbox.post(.quiet { continuation.resume(returning: $0) })
        }
    }

    /// A snapshot of the engine's condition for `/health`, `/status` and metrics.
    package var condition: EngineStatus { status.withLock { $0 } }
}

/// The fleet's time, as the engine needs it.
package protocol FleetTime: Sendable {
    func now() -> Instant
    /// How long to sleep before looking again whether `due` has come; nil when it has.
    func pause(until due: Instant) -> Duration?
    /// Milliseconds of a clock that only goes forward; for patience, never for facts.
    func elapsed() -> Int64
}

extension FleetTime {
    package func elapsed() -> Int64 { Int64(ProcessInfo.processInfo.systemUptime * 1000) }
}

/// How an engine is doing.
package struct EngineStatus: Sendable {
    package var counts = PipelineCounts()
    package var handled = 0
    package var dead = 0
    package var parked = 0
    package var ignored = 0
    package var saidAgain = 0
    package var unanswered = 0
    package var logEnd: Int64 = 0
    package var safe: Int64 = 0
    package var journalTrouble: String?
    package var nextDue: Instant?
    package var fatal: String?
}
