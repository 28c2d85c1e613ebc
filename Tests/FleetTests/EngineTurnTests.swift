import Casework
import EventStore
import Foundation
import GRDB
import Logging
import Synchronization
import Testing

@testable import Fleet

/// An office that insists on one message for ever.
private struct Insistent: Office {
    let owner = "test"
    let folds: [any Fold] = [Notebook(), DeadLetters()]
    let queues: [String] = []

    func receive(_ message: Incoming, _ transaction: Transaction) throws -> Handling { .done }

    func sayAgain(in store: Store, wall: Int64) throws -> [Outgoing] {
        [Outgoing(exchange: "words", routingKey: "again", messageID: "again", type: "word", body: [])]
    }
}

/// Time that the test moves.
private final class Hands: FleetTime {
    private let state = Mutex<Int64>(0)
    private let days = Mutex<Int64>(0)

    func now() -> Instant { Instant(milliseconds: 1_682_568_000_000 + days.withLock { $0 } * 86_400_000) }
    func pass(days more: Int64) { days.withLock { $0 += more } }
    func pause(until due: Instant) -> Duration? { now() >= due ? nil : .milliseconds(1) }
    func elapsed() -> Int64 { state.withLock { $0 } }
    func wait(_ milliseconds: Int64) { state.withLock { $0 += milliseconds } }
}

/// The engine's turns, taken by hand over a file in memory.
@Suite struct EngineTurnTests {
    private let outlet = HeldOutlet()
    private let hands = Hands()
    private let reportsFailure = Box(false)
    private let engine: Engine
    private let loop: EngineLoop

    private final class Box: Sendable {
        let value: Mutex<Bool>
        init(_ value: Bool) { self.value = Mutex(value) }
    }

    private struct Misreported: Error {}

    init() throws {
        let office = Insistent()
        let store = try Store(owner: "test", database: try DatabaseQueue(), folds: office.folds) {
            [reportsFailure] in
            let fails = reportsFailure.value.withLock { flag in
                defer { flag = false }
                return flag
            }
            if fails { throw Misreported() }
        }
        engine = Engine(
            office: office,
            store: store,
            clock: hands,
            dayKeys: DayKeys(folder: nil),
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        loop = try EngineLoop(engine: engine, outlet: outlet, safe: 0)
        try loop.begin()
    }

    private func note(_ word: String) throws {
        let work = Engine.Work(
            run: { try $0.record("word", case: "", Notebook.Word(text: word)) },
            tell: { _ in }
        )
        try loop.turn([.work(work)])
    }

    @Test func nothingIsSaidAgainThatTheJournalDoesNotHold() throws {
        try note("a")
        hands.wait(2000)
        try loop.turn([])
        // A file lost now would come back without the entry, and what was said of it could not be taken back.
        #expect(outlet.take().map(\.token) == [.journal(through: 1)])
        try loop.turn([.outcome(.journal(through: 1), .confirmed)])
        #expect(outlet.take().map(\.token).contains(.again))
    }

    @Test func aCommitThatTookPlaceAlthoughItWasReportedAsFailedReachesTheJournal() throws {
        reportsFailure.value.withLock { $0 = true }
        try note("a")
        #expect(outlet.take().isEmpty)
        try note("b")
        let records = try outlet.take().filter { $0.message.type == "huiban.journal.v1" }
            .map { try JournalRecord.decode($0.message.body) }
        #expect(records.flatMap(\.entries).map(\.n) == [1, 2])
        #expect(try engine.store.read { try String.fetchAll($0, sql: "SELECT text FROM words") } == ["a", "b"])
    }

    @Test func theKeyOfADaysDeadLettersGoesByItselfThirtyDaysLater() throws {
        let day = LocalDate(hands.now())
        _ = try engine.dayKeys.seal(of: day)
        hands.pass(days: 29)
        try loop.turn([])
        #expect(try engine.dayKeys.seal(thatOpens: day) != nil)
        hands.pass(days: 1)
        try loop.turn([])
        #expect(try engine.dayKeys.seal(thatOpens: day) == nil)
    }

    @Test func aDiskThatCannotBeWrittenEndsNoEngine() throws {
        hands.wait(6000)
        reportsFailure.value.withLock { $0 = true }
        try loop.turn([])
        try note("a")
        #expect(try engine.store.end().n == 1)
    }
}
