import Foundation
import RabbitMQ
import Testing

#if canImport(Glibc)
import Glibc
#endif

@Suite(.enabled(if: LiveBroker.url != nil, "HUIBAN_TEST_AMQP names no broker"), .timeLimit(.minutes(2)))
struct LivePublisherTests {
    @Test func everyMessageOfAPipelineIsConfirmed() async throws {
        try await LiveBroker.with { session, queue in
            try await session.declareQueue(queue, arguments: LiveBroker.quorum)
            let watched = WatchedPublisher(try LiveBroker.options())
            watched.publisher.submit((1...5000).map { .to(queue, $0) })
            let outcomes = await watched.outcomes(5000)
            #expect(outcomes.values.allSatisfy { $0 == .confirmed })
            #expect(await watched.publisher.stop(waitingAtMost: .seconds(5)).isEmpty)
            let statistics = watched.publisher.statistics
            #expect(statistics.confirmed == 5000)
            #expect(statistics.published == 5000)
            #expect(statistics.unresolved == 0)
        }
    }

    @Test func anUnroutableMessageIsReturnedAndTheOthersAreNot() async throws {
        try await LiveBroker.with { session, queue in
            try await session.declareQueue(queue)
            let watched = WatchedPublisher(try LiveBroker.options())
            watched.publisher.submit([
                .to(queue, 1), .to(queue + ".nowhere", 2, size: 3000), .to(queue, 3),
                .to(queue + ".nowhere", 4, mandatory: false),
            ])
            let outcomes = await watched.outcomes(4)
            #expect(outcomes[1] == .confirmed)
            #expect(outcomes[2] == .refused(reason: .returned(code: 312, text: "NO_ROUTE"), retryable: true))
            #expect(outcomes[3] == .confirmed)
            #expect(outcomes[4] == .confirmed)
            await watched.publisher.stop()
        }
    }

