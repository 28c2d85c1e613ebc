import CaseworkTesting
import Testing

extension Exercise {
    static let limits = [
        Exercise("a full queue took one more than its limit and refuses the next") { broker in
            for limit in [1, 3] {
                let queue = try await broker.queue("limit\(limit)", .init(deliveryLimit: 100, maxLength: limit))
                let line = try await broker.connect(as: nil)
                for tag in UInt64(1)...UInt64(limit + 1) {
                    #expect(try await line.outcome(.to(queue, "\(tag)")) == [.confirmed(tag: tag)])
                }
                let next = UInt64(limit + 2)
                #expect(try await line.outcome(.to(queue, "x")) == [.nacked(tag: next)])
                #expect(try await line.outcome(.to(queue, "y")) == [.nacked(tag: next + 1)])
                #expect(try await broker.drain(queue, limit + 1).count == limit + 1)
                try await line.close()
            }
        },
        Exercise("a message for two queues is refused by the full one and kept by the other") { broker in
            let exchange = try await broker.exchange("e", .fanout)
            let full = try await broker.queue("full", .init(deliveryLimit: 100, maxLength: 1))
            let free = try await broker.queue("free")
            for queue in [full, free] { try await broker.bind(queue, to: exchange, key: "") }
            let line = try await broker.connect(as: nil)
            let outcomes = try await (1...6).asyncMap { try await line.outcome(.to(exchange, "", "\($0)")) }
            let tags = (UInt64(1)...6)
            #expect(outcomes.flatMap { $0 } == tags.map { $0 < 3 ? .confirmed(tag: $0) : .nacked(tag: $0) })
            #expect(try await broker.drain(full, 2) == ["1", "2"])
            #expect(try await broker.drain(free, 6) == ["1", "2", "3", "4", "5", "6"])
            try await line.close()
        },
        Exercise("a full queue takes again at four fifths of its limit, not before") { broker in
            let queue = try await broker.queue("q", .init(deliveryLimit: 100, maxLength: 10))
            let line = try await broker.connect(as: nil)
            for tag in UInt64(1)...11 {
                #expect(try await line.outcome(.to(queue, "\(tag)")) == [.confirmed(tag: tag)])
            }
            #expect(try await line.outcome(.to(queue, "12")) == [.nacked(tag: 12)])
            // A delivery that is not settled does not count against the limit: two leave nine.
            let reader = try await broker.connect(as: nil)
            try await reader.consume(queue, prefetch: 2)
            #expect(try await reader.deliveries(2).count == 2)
            #expect(try await line.outcome(.to(queue, "13")) == [.nacked(tag: 13)])
            try await reader.acknowledge(1, isMultiple: false)
            #expect(try await reader.deliveries(1).count == 1)
            #expect(try await line.outcome(.to(queue, "14")) == [.confirmed(tag: 14)])
            try await reader.close()
            try await line.close()
        },
    ]
}

extension Sequence {
    /// One after the other.
    func asyncMap<T>(_ transform: (Element) async throws -> T) async rethrows -> [T] {
        var results: [T] = []
        for element in self { results.append(try await transform(element)) }
        return results
    }
}
