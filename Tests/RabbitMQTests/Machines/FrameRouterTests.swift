import RabbitMQ
import Testing

@Suite struct FrameRouterTests {
    private func deliver(_ tag: UInt64, on channel: UInt16 = 1) -> Frame {
        .method(
            channel: channel,
            .delivered(consumerTag: "c", tag: tag, redelivered: false, exchange: "x", routingKey: "k.\(tag)")
        )
    }

    private func messages(_ effects: [Effect]) -> [InboundMessage] {
        effects.compactMap { effect in
            if case .message(let message) = effect { message } else { nil }
        }
    }

    @Test func aDeliveryIsPutTogetherFromItsFrames() {
        var router = FrameRouter(bodyLimit: 100)
        #expect(router.route(deliver(7)).isEmpty)
        #expect(router.route(.header(channel: 1, bodySize: 5, MessageProperties(messageID: "m"))).isEmpty)
        #expect(router.route(.body(channel: 1, [1, 2])).isEmpty)
        let message = messages(router.route(.body(channel: 1, [3, 4, 5]))).first
        #expect(message?.body == [1, 2, 3, 4, 5])
        #expect(message?.properties.messageID == "m")
        #expect(message?.routingKey == "k.7")
        #expect(message?.oversized == nil)
        #expect(message?.source == .delivered(consumerTag: "c", tag: 7, redelivered: false))
    }

    @Test func anEmptyBodyNeedsNoBodyFrame() {
        var router = FrameRouter(bodyLimit: 100)
        _ = router.route(deliver(1))
        #expect(messages(router.route(.header(channel: 1, bodySize: 0, MessageProperties()))).count == 1)
    }

    @Test func channelsAreInterleavedWithoutMixing() {
        var router = FrameRouter(bodyLimit: 100)
        _ = router.route(deliver(1, on: 1))
        _ = router.route(deliver(9, on: 2))
        _ = router.route(.header(channel: 2, bodySize: 1, MessageProperties()))
        _ = router.route(.header(channel: 1, bodySize: 1, MessageProperties()))
        #expect(messages(router.route(.body(channel: 1, [11]))).first?.body == [11])
        let second = messages(router.route(.body(channel: 2, [22]))).first
        #expect(second?.body == [22])
        #expect(second?.channel == 2)
    }

    @Test func aBodyOverTheLimitIsCountedAndNotKept() {
        var router = FrameRouter(bodyLimit: 4)
        _ = router.route(deliver(1))
        _ = router.route(.header(channel: 1, bodySize: 5, MessageProperties()))
        #expect(router.route(.body(channel: 1, [1, 2, 3])).isEmpty)
        let message = messages(router.route(.body(channel: 1, [4, 5]))).first
        #expect(message?.body == [])
        #expect(message?.oversized == 5)
        _ = router.route(deliver(2))
        _ = router.route(.header(channel: 1, bodySize: 4, MessageProperties()))
        #expect(messages(router.route(.body(channel: 1, [1, 2, 3, 4]))).first?.body == [1, 2, 3, 4])
    }

    @Test func aReturnIsAMessageWithItsReason() {
        var router = FrameRouter(bodyLimit: 100)
        _ = router.route(.method(channel: 1, .returned(code: 312, text: "NO_ROUTE", exchange: "x", routingKey: "k")))
        let message = messages(router.route(.header(channel: 1, bodySize: 0, MessageProperties()))).first
        #expect(message?.source == .returned(code: 312, text: "NO_ROUTE"))
    }

    @Test func confirmsPassWithTheirMultipleFlag() {
        var router = FrameRouter(bodyLimit: 100)
        let acked = router.route(.method(channel: 1, .acked(tag: 5, multiple: true)))
        #expect(acked == [.confirmed(channel: 1, tag: 5, multiple: true)])
        let nacked = router.route(.method(channel: 1, .nacked(tag: 6, multiple: false)))
        #expect(nacked == [.nacked(channel: 1, tag: 6, multiple: false)])
    }

    @Test func aChannelCloseIsAnsweredFirstAndForgetsAHalfMessage() {
        var router = FrameRouter(bodyLimit: 100)
        _ = router.route(deliver(1))
        let effects = router.route(.method(channel: 1, .channelClosed(code: 404, text: "no queue")))
        #expect(effects == [.send(.answerChannelClose(1)), .channelClosed(channel: 1, code: 404, text: "no queue")])
        #expect(router.route(deliver(1)).isEmpty)
        #expect(messages(router.route(.header(channel: 1, bodySize: 0, MessageProperties()))).count == 1)
    }

    @Test func aConnectionCloseIsAnsweredFirst() {
        var router = FrameRouter(bodyLimit: 100)
        let effects = router.route(.method(channel: 0, .connectionClosed(code: 320, text: "CONNECTION_FORCED")))
        #expect(effects == [.send(.answerConnectionClose), .connectionClosed(code: 320, text: "CONNECTION_FORCED")])
    }

    @Test func alarmsAndCancelsAreTold() {
        var router = FrameRouter(bodyLimit: 100)
        #expect(router.route(.method(channel: 0, .blocked(reason: "low on disk"))) == [.blocked(reason: "low on disk")])
        #expect(router.route(.method(channel: 0, .unblocked)) == [.unblocked])
        let cancel = router.route(.method(channel: 3, .consumeCancelled(consumerTag: "c")))
        #expect(cancel == [.cancelled(channel: 3, consumerTag: "c")])
    }

    @Test(arguments: [
        [Frame.body(channel: 1, [1])],
        [.header(channel: 1, bodySize: 1, MessageProperties())],
        [
            .method(channel: 1, .got(tag: 1, redelivered: false, exchange: "", routingKey: "", remaining: 0)),
            .header(channel: 1, bodySize: 1, MessageProperties()), .body(channel: 1, [1, 2]),
        ],
        [
            .method(channel: 1, .got(tag: 1, redelivered: false, exchange: "", routingKey: "", remaining: 0)),
            .method(channel: 1, .acked(tag: 1, multiple: false)),
        ],
        [.method(channel: 1, .unknown(id: 99))],
    ])
    func framesInAnImpossibleOrderEndTheTrust(frames: [Frame]) {
        var router = FrameRouter(bodyLimit: 100)
        let last = frames.map { router.route($0) }.last ?? []
        let isViolation = if case .violated? = last.first { true } else { false }
        #expect(isViolation)
    }
}
