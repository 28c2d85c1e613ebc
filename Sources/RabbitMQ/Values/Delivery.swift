/// Names one delivery for its settlement.
///
/// `epoch` counts the openings of channels: the broker takes everything unsettled back when a channel ends, so a tag of
/// an older epoch names nothing any more and must never reach a newer channel, where the same number means another message.
package struct DeliveryTag: Sendable, Hashable {
    package var epoch: UInt64
    package var channel: UInt16
    package var tag: UInt64

    package init(epoch: UInt64, channel: UInt16, tag: UInt64) {
        self.epoch = epoch
        self.channel = channel
        self.tag = tag
    }
}

/// A message that the broker handed over and that waits for its settlement.
package struct Delivery: Sendable, Equatable {
    package var tag: DeliveryTag
    /// The queue or stream of the subscription through which it came.
    package var queue: String
    package var exchange: String
    package var routingKey: String
    package var redelivered: Bool
    package var properties: MessageProperties
    /// Empty when `oversized` is set.
    package var body: [UInt8]
    /// The size in bytes of a body over the limit, which was thrown away while it arrived.
    package var oversized: Int?

    package init(
        tag: DeliveryTag,
        queue: String,
        exchange: String,
        routingKey: String,
        redelivered: Bool,
        properties: MessageProperties,
        body: [UInt8],
        oversized: Int?
    ) {
        self.tag = tag
        self.queue = queue
        self.exchange = exchange
        self.routingKey = routingKey
        self.redelivered = redelivered
        self.properties = properties
        self.body = body
        self.oversized = oversized
    }

    /// How often a quorum queue handed this message out before; zero where the broker does not say (3.12 and later omit it at first).
    package var deliveryCount: Int {
        properties.headers["x-delivery-count"]?.integer.map(Int.init(clamping:)) ?? 0
    }

    /// The message's position in a stream, nil for a queue.
    package var streamOffset: Int64? {
        properties.headers["x-stream-offset"]?.integer
    }
}

/// What becomes of a delivery.
package struct Settlement: Sendable, Equatable {
    /// The verdicts that the broker knows.
    package enum Verdict: Sendable, Equatable {
        /// Done: the broker forgets it.
        case ack
        /// Never again: it goes to the dead-letter exchange, if there is one.
        case reject
        /// Give it back: it is delivered again, and counts as one more delivery.
        case requeue
    }

    package var tag: DeliveryTag
    package var verdict: Verdict

    package init(tag: DeliveryTag, _ verdict: Verdict) {
        self.tag = tag
        self.verdict = verdict
    }
}

/// A queue or stream to consume from.
package struct Subscription: Sendable, Equatable {
    package var queue: String
    /// How many unsettled deliveries the broker may have outstanding here, 1 to 2000 for a quorum queue; this is the back-pressure.
    package var prefetch: UInt16
    /// Consumer arguments, such as `x-stream-offset` (first, last, next, an offset).
    package var arguments: [String: FieldValue]

    /// After how long without a delivery and with nothing unsettled the subscription is made anew; nil for never, as for a
    /// stream that is read from `next` on.
    ///
    /// A broker that finds a deleted queue already back before it has told anybody subscribes again by itself, without a word,
    /// takes the new queue's deliveries for repetitions of the old one's, and keeps them for ever (3.10.8, quorum queues,
    /// which refuse `x-cancel-on-ha-failover`). Only a new channel ends that.
    package var longestSilence: Duration?

    package init(
        queue: String,
        prefetch: UInt16 = 200,
        arguments: [String: FieldValue] = [:],
        longestSilence: Duration? = nil
    ) {
        self.queue = queue
        self.prefetch = prefetch
        self.arguments = arguments
        self.longestSilence = longestSilence
    }

    /// Whether it reads a stream, which needs to know from where.
    var isStream: Bool { arguments["x-stream-offset"] != nil }
}
