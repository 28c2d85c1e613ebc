import CRabbitMQ
import CaseworkTesting
import Synchronization

@testable import RabbitMQ

/// What a connection of the exercises does on its thread: one channel in confirm mode that publishes and consumes.
///
/// The project's own roles are cleverer: they publish again and subscribe again. Here a channel that the broker closed stays
/// closed until somebody has heard of it, so that an exercise sees the broker and not its client.
final class WireRole: ConnectionRole {
    /// What an exercise asks for.
    enum Order: Sendable {
        case publish(MemoryBroker.Message, isMandatory: Bool)
        case consume(queue: String, prefetch: Int)
        case cancel(queue: String)
        case acknowledge(tag: UInt64, isMultiple: Bool)
        case reject(tag: UInt64, requeues: Bool)
        /// A question whose answer comes behind everything that the broker has sent before.
        case ask
        /// The closing of the channel was heard of: open another.
        case reopen
    }

    /// What came back.
    struct Heard: Sendable {
        let events = Inbox<MemoryBroker.Event>()
        let deliveries = Inbox<MemoryBroker.Delivery>()
        /// One for each `consume` that was done or refused, and for each `ask`.
        let answers = Inbox<Void>()
        /// One when the first channel is there.
        let opened = Inbox<Void>()
    }

    private static let channel: UInt16 = 1

    let bodyLimit = 1 << 20
    var statistics = Statistics()
    let nextTurn: ContinuousClock.Instant? = nil
    private let heard: Heard
    private var orders = Fifo<Order>()
    private var isOpen = false
    private var isDeaf = false
    /// Questions to the broker whose answers are not an exercise's, each before one that is.
    private var prefetches = Fifo<Bool>()
    private var unconfirmed: [UInt64] = []
    private var published: UInt64 = 0

    init(_ heard: Heard) { self.heard = heard }

    var isFinished: Bool { orders.isEmpty }

    func take(_ requests: [Order]) {
        for order in requests {
            if case .reopen = order { isDeaf = false }
            if !isDeaf { orders.append(order) }
        }
    }

    func opened(_ link: Link, at now: ContinuousClock.Instant) throws(AMQPError) {
        try link.send(.openChannel(Self.channel))
    }

    func turn(_ link: Link, at now: ContinuousClock.Instant) throws(AMQPError) {
        if case .reopen? = orders.first {
            _ = orders.popFirst()
            try link.send(.openChannel(Self.channel))
        }
        while isOpen, let order = orders.popFirst() { try write(order, link) }
    }

    func apply(_ effect: Effect, _ link: Link, at now: ContinuousClock.Instant) throws(AMQPError) {
        switch effect {
        case .send(let command): try link.send(command)
        case .answered(_, .channelOpened): try link.send(.selectConfirms(Self.channel))
        case .answered(_, .confirmsSelected):
            isOpen = true
            heard.opened.append(())
        case .answered(_, .prefetchSet):
            if prefetches.popFirst() == true { heard.answers.append(()) }
        case .answered(_, .consuming), .answered(_, .cancelAnswered): heard.answers.append(())
        case .answered: return
        case .message(let message): hear(message)
        case .confirmed(_, let tag, let multiple): confirm(tag, multiple) { .confirmed(tag: $0) }
        case .nacked(_, let tag, let multiple): confirm(tag, multiple) { .nacked(tag: $0) }
        case .cancelled(_, let consumerTag): heard.events.append(.cancelled(queue: consumerTag))
        case .blocked: heard.events.append(.blocked)
        case .unblocked: heard.events.append(.unblocked)
        case .channelClosed(_, let code, let text):
            isOpen = false
            isDeaf = true
            orders.removeAll()
            prefetches.removeAll()
            (unconfirmed, published) = ([], 0)
            heard.events.append(.channelClosed(code: Int(code), text: text))
            // Nobody waits for a subscription that was refused.
            heard.answers.append(())
        case .connectionClosed(let code, let text):
            throw AMQPError(.broker(code), during: "play", text, isFatal: true)
        case .violated(let text): throw AMQPError(.violation, during: "play", text, isFatal: true)
        }
    }

    func lost(_ error: AMQPError, at now: ContinuousClock.Instant) {
        isOpen = false
        isDeaf = true
        orders.removeAll()
    }

    private func write(_ order: Order, _ link: Link) throws(AMQPError) {
        switch order {
        case .publish(let message, let isMandatory):
            published += 1
            unconfirmed.append(published)
            try link.publish(Publication(message, token: published, isMandatory), on: Self.channel)
        case .consume(let queue, let prefetch):
            prefetches.append(false)
            try link.send(.setPrefetch(Self.channel, count: UInt16(prefetch)))
            try link.send(.consume(Self.channel, queue: queue, consumerTag: queue, arguments: [:]))
        case .cancel(let queue): try cancel(queue, link)
        case .acknowledge(let tag, let isMultiple):
            try link.send(.ack(Self.channel, tag: tag, multiple: isMultiple))
        case .reject(let tag, let requeues):
            try link.send(requeues ? .requeue(Self.channel, tag: tag) : .reject(Self.channel, tag: tag))
        case .ask:
            prefetches.append(true)
            try link.send(.setPrefetch(Self.channel, count: 1))
        case .reopen: return
        }
    }

    /// No role of the client cancels a subscription, so there is no command for it.
    private func cancel(_ queue: String, _ link: Link) throws(AMQPError) {
        let memory = OutgoingMemory()
        var cancel = amqp_basic_cancel_t(consumer_tag: memory.bytes(queue), nowait: 0)
        try check(
            amqp_send_method(link.state, Self.channel, AMQP_BASIC_CANCEL_METHOD, &cancel),
            during: "cancel \(queue)"
        )
    }

    private func hear(_ message: InboundMessage) {
        switch message.source {
        case .returned(let code, _): heard.events.append(.returned(MemoryBroker.Message(message), code: Int(code)))
        case .delivered(let consumerTag, let tag, let isRedelivered):
            heard.deliveries.append(
                MemoryBroker.Delivery(
                    tag: tag,
                    queue: consumerTag,
                    message: MemoryBroker.Message(message),
                    isRedelivered: isRedelivered,
                    deliveryCount: message.properties.headers["x-delivery-count"]?.integer.map(Int.init) ?? 0
                )
            )
        case .got: return
        }
    }

    private func confirm(_ tag: UInt64, _ multiple: Bool, _ event: (UInt64) -> MemoryBroker.Event) {
        let told = unconfirmed.filter { multiple ? $0 <= tag : $0 == tag }
        unconfirmed.removeAll { told.contains($0) }
        for tag in told { heard.events.append(event(tag)) }
    }
}

extension Publication {
    fileprivate init(_ message: MemoryBroker.Message, token: UInt64, _ isMandatory: Bool) {
        self.init(
            token: token,
            exchange: message.exchange,
            routingKey: message.routingKey,
            mandatory: isMandatory,
            properties: MessageProperties(
                contentType: message.contentType,
                correlationID: message.correlationID,
                replyTo: message.replyTo,
                messageID: message.messageID,
                type: message.type,
                userID: message.userID
            ),
            body: message.body
        )
    }
}

extension MemoryBroker.Message {
    fileprivate init(_ message: InboundMessage) {
        self.init(
            exchange: message.exchange,
            routingKey: message.routingKey,
            contentType: message.properties.contentType,
            messageID: message.properties.messageID,
            type: message.properties.type,
            correlationID: message.properties.correlationID,
            replyTo: message.properties.replyTo,
            userID: message.properties.userID,
            body: message.body
        )
    }
}
