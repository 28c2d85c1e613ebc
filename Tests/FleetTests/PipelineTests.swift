import Casework
import EventStore
import Fleet
import Foundation
import GRDB
import Synchronization
import Testing

/// A broker that keeps what it is sent until the test says what became of it.
final class HeldOutlet: Outlet {
    private let held = Mutex<[Parcel]>([])

    func send(_ parcels: [Parcel]) { held.withLock { $0 += parcels } }

    func take() -> [Parcel] {
        held.withLock { held in
            defer { held = [] }
            return held
        }
    }
}

/// Notes words as entries and tells each to the world.
struct Notebook: Fold {
    struct Word: Codable {
        var text: String
    }

    var kinds: Set<String> { ["word"] }
    var tables: [String] { ["words"] }

    func create(in db: Database) throws {
        try db.execute(sql: "CREATE TABLE IF NOT EXISTS words (n INTEGER PRIMARY KEY, text TEXT NOT NULL)")
    }

    func fold(_ entry: Entry, in db: Database) throws -> [Outgoing] {
        let word = try entry.decode(Word.self)
        try db.execute(sql: "INSERT INTO words VALUES (?, ?)", arguments: [entry.n, word.text])
        return [
            Outgoing(exchange: "words", routingKey: word.text, messageID: "w/\(entry.n)", type: "word", body: [])
        ]
    }
}

