/// The subscriptions of one consumer: each on a channel of its own, so that a refusal ends only the one it is about.
///
/// Pure: the clock and chance are arguments. After a refusal, a cancel or a lost connection a subscription is opened again
/// with a back-off; a stream goes on behind the last delivery that was handed over.
package struct SubscriptionMachine: Sendable {
    /// What the owner of the connection has to do, in order.
    package enum Action: Sendable, Equatable {
        case send(Command)
        case deliver(Delivery)
        case report(ConnectionEvent)
        /// The connection cannot be used any more.
        case giveUp(AMQPError)
    }

    private enum Phase: Sendable, Equatable {
        case idle(until: ContinuousClock.Instant)
        case opening(since: ContinuousClock.Instant)
        case settingPrefetch(since: ContinuousClock.Instant)
        case subscribing(since: ContinuousClock.Instant)
        case active
        case closing(since: ContinuousClock.Instant, until: ContinuousClock.Instant)

        var isWaitingSince: ContinuousClock.Instant? {
            switch self {
            case .opening(let since), .settingPrefetch(let since), .subscribing(let since), .closing(let since, _):
                since
            case .idle, .active:
                nil
            }
        }
    }

    private struct Line: Sendable {
        var subscription: Subscription
        var phase: Phase
        var epoch: UInt64 = 0
        var failures = 0
        var unsettled = UnsettledTags()
        var lastOffset: Int64?
        /// When something last came, the subscription's beginning included.
        var heardAt: ContinuousClock.Instant?
        /// Whether the subscription is made anew for its silence, which is nobody's business.
        var isRenewal = false

        /// When it has been silent for too long; nil while something is unsettled, or when it may be silent for ever.
        var silentUntil: ContinuousClock.Instant? {
            guard phase == .active, unsettled.count == 0, let heardAt, let silence = subscription.longestSilence else {
                return nil
            }
            return heardAt + silence
        }
    }

    private let backoff: Backoff
    private let patience: Duration
    private var lines: [Line]
    private var epochs: UInt64 = 0
    private var settlements = Fifo<Command>()
    private var isConnected = false
    /// Subscriptions that were made anew because nothing had come for long.
    package private(set) var renewals = 0

    /// Prepares subscriptions that begin with the first connection.
    ///
    /// - Parameters:
    ///   - subscriptions: at most one for each channel that the broker allows (2047).
    ///   - backoff: how long to wait after a failure.
    ///   - patience: how long the broker may take for one answer before the connection is given up.
    ///   - now: the present.
    package init(
        _ subscriptions: [Subscription],
        backoff: Backoff,
        patience: Duration = .seconds(30),
        at now: ContinuousClock.Instant
    ) {
        self.backoff = backoff
        self.patience = patience
        lines = subscriptions.map { Line(subscription: $0, phase: .idle(until: now)) }
    }

    /// The deliveries that wait for their settlement, over all subscriptions.
    package var unsettled: Int { lines.reduce(0) { $0 + $1.unsettled.count } }

    /// A connection is there; `turn` opens what is due.
    package mutating func connected() {
        isConnected = true
    }

    /// The connection is gone and everything unsettled with it.
    ///
    /// A subscription that was being made waits longer than the others: a leaderless queue answers `consume` by closing the
    /// whole connection (541), and must not keep doing that to its neighbours.
    package mutating func disconnected(at now: ContinuousClock.Instant, chance: Double) {
        isConnected = false
        settlements.removeAll()
        for index in lines.indices {
            var wait = Duration.zero
            if case .subscribing = lines[index].phase {
                lines[index].failures += 1
                wait = backoff.delay(failures: lines[index].failures, chance: chance)
            }
            lines[index].phase = .idle(until: now + wait)
            lines[index].unsettled = UnsettledTags()
            lines[index].isRenewal = false
        }
    }

    /// Opens the channels that are due and notices answers that do not come.
    package mutating func turn(at now: ContinuousClock.Instant) -> [Action] {
        guard isConnected else { return [] }
        var actions: [Action] = []
        for index in lines.indices {
            if case .idle(let until) = lines[index].phase, until <= now {
                epochs += 1
                lines[index].epoch = epochs
                lines[index].unsettled = UnsettledTags()
                lines[index].phase = .opening(since: now)
                actions.append(.send(.openChannel(channel(of: index))))
            } else if let since = lines[index].phase.isWaitingSince, now - since >= patience {
                let operation = "consume from \(lines[index].subscription.queue)"
                return [.giveUp(AMQPError(.timeout, during: operation, "no answer within \(patience)", isFatal: true))]
            } else if let silentUntil = lines[index].silentUntil, silentUntil <= now, settlements.isEmpty {
                // An acknowledgement that waits to be written would be lost with its channel.
                renewals += 1
                lines[index].isRenewal = true
                lines[index].phase = .closing(since: now, until: now)
                actions.append(.send(.closeChannel(channel(of: index))))
            }
        }
        return actions
    }

    /// When `turn` next has something to do.
    package var nextTurn: ContinuousClock.Instant? {
        guard isConnected else { return nil }
        return lines.compactMap { line in
            if case .idle(let until) = line.phase { return until }
            return line.phase.isWaitingSince.map { $0 + patience } ?? line.silentUntil
        }.min()
    }

    /// Takes an effect of the frame router; `chance` is 0 to 1, for the back-off.
    package mutating func handle(_ effect: Effect, at now: ContinuousClock.Instant, chance: Double) -> [Action] {
        switch effect {
        case .message(let message): return accept(message, at: now)
        case .answered(let channel, let method): return advance(channel, method, at: now)
        case .cancelled(let channel, _):
            guard let index = index(of: channel) else { return [] }
            let wait = retreat(index, chance: chance)
            // A new channel rather than a second consume: what is unsettled here must not mix with what comes after.
            lines[index].phase = .closing(since: now, until: now + wait)
            let queue = lines[index].subscription.queue
            return [.send(.closeChannel(channel)), .report(.cancelled(queue: queue, retryIn: wait))]
        case .channelClosed(let channel, let code, let text):
            guard let index = index(of: channel) else { return [] }
            let wait = retreat(index, chance: chance)
            lines[index].phase = .idle(until: now + wait)
            let queue = lines[index].subscription.queue
            let error = AMQPError(.broker(code), during: "consume from \(queue)", text, isFatal: false)
            return [.report(.subscriptionFailed(queue: queue, error, retryIn: wait))]
        case .blocked(let reason): return [.report(.blocked(reason: reason))]
        case .unblocked: return [.report(.unblocked)]
        case .send(let command): return [.send(command)]
        case .violated(let text):
            return [.giveUp(AMQPError(.violation, during: "consume", text, isFatal: true))]
        case .connectionClosed(let code, let text):
            return [.giveUp(AMQPError(.broker(code), during: "consume", text, isFatal: true))]
        case .confirmed, .nacked: return []
        }
    }

    /// What settlements come to.
    package struct Settled: Sendable, Equatable {
        package var acked = 0
        package var rejected = 0
        package var requeued = 0
        /// Settlements that named nothing that waits.
        package var stale = 0
    }

    /// Turns settlements into the fewest frames, which then wait for `nextSettlement`.
    package mutating func settle(_ batch: [Settlement]) -> Settled {
        var settled = Settled()
        var acks: [Int: [UInt64]] = [:]
        for settlement in batch {
            let tag = settlement.tag
            guard let index = index(of: tag.channel), lines[index].phase == .active, lines[index].epoch == tag.epoch,
                lines[index].unsettled.settle(tag.tag)
            else {
                settled.stale += 1
                continue
            }
            switch settlement.verdict {
            case .ack:
                acks[index, default: []].append(tag.tag)
                settled.acked += 1
            // These go first: an acknowledgement of "all up to" would take their tags as well.
            case .reject:
                settlements.append(.reject(tag.channel, tag: tag.tag))
                settled.rejected += 1
            case .requeue:
                settlements.append(.requeue(tag.channel, tag: tag.tag))
                settled.requeued += 1
            }
        }
        for index in acks.keys.sorted() {
            for ack in lines[index].unsettled.acknowledgements(for: acks[index] ?? []) {
                settlements.append(.ack(channel(of: index), tag: ack.tag, multiple: ack.multiple))
            }
        }
        return settled
    }

    /// The next frame of a settlement, which is then taken to be written.
    package mutating func nextSettlement() -> Command? { settlements.popFirst() }

    /// Whether a frame of a settlement waits to be written.
    package var hasSettlements: Bool { !settlements.isEmpty }

    private mutating func accept(_ message: InboundMessage, at now: ContinuousClock.Instant) -> [Action] {
        guard case .delivered(_, let tag, let redelivered) = message.source, let index = index(of: message.channel)
        else { return [] }
        // Deliveries that were on their way when the channel was given up belong to nobody.
        guard lines[index].phase == .active else { return [] }
        let line = lines[index]
        guard lines[index].unsettled.delivered(tag) else {
            let operation = "consume from \(line.subscription.queue)"
            let text = "delivery tag \(tag) is not the next one"
            return [.giveUp(AMQPError(.violation, during: operation, text, isFatal: true))]
        }
        let delivery = Delivery(
            tag: DeliveryTag(epoch: line.epoch, channel: message.channel, tag: tag),
            queue: line.subscription.queue,
            exchange: message.exchange,
            routingKey: message.routingKey,
            redelivered: redelivered,
            properties: message.properties,
            body: message.body,
            oversized: message.oversized
        )
        lines[index].heardAt = now
        // On a queue the header is whatever a publisher put there; only a stream's is the broker's word.
        if line.subscription.isStream, let offset = delivery.streamOffset, offset < .max {
            lines[index].lastOffset = offset
        }
        return [.deliver(delivery)]
    }

    private mutating func advance(_ channel: UInt16, _ method: Method, at now: ContinuousClock.Instant) -> [Action] {
        guard let index = index(of: channel) else { return [] }
        let subscription = lines[index].subscription
        switch (lines[index].phase, method) {
        case (.opening, .channelOpened):
            lines[index].phase = .settingPrefetch(since: now)
            return [.send(.setPrefetch(channel, count: subscription.prefetch))]
        case (.settingPrefetch, .prefetchSet):
            lines[index].phase = .subscribing(since: now)
            var arguments = subscription.arguments
            if let last = lines[index].lastOffset { arguments["x-stream-offset"] = .integer(last + 1) }
            let tag = "\(subscription.queue).\(lines[index].epoch)"
            return [.send(.consume(channel, queue: subscription.queue, consumerTag: tag, arguments: arguments))]
        case (.subscribing, .consuming):
            lines[index].phase = .active
            lines[index].failures = 0
            lines[index].heardAt = now
            defer { lines[index].isRenewal = false }
            return lines[index].isRenewal ? [] : [.report(.subscribed(queue: subscription.queue))]
        case (.closing(_, let until), .channelCloseAnswered):
            lines[index].phase = .idle(until: until)
            return []
        default:
            return []
        }
    }

    private mutating func retreat(_ index: Int, chance: Double) -> Duration {
        lines[index].failures += 1
        lines[index].isRenewal = false
        lines[index].unsettled = UnsettledTags()
        // On a channel that has ended they would end the connection (504); on its successor they would mean other messages.
        let ended = channel(of: index)
        settlements.removeAll { $0.settledChannel == ended }
        return backoff.delay(failures: lines[index].failures, chance: chance)
    }

    private func channel(of index: Int) -> UInt16 { UInt16(index + 1) }

    private func index(of channel: UInt16) -> Int? {
        lines.indices.contains(Int(channel) - 1) ? Int(channel) - 1 : nil
    }
}
