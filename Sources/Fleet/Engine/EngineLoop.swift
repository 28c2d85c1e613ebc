import Casework
import EventStore
import Foundation
import GRDB
import Logging
import Synchronization

/// What the engine's thread does: takes from the mailbox, groups into commits, fires timers behind fences.
///
/// Plain and synchronous: `run` is the thread's life, the simulation takes the turns itself.
final class EngineLoop {
    private let engine: Engine
    private let outlet: any Outlet
    let pipeline: Pipeline
    private let intake: DeliveryIntake
    private var fences: Fences
    private var nextDue: Instant?
    /// Whether the log is as it was when the next due moment was looked at.
    private var isDueLookedAt = false
    private var isStopping = false
    private var lastAgain: Int64 = 0
    /// Snapshots to say again once the journal holds the log up to where they were made.
    private var again: (from: Int64, messages: [Outgoing])?
    private var lastRetry: Int64 = 0
    private var lastJournalRetry: Int64 = 0
    private var forgottenOn: LocalDate?
    private var backlog: [Engine.Item] = []
    private var troubledUntil: Int64 = 0
    /// Messages to put aside with the next commit.
    private var asides: [Pipeline.Job] = []

    init(engine: Engine, outlet: any Outlet, safe: Int64) throws {
        self.engine = engine
        self.outlet = outlet
        let wasUnclean = try engine.store.local("running") == "1"
        try engine.store.setLocal("running", "1")
        pipeline = Pipeline(ledger: try Ledger(engine.store), outlet: outlet, safe: safe)
        intake = DeliveryIntake(engine: engine, isCareful: wasUnclean)
        fences = Fences(owner: engine.office.owner, routes: engine.office.fences)
    }

    func run() throws {
        try begin()
        while !isStopping {
            try turn(engine.mailbox.take(limit: 500, waiting: pause()))
        }
        let deadline = engine.clock.elapsed() + 3000
        while !pipeline.isIdle, engine.clock.elapsed() < deadline {
            try turn(engine.mailbox.take(limit: 500, waiting: 50))
        }
        try end()
    }

    /// Ships and sends what an earlier life left.
    func begin() throws {
        try pipeline.start()
        try lookAtTimers()
    }

    /// Notes that this life ended in peace.
    func end() throws { try engine.store.setLocal("running", "0") }

    /// One round: these items into one commit, then whatever follows from them and from the time.
    func turn(_ items: [Engine.Item]) throws {
        var jobs = asides
        asides = []
        var ready: [Engine.Item] = []
        if engine.clock.elapsed() >= troubledUntil { swap(&ready, &backlog) }
        for item in ready + items {
            switch item {
            case .work(let work):
                jobs.append(Pipeline.Job(work: work.run, tell: work.tell))
            case .delivery(let raw, let settle):
                if let number = fences.number(of: raw) {
                    settle(.acknowledge)
                    fences.arrived(number, queue: raw.queue)
                } else if intake.mustBeAlone(raw) {
                    try commit(&jobs)
                    try handleAlone(raw, settle)
                } else {
                    jobs.append(job(for: raw, settle))
                }
            case .outcome(let token, let outcome):
                try pipeline.settle(token, outcome)
            case .quiet(let answer):
                fences.waiters.append(answer)
            case .stop:
                isStopping = true
            }
        }
        if !jobs.isEmpty || (items.isEmpty && pipeline.hasNotes) { try commit(&jobs) }
        try pipeline.feed()
        try timers()
        try sayAgain()
        forgetOldKeys()
        publishStatus()
    }

    private func commit(_ jobs: inout [Pipeline.Job]) throws {
        let before = pipeline.ledger.end.n
        try pipeline.run(jobs, now: engine.clock.now())
        jobs = []
        guard pipeline.ledger.end.n != before else { return }
        isDueLookedAt = false
        engine.tellWatchers()
    }

    /// A message that may have killed the process before: that it begins is on disk before anything else happens.
    private func handleAlone(_ raw: RawMessage, _ settle: @escaping @Sendable (Engine.Settlement) -> Void) throws {
        do {
            try intake.begin(raw)
        } catch {
            return postpone(raw, settle, because: error)
        }
        var alone = [job(for: raw, settle)]
        try commit(&alone)
    }

    /// Nothing can be saved now: the delivery stays with us and is tried again soon.
    private func postpone(
        _ raw: RawMessage,
        _ settle: @escaping @Sendable (Engine.Settlement) -> Void,
        because error: any Error
    ) {
        engine.log.error("nothing can be saved", metadata: ["error": "\(error)"])
        troubledUntil = engine.clock.elapsed() + 500
        backlog.append(.delivery(raw, settle: settle))
    }

    private func job(for raw: RawMessage, _ settle: @escaping @Sendable (Engine.Settlement) -> Void) -> Pipeline.Job {
        Pipeline.Job(work: { [intake] in try intake.handle(raw, $0) }) { [self] progress in
            switch progress {
            case .committed: break
            case .safe: settle(raw.oversized == nil ? .acknowledge : .reject)
            case .failed(let error):
                engine.log.error(
                    "a message could not be handled",
                    metadata: ["queue": "\(raw.queue)", "error": "\(type(of: error))"]
                )
                asides.append(aside(for: raw, settle, because: error))
            case .notCommitted(let error): postpone(raw, settle, because: error)
            }
        }
    }

