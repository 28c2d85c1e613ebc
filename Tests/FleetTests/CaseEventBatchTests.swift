import Casework
import Contracts
import Foundation
import GRDB
import Testing

@testable import EventStore
@testable import Fleet

/// Tells the world of one case an entry, and an agency as well.
private struct Herald: Fold {
    var kinds: Set<String> { ["opened"] }
    var tables: [String] { [] }

    func create(in db: Database) throws {}

    func fold(_ entry: Entry, in db: Database) throws -> [Outgoing] {
        [
            try CaseEventBatchTests.news(of: entry.n, at: entry.at),
            Outgoing(
                exchange: "huiban.assignments",
                routingKey: "police.07",
                messageID: "a/\(entry.n)",
                type: "a",
                body: []
            ),
        ]
    }
}

@Suite struct CaseEventBatchTests {
    private static let noon = Instant(milliseconds: 1_682_568_000_000)

    fileprivate static func news(
        of n: Int64,
        epoch: Int64 = 1,
        shard: String = "07",
        stands: [String]? = nil,
        at: Instant = noon
    ) throws -> Outgoing {
        let event = CaseEvent(
            kind: .opened,
            caseID: "case \(n)",
            caseType: "deputy-suggestion",
            number: 1,
            at: at,
            stands: stands
        )
        let envelope = try Envelope.caseEvents(CaseEvents(events: [event]), time: at, epoch: epoch, number: n)
        return Outgoing(
            exchange: "huiban.events",
            routingKey: "deputy-suggestion.\(shard)",
            messageID: envelope.id,
            type: envelope.type.rawValue,
            body: envelope.bytes
        )
    }

    private func row(_ n: Int64, _ message: Outgoing) -> Outbox.Row { Outbox.Row(id: n << 10, message: message) }

    private func cases(_ load: CaseEventBatch.Load) throws -> [String] {
        let envelope = try #require(Wire.read(body: load.message.body).subject)
        #expect(envelope.id == load.message.messageID)
        return try #require(envelope.payload(CaseEvents.self).subject).events.map(\.caseID)
    }

    @Test func whatTheWorldIsToldOfSeveralCasesTravelsInOneMessageWithEverythingInOrder() throws {
        let other = Outgoing(exchange: "x", routingKey: "y", messageID: "z", type: "t", body: [1])
        let loads = CaseEventBatch.loads([
            row(1, try Self.news(of: 1)), row(2, other), row(3, try Self.news(of: 3)), row(4, try Self.news(of: 4)),
        ])
        try #require(loads.count == 2)
        #expect(loads[0].message == other && loads[0].ids == [2 << 10])
        #expect(loads[1].ids == [1 << 10, 3 << 10, 4 << 10])
        #expect(try cases(loads[1]) == ["case 1", "case 3", "case 4"])
        #expect(loads[1].message.messageID == "coordinator/events/1/1-4")
        #expect(loads[1].message.routingKey == "deputy-suggestion.07")
    }

    @Test func whatIsAloneGoesAsItWas() throws {
        let news = try Self.news(of: 5)
        let loads = CaseEventBatch.loads([row(5, news)])
        #expect(loads.map(\.message) == [news])
        #expect(loads.map(\.ids) == [[5 << 10]])
    }

    @Test func eventsOfSeveralShardsCarryAKeyOfTheirOwn() throws {
        let loads = CaseEventBatch.loads([
            row(1, try Self.news(of: 1, shard: "07")), row(2, try Self.news(of: 2, shard: "08")),
        ])
        #expect(loads.map(\.message.routingKey) == ["several"])
    }

    @Test func eventsOfAnEarlierLifeOfTheFileStayApart() throws {
        let loads = CaseEventBatch.loads([
            row(1, try Self.news(of: 1)), row(2, try Self.news(of: 2)), row(3, try Self.news(of: 3, epoch: 2)),
        ])
        #expect(loads.map(\.message.messageID) == ["coordinator/events/1/1-2", "coordinator/events/2/3"])
    }

    @Test func aMessageGrowsNoFurtherThanToItsMeasure() throws {
        let long = [String(repeating: "步", count: 10_000)]
        let rows = try (1...5).map { row(Int64($0), try Self.news(of: Int64($0), stands: long)) }
        let loads = CaseEventBatch.loads(rows)
        #expect(loads.map(\.ids.count) == [2, 2, 1])
        #expect(try loads.flatMap(cases) == (1...5).map { "case \($0)" })
    }

    @Test func oneAnswerOfTheBrokerIsForAllThatTravelledTogether() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "huiban-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let outlet = HeldOutlet()
        let store = try Store(owner: "test", path: "\(folder)/test.sqlite", folds: [Herald()])
        let pipeline = Pipeline(ledger: try Ledger(store), outlet: outlet, safe: 0)
        let jobs = (1...3).map { _ in
            Pipeline.Job(work: { try $0.record("opened", case: "", ["a": "b"]) }) { _ in }
        }
        func unsent() throws -> (Int, Int) { try store.read { try Outbox.counts(in: $0) } }

        try pipeline.run(jobs, now: Self.noon)
        try pipeline.settle(.journal(through: 3), .confirmed)
        _ = outlet.take()
        try pipeline.feed()
        var sent = outlet.take()
        #expect(
            sent.map(\.message.exchange).sorted() == Array(repeating: "huiban.assignments", count: 3) + [
                "huiban.events"
            ]
        )
        var news = try #require(sent.first { $0.message.exchange == "huiban.events" })
        try pipeline.settle(news.token, .refused(reason: "nacked"))
        try pipeline.run([], now: Self.noon)
        #expect(try unsent() == (6, 3))
        pipeline.retryStuck()
        try pipeline.feed()
        sent = outlet.take()
        news = try #require(sent.first)
        #expect(sent.count == 1 && news.message.messageID == "coordinator/events/1/1-3")
        try pipeline.settle(news.token, .confirmed)
        #expect(pipeline.unanswered == 6)
        try pipeline.run([], now: Self.noon)
        #expect(try unsent() == (3, 0))
        #expect(pipeline.unanswered == 3)
    }
}
