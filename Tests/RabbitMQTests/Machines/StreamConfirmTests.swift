import RabbitMQ
import Testing

/// A ledger on a channel that writes into a stream, against a server that does what 3.10.8 does when the writer changes.
@Suite struct StreamConfirmTests {
    private enum Elsewhere {
        case never
        /// Some messages have no queue, and come back.
        case nowhere
        /// Some go to another queue on the same channel.
        case toAQueue
    }

    @Test(arguments: UInt64(1)...100)
    func whatIsConfirmedIsInTheStreamWhileItsChannelServesNothingElse(seed: UInt64) {
        #expect(lost(.never, seed).isEmpty, "seed \(seed)")
    }

    @Test(arguments: UInt64(1)...100)
    func aChannelThatHadAMessageReturnedIsNotTrustedWithAnother(seed: UInt64) {
        #expect(lost(.nowhere, seed).isEmpty, "seed \(seed)")
    }

    /// Why an exchange has a channel of its own; and that the two tests above could fail.
    @Test func aChannelThatServesAQueueTooConfirmsWhatIsNotInTheStream() {
        #expect((1...100).contains { !lost(.toAQueue, $0).isEmpty })
    }

    /// The tokens that were confirmed and are not in the stream.
    private func lost(_ elsewhere: Elsewhere, _ seed: UInt64) -> Set<UInt64> {
        var random = Seeded(state: seed)
        let now = ContinuousClock.now
        var ledger = PublishLedger(window: 20, patience: .seconds(60))
        let tokens = UInt64(1)...300
        let others = elsewhere == .never ? [] : Set(tokens.filter { _ in Int.random(in: 0..<8, using: &random) == 0 })
        _ = ledger.submit(tokens.map { .to("k", $0) })
        var server = StreamServer()
        var confirmed: Set<UInt64> = []
        func tell(_ tags: [UInt64]) {
            for (token, outcome) in tags.flatMap({ ledger.confirmed(tag: $0, multiple: false) })
            where outcome == .confirmed && !others.contains(token) { confirmed.insert(token) }
        }
        for _ in 0..<20_000 where ledger.unresolved > 0 {
            if ledger.needsNewChannel {
                ledger.channelRenewed()
                server.openChannel()
            }
            if let next = ledger.next, Int.random(in: 0..<3, using: &random) > 0 {
                _ = ledger.take(at: now)
                if !others.contains(next.token) {
                    server.write(next.token)
                } else {
                    if elsewhere == .nowhere { ledger.returned(code: 312, text: "NO_ROUTE", .returning(next)) }
                    tell([server.answerElsewhere()])
                }
            }
            switch Int.random(in: 0..<30, using: &random) {
            case 0: server.changeWriter()
            case 1: server.killWriter()
            case 2...12: tell(server.work(Int.random(in: 1...10, using: &random)))
            default: break
            }
        }
        // What the server never confirms is another matter: it is published again when its time is up.
        return confirmed.subtracting(server.stream)
    }
}

/// A stream of 3.10.8 and the channel that writes into it (`rabbit_stream_queue`, `osiris_writer`).
private struct StreamServer {
    private struct Write {
        var channel: Int
        var sequence: UInt64
        var token: UInt64
    }

    private(set) var stream: Set<UInt64> = []
    /// The highest number that is in the stream, by channel.
    private var known: [Int: UInt64] = [:]
    private var writer: [Write]? = []
    private var channel = 0
    private var published: UInt64 = 0
    private var sequence: UInt64 = 0
    private var unconfirmed: [UInt64: (tag: UInt64, token: UInt64)] = [:]

    mutating func openChannel() {
        channel += 1
        (published, sequence, unconfirmed) = (0, 0, [:])
    }

    /// A message that goes elsewhere counts on the channel and not in the stream.
    mutating func answerElsewhere() -> UInt64 {
        published += 1
        return published
    }

    mutating func write(_ token: UInt64) {
        published += 1
        sequence += 1
        unconfirmed[sequence] = (published, token)
        writer?.append(Write(channel: channel, sequence: sequence, token: token))
    }

    mutating func killWriter() { writer = nil }

    mutating func changeWriter() {
        writer = unconfirmed.values.sorted { $0.tag < $1.tag }
            .map { Write(channel: channel, sequence: $0.tag, token: $0.token) }
    }

    /// Lets the writer do that much, and tells the tags that are confirmed.
    mutating func work(_ count: Int) -> [UInt64] {
        guard let all = writer else { return [] }
        writer = Array(all.dropFirst(count))
        return all.prefix(count).compactMap { write in
            if write.sequence > known[write.channel, default: 0] {
                stream.insert(write.token)
                known[write.channel] = write.sequence
            }
            return write.channel == channel ? unconfirmed.removeValue(forKey: write.sequence)?.tag : nil
        }
    }
}

extension InboundMessage {
    /// The message as the server sends it back.
    fileprivate static func returning(_ publication: Publication) -> InboundMessage {
        var router = FrameRouter(bodyLimit: 0)
        let method = Method.returned(
            code: 312,
            text: "NO_ROUTE",
            exchange: publication.exchange,
            routingKey: publication.routingKey
        )
        _ = router.route(.method(channel: 1, method))
        let size = UInt64(publication.body.count)
        _ = router.route(.header(channel: 1, bodySize: size, publication.properties))
        guard case .message(let message)? = router.route(.body(channel: 1, publication.body)).first else {
            preconditionFailure("the frames make a message")
        }
        return message
    }
}
