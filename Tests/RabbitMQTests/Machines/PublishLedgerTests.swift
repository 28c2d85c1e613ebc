import RabbitMQ
import Testing

@Suite struct PublishLedgerTests {
    private let now = ContinuousClock.now

    private func ledger(window: Int = 10, _ tokens: ClosedRange<UInt64>) -> PublishLedger {
        var ledger = PublishLedger(window: window, patience: .seconds(60))
        _ = ledger.submit(tokens.map { publication($0) })
        return ledger
    }

    private func publication(_ token: UInt64, mandatory: Bool = true) -> Publication {
        let properties = MessageProperties(messageID: "m\(token)")
        return Publication(
            token: token,
            exchange: "x",
            routingKey: "k",
            mandatory: mandatory,
            properties: properties,
            body: [1]
        )
    }

    private func returned(_ token: UInt64) -> InboundMessage {
        var router = FrameRouter(bodyLimit: 0)
        _ = router.route(.method(channel: 1, .returned(code: 312, text: "", exchange: "x", routingKey: "k")))
        _ = router.route(.header(channel: 1, bodySize: 1, MessageProperties(messageID: "m\(token)")))
        guard case .message(let message)? = router.route(.body(channel: 1, [1])).first else {
            preconditionFailure("the frames make a message")
        }
        return message
    }

    /// Writes whatever may go and tells which tokens that were.
    private func write(_ ledger: inout PublishLedger) -> [UInt64] {
        var tokens: [UInt64] = []
        while let next = ledger.next {
            _ = ledger.take(at: now)
            tokens.append(next.token)
        }
        return tokens
    }

    @Test func theWindowLimitsWhatIsOnTheWay() {
        var ledger = ledger(window: 3, 1...5)
        #expect(write(&ledger) == [1, 2, 3])
        _ = ledger.confirmed(tag: 2, multiple: false)
        #expect(write(&ledger) == [4])
    }

    @Test func multipleConfirmsAllUpToTheTag() {
        var ledger = ledger(1...5)
        _ = write(&ledger)
        _ = ledger.confirmed(tag: 2, multiple: false)
        #expect(ledger.confirmed(tag: 4, multiple: true).map(\.token) == [1, 3, 4])
        #expect(ledger.confirmed(tag: 0, multiple: true).map(\.token) == [5])
        #expect(ledger.unresolved == 0)
    }

    @Test func aRepeatedOrUnknownConfirmMeansNothing() {
        var ledger = ledger(1...2)
        _ = write(&ledger)
        #expect(ledger.confirmed(tag: 1, multiple: false).count == 1)
        #expect(ledger.confirmed(tag: 1, multiple: false).isEmpty)
        #expect(ledger.confirmed(tag: 9, multiple: false).isEmpty)
        #expect(ledger.unresolvedTokens == [2])
    }

    @Test func aNackRefusesOneAndLeavesTheOthers() {
        var ledger = ledger(1...3)
        _ = write(&ledger)
        let refused = ledger.nacked(tag: 2, multiple: false)
        #expect(refused.map(\.token) == [2])
        #expect(refused.first?.outcome == .refused(reason: .nacked, retryable: true))
        #expect(ledger.confirmed(tag: 3, multiple: true).map(\.token) == [1, 3])
    }

