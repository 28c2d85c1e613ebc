import RabbitMQ
import Testing

@Suite(.enabled(if: LiveBroker.url != nil, "HUIBAN_TEST_AMQP names no broker"), .timeLimit(.minutes(2)))
struct LiveSessionTests {
    @Test func topologyIsMadeAskedForAndRemoved() async throws {
        try await LiveBroker.with { session, name in
            try await session.declareExchange(name)
            try await session.inspectExchange(name)
            #expect(try await session.declareQueue(name).messages == 0)
            try await session.bind(queue: name, to: name, routingKey: "a.*")
            let routed = Publication(token: 1, exchange: name, routingKey: "a.b", body: [1])
            #expect(try await session.publish(routed) == .confirmed)
            #expect(try await session.inspectQueue(name).messages == 1)
            #expect(try await session.purgeQueue(name) == 1)
            try await session.unbind(queue: name, from: name, routingKey: "a.*")
            let returned = PublishOutcome.refused(reason: .returned(code: 312, text: "NO_ROUTE"), retryable: true)
            #expect(try await session.publish(routed) == returned)
            #expect(try await session.deleteQueue(name) == 0)
        }
    }

    @Test func aRefusalLeavesTheSessionUsable() async throws {
        try await LiveBroker.with { session, name in
            let missing = await #expect(throws: AMQPError.self) { try await session.inspectQueue(name) }
            #expect(missing?.brokerCode == 404)
            #expect(missing?.isFatal == false)
            try await session.declareQueue(name)
            let unlike = await #expect(throws: AMQPError.self) { try await session.declareQueue(name, durable: false) }
            #expect(unlike?.brokerCode == 406)
            let nowhere = Publication(token: 1, exchange: name + ".missing", routingKey: "", body: [])
            guard case .refused(.notFound, retryable: true) = try await session.publish(nowhere) else {
                Issue.record("publishing to a missing exchange was not refused")
                return
            }
            #expect(try await session.publish(.to(name, 1)) == .confirmed)
            #expect(try await session.get(name, .requeue)?.token == 1)
            #expect(try await session.get(name)?.token == 1)
            #expect(try await session.get(name) == nil)
        }
    }

    @Test func aStreamIsReadFromAnOffsetUntilEnough() async throws {
        try await LiveBroker.with { session, stream in
            try await session.declareQueue(stream, arguments: ["x-queue-type": "stream"])
            for token in UInt64(1)...50 { #expect(try await session.publish(.to(stream, token)) == .confirmed) }
            let some = try await session.collect(stream, offset: .offset(10), prefetch: 5, atMost: .seconds(10)) {
                $0.streamOffset == 29
            }
            #expect(some.compactMap(\.streamOffset) == Array(10...29))
            let newest = try await session.collect(
                stream,
                offset: .last,
                atMost: .seconds(10),
                idle: .milliseconds(500)
            )
            #expect(newest.last?.streamOffset == 49)
            let end = try await session.read(stream, offset: .next, atMost: .milliseconds(300)) { _ in true }
            #expect(end == .deadline)
        }
    }

    @Test func aQueueThatIsReadToLookKeepsItsMessages() async throws {
        try await LiveBroker.with { session, queue in
            try await session.declareQueue(queue)
            for token in UInt64(1)...5 { #expect(try await session.publish(.to(queue, token)) == .confirmed) }
            let seen = try await session.collect(queue, keep: true, atMost: .seconds(5), idle: .milliseconds(300))
            #expect(seen.compactMap(\.token) == Array(1...5))
            #expect(try await session.collect(queue, atMost: .seconds(5)) { $0.token == 5 }.count == 5)
            #expect(try await session.get(queue) == nil)
        }
    }

    @Test func aWrongPasswordIsToldWithoutIt() async throws {
        var options = try LiveBroker.options()
        options.endpoints[0].password = "hunter2"
        let session = Session(options: options)
        let error = await #expect(throws: AMQPError.self) { try await session.connect() }
        #expect(error?.brokerCode == 403)
        #expect(error?.isRetryable == false)
        #expect(error.map { "\($0)".contains("hunter2") } == false)
        await session.close()
    }

    @Test func aSilentBrokerEndsACallByItsDeadline() async throws {
        var options = try LiveBroker.options()
        let gate = try Gate(to: options.endpoints[0])
        options.endpoints = [gate.endpoint]
        let session = Session(options: options, patience: .milliseconds(300))
        try await session.connect()
        gate.freeze()
        let began = ContinuousClock.now
        let error = await #expect(throws: AMQPError.self) { try await session.inspectQueue("q") }
        #expect(error?.code == .timeout)
        #expect(ContinuousClock.now - began < .seconds(2))
        gate.close()
        await session.close()
    }

    @Test func aClosedSessionSaysSo() async throws {
        let session = Session(options: try LiveBroker.options())
        await session.close()
        let error = await #expect(throws: AMQPError.self) { try await session.connect() }
        #expect(error?.code == .stopped)
    }

    @Test(.enabled(if: LiveBroker.tlsURL != nil, "HUIBAN_TEST_AMQPS is not set"))
    func aCertificateIsTrustedOnlyThroughItsAuthorityAndForItsName() async throws {
        var options = try LiveBroker.options()
        options.endpoints = [try Endpoint(LiveBroker.tlsURL ?? "")]
        try await Session.with(options) { try await $0.connect() }
        options.endpoints[0].authorityFile = nil
        let stranger = await #expect(throws: AMQPError.self) {
            try await Session.with(options) { try await $0.connect() }
        }
        #expect(stranger?.isRetryable == false)
        options.endpoints = [try Endpoint(LiveBroker.tlsURL ?? "")]
        // The same address under a name that is not in the certificate.
        options.endpoints[0].host = "0x7f.1"
        let misnamed = await #expect(throws: AMQPError.self) {
            try await Session.with(options) { try await $0.connect() }
        }
        #expect(misnamed?.isRetryable == false)
    }
}