@Suite struct PipelineTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "huiban-\(UUID().uuidString)").path
    private let outlet = HeldOutlet()
    private let pipeline: Pipeline
    private let noon = Instant(milliseconds: 1_682_568_000_000)

    init() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let store = try Store(owner: "test", path: "\(folder)/test.sqlite", folds: [Notebook()])
        pipeline = Pipeline(ledger: try Ledger(store), outlet: outlet, safe: 0, window: 4)
    }

    private final class Told {
        var words: [String] = []
    }

    private func note(_ text: String, _ told: Told) -> Pipeline.Job {
        Pipeline.Job(work: { try $0.record("word", case: "", Notebook.Word(text: text)) }) { progress in
            switch progress {
            case .committed: told.words.append("\(text) committed")
            case .safe: told.words.append("\(text) safe")
            case .failed: told.words.append("\(text) failed")
            case .notCommitted: told.words.append("\(text) not committed")
            }
        }
    }

    private func tokens(_ parcels: [Parcel]) -> [Parcel.Token] { parcels.map(\.token) }

    @Test func nobodyIsToldYesBeforeTheJournalHasConfirmed() throws {
        let told = Told()
        try pipeline.run([note("a", told), note("b", told)], now: noon)
        #expect(told.words == ["a committed", "b committed"])
        #expect(tokens(outlet.take()) == [.journal(through: 2)])
        try pipeline.settle(.journal(through: 2), .confirmed)
        #expect(told.words.suffix(2) == ["a safe", "b safe"])
    }

    @Test func causedMessagesFollowTheConfirmedRecord() throws {
        let told = Told()
        try pipeline.run([note("a", told)], now: noon)
        _ = outlet.take()
        try pipeline.feed()
        #expect(outlet.take().isEmpty)
        try pipeline.settle(.journal(through: 1), .confirmed)
        try pipeline.feed()
        #expect(outlet.take().map(\.message.routingKey) == ["a"])
    }

    @Test func theNextBatchIsWorkedWhileTheLastIsBeingConfirmed() throws {
        let told = Told()
        try pipeline.run([note("a", told)], now: noon)
        try pipeline.run([note("b", told)], now: noon)
        #expect(tokens(outlet.take()) == [.journal(through: 1), .journal(through: 2)])
        try pipeline.settle(.journal(through: 2), .confirmed)
        #expect(pipeline.safe == 0)
        #expect(!told.words.contains("b safe"))
        try pipeline.settle(.journal(through: 1), .confirmed)
        #expect(pipeline.safe == 2)
        #expect(told.words.suffix(2) == ["a safe", "b safe"])
    }

    @Test func itIsFullWhileManyRecordsAreOnTheirWayAndNotWhileTheJournalIsInTrouble() throws {
        let told = Told()
        for number in 1...50 {
            #expect(!pipeline.isFull)
            try pipeline.run([note("\(number)", told)], now: noon)
        }
        #expect(pipeline.isFull)
        try pipeline.settle(.journal(through: 1), .confirmed)
        #expect(!pipeline.isFull)
        try pipeline.run([note("51", told)], now: noon)
        try pipeline.settle(.journal(through: 2), .refused(reason: "full"))
        #expect(!pipeline.isFull)
    }

    @Test func anInputWithoutEffectWaitsForWhatItStandsOn() throws {
        let told = Told()
        try pipeline.run([note("a", told)], now: noon)
        try pipeline.run(
            [Pipeline.Job(work: { _ in }) { if case .safe = $0 { told.words.append("repeat safe") } }],
            now: noon
        )
        #expect(!told.words.contains("repeat safe"))
        try pipeline.settle(.journal(through: 1), .confirmed)
        #expect(told.words.contains("repeat safe"))
    }

    @Test func aRefusedRecordIsShippedAgainAndARefusedMessageStallsNobody() throws {
        let told = Told()
        try pipeline.run([note("a", told), note("b", told)], now: noon)
        try pipeline.settle(.journal(through: 2), .refused(reason: "nacked"))
        #expect(tokens(outlet.take()) == [.journal(through: 2)])
        #expect(pipeline.journalTrouble == "nacked")
        try pipeline.retryJournal()
        #expect(tokens(outlet.take()) == [.journal(through: 2)])
        try pipeline.settle(.journal(through: 2), .confirmed)
        try pipeline.feed()
        let sent = outlet.take()
        try pipeline.settle(sent[0].token, .refused(reason: "returned"))
        try pipeline.settle(sent[1].token, .confirmed)
        try pipeline.run([], now: noon)
        #expect(try pipeline.ledger.store.read { try Outbox.counts(in: $0) } == (1, 1))
        pipeline.retryStuck()
        try pipeline.feed()
        #expect(outlet.take().map(\.message.routingKey) == ["a"])
    }

    @Test func aJournalWhoseStreamWasLostIsShippedAgainFromItsBeginning() throws {
        let told = Told()
        try pipeline.run([note("a", told)], now: noon)
        try pipeline.settle(.journal(through: 1), .confirmed)
        try pipeline.run([note("b", told)], now: noon)
        _ = outlet.take()
        try pipeline.settle(.journal(through: 2), .unroutable(reason: "returned"))
        try pipeline.run([note("c", told)], now: noon)
        #expect(outlet.take().isEmpty, "nothing is sent to a stream that is not there")
        #expect(!told.words.contains("c safe"))
        try pipeline.retryJournal()
        try pipeline.retryJournal()
        #expect(tokens(outlet.take()) == [.journal(through: 3)], "one page to try, once")
        try pipeline.settle(.journal(through: 3), .confirmed)
        #expect(told.words.contains("b safe") && told.words.contains("c safe"))
        #expect(pipeline.journalTrouble == nil)
    }

    @Test func noMoreThanTheWindowIsUnderWay() throws {
        let told = Told()
        try pipeline.run((1...9).map { note("w\($0)", told) }, now: noon)
        try pipeline.settle(.journal(through: 9), .confirmed)
        _ = outlet.take()
        try pipeline.feed()
        let first = outlet.take()
        #expect(first.count == 4)
        try pipeline.feed()
        #expect(outlet.take().isEmpty)
        for parcel in first { try pipeline.settle(parcel.token, .confirmed) }
        try pipeline.run([], now: noon)
        #expect(outlet.take().map(\.message.routingKey) == ["w5", "w6", "w7", "w8"])
    }

    @Test func afterAStartTheJournalGetsWhatItLacks() throws {
        let told = Told()
        try pipeline.run([note("a", told), note("b", told)], now: noon)
        let second = Pipeline(ledger: pipeline.ledger, outlet: outlet, safe: 1)
        _ = outlet.take()
        try second.start()
        let parcels = outlet.take()
        #expect(tokens(parcels).contains(.journal(through: 2)))
        let record = try #require(parcels.first { $0.token == .journal(through: 2) })
        #expect(try JournalRecord.decode(record.message.body).entries.map(\.n) == [2])
    }
}
