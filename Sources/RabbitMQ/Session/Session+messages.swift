extension Session {
    /// Where to begin in a stream.
    package enum StreamOffset: Sendable, Equatable {
        /// The oldest record that is kept.
        case first
        /// The beginning of the newest chunk, which holds one record or many.
        case last
        /// Only what comes from now on.
        case next
        case offset(Int64)
        /// Chunks from this moment on, in whole seconds since 1970.
        case timestamp(UInt64)

        var argument: FieldValue {
            switch self {
            case .first: "first"
            case .last: "last"
            case .next: "next"
            case .offset(let offset): .integer(offset)
            case .timestamp(let seconds): .timestamp(seconds)
            }
        }
    }

    /// Why a reading ended.
    package enum ReadingEnd: Sendable, Equatable {
        /// The caller had seen enough.
        case satisfied
        /// Nothing came for as long as the caller wanted to wait.
        case idle
        /// The deadline passed.
        case deadline
    }

    /// Publishes one message and waits for the broker's word.
    package func publish(_ publication: Publication) async throws(AMQPError) -> PublishOutcome {
        if let defect = publication.defect { return PublishOutcome(.malformed(defect)) }
        return try await perform { connection, deadline throws(AMQPError) in
            let operation = "publish to exchange \(publication.exchange)"
            try connection.openChannel(by: deadline)
            let tag = try connection.publish(publication)
            var returned: Refusal?
            do throws(AMQPError) {
                while true {
                    switch try connection.effect(during: operation, by: deadline) {
                    case .message(let message):
                        guard case .returned(let code, let text) = message.source else { continue }
                        returned = .returned(code: code, text: text)
                    // One message is on the way at a time, so a later tag or `multiple` cannot come.
                    case .confirmed(_, tag, _): return returned.map(PublishOutcome.init) ?? .confirmed
                    case .nacked(_, tag, _): return PublishOutcome(returned ?? .nacked)
                    default: continue
                    }
                }
            } catch {
                guard let code = error.brokerCode, !error.isFatal else { throw error }
                return PublishOutcome(Refusal(code: code, text: error.text))
            }
        }
    }

    /// Takes the next message of a queue and settles it at once; nil when the queue is empty.
    package func get(_ queue: String, _ verdict: Settlement.Verdict = .ack) async throws(AMQPError) -> Delivery? {
        try await perform { connection, deadline throws(AMQPError) in
            let operation = "get from queue \(queue)"
            let channel = SessionConnection.channel
            try connection.openChannel(by: deadline)
            try connection.send(.get(channel, queue: queue))
            while true {
                switch try connection.effect(during: operation, by: deadline) {
                case .answered(channel, .gotNothing): return nil
                case .message(let message):
                    guard case .got(let tag, let redelivered, _) = message.source else { continue }
                    switch verdict {
                    case .ack: try connection.send(.ack(channel, tag: tag, multiple: false))
                    case .reject: try connection.send(.reject(channel, tag: tag))
                    case .requeue: try connection.send(.requeue(channel, tag: tag))
                    }
                    return Delivery(message, queue: queue, tag: tag, redelivered: redelivered)
                default: continue
                }
            }
        }
    }

    /// Reads a stream or a queue until somebody has seen enough.
    ///
    /// - Parameters:
    ///   - queue: the queue or stream.
    ///   - offset: where to begin in a stream; nil for a queue.
    ///   - prefetch: how many unsettled deliveries may be outstanding.
    ///   - keep: give a queue's messages back at the end instead of taking them; then no more than `prefetch` are seen.
    ///   - limit: the deadline of the whole reading.
    ///   - idle: end when nothing comes for this long; nil waits until `limit`.
    ///   - isEnough: sees each delivery, on the session's thread; true ends the reading after it.
    /// - Returns: why it ended.
    /// - Throws: when the queue is missing, may not be read or is deleted meanwhile, or the connection fails.
    @discardableResult
    package func read(
        _ queue: String,
        offset: StreamOffset? = nil,
        prefetch: UInt16 = 500,
        keep: Bool = false,
        atMost limit: Duration,
        idle: Duration? = nil,
        until isEnough: @escaping @Sendable (Delivery) -> Bool
    ) async throws(AMQPError) -> ReadingEnd {
        try await perform(atMost: limit) { connection, deadline throws(AMQPError) in
            let reading = Reading(queue: queue, offset: offset, prefetch: prefetch, keep: keep, idle: idle)
            return try reading.run(connection, by: deadline, until: isEnough)
        }
    }

    /// Reads a stream or a queue and keeps what came, the delivery that was enough included.
    ///
    /// Parameters as for `read`.
    package func collect(
        _ queue: String,
        offset: StreamOffset? = nil,
        prefetch: UInt16 = 500,
        keep: Bool = false,
        atMost limit: Duration,
        idle: Duration? = nil,
        until isEnough: @escaping @Sendable (Delivery) -> Bool = { _ in false }
    ) async throws(AMQPError) -> [Delivery] {
        try await perform(atMost: limit) { connection, deadline throws(AMQPError) in
            let reading = Reading(queue: queue, offset: offset, prefetch: prefetch, keep: keep, idle: idle)
            var deliveries: [Delivery] = []
            _ = try reading.run(connection, by: deadline) { delivery in
                deliveries.append(delivery)
                return isEnough(delivery)
            }
            return deliveries
        }
    }
}

