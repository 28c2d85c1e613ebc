/// A whole message, put together from its method, header and body frames.
package struct InboundMessage: Sendable, Equatable {
    /// Why the broker sent it.
    package enum Source: Sendable, Equatable {
        case delivered(consumerTag: String, tag: UInt64, redelivered: Bool)
        case got(tag: UInt64, redelivered: Bool, remaining: Int)
        case returned(code: UInt16, text: String)
    }

    package var channel: UInt16
    package var source: Source
    package var exchange: String
    package var routingKey: String
    package var properties: MessageProperties
    /// Empty when `oversized` is set.
    package var body: [UInt8]
    /// The size of a body over the limit.
    package var oversized: Int?
}

/// What a frame means for the owner of the connection.
package enum Effect: Sendable, Equatable {
    case message(InboundMessage)
    case confirmed(channel: UInt16, tag: UInt64, multiple: Bool)
    case nacked(channel: UInt16, tag: UInt64, multiple: Bool)
    /// The broker ended a subscription of its own accord.
    case cancelled(channel: UInt16, consumerTag: String)
    /// The answer to something that was sent on the channel.
    case answered(channel: UInt16, Method)
    case channelClosed(channel: UInt16, code: UInt16, text: String)
    /// The connection is over; nothing may be sent after the commands that came with this.
    case connectionClosed(code: UInt16, text: String)
    case blocked(reason: String)
    case unblocked
    /// Must be sent before anything else.
    case send(Command)
    /// The peer broke the protocol: the connection cannot be trusted any more.
    case violated(String)
}

/// Turns frames into effects: puts messages together and answers what the protocol wants answered.
///
/// Pure: no socket, no clock. One router belongs to one connection and is thrown away with it.
package struct FrameRouter: Sendable {
    private enum Partial {
        case awaitingHeader(source: InboundMessage.Source, exchange: String, routingKey: String)
        case awaitingBody(InboundMessage, missing: UInt64)
    }

    private let bodyLimit: Int
    private var partials: [UInt16: Partial] = [:]

    /// Makes a router for a new connection.
    ///
    /// - Parameter bodyLimit: bodies over this many bytes are counted instead of kept.
    package init(bodyLimit: Int) {
        self.bodyLimit = bodyLimit
    }

    /// Takes the next frame in the order of arrival.
    package mutating func route(_ frame: Frame) -> [Effect] {
        switch frame {
        case .method(let channel, let method): route(method, on: channel)
        case .header(let channel, let size, let properties): begin(channel, size, properties)
        case .body(let channel, let bytes): extend(channel, bytes)
        }
    }

    private mutating func route(_ method: Method, on channel: UInt16) -> [Effect] {
        // Between the frames of a content nothing else may come on its channel, but a close may always come.
        switch method {
        case .channelClosed(let code, let text):
            partials[channel] = nil
            return [.send(.answerChannelClose(channel)), .channelClosed(channel: channel, code: code, text: text)]
        case .connectionClosed(let code, let text):
            partials = [:]
            return [.send(.answerConnectionClose), .connectionClosed(code: code, text: text)]
        default:
            if partials[channel] != nil {
                return [.violated("a method came in the middle of a message on channel \(channel)")]
            }
        }
        switch method {
        case .delivered(let consumerTag, let tag, let redelivered, let exchange, let routingKey):
            let source = InboundMessage.Source.delivered(consumerTag: consumerTag, tag: tag, redelivered: redelivered)
            partials[channel] = .awaitingHeader(source: source, exchange: exchange, routingKey: routingKey)
            return []
        case .got(let tag, let redelivered, let exchange, let routingKey, let remaining):
            let source = InboundMessage.Source.got(tag: tag, redelivered: redelivered, remaining: remaining)
            partials[channel] = .awaitingHeader(source: source, exchange: exchange, routingKey: routingKey)
            return []
        case .returned(let code, let text, let exchange, let routingKey):
            let source = InboundMessage.Source.returned(code: code, text: text)
            partials[channel] = .awaitingHeader(source: source, exchange: exchange, routingKey: routingKey)
            return []
        case .acked(let tag, let multiple): return [.confirmed(channel: channel, tag: tag, multiple: multiple)]
        case .nacked(let tag, let multiple): return [.nacked(channel: channel, tag: tag, multiple: multiple)]
        case .consumeCancelled(let consumerTag): return [.cancelled(channel: channel, consumerTag: consumerTag)]
        case .blocked(let reason): return [.blocked(reason: reason)]
        case .unblocked: return [.unblocked]
        case .unknown(let id): return [.violated("method \(id) was not asked for")]
        case .channelOpened, .channelCloseAnswered, .connectionCloseAnswered, .prefetchSet, .confirmsSelected,
            .consuming,
            .cancelAnswered, .gotNothing, .queueDeclared, .queueDeleted, .queuePurged, .done, .channelClosed,
            .connectionClosed:
            return [.answered(channel: channel, method)]
        }
    }

    private mutating func begin(_ channel: UInt16, _ size: UInt64, _ properties: MessageProperties) -> [Effect] {
        guard case .awaitingHeader(let source, let exchange, let routingKey) = partials.removeValue(forKey: channel)
        else {
            return [.violated("a header came without its method on channel \(channel)")]
        }
        let isOversized = size > UInt64(max(0, bodyLimit))
        var message = InboundMessage(
            channel: channel,
            source: source,
            exchange: exchange,
            routingKey: routingKey,
            properties: properties,
            body: [],
            oversized: isOversized ? Int(clamping: size) : nil
        )
        if size == 0 { return [.message(message)] }
        if !isOversized { message.body.reserveCapacity(Int(size)) }
        partials[channel] = .awaitingBody(message, missing: size)
        return []
    }

    private mutating func extend(_ channel: UInt16, _ bytes: [UInt8]) -> [Effect] {
        // Taken out of the dictionary while it grows: otherwise each frame would copy what is there.
        guard case .awaitingBody(var message, let missing) = partials.removeValue(forKey: channel) else {
            return [.violated("a body came without its header on channel \(channel)")]
        }
        guard UInt64(bytes.count) <= missing else {
            return [.violated("a body is longer than its header said on channel \(channel)")]
        }
        if message.oversized == nil { message.body.append(contentsOf: bytes) }
        let left = missing - UInt64(bytes.count)
        if left == 0 { return [.message(message)] }
        partials[channel] = .awaitingBody(message, missing: left)
        return []
    }
}