    @Test func aReturnedMessageIsRefusedWhenItsConfirmComes() {
        var ledger = ledger(1...3)
        _ = write(&ledger)
        ledger.returned(code: 312, text: "NO_ROUTE", returned(2))
        let resolutions = ledger.confirmed(tag: 3, multiple: true)
        #expect(resolutions.map(\.token) == [1, 2, 3])
        #expect(
            resolutions.map(\.outcome) == [
                .confirmed, .refused(reason: .returned(code: 312, text: "NO_ROUTE"), retryable: true), .confirmed,
            ]
        )
    }

    @Test func aReturnThatMatchesNothingIsCounted() {
        var ledger = ledger(1...1)
        _ = write(&ledger)
        ledger.returned(code: 312, text: "", returned(8))
        #expect(ledger.unmatchedReturns == 1)
        #expect(ledger.confirmed(tag: 1, multiple: false).first?.outcome == .confirmed)
    }

    @Test func afterALossTheUnresolvedAreWrittenAgainInOrder() {
        var ledger = ledger(window: 4, 1...6)
        _ = write(&ledger)
        _ = ledger.confirmed(tag: 2, multiple: false)
        #expect(ledger.disconnected(reason: nil).isEmpty)
        #expect(write(&ledger) == [1, 3, 4, 5])
        #expect(ledger.confirmed(tag: 1, multiple: false).map(\.token) == [1])
        _ = ledger.disconnected(reason: (320, "forced"))
        #expect(write(&ledger) == [3, 4, 5, 6])
    }

    @Test func theMessageThatClosesTheChannelIsFoundAndOnlyItIsRefused() {
        var ledger = ledger(1...8)
        #expect(write(&ledger).count == 8)
        #expect(ledger.channelClosed(code: 403, text: "no").isEmpty)
        #expect(write(&ledger) == [1])
        _ = ledger.confirmed(tag: 1, multiple: false)
        #expect(write(&ledger) == [2, 3])
        // The third message is the guilty one, but the second is on the way too: back to one at a time.
        #expect(ledger.channelClosed(code: 403, text: "no").isEmpty)
        #expect(write(&ledger) == [2])
        _ = ledger.confirmed(tag: 1, multiple: false)
        #expect(write(&ledger) == [3, 4])
        #expect(ledger.channelClosed(code: 403, text: "no").isEmpty)
        #expect(write(&ledger) == [3])
        let resolutions = ledger.channelClosed(code: 403, text: "no")
        #expect(resolutions.map(\.token) == [3])
        #expect(resolutions.first?.outcome == .refused(reason: .accessRefused("no"), retryable: false))
        #expect(write(&ledger) == [4])
        _ = ledger.confirmed(tag: 1, multiple: false)
        #expect(write(&ledger) == [5, 6])
    }

    @Test func aMessageThatEndsTheConnectionByItsFramesIsFoundToo() {
        var ledger = ledger(1...2)
        _ = write(&ledger)
        #expect(ledger.disconnected(reason: (502, "syntax")).isEmpty)
        #expect(write(&ledger) == [1])
        #expect(ledger.disconnected(reason: (502, "syntax")).map(\.token) == [1])
        #expect(ledger.unresolvedTokens == [2])
    }

    @Test func anInternalErrorOfTheBrokerBlamesNoMessage() {
        var ledger = ledger(1...1)
        _ = write(&ledger)
        #expect(ledger.disconnected(reason: (541, "INTERNAL_ERROR")).isEmpty)
        #expect(write(&ledger) == [1])
    }

    @Test func aConfirmThatDoesNotComeFreesItsPlaceInTheWindow() {
        var ledger = ledger(window: 2, 1...3)
        #expect(write(&ledger) == [1, 2])
        _ = ledger.confirmed(tag: 2, multiple: false)
        #expect(ledger.expire(at: now + .seconds(59)).isEmpty)
        #expect(ledger.expiry == now + .seconds(60))
        let expired = ledger.expire(at: now + .seconds(60))
        #expect(expired.map(\.token) == [1])
        #expect(expired.first?.outcome == .refused(reason: .unconfirmed, retryable: true))
        #expect(ledger.confirmed(tag: 1, multiple: false).isEmpty)
        #expect(write(&ledger) == [3])
        #expect(ledger.confirmed(tag: 3, multiple: false).map(\.token) == [3])
    }

    @Test func timeInAnAlarmDoesNotCountAgainstAConfirm() {
        var ledger = ledger(1...1)
        _ = write(&ledger)
        ledger.unblocked(at: now + .seconds(100))
        #expect(ledger.expire(at: now + .seconds(159)).isEmpty)
        #expect(ledger.expire(at: now + .seconds(160)).count == 1)
    }

    @Test func whatNoFrameCanCarryIsRefusedAtOnce() {
        var ledger = PublishLedger(window: 10, patience: .seconds(60))
        let long = String(repeating: "k", count: 256)
        var key = publication(1)
        key.routingKey = long
        var id = publication(2)
        id.properties.messageID = long
        var headers = publication(3)
        headers.properties.headers = ["h": .bytes(Array(repeating: 0, count: 200_000))]
        let resolutions = ledger.submit([key, id, headers, publication(4)])
        #expect(resolutions.map(\.token) == [1, 2, 3])
        #expect(ledger.unresolvedTokens == [4])
    }

    /// Plays a broker that confirms, nacks, closes channels and loses connections at random.
    @Test(arguments: UInt64(1)...60)
    func everyTokenIsResolvedExactlyOnce(seed: UInt64) {
        var random = Seeded(state: seed)
        let guilty = Set((0..<3).map { _ in UInt64.random(in: 1...200, using: &random) })
        var ledger = PublishLedger(window: Int.random(in: 1...40, using: &random), patience: .seconds(60))
        var outcomes: [UInt64: [PublishOutcome]] = [:]
        var open: [UInt64] = []
        var submitted: UInt64 = 0
        func note(_ resolutions: [PublishLedger.Resolution]) {
            for (token, outcome) in resolutions { outcomes[token, default: []].append(outcome) }
        }
        for _ in 0..<100_000 where outcomes.count < 200 {
            if submitted < 200, Bool.random(using: &random) {
                submitted += 1
                note(ledger.submit([publication(submitted)]))
            }
            if let next = ledger.next, Int.random(in: 0..<4, using: &random) > 0 {
                _ = ledger.take(at: now)
                open.append(next.token)
                if guilty.contains(next.token) {
                    open = []
                    note(ledger.channelClosed(code: 406, text: "guilty"))
                }
            }
            switch Int.random(in: 0..<12, using: &random) {
            case 0:
                note(
                    ledger.confirmed(
                        tag: UInt64.random(in: 1...UInt64(open.count + 1), using: &random),
                        multiple: false
                    )
                )
            case 1: note(ledger.confirmed(tag: UInt64(open.count), multiple: true))
            case 2 where Int.random(in: 0..<10, using: &random) == 0:
                open = []
                note(ledger.disconnected(reason: nil))
            case 3 where !open.isEmpty: note(ledger.nacked(tag: UInt64(open.count), multiple: false))
            default: break
            }
        }
        #expect(outcomes.count == 200, "seed \(seed)")
        #expect(outcomes.values.allSatisfy { $0.count == 1 }, "seed \(seed)")
        for token in guilty {
            #expect(
                outcomes[token] == [.refused(reason: .preconditionFailed("guilty"), retryable: false)],
                "seed \(seed)"
            )
        }
        let blamed = outcomes.filter { $0.value == [.refused(reason: .preconditionFailed("guilty"), retryable: false)] }
        #expect(Set(blamed.keys) == guilty, "seed \(seed)")
        #expect(ledger.unresolved == 0)
    }
}

/// A small generator whose runs can be repeated from the seed.
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 0x9E37_79B9_7F4A_7C15 &+ 0xD1B5_4A32_D192_ED03
        var mixed = state
        mixed ^= mixed >> 29
        mixed = mixed &* 0xBF58_476D_1CE4_E5B9
        return mixed ^ (mixed >> 32)
    }
}
