import RabbitMQ
import Testing

@Suite(.enabled(if: LiveBroker.url != nil, "HUIBAN_TEST_AMQP names no broker"), .timeLimit(.minutes(2)))
struct LiveConsumerTests {
    @Test func whatWasAcknowledgedIsGoneAndWhatWasNotComesBack() async throws {
        try await LiveBroker.with { session, queue in
            try await session.declareQueue(queue, arguments: LiveBroker.quorum)
            try await publish(1000, to: queue)
            let first = WatchedConsumer(try LiveBroker.options(), [Subscription(queue: queue, prefetch: 200)])
            let batch = await first.deliveries.count(200)
            #expect(batch.compactMap(\.token) == Array(1...200))
            #expect(batch.allSatisfy { $0.deliveryCount == 0 && !$0.redelivered })
            first.consumer.settle(batch.prefix(150).map { Settlement(tag: $0.tag, .ack) })
            // An acknowledgement has no answer: what the broker sends in place of the 150 says that it has read them.
            await first.deliveries.count(350)
            await first.consumer.stop()
            #expect(first.consumer.statistics.acked == 150)
            let second = WatchedConsumer(try LiveBroker.options(), [Subscription(queue: queue, prefetch: 850)])
            let rest = await second.deliveries.count(850)
            #expect(rest.compactMap(\.token) == Array(151...1000))
            #expect(rest.first?.redelivered == true)
            #expect(rest.first?.deliveryCount == 1)
            second.consumer.settle(rest.map { Settlement(tag: $0.tag, .ack) })
            #expect(try await session.publish(.to(queue, 1001)) == .confirmed)
            #expect(await second.deliveries.count(851).last?.token == 1001)
            await second.consumer.stop()
            let third = WatchedConsumer(try LiveBroker.options(), [Subscription(queue: queue)])
            #expect(await third.deliveries.count(1).map(\.token) == [1001])
            await third.consumer.stop()
        }
    }

    @Test func propertiesAndHeadersArriveAsTheyWereSent() async throws {
        try await LiveBroker.with { session, queue in
            try await session.declareQueue(queue)
            let properties = MessageProperties(
                contentType: "application/json",
                contentEncoding: "utf-8",
                headers: [
                    "text": "汉字", "number": 42, "negative": .integer(.min), "flag": true, "real": .number(0.5),
                    "raw": .bytes([0, 255]), "time": .timestamp(1_700_000_000), "nothing": .nothing,
                    "list": .list([1, "two", .list([])]), "table": .table(["inner": .table([:])]),
                ],
                priority: 3,
                correlationID: "corr",
                replyTo: "reply.x",
                expiration: "60000",
                messageID: "id",
                timestamp: 1_700_000_001,
                type: "huiban.test.v1",
                userID: try LiveBroker.options().endpoints[0].user,
                appID: "app"
            )
            let sent = Publication(
                token: 1,
                exchange: "",
                routingKey: queue,
                properties: properties,
                body: Array("体".utf8)
            )
            #expect(try await session.publish(sent) == .confirmed)
            let delivery = try await session.get(queue)
            #expect(delivery?.properties == properties)
            #expect(delivery?.body == Array("体".utf8))
            #expect(delivery?.routingKey == queue)
        }
    }

    @Test func aHugeBodyIsThrownAwayWhileItArrivesAndTheConnectionLivesOn() async throws {
        try await LiveBroker.with { session, queue in
            try await session.declareQueue(queue)
            #expect(try await session.publish(.to(queue, 1, size: 20 << 20)) == .confirmed)
            #expect(try await session.publish(.to(queue, 2, size: 1 << 20)) == .confirmed)
            let watched = WatchedConsumer(try LiveBroker.options(), [Subscription(queue: queue, prefetch: 1)])
            let huge = await watched.deliveries.count(1)[0]
            #expect(huge.oversized == 20 << 20)
            #expect(huge.body.count == 0)
            #expect(huge.token == 1)
            watched.consumer.settle([Settlement(tag: huge.tag, .reject)])
            let next = await watched.deliveries.count(2)[1]
            #expect(next.oversized == nil)
            #expect(next.body.count == 1 << 20)
            watched.consumer.settle([Settlement(tag: next.tag, .ack)])
            await watched.consumer.stop()
            #expect(watched.consumer.statistics.reconnects == 0)
            #expect(watched.consumer.statistics.oversized == 1)
        }
    }

    @Test func aDeletedQueueIsSubscribedAgainWhenItIsBack() async throws {
        try await LiveBroker.with { session, queue in
            try await session.declareQueue(queue)
            try await session.declareQueue(queue + ".other")
            let subscriptions = [Subscription(queue: queue), Subscription(queue: queue + ".other")]
            let watched = WatchedConsumer(try LiveBroker.options(), subscriptions)
            await watched.events.until { $0.count { if case .subscribed = $0 { true } else { false } } == 2 }
            try await session.deleteQueue(queue)
            await watched.events.until { $0.contains { if case .cancelled(queue, _) = $0 { true } else { false } } }
            await watched.events.until { events in
                events.contains { event in
                    guard case .subscriptionFailed(queue, let error, _) = event else { return false }
                    return error.brokerCode == 404 && error.isRetryable
                }
            }
            try await session.declareQueue(queue)
            await watched.events.until { $0.count { $0 == .subscribed(queue: queue) } == 2 }
            #expect(try await session.publish(.to(queue, 1)) == .confirmed)
            #expect(try await session.publish(.to(queue + ".other", 2)) == .confirmed)
            #expect(Set(await watched.deliveries.count(2).map(\.queue)) == [queue, queue + ".other"])
            await watched.consumer.stop()
            #expect(watched.consumer.statistics.reconnects == 0)
        }
    }

