import CaseworkTesting
import Testing

/// What becomes of unsettled deliveries when their connection ends.
extension Exercise {
    static let returning = [
        Exercise("a lost connection's deliveries come back in order and count as failed, read or not") { broker in
            let queue = try await broker.queue("q")
            try await broker.fill(queue, 6)
            let first = try await broker.connect(as: nil)
            try await first.consume(queue, prefetch: 4)
            #expect(try await first.deliveries(2).names == ["0", "1"])
            try await first.acknowledge(1, isMultiple: false)
            try await first.drop()
            let second = try await broker.connect(as: nil)
            try await second.consume(queue, prefetch: 10)
            let deliveries = try await second.deliveries(5)
            #expect(deliveries.names == ["1", "2", "3", "4", "5"])
            // The acknowledgement made room for a fifth.
            #expect(deliveries.counts == [1, 1, 1, 1, 0])
            #expect(deliveries.map(\.isRedelivered) == [true, true, true, true, false])
            try await second.close()
        },
        Exercise("a lost connection keeps the order without a delivery limit, too") { broker in
            let queue = try await broker.queue("q", .init())
            try await broker.fill(queue, 4)
            let line = try await broker.connect(as: nil)
            try await line.consume(queue, prefetch: 2)
            _ = try await line.deliveries(2)
            try await line.drop()
            #expect(try await broker.drain(queue, 4) == ["0", "1", "2", "3"])
        },
        Exercise("a second loss with a smaller window turns the order round") { broker in
            let queue = try await broker.queue("q")
            try await broker.fill(queue, 6)
            for (prefetch, names) in [(4, ["0", "1", "2", "3"]), (2, ["0", "1"])] {
                let line = try await broker.connect(as: nil)
                try await line.consume(queue, prefetch: prefetch)
                #expect(try await line.deliveries(prefetch).names == names)
                try await line.drop()
            }
            #expect(try await broker.drain(queue, 6) == ["2", "3", "0", "1", "4", "5"])
        },
        Exercise("losses count for every unsettled message and bury the innocent ones") { broker in
            let (exchange, grave) = try await grave(broker)
            let queue = try await broker.queue("q", .init(deliveryLimit: 1, deadLetterExchange: exchange))
            try await broker.fill(queue, 4)
            for _ in 0..<2 {
                let line = try await broker.connect(as: nil)
                try await line.consume(queue, prefetch: 3)
                #expect(try await line.deliveries(1).names == ["0"])
                try await line.drop()
            }
            #expect(try await broker.drain(grave, 3) == ["0", "1", "2"])
            #expect(try await broker.drain(queue, 1) == ["3"])
        },
        Exercise("after a cancel the next consumer gets newer messages before what the other one still holds") {
            broker in
            let names = try await handOver(broker) { line, queue in
                try await line.cancel(queue)
                try await line.close()
            }
            #expect(names == ["4", "5", "6", "7", "8", "9", "0", "1", "2", "3"])
        },
        // Measured 10 times each: the farewell alone kept the order, a cancel before it turned it round, without exception.
        Exercise("a farewell without a cancel keeps the order") { broker in
            let names = try await handOver(broker) { line, _ in try await line.close() }
            #expect(names == ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"])
        },
        Exercise("a channel that the broker closes keeps the order") { broker in
            let names = try await handOver(broker) { line, _ in
                try await line.publish(.to(broker.name("missing"), "k", "x"), isMandatory: true)
                _ = try await line.events(1)
            }
            #expect(names == ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"])
        },
        Exercise("after a cancel what is held can still be settled, and what is on its way still arrives") { broker in
            let queue = try await broker.queue("q", .init(deliveryLimit: 100, isSingleActive: true))
            try await broker.fill(queue, 4)
            let (first, second) = try await (broker.connect(as: nil), broker.connect(as: nil))
            try await first.consume(queue, prefetch: 2)
            try await second.consume(queue, prefetch: 1)
            try await first.cancel(queue)
            #expect(try await second.deliveries(1).names == ["2"])
            #expect(try await first.deliveries(2).names == ["0", "1"])
            try await first.acknowledge(2, isMultiple: true)
            try await first.close()
            try await second.acknowledge(1, isMultiple: false)
            #expect(try await second.deliveries(1).names == ["3"])
            try await second.close()
        },
        Exercise("without a dead-letter exchange they are lost") { broker in
            let queue = try await broker.queue("q", .init(deliveryLimit: 0))
            try await broker.fill(queue, 2)
            let line = try await broker.connect(as: nil)
            try await line.consume(queue, prefetch: 1)
            _ = try await line.deliveries(1)
            try await line.drop()
            #expect(try await broker.drain(queue, 1) == ["1"])
        },
    ]

    /// What the second of two single active consumers gets when the first, which holds four of ten, gives way.
    private static func handOver(
        _ broker: any BrokerUnderTest,
        _ giveWay: @Sendable (any LineUnderTest, String) async throws -> Void
    ) async throws -> [String] {
        let queue = try await broker.queue("q", .init(deliveryLimit: 100, isSingleActive: true))
        try await broker.fill(queue, 10)
        let (first, second) = try await (broker.connect(as: nil), broker.connect(as: nil))
        try await first.consume(queue, prefetch: 4)
        _ = try await first.deliveries(4)
        try await second.consume(queue, prefetch: 20)
        try await giveWay(first, queue)
        let names = try await second.deliveries(10).names
        try await second.close()
        try await first.close()
        return names
    }
}
