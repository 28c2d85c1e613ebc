import RabbitMQ
import Testing

@Suite struct SubscriptionMachineTests {
    private let now = ContinuousClock.now
    private let backoff = Backoff(first: .seconds(1), most: .seconds(8))

    private func machine(_ queues: String...) -> SubscriptionMachine {
        SubscriptionMachine(queues.map { Subscription(queue: $0, prefetch: 10) }, backoff: backoff, at: now)
    }

    /// Answers what the machine sends until its subscriptions run.
    private func open(_ machine: inout SubscriptionMachine, channels: [UInt16], at time: ContinuousClock.Instant) {
        for channel in channels {
            for method in [Method.channelOpened, .prefetchSet, .consuming(consumerTag: "c")] {
                _ = machine.handle(.answered(channel: channel, method), at: time, chance: 1)
            }
        }
    }

    private func message(_ tag: UInt64, channel: UInt16 = 1, offset: Int64? = nil) -> Effect {
        var router = FrameRouter(bodyLimit: 10)
        let method = Method.delivered(consumerTag: "c", tag: tag, redelivered: false, exchange: "", routingKey: "q")
        _ = router.route(.method(channel: channel, method))
        let headers = offset.map { ["x-stream-offset": FieldValue.integer($0)] } ?? [:]
        let effects = router.route(.header(channel: channel, bodySize: 0, MessageProperties(headers: headers)))
        return effects.first ?? .unblocked
    }

    private func delivery(_ actions: [SubscriptionMachine.Action]) -> Delivery? {
        if case .deliver(let delivery)? = actions.first { delivery } else { nil }
    }

    private func frames(_ machine: inout SubscriptionMachine) -> [Command] {
        var frames: [Command] = []
        while let frame = machine.nextSettlement() { frames.append(frame) }
        return frames
    }

    @Test(arguments: [Effect.cancelled(channel: 1, consumerTag: "c"), .channelClosed(channel: 1, code: 406, text: "")])
    func settlementsThatAreNotYetWrittenDieWithTheirChannel(end: Effect) {
        var machine = machine("ending", "going on")
        machine.connected()
        _ = machine.turn(at: now)
        open(&machine, channels: [1, 2], at: now)
        let tags = [UInt16(1), 2].compactMap { channel in
            delivery(machine.handle(message(1, channel: channel), at: now, chance: 1))?.tag
        }
        #expect(machine.settle(tags.map { Settlement(tag: $0, .ack) }).acked == 2)
        _ = machine.handle(end, at: now, chance: 1)
        #expect(frames(&machine) == [.ack(2, tag: 1, multiple: false)])
    }

