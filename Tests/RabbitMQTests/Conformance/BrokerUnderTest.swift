import CaseworkTesting
import Testing

/// A broker as the exercises use it, in memory or real.
protocol BrokerUnderTest: Sendable {
    /// A name for something that nobody else uses.
    func name(_ what: String) -> String
    func declareExchange(_ name: String, kind: MemoryBroker.ExchangeKind, alternate: String?) async throws
    func declareQueue(_ name: String, _ options: MemoryBroker.QueueOptions) async throws
    func bind(_ queue: String, to exchange: String, key: String) async throws
    func deleteQueue(_ name: String) async throws
    /// Logs in; nil is an administrator.
    func connect(as user: String?) async throws -> any LineUnderTest
    /// Waits for so many records of a stream.
    func records(of stream: String, from offset: Int64, count: Int) async throws -> [MemoryBroker.StreamRecord]
}

/// One connection with one channel in confirm mode.
protocol LineUnderTest: Sendable {
    /// The tag of the publication.
    @discardableResult
    func publish(_ message: MemoryBroker.Message, isMandatory: Bool) async throws -> UInt64
    /// Waits for the next so many things that the broker says, and takes them.
    func events(_ count: Int) async throws -> [MemoryBroker.Event]
    /// Subscribes and waits until that is known, unless the connection is not read.
    func consume(_ queue: String, prefetch: Int) async throws
    /// Ends the subscription to a queue, keeping what came from it.
    func cancel(_ queue: String) async throws
    /// Waits for the next so many deliveries, and takes them.
    func deliveries(_ count: Int) async throws -> [MemoryBroker.Delivery]
    /// Takes whatever else the broker has delivered when it has done everything that was asked of it before.
    func restOfDeliveries() async throws -> [MemoryBroker.Delivery]
    func acknowledge(_ tag: UInt64, isMultiple: Bool) async throws
    func reject(_ tag: UInt64, requeues: Bool) async throws
    /// With AMQP's farewell.
    func close() async throws
    /// As a crash would.
    func drop() async throws
}

/// A node that an exercise may hurt.
protocol NodeUnderTest: Sendable {
    var broker: any BrokerUnderTest { get }
    /// Where the server does now this and now that: whether this one always does the worst of it.
    var showsTheWorst: Bool { get }
    /// Sets or clears the memory alarm, and waits until it counts.
    func alarm(_ isOn: Bool) async throws
    /// Waits until the quorum queues declared so far would survive a `kill`.
    func age() async throws
    /// `kill -9`, and the next start with the same data.
    func kill() async throws
    /// A start with all data gone.
    func wipe() async throws
    /// How many messages wait in a queue; nil when the queue answers nobody.
    func survivors(of queue: String) async throws -> Int?
}

extension NodeUnderTest {
    /// Checks what a node does where the server does not always do the same.
    func expect<T: Equatable>(
        _ outcome: T,
        worst: T,
        or milder: [T],
        _ location: SourceLocation = #_sourceLocation
    ) {
        let allowed = showsTheWorst ? [worst] : [worst] + milder
        #expect(allowed.contains(outcome), "\(outcome)", sourceLocation: location)
    }
}

extension BrokerUnderTest {
    /// A queue of that kind under a name of its own.
    func queue(_ what: String, _ options: MemoryBroker.QueueOptions = .init(deliveryLimit: 100)) async throws -> String
    {
        let name = name(what)
        try await declareQueue(name, options)
        return name
    }

    func exchange(
        _ what: String,
        _ kind: MemoryBroker.ExchangeKind,
        alternate: String? = nil
    ) async throws -> String {
        let name = name(what)
        try await declareExchange(name, kind: kind, alternate: alternate)
        return name
    }

    /// Puts messages named `0`, `1` … into a queue.
    func fill(_ queue: String, _ count: Int, from first: Int = 0) async throws {
        let line = try await connect(as: nil)
        for number in first..<first + count { try await line.publish(.to(queue, "\(number)"), isMandatory: true) }
        let events = try await line.events(count)
        guard events == (1...UInt64(count)).map({ .confirmed(tag: $0) }) else {
            throw Surprise(what: "not everything was confirmed: \(events)")
        }
        try await line.close()
    }

    /// The names of everything in a queue, which are taken out.
    func drain(_ queue: String, _ count: Int) async throws -> [String] {
        let line = try await connect(as: nil)
        try await line.consume(queue, prefetch: 1000)
        let deliveries = try await line.deliveries(count) + line.restOfDeliveries()
        if let last = deliveries.last { try await line.acknowledge(last.tag, isMultiple: true) }
        // Settled before the farewell counts: the same channel is read in order.
        try await line.close()
        return deliveries.names
    }
}

/// A broker did what no exercise expects.
struct Surprise: Error, CustomStringConvertible {
    var what: String
    var description: String { what }
}

extension LineUnderTest {
    /// What the broker says to one publication when it is the only one on its way.
    func outcome(_ message: MemoryBroker.Message, isMandatory: Bool = true) async throws -> [MemoryBroker.Event] {
        try await publish(message, isMandatory: isMandatory)
        let first = try await events(1)
        guard case .returned? = first.first else { return first }
        return try await first + events(1)
    }
}

extension MemoryBroker.Message {
    /// A message for the default exchange, named by its message id.
    static func to(_ queue: String, _ name: String) -> Self { .to("", queue, name) }

    static func to(_ exchange: String, _ key: String, _ name: String, userID: String? = nil) -> Self {
        Self(exchange: exchange, routingKey: key, messageID: name, userID: userID, body: Array(name.utf8) + [0])
    }
}

extension [MemoryBroker.Delivery] {
    /// The messages' names.
    var names: [String] { map { $0.message.messageID ?? "" } }
    var counts: [Int] { map(\.deliveryCount) }
}