    /// Keeps a message whose handling broke its own savepoint.
    private func aside(
        for raw: RawMessage,
        _ settle: @escaping @Sendable (Engine.Settlement) -> Void,
        because error: any Error
    ) -> Pipeline.Job {
        Pipeline.Job(work: { [intake] in try intake.putAside(raw, because: error, $0) }) { [self] progress in
            switch progress {
            case .committed: break
            case .safe: settle(.acknowledge)
            case .failed(let error), .notCommitted(let error): postpone(raw, settle, because: error)
            }
        }
    }

    private func lookAtTimers() throws {
        nextDue = try engine.store.read { try engine.office.nextDue(in: $0) }
        isDueLookedAt = true
    }

    /// Nothing fires before what had already arrived is read: a fence through every own queue comes first (promise 6).
    ///
    /// One fence is enough for all that was due when it was sent; they fire a batch a turn, and what arrives meanwhile is
    /// read between.
    private func timers() throws {
        if !isDueLookedAt {
            let before = nextDue
            try lookAtTimers()
            // What has come to be due before all that was known was not there when the fence was sent: another calendar, say.
            if let nextDue, before.map({ nextDue < $0 }) ?? true { fences.forget() }
        }
        let (now, covered) = (engine.clock.now(), fences.covered)
        let isDue = nextDue.map { now >= $0 } ?? false
        let isCovered = covered.flatMap { covered in nextDue.map { $0 <= covered } } ?? false
        if isDue && !isCovered || !fences.waiters.isEmpty,
            let parcels = fences.next(at: engine.clock.elapsed(), moment: now)
        {
            outlet.send(parcels)
        }
        let isRoundOver = fences.isComplete
        if isRoundOver { fences.finish() }
        if isDue, let through = fences.covered, let due = nextDue, due <= through { try fire(through: through) }
        if isRoundOver { try answerQuiet() }
    }

    private func fire(through moment: Instant) throws {
        guard engine.clock.elapsed() >= troubledUntil, !pipeline.isFull else { return }
        var jobs = [
            Pipeline.Job(
                work: { [office = engine.office] in try office.fire($0, through: moment) },
                tell: { [self] progress in
                    switch progress {
                    case .committed, .safe: break
                    case .failed(let error):
                        engine.log.critical("timers could not be fired", metadata: ["error": "\(error)"])
                    case .notCommitted: troubledUntil = engine.clock.elapsed() + 500
                    }
                }
            )
        ]
        try commit(&jobs)
        try pipeline.feed()
        try lookAtTimers()
    }

    private func answerQuiet() throws {
        guard !fences.waiters.isEmpty else { return }
        let (isQuiet, unsent) = try engine.store.read { db in
            (try engine.office.isQuiet(in: db), try Outbox.counts(in: db).unsent)
        }
        let report = Engine.QuietReport(
            isQuiet: isQuiet && unsent == 0 && pipeline.isIdle && backlog.isEmpty,
            nextDue: nextDue
        )
        for waiter in fences.waiters { waiter(report) }
        fences.waiters = []
        // Confirmed messages are still listed until they are noted; note them so that the next answer can be yes.
        if pipeline.hasNotes {
            var none: [Pipeline.Job] = []
            try commit(&none)
        }
    }

    private func sayAgain() throws {
        let now = engine.clock.elapsed()
        if now - lastJournalRetry > 500 {
            lastJournalRetry = now
            let before = pipeline.ledger.end.n
            try pipeline.retryJournal()
            try pipeline.resolveDoubt()
            if pipeline.ledger.end.n != before {
                isDueLookedAt = false
                engine.tellWatchers()
            }
        }
        if now - lastRetry > 5000 {
            lastRetry = now
            pipeline.retryStuck()
        }
        if let again, again.from <= pipeline.safe {
            outlet.send(again.messages.map { Parcel(token: .again, message: $0) })
            self.again = nil
        }
        guard again == nil, now - lastAgain > 1000 else { return }
        lastAgain = now
        let messages = try engine.office.sayAgain(in: engine.store, wall: now)
        // What they tell may be newer than what the journal holds.
        if !messages.isEmpty { again = (pipeline.ledger.end.n, messages) }
        engine.status.withLock { $0.saidAgain += messages.count }
    }

    /// Once a day, so that what is kept of dead letters goes when its days are over and nobody need think of it.
    private func forgetOldKeys() {
        let today = LocalDate(engine.clock.now())
        guard today != forgottenOn else { return }
        forgottenOn = today
        do {
            try engine.dayKeys.forget(on: today)
        } catch {
            engine.log.error("old keys of dead letters stay", metadata: ["reason": "\(error)"])
        }
    }

    private func pause() -> Int {
        if !asides.isEmpty { return 0 }
        if fences.isOpen { return 20 }
        if pipeline.journalTrouble != nil { return 250 }
        if pipeline.hasNotes { return 5 }
        guard let nextDue else { return 1000 }
        guard let pause = engine.clock.pause(until: nextDue) else { return pipeline.isFull ? 20 : 0 }
        return max(
            1,
            min(1000, Int(pause.components.seconds * 1000 + pause.components.attoseconds / 1_000_000_000_000_000))
        )
    }

    private func publishStatus() {
        engine.status.withLock {
            $0.counts = pipeline.counts
            $0.unanswered = pipeline.unanswered
            $0.logEnd = pipeline.ledger.end.n
            $0.safe = pipeline.safe
            $0.journalTrouble = pipeline.journalTrouble
            $0.nextDue = nextDue
        }
    }
}