    @Test func aFullQueueRefusesItsOwnMessagesOnly() async throws {
        try await LiveBroker.with { session, queue in
            try await session.declareQueue(queue, arguments: ["x-max-length": 1, "x-overflow": "reject-publish"])
            try await session.declareQueue(queue + ".other")
            let watched = WatchedPublisher(try LiveBroker.options())
            watched.publisher.submit((1...20).map { .to($0.isMultiple(of: 2) ? queue + ".other" : queue, $0) })
            let outcomes = await watched.outcomes(20)
            for token in UInt64(1)...20 where token.isMultiple(of: 2) { #expect(outcomes[token] == .confirmed) }
            #expect(outcomes[1] == .confirmed)
            #expect(outcomes.values.count { $0 == .refused(reason: .nacked, retryable: true) } >= 8)
            await watched.publisher.stop()
        }
    }

    @Test func onlyTheMessagesThatCloseTheChannelAreRefused() async throws {
        try await LiveBroker.with { session, name in
            try await session.declareQueue(name)
            try await session.declareExchange(name, isInternal: true)
            let watched = WatchedPublisher(try LiveBroker.options())
            var messages = (UInt64(1)...300).map { Publication.to(name, $0) }
            messages[99].exchange = name
            messages[149].exchange = name + ".missing"
            messages[150].properties.userID = "somebody else"
            watched.publisher.submit(messages)
            let outcomes = await watched.outcomes(300)
            guard case .refused(.accessRefused, retryable: false)? = outcomes[100],
                case .refused(.notFound, retryable: true)? = outcomes[150],
                case .refused(.preconditionFailed, retryable: false)? = outcomes[151]
            else {
                Issue.record("\(String(describing: [outcomes[100], outcomes[150], outcomes[151]]))")
                return
            }
            #expect(outcomes.values.count { $0 == .confirmed } == 297)
            await watched.publisher.stop()
            let arrived = try await session.collect(name, atMost: .seconds(10), idle: .milliseconds(500))
            #expect(firsts(arrived) == (1...300).filter { ![100, 150, 151].contains($0) })
            #expect(watched.publisher.statistics.reconnects == 0)
        }
    }

    @Test func whatWasUnresolvedWhenTheConnectionWasCutIsPublishedAgainInOrder() async throws {
        try await LiveBroker.with { session, queue in
            try await session.declareQueue(queue, arguments: LiveBroker.quorum)
            var options = try LiveBroker.options()
            let gate = try Gate(to: options.endpoints[0])
            options.endpoints = [gate.endpoint]
            let watched = WatchedPublisher(options)
            for round in UInt64(0)..<5 {
                watched.publisher.submit((1...2000).map { .to(queue, round * 2000 + $0, size: 1000) })
                await watched.outcomes.count(Int(round) * 2000 + 500)
                gate.cut()
            }
            let outcomes = await watched.outcomes(10000)
            #expect(outcomes.values.allSatisfy { $0 == .confirmed })
            await watched.publisher.stop()
            // A cut that falls between two connections, or behind the last confirm, cuts nothing.
            #expect(watched.publisher.statistics.reconnects > 0)
            #expect(watched.publisher.statistics.republished > 0)
            gate.close()
            let arrived = try await session.collect(queue, atMost: .seconds(20), idle: .seconds(1))
            #expect(firsts(arrived) == Array(1...10000))
        }
    }

    @Test func nothingIsPublishedBeforeTheLeaseIsOursAndNobodyElseHasItThen() async throws {
        try await LiveBroker.with { session, queue in
            let lease = queue + ".lease"
            func take() async throws { try await session.declareQueue(lease, durable: false, exclusive: true) }
            try await session.declareQueue(queue)
            try await take()
            var options = try LiveBroker.options()
            options.lease = lease
            let watched = WatchedPublisher(options)
            watched.publisher.submit([.to(queue, 1)])
            await watched.events.until {
                $0.contains { if case .disconnected(let error, _) = $0 { error.brokerCode == 405 } else { false } }
            }
            #expect(watched.publisher.statistics.published == 0)
            try await session.deleteQueue(lease)
            #expect(await watched.outcomes(1) == [1: .confirmed])
            let refusal = await #expect(throws: AMQPError.self) { try await take() }
            #expect(refusal?.brokerCode == 405)
            await watched.publisher.stop()
            let gone = ContinuousClock.now + .seconds(10)
            while ContinuousClock.now < gone {
                do { return try await take() } catch let error as AMQPError where error.brokerCode == 405 { continue }
            }
            Issue.record("the lease did not go with its connection")
        }
    }

    @Test func aSilentBrokerIsNoticedAndNobodyHangs() async throws {
        try await LiveBroker.with { session, queue in
            try await session.declareQueue(queue, arguments: LiveBroker.quorum)
            var options = try LiveBroker.options(heartbeat: 1)
            options.handshakeTimeout = .seconds(1)
            let gate = try Gate(to: options.endpoints[0])
            options.endpoints = [gate.endpoint]
            let watched = WatchedPublisher(options)
            watched.publisher.submit((1...100).map { .to(queue, $0) })
            await watched.outcomes.count(100)
            gate.freeze()
            let began = ContinuousClock.now
            // More than every buffer on the way can hold.
            watched.publisher.submit((101...3000).map { .to(queue, $0, size: 20_000) })
            await watched.events.until { $0.contains { if case .disconnected = $0 { true } else { false } } }
            #expect(ContinuousClock.now - began < .seconds(20))
            gate.open()
            let outcomes = await watched.outcomes(3000)
            #expect(outcomes.values.allSatisfy { $0 == .confirmed })
            await watched.publisher.stop()
            gate.close()
        }
    }

    @Test func anotherNodeIsTakenWhenOneDoesNotAnswer() async throws {
        try await LiveBroker.with { session, queue in
            try await session.declareQueue(queue)
            var options = try LiveBroker.options()
            var dead = options.endpoints[0]
            dead.port = 1
            options.endpoints = [dead, options.endpoints[0], dead]
            let watched = WatchedPublisher(options)
            watched.publisher.submit([.to(queue, 1)])
            #expect(await watched.outcomes(1) == [1: .confirmed])
            await watched.publisher.stop()
        }
    }

    @Test func whatAStopLeavesUnresolvedIsNamed() async throws {
        var options = try LiveBroker.options()
        options.endpoints[0].port = 1
        let watched = WatchedPublisher(options)
        watched.publisher.submit([.to("q", 5), .to("q", 6)])
        #expect(await watched.publisher.stop() == [5, 6])
        #expect(watched.publisher.submit([.to("q", 7)]) == false)
        #expect(watched.events.elements.last == .stopped)
        #expect(watched.outcomes.elements.isEmpty)
    }

    /// The tokens in the order of their first arrival.
    private func firsts(_ deliveries: [Delivery]) -> [UInt64] {
        var seen: Set<UInt64> = []
        return deliveries.compactMap(\.token).filter { seen.insert($0).inserted }
    }
}
