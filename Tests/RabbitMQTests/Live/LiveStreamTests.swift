import RabbitMQ
import Testing

@Suite(.enabled(if: LiveBroker.home != nil, "HUIBAN_TEST_HOME names no broker"), .timeLimit(.minutes(2)))
struct LiveStreamTests {
    /// The server's own rule when a stream's writer changes makes it confirm what it has not written, see `PublishLane`.
    @Test func whatWasConfirmedIsInTheStreamAlthoughItsWriterDied() async throws {
        try await LiveBroker.with { session, stream in
            let queue = stream + ".other"
            try await session.declareQueue(stream, arguments: ["x-queue-type": "stream"])
            try await session.declareExchange(stream, kind: "topic")
            try await session.bind(queue: stream, to: stream, routingKey: "#")
            try await session.declareQueue(queue, arguments: LiveBroker.quorum)
            func recorded(_ tokens: ClosedRange<UInt64>) -> [Publication] {
                tokens.map { token in
                    var publication = Publication.to("k", token)
                    publication.exchange = stream
                    return publication
                }
            }
            let watched = WatchedPublisher(try LiveBroker.options())
            watched.publisher.submit((1...300).map { .to(queue, $0) } + recorded(301...310))
            await watched.outcomes.count(310)
            try await LiveBroker.eval("\(writer(of: stream)), sys:suspend(W).")
            watched.publisher.submit(recorded(311...330))
            try await LiveBroker.eval(
                """
                \(writer(of: stream)), F = fun(F) -> {_, N} = process_info(W, message_queue_len),
                if N < 20 -> timer:sleep(10), F(F); true -> exit(W, kill) end end, F(F).
                """
            )
            await watched.outcomes.count(330)
            watched.publisher.submit(recorded(331...800) + (801...900).map { .to(queue, $0) })
            let outcomes = await watched.outcomes(900)
            #expect(outcomes.values.allSatisfy { $0 == .confirmed })
            await watched.publisher.stop()
            let written = try await session.collect(stream, offset: .first, atMost: .seconds(20), idle: .seconds(1))
            let missing = Set(UInt64(301)...800).subtracting(written.compactMap(\.token))
            #expect(missing.isEmpty, "\(missing.sorted())")
        }
    }

    private func writer(of stream: String) -> String {
        "{ok, Q} = rabbit_amqqueue:lookup(rabbit_misc:r(<<\"/\">>, queue, <<\"\(stream)\">>)), W = amqqueue:get_pid(Q)"
    }
}
