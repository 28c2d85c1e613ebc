import Casework
import Contracts
import EventStore
import Foundation
import GRDB
import Logging
import Synchronization
import Testing

@testable import Fleet

/// An outlet that confirms everything at once, except fences, which it hands to the test.
private final class FencedOutlet: Outlet {
    let fences: AsyncStream<Parcel>
    private let found: AsyncStream<Parcel>.Continuation
    private let engine = Mutex<Engine?>(nil)

    init() { (fences, found) = AsyncStream.makeStream() }

    func answer(to engine: Engine) { self.engine.withLock { $0 = engine } }

    func send(_ parcels: [Parcel]) {
        for parcel in parcels {
            engine.withLock { $0 }?.settled(parcel.token, .confirmed)
            if case .fence = parcel.token { found.yield(parcel) }
        }
    }
}

/// An office with timers that are due at once and fire one at a time; it notes in which order things happen.
private final class Witness: Office {
    let owner = "witness"
    let folds: [any Fold] = [Notebook(), DeadLetters()]
    let queues = ["in"]
    let fences: [FenceRoute]
    let events: AsyncStream<String>
    private let happened: AsyncStream<String>.Continuation
    private let left = Mutex(0)

    init(timers: Int) {
        fences = timers > 0 ? [FenceRoute(exchange: "x", routingKey: "witness.fence", queue: "in")] : []
        left.withLock { $0 = timers }
        (events, happened) = AsyncStream.makeStream()
    }

    func receive(_ message: Incoming, _ transaction: Transaction) throws -> Handling {
        try transaction.record("word", case: "", Notebook.Word(text: message.envelope.id))
        if message.envelope.id == "a/breaks" { throw Unforeseen() }
        happened.yield(message.envelope.id)
        return .done
    }

    func nextDue(in db: Database) throws -> Instant? { left.withLock { $0 } == 0 ? nil : Instant(milliseconds: 0) }

    func fire(_ transaction: Transaction, through moment: Instant) throws {
        left.withLock { $0 -= 1 }
        // What has happened is in the log, like everything else.
        try transaction.record("word", case: "", Notebook.Word(text: "fired"))
        happened.yield("fired")
    }
}

/// What no handler was written for.
private struct Unforeseen: Error {}

private struct Noon: FleetTime {
    func now() -> Instant { Instant(milliseconds: 1_682_568_000_000) }
    func pause(until due: Instant) -> Duration? { now() >= due ? nil : .milliseconds(10) }
}

