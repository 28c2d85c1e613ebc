import CaseworkTesting
import Foundation
import RabbitMQ
import Synchronization

/// A real broker behind the exercises' protocol.
///
/// Everything that an exercise makes has a name of its own and goes with `end`.
final class LiveUnderTest: BrokerUnderTest {
    private struct Made {
        var queues: [String] = []
        var exchanges: [String] = []
    }

    let session: Session
    private let home: String
    private let mark = UInt64.random(in: 0..<1_000_000_000)
    private let made = Mutex(Made())

    /// A broker that was started in a home, whose credentials say how to log in.
    init(home: String) throws {
        self.home = home
        session = Session(options: try Self.options(home, as: nil))
    }

    /// Removes what was made.
    func end() async throws {
        let made = made.withLock { $0 }
        for queue in made.queues { try await session.deleteQueue(queue) }
        for exchange in made.exchanges { try await session.deleteExchange(exchange) }
        await session.close()
    }

    static func options(_ home: String, as user: String?) throws -> ConnectionOptions {
        let url = try String(contentsOfFile: "\(home)/credentials/\(user ?? "operator").url", encoding: .utf8)
        return ConnectionOptions(
            endpoints: [try Endpoint(url.trimmingCharacters(in: .whitespacesAndNewlines))],
            name: "conformance",
            backoff: Backoff(first: .milliseconds(20), most: .milliseconds(200))
        )
    }

    func name(_ what: String) -> String { "conformance.\(what).\(mark)" }

    func declareExchange(_ name: String, kind: MemoryBroker.ExchangeKind, alternate: String?) async throws {
        made.withLock { $0.exchanges.append(name) }
        let arguments = alternate.map { ["alternate-exchange": FieldValue.text($0)] } ?? [:]
        try await session.declareExchange(name, kind: kind.rawValue, arguments: arguments)
    }

    func declareQueue(_ name: String, _ options: MemoryBroker.QueueOptions) async throws {
        made.withLock { $0.queues.append(name) }
        try await session.declareQueue(name, arguments: options.arguments)
    }

    func bind(_ queue: String, to exchange: String, key: String) async throws {
        try await session.bind(queue: queue, to: exchange, routingKey: key)
    }

    func deleteQueue(_ name: String) async throws { try await session.deleteQueue(name) }

    func connect(as user: String?) async throws -> any LineUnderTest {
        try await LiveLine(Self.options(home, as: user)) { [self] in try await untilQuiet() }
    }

    /// With a consumer, which tries again: right after a start a stream is still said to be inaccessible (404).
    func records(of stream: String, from offset: Int64, count: Int) async throws -> [MemoryBroker.StreamRecord] {
        let records = Inbox<MemoryBroker.StreamRecord>()
        let consumer = Consumer(
            options: try Self.options(home, as: nil),
            subscriptions: [Subscription(queue: stream, arguments: ["x-stream-offset": .integer(offset)])],
            onDelivery: { delivery in
                let message = MemoryBroker.Message(
                    exchange: delivery.exchange,
                    routingKey: delivery.routingKey,
                    messageID: delivery.properties.messageID,
                    body: delivery.body
                )
                records.append(MemoryBroker.StreamRecord(offset: delivery.streamOffset ?? -1, message: message))
            }
        )
        consumer.start()
        let found = try await records.take(count)
        await consumer.stop()
        return found
    }

    /// Waits until the node has done what its quorum queues were asked before.
    ///
    /// All of them write one log, in the order of the requests: when a later request is answered, they had their turn. Looking
    /// into an empty queue is one, and unlike a publication it is read during an alarm.
    func untilQuiet() async throws {
        let fence = name("fence")
        try await session.declareQueue(fence, arguments: ["x-queue-type": "quorum"])
        made.withLock { if !$0.queues.contains(fence) { $0.queues.append(fence) } }
        for _ in 0..<3 { _ = try await session.get(fence) }
    }
}

extension MemoryBroker.QueueOptions {
    /// How a client declares it.
    fileprivate var arguments: [String: FieldValue] {
        guard kind == .quorum else { return ["x-queue-type": "stream"] }
        var arguments: [String: FieldValue] = [
            "x-queue-type": "quorum", "x-single-active-consumer": .bool(isSingleActive),
        ]
        arguments["x-delivery-limit"] = deliveryLimit.map { .integer(Int64($0)) }
        arguments["x-max-length"] = maxLength.map { .integer(Int64($0)) }
        if maxLength != nil && !dropsOldest { arguments["x-overflow"] = "reject-publish" }
        arguments["x-dead-letter-exchange"] = deadLetterExchange.map { .text($0) }
        return arguments
    }
}