    @Test func eachSubscriptionGetsAChannelWithItsPrefetch() {
        var machine = machine("a", "b")
        #expect(machine.turn(at: now).isEmpty)
        machine.connected()
        #expect(machine.turn(at: now) == [.send(.openChannel(1)), .send(.openChannel(2))])
        #expect(
            machine.handle(.answered(channel: 2, .channelOpened), at: now, chance: 1)
                == [.send(.setPrefetch(2, count: 10))]
        )
        let consume = machine.handle(.answered(channel: 2, .prefetchSet), at: now, chance: 1)
        #expect(consume == [.send(.consume(2, queue: "b", consumerTag: "b.2", arguments: [:]))])
        let running = machine.handle(.answered(channel: 2, .consuming(consumerTag: "b.2")), at: now, chance: 1)
        #expect(running == [.report(.subscribed(queue: "b"))])
    }

    @Test func aMissingQueueIsToldAndTriedAgainLaterWithoutTouchingTheOthers() {
        var machine = machine("missing", "there")
        machine.connected()
        _ = machine.turn(at: now)
        open(&machine, channels: [2], at: now)
        _ = machine.handle(.answered(channel: 1, .channelOpened), at: now, chance: 1)
        _ = machine.handle(.answered(channel: 1, .prefetchSet), at: now, chance: 1)
        let actions = machine.handle(.channelClosed(channel: 1, code: 404, text: "no queue"), at: now, chance: 1)
        let error = AMQPError(.broker(404), during: "consume from missing", "no queue", isFatal: false)
        #expect(actions == [.report(.subscriptionFailed(queue: "missing", error, retryIn: .seconds(1)))])
        #expect(machine.turn(at: now + .milliseconds(999)).isEmpty)
        #expect(machine.nextTurn == now + .seconds(1))
        #expect(machine.turn(at: now + .seconds(1)) == [.send(.openChannel(1))])
        #expect(delivery(machine.handle(message(1, channel: 2), at: now, chance: 1))?.queue == "there")
    }

    @Test func aCancelOpensANewChannelAndOldTagsAreStale() {
        var machine = machine("q")
        machine.connected()
        _ = machine.turn(at: now)
        open(&machine, channels: [1], at: now)
        let old = delivery(machine.handle(message(1), at: now, chance: 1))
        let actions = machine.handle(.cancelled(channel: 1, consumerTag: "c"), at: now, chance: 1)
        #expect(actions == [.send(.closeChannel(1)), .report(.cancelled(queue: "q", retryIn: .seconds(1)))])
        #expect(machine.handle(message(2), at: now, chance: 1).isEmpty)
        _ = machine.handle(.answered(channel: 1, .channelCloseAnswered), at: now, chance: 1)
        #expect(machine.turn(at: now + .seconds(1)) == [.send(.openChannel(1))])
        open(&machine, channels: [1], at: now)
        let new = delivery(machine.handle(message(1), at: now, chance: 1))
        let settled = machine.settle([old, new].compactMap { $0 }.map { Settlement(tag: $0.tag, .ack) })
        #expect(settled.stale == 1)
        #expect(settled.acked == 1)
        #expect(frames(&machine) == [.ack(1, tag: 1, multiple: false)])
    }

    @Test func aSubscriptionThatIsSilentForTooLongIsMadeAnewUnlessSomethingIsUnsettled() {
        var machine = SubscriptionMachine(
            ["deaf", "hears"].map { Subscription(queue: $0, longestSilence: .seconds(15)) },
            backoff: backoff,
            at: now
        )
        machine.connected()
        _ = machine.turn(at: now)
        open(&machine, channels: [1, 2], at: now)
        let heard = delivery(machine.handle(message(1, channel: 2), at: now + .seconds(1), chance: 1))
        #expect(machine.nextTurn == now + .seconds(15))
        #expect(machine.turn(at: now + .seconds(14)).isEmpty)
        #expect(machine.turn(at: now + .seconds(15)) == [.send(.closeChannel(1))])
        #expect(machine.renewals == 1)
        _ = machine.handle(.answered(channel: 1, .channelCloseAnswered), at: now + .seconds(15), chance: 1)
        #expect(machine.turn(at: now + .seconds(15)) == [.send(.openChannel(1))])
        for method in [Method.channelOpened, .prefetchSet] {
            _ = machine.handle(.answered(channel: 1, method), at: now + .seconds(15), chance: 1)
        }
        // To have subscribed again is no news.
        let begun = Effect.answered(channel: 1, .consuming(consumerTag: "c"))
        #expect(machine.handle(begun, at: now + .seconds(15), chance: 1).isEmpty)
        #expect(machine.turn(at: now + .seconds(29)).isEmpty)
        // An acknowledgement that waits to be written would be lost with its channel.
        #expect(machine.settle([heard].compactMap { $0 }.map { Settlement(tag: $0.tag, .ack) }).acked == 1)
        #expect(machine.turn(at: now + .seconds(29)).isEmpty)
        #expect(frames(&machine) == [.ack(2, tag: 1, multiple: false)])
        #expect(machine.turn(at: now + .seconds(29)) == [.send(.closeChannel(2))])
    }

    @Test func settlementsOfALostConnectionAreStale() {
        var machine = machine("q")
        machine.connected()
        _ = machine.turn(at: now)
        open(&machine, channels: [1], at: now)
        let old = delivery(machine.handle(message(1), at: now, chance: 1))
        machine.disconnected(at: now, chance: 1)
        machine.connected()
        #expect(machine.turn(at: now) == [.send(.openChannel(1))])
        open(&machine, channels: [1], at: now)
        _ = machine.handle(message(1), at: now, chance: 1)
        #expect(machine.unsettled == 1)
        let settled = machine.settle(old.map { [Settlement(tag: $0.tag, .requeue)] } ?? [])
        #expect(settled.stale == 1)
        #expect(frames(&machine).isEmpty)
    }

    @Test func rejectionsGoBeforeTheAcknowledgementThatWouldSwallowThem() {
        var machine = machine("q")
        machine.connected()
        _ = machine.turn(at: now)
        open(&machine, channels: [1], at: now)
        let tags = (1...4).compactMap { delivery(machine.handle(message($0), at: now, chance: 1))?.tag }
        let verdicts: [Settlement.Verdict] = [.ack, .reject, .requeue, .ack]
        _ = machine.settle(zip(tags, verdicts).map { Settlement(tag: $0, $1) })
        #expect(frames(&machine) == [.reject(1, tag: 2), .requeue(1, tag: 3), .ack(1, tag: 4, multiple: true)])
        #expect(machine.settle([Settlement(tag: tags[0], .ack)]).stale == 1)
    }

    @Test func aStreamGoesOnBehindTheLastDelivery() {
        let stream = Subscription(queue: "s", prefetch: 10, arguments: ["x-stream-offset": "first"])
        var machine = SubscriptionMachine([stream], backoff: backoff, at: now)
        machine.connected()
        _ = machine.turn(at: now)
        open(&machine, channels: [1], at: now)
        #expect(delivery(machine.handle(message(1, offset: 41), at: now, chance: 1))?.streamOffset == 41)
        machine.disconnected(at: now, chance: 1)
        machine.connected()
        _ = machine.turn(at: now)
        _ = machine.handle(.answered(channel: 1, .channelOpened), at: now, chance: 1)
        let consume = machine.handle(.answered(channel: 1, .prefetchSet), at: now, chance: 1)
        let arguments: [String: FieldValue] = ["x-stream-offset": 42]
        #expect(consume == [.send(.consume(1, queue: "s", consumerTag: "s.2", arguments: arguments))])
    }

    @Test(arguments: [5, Int64.max]) func aQueueTakesNoOffsetFromAPublishersHeader(offset: Int64) {
        var machine = machine("q")
        machine.connected()
        _ = machine.turn(at: now)
        open(&machine, channels: [1], at: now)
        #expect(delivery(machine.handle(message(1, offset: offset), at: now, chance: 1)) != nil)
        machine.disconnected(at: now, chance: 1)
        machine.connected()
        _ = machine.turn(at: now)
        _ = machine.handle(.answered(channel: 1, .channelOpened), at: now, chance: 1)
        let consume = machine.handle(.answered(channel: 1, .prefetchSet), at: now, chance: 1)
        #expect(consume == [.send(.consume(1, queue: "q", consumerTag: "q.2", arguments: [:]))])
    }

    @Test func aSubscriptionThatEndsTheConnectionWaitsLongerThanTheOthers() {
        var machine = machine("leaderless", "healthy")
        machine.connected()
        _ = machine.turn(at: now)
        open(&machine, channels: [2], at: now)
        _ = machine.handle(.answered(channel: 1, .channelOpened), at: now, chance: 1)
        _ = machine.handle(.answered(channel: 1, .prefetchSet), at: now, chance: 1)
        machine.disconnected(at: now, chance: 1)
        machine.connected()
        #expect(machine.turn(at: now) == [.send(.openChannel(2))])
        #expect(machine.turn(at: now + .seconds(1)) == [.send(.openChannel(1))])
    }

    @Test func anAnswerThatDoesNotComeEndsTheConnection() {
        var machine = machine("q")
        machine.connected()
        _ = machine.turn(at: now)
        #expect(machine.turn(at: now + .seconds(29)).isEmpty)
        let isGivenUp = if case .giveUp? = machine.turn(at: now + .seconds(30)).first { true } else { false }
        #expect(isGivenUp)
    }

    @Test func aDeliveryTagThatJumpsEndsTheConnection() {
        var machine = machine("q")
        machine.connected()
        _ = machine.turn(at: now)
        open(&machine, channels: [1], at: now)
        let isGivenUp = if case .giveUp? = machine.handle(message(2), at: now, chance: 1).first { true } else { false }
        #expect(isGivenUp)
    }
}