    /// The broker keeps the deliveries of such a queue and tells nobody: without a longest silence this comes to no end.
    @Test func aQueueThatIsBackAtOnceIsHeardAgainAfterTheLongestSilence() async throws {
        try await LiveBroker.with { session, queue in
            try await session.declareQueue(queue, arguments: LiveBroker.quorum)
            let subscription = Subscription(queue: queue, longestSilence: .milliseconds(200))
            let watched = WatchedConsumer(try LiveBroker.options(), [subscription])
            for round in UInt64(1)...20 {
                // What the broker knows of the old queue's deliveries is what makes it take the new one's for repetitions.
                for number in 1...5 as ClosedRange<UInt64> {
                    #expect(try await session.publish(.to(queue, round * 10 + number)) == .confirmed)
                }
                let heard = await watched.deliveries.until { $0.contains { $0.token == round * 10 + 5 } }
                watched.consumer.settle(heard.map { Settlement(tag: $0.tag, .ack) })
                try await session.deleteQueue(queue)
                try await session.declareQueue(queue, arguments: LiveBroker.quorum)
                #expect(try await session.publish(.to(queue, round * 10 + 6)) == .confirmed)
                let last = await watched.deliveries.until { $0.contains { $0.token == round * 10 + 6 } }
                watched.consumer.settle(last.map { Settlement(tag: $0.tag, .ack) })
            }
            await watched.consumer.stop()
            #expect(watched.consumer.statistics.renewals > 0)
        }
    }

    @Test func afterACutOldTagsAreIgnoredAndCounted() async throws {
        try await LiveBroker.with { session, queue in
            try await session.declareQueue(queue, arguments: LiveBroker.quorum)
            try await publish(10, to: queue)
            var options = try LiveBroker.options()
            let gate = try Gate(to: options.endpoints[0])
            options.endpoints = [gate.endpoint]
            let watched = WatchedConsumer(options, [Subscription(queue: queue, prefetch: 10)])
            let old = await watched.deliveries.count(10)
            gate.cut()
            let new = await watched.deliveries.count(20).suffix(10)
            #expect(new.compactMap(\.token) == Array(1...10))
            watched.consumer.settle((old + new).map { Settlement(tag: $0.tag, .ack) })
            #expect(try await session.publish(.to(queue, 11)) == .confirmed)
            #expect(await watched.deliveries.count(21).last?.token == 11)
            await watched.consumer.stop()
            #expect(watched.consumer.statistics.staleSettlements == 10)
            #expect(watched.consumer.statistics.acked == 10)
            #expect(watched.consumer.statistics.reconnects == 1)
            gate.close()
        }
    }

    @Test func aConsumerThatDropsItsSocketLeavesTheOrder() async throws {
        try await LiveBroker.with { session, queue in
            // Without a delivery limit, since with one a quorum queue puts everything back in its place anyway.
            let arguments: [String: FieldValue] = ["x-queue-type": "quorum", "x-single-active-consumer": true]
            try await session.declareQueue(queue, arguments: arguments)
            try await publish(10, to: queue)
            let first = WatchedConsumer(try LiveBroker.options(), [Subscription(queue: queue, prefetch: 4)])
            await first.deliveries.count(4)
            let second = WatchedConsumer(try LiveBroker.options(), [Subscription(queue: queue)])
            await second.events.until { $0.contains(.subscribed(queue: queue)) }
            await first.consumer.stop(.dropSocket)
            #expect(await second.deliveries.count(10).compactMap(\.token) == Array(1...10))
            await second.consumer.stop()
        }
    }

    @Test func aStreamIsReadFromTheStartAndGoesOnAfterACut() async throws {
        try await LiveBroker.with { session, stream in
            try await session.declareQueue(stream, arguments: ["x-queue-type": "stream"])
            try await publish(300, to: stream)
            var options = try LiveBroker.options()
            let gate = try Gate(to: options.endpoints[0])
            options.endpoints = [gate.endpoint]
            let subscription = Subscription(queue: stream, prefetch: 100, arguments: ["x-stream-offset": "first"])
            let watched = WatchedConsumer(options, [subscription])
            let begun = await watched.deliveries.count(100)
            watched.consumer.settle(begun.prefix(50).map { Settlement(tag: $0.tag, .ack) })
            await watched.deliveries.count(150)
            gate.cut()
            await watched.events.until { $0.count { $0 == .subscribed(queue: stream) } == 2 }
            let more = await watched.deliveries.count(250)
            watched.consumer.settle(more[150...].map { Settlement(tag: $0.tag, .ack) })
            let all = await watched.deliveries.count(300)
            #expect(all.compactMap(\.streamOffset) == Array(0..<300))
            #expect(all.compactMap(\.token) == Array(1...300))
            await watched.consumer.stop()
            gate.close()
        }
    }

    private func publish(_ count: UInt64, to queue: String) async throws {
        let watched = WatchedPublisher(try LiveBroker.options())
        watched.publisher.submit((1...count).map { .to(queue, $0) })
        #expect(await watched.outcomes(Int(count)).values.allSatisfy { $0 == .confirmed })
        await watched.publisher.stop()
    }
}
