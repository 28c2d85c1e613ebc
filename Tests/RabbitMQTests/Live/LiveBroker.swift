import Foundation
import RabbitMQ
import Synchronization
import Testing

/// The broker that the live tests may use: an administrator's URL in HUIBAN_TEST_AMQP.
enum LiveBroker {
    static let url = ProcessInfo.processInfo.environment["HUIBAN_TEST_AMQP"]
    /// The TLS listener of the same broker, with `cacertfile` in its query.
    static let tlsURL = ProcessInfo.processInfo.environment["HUIBAN_TEST_AMQPS"]

    /// The home of the same broker, with every user's credentials.
    static let home = ProcessInfo.processInfo.environment["HUIBAN_TEST_HOME"]

    static func options(_ name: String = #function, heartbeat: Int = 10) throws -> ConnectionOptions {
        try ConnectionOptions(
            endpoints: [Endpoint(url ?? "")],
            name: name,
            heartbeatSeconds: heartbeat,
            backoff: Backoff(first: .milliseconds(20), most: .milliseconds(500))
        )
    }

    /// A name that no other run uses.
    static func name(_ what: String = #function) -> String {
        "test.\(what.prefix { $0 != "(" }).\(UInt64.random(in: 0..<1_000_000_000))"
    }

    /// Gives a session and fresh names, and removes the queues and exchanges that were made under them.
    static func with(
        _ what: String = #function,
        _ work: (Session, String) async throws -> Void
    ) async throws {
        let name = name(what)
        let session = Session(options: try options("session of \(what)"))
        do {
            try await work(session, name)
        } catch {
            Issue.record(error)
        }
        for suffix in ["", ".other", ".third"] {
            try await session.deleteQueue(name + suffix)
            try await session.deleteExchange(name + suffix)
        }
        await session.close()
    }

    /// Has the node do something that no client can ask for; a term of Erlang.
    static func eval(_ term: String) async throws {
        try await BrokerCommand.run("ctl", try #require(home), ["--", "eval", term])
    }

    static let quorum: [String: FieldValue] = ["x-queue-type": "quorum", "x-delivery-limit": 100]
}

/// Collects what callbacks tell, and lets a test wait for it.
final class Recorder<Element: Sendable>: Sendable {
    private struct State {
        var elements: [Element] = []
        var waiters: [(isEnough: @Sendable ([Element]) -> Bool, resume: CheckedContinuation<[Element], Never>)] = []
    }

    private let state = Mutex(State())

    func append(_ element: Element) {
        state.withLock { state in
            state.elements.append(element)
            state.waiters.removeAll { waiter in
                guard waiter.isEnough(state.elements) else { return false }
                waiter.resume.resume(returning: state.elements)
                return true
            }
        }
    }

    var elements: [Element] { state.withLock { $0.elements } }

    /// Waits until the collection is as wanted; the time limit of the test ends a wait in vain.
    @discardableResult
    func until(_ isEnough: @escaping @Sendable ([Element]) -> Bool) async -> [Element] {
        await withCheckedContinuation { continuation in
            state.withLock { state in
                if isEnough(state.elements) {
                    continuation.resume(returning: state.elements)
                } else {
                    state.waiters.append((isEnough, continuation))
                }
            }
        }
    }

    @discardableResult
    func count(_ count: Int) async -> [Element] {
        await until { $0.count >= count }
    }
}

/// The outcome of one publication, as a publisher told it.
struct Told: Sendable {
    var token: UInt64
    var outcome: PublishOutcome
}

/// A publisher with what it told.
struct WatchedPublisher {
    let publisher: Publisher
    let outcomes = Recorder<Told>()
    let events = Recorder<ConnectionEvent>()

    init(_ options: ConnectionOptions) {
        publisher = Publisher(options: options) { [outcomes] token, outcome in
            outcomes.append(Told(token: token, outcome: outcome))
        } onEvent: { [events] in
            events.append($0)
        }
        publisher.start()
    }

    /// Waits for that many outcomes and gives them by token; a token that was told twice is an issue.
    func outcomes(_ count: Int) async -> [UInt64: PublishOutcome] {
        let told = await outcomes.count(count)
        #expect(told.count == count)
        return Dictionary(told.map { ($0.token, $0.outcome) }) { first, _ in
            Issue.record("a token was resolved twice")
            return first
        }
    }
}

/// A consumer with what it told.
struct WatchedConsumer {
    let consumer: Consumer
    let deliveries = Recorder<Delivery>()
    let events = Recorder<ConnectionEvent>()

    init(_ options: ConnectionOptions, _ subscriptions: [Subscription]) {
        consumer = Consumer(options: options, subscriptions: subscriptions) { [deliveries] in
            deliveries.append($0)
        } onEvent: { [events] in
            events.append($0)
        }
        consumer.start()
    }
}

extension Publication {
    /// A message for the default exchange, with its token as message id.
    static func to(_ queue: String, _ token: UInt64, size: Int = 100, mandatory: Bool = true) -> Publication {
        Publication(
            token: token,
            exchange: "",
            routingKey: queue,
            mandatory: mandatory,
            properties: MessageProperties(messageID: "\(token)"),
            body: [UInt8](repeating: 7, count: size)
        )
    }
}

extension Delivery {
    /// The token that `Publication.to` put into the message id.
    var token: UInt64? { properties.messageID.flatMap { UInt64($0) } }
}
