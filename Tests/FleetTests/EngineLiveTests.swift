import Casework
import Contracts
import EventStore
import Foundation
import GRDB
import Logging
import RabbitMQ
import Synchronization
import Testing

@testable import Fleet

/// An office that notes every report it hears, once each.
private final class Listener: Office {
    let owner: String
    let folds: [any Fold]
    let queues: [String]
    let fences: [FenceRoute]

    init(owner: String, queue: String, exchange: String) {
        self.owner = owner
        folds = [Heard(), DeadLetters()]
        queues = [queue]
        fences = [FenceRoute(exchange: exchange, routingKey: "\(owner).fence", queue: queue)]
    }

    func receive(_ message: Incoming, _ transaction: Transaction) throws -> Handling {
        let known = try Bool.fetchOne(
            transaction.db,
            sql: "SELECT EXISTS (SELECT 1 FROM heard WHERE id = ?)",
            arguments: [message.envelope.id]
        )
        if known != true { try transaction.record("heard", case: "", Heard.Body(id: message.envelope.id)) }
        return .done
    }
}

private struct Heard: Fold {
    struct Body: Codable {
        var id: String
    }

    var kinds: Set<String> { ["heard"] }
    var tables: [String] { ["heard"] }

    func create(in db: Database) throws {
        try db.execute(sql: "CREATE TABLE IF NOT EXISTS heard (id TEXT PRIMARY KEY, n INTEGER NOT NULL)")
    }

    func fold(_ entry: Entry, in db: Database) throws -> [Outgoing] {
        let body = try entry.decode(Body.self)
        try db.execute(sql: "INSERT INTO heard VALUES (?, ?)", arguments: [body.id, entry.n])
        return [
            Outgoing(
                exchange: "live.told",
                routingKey: "told",
                messageID: "told/\(body.id)",
                type: "told",
                contentType: "text/plain",
                body: Array(body.id.utf8)
            )
        ]
    }
}

private struct WallTime: FleetTime {
    func now() -> Instant { Instant(milliseconds: Int64(Date.now.timeIntervalSince1970 * 1000)) }
    func pause(until due: Instant) -> Duration? { now() >= due ? nil : .milliseconds(20) }
}

@Suite(.serialized, .enabled(if: LiveBroker.isThere))
struct EngineLiveTests {
    private let run = UUID().uuidString.prefix(8).lowercased()
    private let folder: String
    private let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "huiban-live-\(run)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    private var owner: String { "live-\(run)" }
    private var queue: String { "live.in.\(run)" }

    /// Declares what the office needs: its queue, its journal, a queue that shows what it tells.
    private func deploy(_ session: Session) async throws {
        try await session.declareExchange("live.\(run)")
        try await session.declareExchange("live.told")
        _ = try await session.declareQueue(queue, arguments: ["x-queue-type": .text("quorum")])
        _ = try await session.declareQueue("live.told.\(run)", arguments: ["x-queue-type": .text("quorum")])
        _ = try await session.declareQueue("journal.\(owner)", arguments: ["x-queue-type": .text("stream")])
        try await session.bind(queue: queue, to: "live.\(run)", routingKey: "#")
        try await session.bind(queue: "live.told.\(run)", to: "live.told", routingKey: "#")
        try await session.bind(queue: "journal.\(owner)", to: "huiban.journal", routingKey: owner)
    }

    private func withdraw(_ session: Session) async throws {
        for name in [queue, "live.told.\(run)", "journal.\(owner)"] { _ = try await session.deleteQueue(name) }
        try await session.deleteExchange("live.\(run)")
    }

    private func message(_ number: Int) throws -> Publication {
        let envelope = Envelope(
            id: "test/\(run)/\(number)",
            source: "test",
            type: .stepReport,
            time: WallTime().now(),
            data: .object(["number": .integer(Int64(number))])
        )
        return Publication(
            token: UInt64(number),
            exchange: "live.\(run)",
            routingKey: "test.00",
            properties: MessageProperties(contentType: Envelope.contentType, messageID: envelope.id),
            body: envelope.bytes
        )
    }

    private func engine(_ store: Store) -> Engine {
        Engine(
            office: Listener(owner: owner, queue: queue, exchange: "live.\(run)"),
            store: store,
            clock: WallTime(),
            dayKeys: DayKeys(folder: nil),
            log: log
        )
    }

    private func store() throws -> Store {
        try Store(owner: owner, path: "\(folder)/store.sqlite", folds: [Heard(), DeadLetters()])
    }

    @Test func everyMessageTakesEffectOnceAndTheJournalHoldsTheFile() async throws {
        try await Session.with(try LiveBroker.options("live-test")) { session in
            try await deploy(session)
            let store = try store()
            let recovery = Recovery(
                owner: owner,
                journal: BrokerJournal(owner: owner, session: session),
                log: log,
                makeMark: { UUID().uuidString }
            )
            #expect(try await recovery.safePosition(of: store) == 0)
            let engine = engine(store)
            let link = BrokerLink(options: try LiveBroker.options("live-\(run)"), log: log)
            link.startPublishing(engine: engine)
            engine.start(outlet: link, safe: 0)
            link.startConsuming(queues: [queue], engine: engine)
            // Every message twice: the second must change nothing.
            for number in (1...150) { _ = try await session.publish(try message(number)) }
            for number in (1...150) { _ = try await session.publish(try message(number)) }
            let told = try await session.collect("live.told.\(run)", atMost: .seconds(30)) {
                $0.properties.messageID == "told/test/\(run)/150"
            }
            #expect(Set(told.compactMap(\.properties.messageID)).count == 150)
            var report = await engine.quiet()
            while !report.isQuiet { report = await engine.quiet() }
            await link.stopConsuming()
            await withCheckedContinuation { ended in
                Thread.detachNewThread {
                    engine.stop()
                    ended.resume()
                }
            }
            await link.stopPublishing()
            #expect(try store.end().n == 150, "each id once")
            #expect(try await recovery.safePosition(of: store) == 150)
            let unsent = try await store.read { try Outbox.counts(in: $0).unsent }
            #expect(unsent == 0)

            let copy = try Ledger(
                try Store(owner: owner, path: "\(folder)/copy.sqlite", folds: [Heard(), DeadLetters()])
            )
            try await recovery.replay(into: copy)
            #expect(try copy.store.end() == store.end())
            try await withdraw(session)
        }
    }

    @Test func aFileThatEndsBeforeItsJournalIsRefusedWithTheRepair() async throws {
        try await Session.with(try LiveBroker.options("live-test")) { session in
            try await deploy(session)
            let entry = Entry(
                n: 7,
                epoch: 1,
                at: WallTime().now(),
                kind: "heard",
                caseID: "",
                body: [],
                chain: Chain.start
            )
            _ = try await session.publish(
                Publication(
                    token: 1,
                    exchange: "huiban.journal",
                    routingKey: owner,
                    properties: MessageProperties(messageID: "x", type: "huiban.journal.v1"),
                    body: JournalRecord(owner: owner, entries: [entry]).encode()
                )
            )
            let recovery = Recovery(
                owner: owner,
                journal: BrokerJournal(owner: owner, session: session),
                log: log,
                makeMark: { UUID().uuidString }
            )
            let store = try store()
            for _ in 0..<3 {
                await #expect(throws: StoreError.fileBehindJournal(owner: owner, file: 0, journal: 7)) {
                    try await recovery.safePosition(of: store)
                }
            }
            #expect(
                StoreError.fileBehindJournal(owner: owner, file: 0, journal: 7).description.contains("huiban rebuild")
            )
            try await withdraw(session)
        }
    }
}
