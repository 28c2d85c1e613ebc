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
}