/// One reading of a queue or stream, on a channel of its own.
private struct Reading {
    var queue: String
    var offset: Session.StreamOffset?
    var prefetch: UInt16
    var keep: Bool
    var idle: Duration?

    private var channel: UInt16 { SessionConnection.readingChannel }

    init(queue: String, offset: Session.StreamOffset?, prefetch: UInt16, keep: Bool, idle: Duration?) {
        self.queue = queue
        self.offset = offset
        self.prefetch = max(1, prefetch)
        self.keep = keep
        self.idle = idle
    }

    func run(
        _ connection: SessionConnection,
        by deadline: ContinuousClock.Instant,
        until isEnough: (Delivery) -> Bool
    ) throws(AMQPError) -> Session.ReadingEnd {
        let operation = "read \(queue)"
        let setUp = max(deadline, .now + .seconds(5))
        let arguments = offset.map { ["x-stream-offset": $0.argument] } ?? [:]
        _ = try connection.ask(.openChannel(channel), channel, operation, setUp)
        _ = try connection.ask(.setPrefetch(channel, count: prefetch), channel, operation, setUp)
        try connection.send(.consume(channel, queue: queue, consumerTag: "reading", arguments: arguments))
        let end = try take(connection, operation, deadline, isEnough)
        _ = try connection.ask(.closeChannel(channel), channel, operation, .now + .seconds(5))
        return end
    }

    private func take(
        _ connection: SessionConnection,
        _ operation: String,
        _ deadline: ContinuousClock.Instant,
        _ isEnough: (Delivery) -> Bool
    ) throws(AMQPError) -> Session.ReadingEnd {
        var unsettled = 0
        var isSubscribed = false
        while true {
            // Making the subscription is not idling.
            let pause = isSubscribed ? idle.map { min(deadline, .now + $0) } ?? deadline : deadline
            guard let effect = try connection.effectIfAny(during: operation, by: pause) else {
                return ContinuousClock.now >= deadline ? .deadline : .idle
            }
            switch effect {
            case .answered(channel, .consuming): isSubscribed = true
            case .cancelled:
                // The channel is still open; with the connection it goes, too.
                throw AMQPError(.broker(404), during: operation, "the queue was deleted", isFatal: true)
            case .message(let message):
                guard case .delivered(_, let tag, let redelivered) = message.source else { continue }
                let isLast = isEnough(Delivery(message, queue: queue, tag: tag, redelivered: redelivered))
                unsettled += 1
                // For a stream this is only the broker's leave to send more.
                if !keep, isLast || unsettled >= (Int(prefetch) + 1) / 2 {
                    try connection.send(.ack(channel, tag: tag, multiple: true))
                    unsettled = 0
                }
                if isLast { return .satisfied }
            default: continue
            }
        }
    }
}

extension Delivery {
    /// A delivery that a session has settled already or will settle itself: its tag is for no consumer.
    fileprivate init(_ message: InboundMessage, queue: String, tag: UInt64, redelivered: Bool) {
        self.init(
            tag: DeliveryTag(epoch: 0, channel: message.channel, tag: tag),
            queue: queue,
            exchange: message.exchange,
            routingKey: message.routingKey,
            redelivered: redelivered,
            properties: message.properties,
            body: message.body,
            oversized: message.oversized
        )
    }
}
