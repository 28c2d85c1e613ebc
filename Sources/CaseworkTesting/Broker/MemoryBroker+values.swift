extension MemoryBroker {
    /// A message with the properties that the project sets; a queue keeps one body for all its copies.
    package struct Message: Hashable, Sendable {
        package var exchange: String
        package var routingKey: String
        package var contentType: String?
        package var messageID: String?
        package var type: String?
        package var correlationID: String?
        package var replyTo: String?
        package var userID: String?
        package var body: [UInt8]

        package init(
            exchange: String,
            routingKey: String,
            contentType: String? = nil,
            messageID: String? = nil,
            type: String? = nil,
            correlationID: String? = nil,
            replyTo: String? = nil,
            userID: String? = nil,
            body: [UInt8] = []
        ) {
            self.exchange = exchange
            self.routingKey = routingKey
            self.contentType = contentType
            self.messageID = messageID
            self.type = type
            self.correlationID = correlationID
            self.replyTo = replyTo
            self.userID = userID
            self.body = body
        }
    }

    /// What a queue was declared with; a policy of the definitions may add to it.
    package struct QueueOptions: Hashable, Sendable {
        /// The two kinds that the project uses; classic queues are not modelled.
        package enum Kind: Hashable, Sendable {
            case quorum, stream
        }

        package var kind: Kind
        /// How many deliveries may fail before the message is buried; nil for no end of attempts.
        package var deliveryLimit: Int?
        /// With reject-publish: above it the queue refuses, see `MemoryBroker`.
        package var maxLength: Int?
        package var isSingleActive: Bool
        /// Where buried messages go, under their own routing key; nil drops them.
        package var deadLetterExchange: String?
        /// With a `maxLength`: the oldest message makes room instead of the newest being refused (drop-head).
        package var dropsOldest: Bool

        package init(
            kind: Kind = .quorum,
            deliveryLimit: Int? = nil,
            maxLength: Int? = nil,
            isSingleActive: Bool = false,
            deadLetterExchange: String? = nil,
            dropsOldest: Bool = false
        ) {
            self.kind = kind
            self.deliveryLimit = deliveryLimit
            self.maxLength = maxLength
            self.isSingleActive = isSingleActive
            self.deadLetterExchange = deadLetterExchange
            self.dropsOldest = dropsOldest
        }
    }

    /// How an exchange compares routing keys with its bindings.
    package enum ExchangeKind: String, Hashable, Sendable {
        case direct, fanout, topic
    }

    /// One connection with one channel in confirm mode, by number.
    package struct Connection: Hashable, Sendable {
        let id: UInt64
    }

    /// What the broker says to a connection, in the order in which it says it: a return before its confirm.
    package enum Event: Hashable, Sendable {
        case confirmed(tag: UInt64)
        /// At least one queue refused it; others may have it.
        case nacked(tag: UInt64)
        /// Mandatory, and no queue took it.
        case returned(Message, code: Int)
        /// The channel is gone with its consumers, and what was sent behind the offence is lost; from the moment on at which
        /// this is read there is a new one, whose tags begin again at 1.
        case channelClosed(code: Int, text: String)
        /// The queue was deleted under a consumer.
        case cancelled(queue: String)
        /// The connection published during an alarm and is not read until it ends.
        case blocked
        case unblocked
    }

    /// A message that waits for its settlement.
    package struct Delivery: Hashable, Sendable {
        package var tag: UInt64
        package var queue: String
        package var message: Message
        package var isRedelivered: Bool
        /// How often it was handed out before.
        package var deliveryCount: Int

        package init(tag: UInt64, queue: String, message: Message, isRedelivered: Bool, deliveryCount: Int) {
            self.tag = tag
            self.queue = queue
            self.message = message
            self.isRedelivered = isRedelivered
            self.deliveryCount = deliveryCount
        }
    }

    /// A message at its place in a stream.
    package struct StreamRecord: Hashable, Sendable {
        package var offset: Int64
        package var message: Message

        package init(offset: Int64, message: Message) {
            self.offset = offset
            self.message = message
        }
    }
}