@Suite(.timeLimit(.minutes(2))) struct EngineTests {
    private let path = FileManager.default.temporaryDirectory.appending(path: "huiban-\(UUID().uuidString).sqlite").path

    private func message(_ id: String, of caseID: String? = nil, isRedelivered: Bool = false) -> RawMessage {
        let envelope = Envelope(id: id, source: "a", type: .stepReport, time: Noon().now(), caseID: caseID, data: [:])
        return RawMessage(
            queue: "in",
            exchange: "x",
            routingKey: "a.00",
            contentType: Envelope.contentType,
            isRedelivered: isRedelivered,
            body: envelope.bytes
        )
    }

    private func back(_ fence: Parcel) -> RawMessage {
        var message = message("fence")
        message.routingKey = "witness.fence"
        message.contentType = fence.message.contentType
        message.correlationID = fence.message.correlationID
        return message
    }

    private func start(_ office: Witness, _ outlet: FencedOutlet, store: Store) -> Engine {
        let engine = Engine(
            office: office,
            store: store,
            clock: Noon(),
            dayKeys: DayKeys(folder: nil),
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        outlet.answer(to: engine)
        engine.start(outlet: outlet, safe: 0)
        return engine
    }

    private func settled(_ message: RawMessage, by engine: Engine) async {
        await withCheckedContinuation { continuation in
            engine.deliver(message) { _ in continuation.resume() }
        }
    }

    @Test func aTimerThatIsDueFiresOnlyAfterWhatHadArrivedIsRead() async throws {
        let office = Witness(timers: 1)
        let outlet = FencedOutlet()
        let store = try Store(owner: "witness", path: path, folds: office.folds)
        let engine = start(office, outlet, store: store)
        var fences = outlet.fences.makeAsyncIterator()
        var fence = await fences.next()
        // It lay in the queue before the fence did.
        await settled(message("a/1"), by: engine)
        // On a slow machine the engine may have taken the first fence for lost and sent another: all come back.
        let returning = Task {
            while let arrived = fence {
                engine.deliver(back(arrived)) { _ in }
                fence = await fences.next()
            }
        }
        var events = office.events.makeAsyncIterator()
        #expect(await events.next() == "a/1")
        #expect(await events.next() == "fired")
        returning.cancel()
        await stop(engine)
    }

    @Test func allThatWasDueFiresBehindOneFence() async throws {
        let office = Witness(timers: 3)
        let outlet = FencedOutlet()
        let engine = start(office, outlet, store: try Store(owner: "witness", path: path, folds: office.folds))
        var fences = outlet.fences.makeAsyncIterator()
        let fence = try #require(await fences.next())
        engine.deliver(back(fence)) { _ in }
        var events = office.events.makeAsyncIterator()
        for _ in 1...3 { #expect(await events.next() == "fired") }
        await stop(engine)
    }

    @Test(arguments: [(1, false), (2, true)])
    func theThirdDeathInTheMiddleOfAMessageMakesItADeadLetter(before: Int, isDead: Bool) async throws {
        let office = Witness(timers: 0)
        let store = try Store(owner: "witness", path: path, folds: office.folds)
        let poison = message("a/poison", isRedelivered: true)
        // The process died the first time unnoted, then so often in the middle of this very message.
        for _ in 0..<before { _ = try store.beginHandling("in/\(ContentHash.of(poison.body))") }
        try store.setLocal("running", "1")
        let engine = start(office, FencedOutlet(), store: store)
        await settled(poison, by: engine)
        let (reasons, words) = try await store.read { db in
            (
                try String.fetchAll(db, sql: "SELECT reasons FROM dead"),
                try String.fetchAll(db, sql: "SELECT text FROM words")
            )
        }
        #expect(reasons == (isDead ? ["POISON"] : []))
        #expect(words == (isDead ? [] : ["a/poison"]))
        await stop(engine)
    }

    @Test func aHandlerThatThrowsParksItsCaseInOrderAndNoOther() async throws {
        let office = Witness(timers: 0)
        let store = try Store(owner: "witness", path: path, folds: office.folds)
        let outlet = FencedOutlet()
        let engine = Engine(
            office: office,
            store: store,
            clock: Noon(),
            dayKeys: DayKeys(folder: nil),
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        outlet.answer(to: engine)
        // All of them lie there when the engine begins: they come into one commit.
        for (id, caseID) in [("a/breaks", "C1"), ("a/2", "C1"), ("a/3", "C2")] {
            engine.deliver(message(id, of: caseID)) { _ in }
        }
        async let last: Void = settled(message("a/4", of: "C1"), by: engine)
        engine.start(outlet: outlet, safe: 0)
        await last
        let (parked, words) = try await store.read { db in
            (
                try Row.fetchAll(db, sql: "SELECT case_id, reasons FROM parked ORDER BY n").map { row in
                    "\(row["case_id"] as String) \(row["reasons"] as String)"
                },
                try String.fetchAll(db, sql: "SELECT text FROM words ORDER BY n")
            )
        }
        #expect(parked == ["C1 HANDLER_FAILED:Unforeseen", "C1 CASE_PARKED", "C1 CASE_PARKED"])
        #expect(words == ["a/3"])
        await stop(engine)
    }

    private func stop(_ engine: Engine) async {
        await withCheckedContinuation { ended in
            Thread.detachNewThread {
                engine.stop()
                ended.resume()
            }
        }
    }
}
