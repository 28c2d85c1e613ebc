import CaseworkTesting
import Testing

extension Exercise {
    static let consuming = [
        Exercise("no more than the prefetch is on its way, and each settlement makes room") { broker in
            let queue = try await broker.queue("q")
            try await broker.fill(queue, 6)
            let line = try await broker.connect(as: nil)
            try await line.consume(queue, prefetch: 2)
            #expect(try await line.deliveries(2).names == ["0", "1"])
            #expect(try await line.restOfDeliveries().isEmpty)
            try await line.acknowledge(2, isMultiple: false)
            #expect(try await line.deliveries(1).names == ["2"])
            try await line.acknowledge(3, isMultiple: true)
            let last = try await line.deliveries(2)
            #expect(last.names == ["3", "4"])
            #expect(last.map(\.tag) == [4, 5])
            #expect(last.allSatisfy { !$0.isRedelivered && $0.deliveryCount == 0 && $0.queue == queue })
            #expect(try await line.restOfDeliveries().isEmpty)
            try await line.close()
        },
        Exercise("a requeue without a delivery limit goes to the end") { broker in
            let queue = try await broker.queue("q", .init())
            #expect(try await requeueThree(of: queue, broker) == ["3", "4", "5", "0", "1", "2"])
        },
        Exercise("a requeue with a delivery limit comes before everything that waits") { broker in
            let queue = try await broker.queue("q", .init(deliveryLimit: 100))
            #expect(try await requeueThree(of: queue, broker) == ["0", "1", "2", "3", "4", "5"])
        },
        Exercise("a rejected message is buried under its own key") { broker in
            let (exchange, grave) = try await grave(broker)
            let queue = try await broker.queue("q", .init(deliveryLimit: 100, deadLetterExchange: exchange))
            try await broker.fill(queue, 2)
            let line = try await broker.connect(as: nil)
            try await line.consume(queue, prefetch: 1)
            try await line.reject(try await line.deliveries(1)[0].tag, requeues: false)
            #expect(try await line.deliveries(1).names == ["1"])
            try await line.acknowledge(2, isMultiple: false)
            try await line.consume(grave, prefetch: 10)
            let buried = try await line.deliveries(1)[0].message
            #expect(buried == .to(exchange, queue, "0"))
            try await line.close()
        },
        Exercise("a rejected message without a dead-letter exchange is gone") { broker in
            let queue = try await broker.queue("q")
            try await broker.fill(queue, 2)
            let line = try await broker.connect(as: nil)
            try await line.consume(queue, prefetch: 10)
            _ = try await line.deliveries(2)
            try await line.reject(1, requeues: false)
            try await line.reject(2, requeues: true)
            #expect(try await line.deliveries(1).names == ["1"])
            try await line.drop()
            #expect(try await broker.drain(queue, 1) == ["1"])
        },
        Exercise("a message is buried when its failures pass the limit: limit 2 is three deliveries") { broker in
            let (exchange, grave) = try await grave(broker)
            let queue = try await broker.queue("q", .init(deliveryLimit: 2, deadLetterExchange: exchange))
            try await broker.fill(queue, 1)
            let line = try await broker.connect(as: nil)
            try await line.consume(queue, prefetch: 1)
            var counts: [Int] = []
            for _ in 0..<3 {
                let delivery = try await line.deliveries(1)[0]
                counts.append(delivery.deliveryCount)
                try await line.reject(delivery.tag, requeues: true)
            }
            #expect(counts == [0, 1, 2])
            #expect(try await broker.drain(grave, 1) == ["0"])
            #expect(try await line.restOfDeliveries().isEmpty)
            try await line.close()
        },
        Exercise("of several consumers each gets one in turn, of several queues a connection gets all") { broker in
            let (one, other) = (try await broker.queue("one"), try await broker.queue("other"))
            let lines = try await [broker.connect(as: nil), broker.connect(as: nil)]
            for line in lines {
                try await line.consume(one, prefetch: 10)
                try await line.consume(other, prefetch: 10)
            }
            for number in 0..<4 { try await broker.fill(one, 1, from: number) }
            try await broker.fill(other, 2, from: 10)
            let first = try await lines[0].deliveries(3)
            let second = try await lines[1].deliveries(3)
            #expect(first.filter { $0.queue == one }.names == ["0", "2"])
            #expect(second.filter { $0.queue == one }.names == ["1", "3"])
            #expect((first + second).filter { $0.queue == other }.count == 2)
            for line in lines { try await line.close() }
        },
        Exercise("a single active consumer is the one that came first") { broker in
            let queue = try await broker.queue("q", .init(deliveryLimit: 100, isSingleActive: true))
            let (first, second) = try await (broker.connect(as: nil), broker.connect(as: nil))
            try await first.consume(queue, prefetch: 2)
            try await second.consume(queue, prefetch: 2)
            try await broker.fill(queue, 4)
            #expect(try await first.deliveries(2).names == ["0", "1"])
            #expect(try await second.restOfDeliveries().isEmpty)
            try await first.acknowledge(1, isMultiple: false)
            #expect(try await first.deliveries(1).names == ["2"])
            #expect(try await second.restOfDeliveries().isEmpty)
            try await first.drop()
            #expect(try await second.deliveries(2).names == ["1", "2"])
            try await second.close()
        },
    ]

    /// Gives back three of six messages one by one and takes the rest as it comes.
    private static func requeueThree(of queue: String, _ broker: any BrokerUnderTest) async throws -> [String] {
        try await broker.fill(queue, 6)
        let line = try await broker.connect(as: nil)
        try await line.consume(queue, prefetch: 3)
        for delivery in try await line.deliveries(3) { try await line.reject(delivery.tag, requeues: true) }
        let next = try await line.deliveries(3)
        try await line.acknowledge(6, isMultiple: true)
        let last = try await line.deliveries(3)
        try await line.close()
        return (next + last).names
    }

    /// A dead-letter exchange with a queue behind it.
    static func grave(_ broker: any BrokerUnderTest) async throws -> (exchange: String, queue: String) {
        let exchange = try await broker.exchange("burials", .topic)
        let queue = try await broker.queue("grave")
        try await broker.bind(queue, to: exchange, key: "#")
        return (exchange, queue)
    }
}
