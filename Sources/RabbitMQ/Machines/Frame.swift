/// A frame from the broker, copied out of the library's memory.
package enum Frame: Sendable, Equatable {
    case method(channel: UInt16, Method)
    case header(channel: UInt16, bodySize: UInt64, MessageProperties)
    case body(channel: UInt16, [UInt8])
}

/// The methods that a broker sends to a client, with the fields that matter here.
package enum Method: Sendable, Equatable {
    case channelOpened
    case channelClosed(code: UInt16, text: String)
    case channelCloseAnswered
    case connectionClosed(code: UInt16, text: String)
    case connectionCloseAnswered
    case blocked(reason: String)
    case unblocked
    case prefetchSet
    case confirmsSelected
    case consuming(consumerTag: String)
    case consumeCancelled(consumerTag: String)
    case cancelAnswered
    case delivered(consumerTag: String, tag: UInt64, redelivered: Bool, exchange: String, routingKey: String)
    case got(tag: UInt64, redelivered: Bool, exchange: String, routingKey: String, remaining: Int)
    case gotNothing
    case returned(code: UInt16, text: String, exchange: String, routingKey: String)
    case acked(tag: UInt64, multiple: Bool)
    case nacked(tag: UInt64, multiple: Bool)
    case queueDeclared(name: String, messages: Int, consumers: Int)
    case queueDeleted(messages: Int)
    case queuePurged(messages: Int)
    /// An exchange was declared or deleted, or a binding made or removed: nothing to say but that it is done.
    case done
    /// A method that this client never provokes.
    case unknown(id: UInt32)
}

extension Command {
    /// The channel of a settlement; nil for anything else.
    var settledChannel: UInt16? {
        switch self {
        case .ack(let channel, _, _), .reject(let channel, _), .requeue(let channel, _): channel
        default: nil
        }
    }
}

/// A method that the client sends.
package enum Command: Sendable, Equatable {
    case openChannel(UInt16)
    case closeChannel(UInt16)
    case answerChannelClose(UInt16)
    case closeConnection
    case answerConnectionClose
    case selectConfirms(UInt16)
    case setPrefetch(UInt16, count: UInt16)
    case consume(UInt16, queue: String, consumerTag: String, arguments: [String: FieldValue])
    case ack(UInt16, tag: UInt64, multiple: Bool)
    case reject(UInt16, tag: UInt64)
    case requeue(UInt16, tag: UInt64)
    case get(UInt16, queue: String)
    case declareQueue(
        UInt16,
        name: String,
        passive: Bool,
        durable: Bool,
        exclusive: Bool,
        arguments: [String: FieldValue]
    )
    case deleteQueue(UInt16, name: String)
    case purgeQueue(UInt16, name: String)
    case declareExchange(
        UInt16,
        name: String,
        kind: String,
        passive: Bool,
        durable: Bool,
        isInternal: Bool,
        arguments: [String: FieldValue]
    )
    case deleteExchange(UInt16, name: String)
    case bind(UInt16, queue: String, exchange: String, routingKey: String, arguments: [String: FieldValue])
    case unbind(UInt16, queue: String, exchange: String, routingKey: String, arguments: [String: FieldValue])
}
