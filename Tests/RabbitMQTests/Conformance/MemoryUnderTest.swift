import CaseworkTesting
import Foundation

/// The memory broker behind the exercises' protocol.
///
/// Nothing has to be waited for: what has not happened when a call returns will not happen.
actor MemoryUnderTest: BrokerUnderTest, NodeUnderTest {
    private let memory = MemoryBroker()
    nonisolated var broker: any BrokerUnderTest { self }
    nonisolated let showsTheWorst = true
    private let definitions: [UInt8]
    private var heard: [MemoryBroker.Connection: [MemoryBroker.Event]] = [:]

    /// A node that loads the definitions now and at every start.
    init(definitions: [UInt8]) throws {
        self.definitions = definitions
        try memory.load(definitions: definitions)
    }

    nonisolated func name(_ what: String) -> String { what }

    func declareExchange(_ name: String, kind: MemoryBroker.ExchangeKind, alternate: String?) {
        memory.declareExchange(name, kind: kind, alternate: alternate)
    }

    func declareQueue(_ name: String, _ options: MemoryBroker.QueueOptions) { memory.declareQueue(name, options) }

    func bind(_ queue: String, to exchange: String, key: String) { memory.bind(queue: queue, to: exchange, key: key) }

    func deleteQueue(_ name: String) { memory.deleteQueue(name) }

    func connect(as user: String?) -> any LineUnderTest { Line(node: self, connection: memory.connect(as: user)) }

    func records(of stream: String, from offset: Int64, count: Int) throws -> [MemoryBroker.StreamRecord] {
        try exactly(count, memory.records(of: stream, from: offset, limit: count))
    }

    func alarm(_ isOn: Bool) { memory.isAlarmed = isOn }

    func age() { memory.now += 3000 }

    func kill() throws {
        memory.kill()
        try memory.load(definitions: definitions)
    }

    func wipe() throws {
        memory.wipe()
        try memory.load(definitions: definitions)
    }

    func survivors(of queue: String) -> Int? { memory.depth(of: queue) }

    private func exactly<T>(_ count: Int, _ found: [T]) throws -> [T] {
        guard found.count == count else { throw Surprise(what: "\(count) wanted, \(found.count) there: \(found)") }
        return found
    }

    private struct Line: LineUnderTest {
        let node: MemoryUnderTest
        let connection: MemoryBroker.Connection

        func publish(_ message: MemoryBroker.Message, isMandatory: Bool) async -> UInt64 {
            await node.perform { $0.publish(message, isMandatory: isMandatory, on: connection) }
        }

        func events(_ count: Int) async throws -> [MemoryBroker.Event] {
            try await node.events(count, on: connection)
        }

        func consume(_ queue: String, prefetch: Int) async {
            await node.perform { $0.consume(queue, prefetch: prefetch, on: connection) }
        }

        func cancel(_ queue: String) async { await node.perform { $0.cancel(queue, on: connection) } }

        func deliveries(_ count: Int) async throws -> [MemoryBroker.Delivery] {
            let deliveries = await node.perform { $0.deliveries(on: connection, limit: count) }
            return try await node.exactly(count, deliveries)
        }

        func restOfDeliveries() async -> [MemoryBroker.Delivery] {
            await node.perform { $0.deliveries(on: connection, limit: .max) }
        }

        func acknowledge(_ tag: UInt64, isMultiple: Bool) async {
            await node.perform { $0.acknowledge(tag, isMultiple: isMultiple, on: connection) }
        }

        func reject(_ tag: UInt64, requeues: Bool) async {
            await node.perform { $0.reject(tag, requeues: requeues, on: connection) }
        }

        func close() async { await node.perform { $0.close(connection) } }

        func drop() async { await node.perform { $0.drop(connection) } }
    }

    private func events(
        _ count: Int,
        on connection: MemoryBroker.Connection
    ) throws -> [MemoryBroker.Event] {
        let events = heard[connection, default: []] + memory.events(on: connection)
        heard[connection] = Array(events.dropFirst(count))
        return try exactly(count, Array(events.prefix(count)))
    }

    private func perform<T: Sendable>(_ work: (MemoryBroker) -> T) -> T { work(memory) }
}
