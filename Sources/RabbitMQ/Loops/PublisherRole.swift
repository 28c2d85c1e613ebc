/// A publisher's work on its connection's thread: one channel in confirm mode, fed from the ledger.
final class PublisherRole: ConnectionRole {
    private enum Phase: Equatable {
        case absent
        case opening(since: ContinuousClock.Instant)
        case selecting(since: ContinuousClock.Instant)
        case claiming(since: ContinuousClock.Instant)
        case ready
    }

    private static let channel: UInt16 = 1
    private static let patience = Duration.seconds(30)

    private let onOutcome: @Sendable (UInt64, PublishOutcome) -> Void
    private let report: @Sendable (ConnectionEvent) -> Void
    private var ledger: PublishLedger
    private var phase = Phase.absent
    private var isBlocked = false
    private var again: ContinuousClock.Instant?
    private let silenceTimeout: Duration
    private let lease: String?

    var statistics = Statistics()
    // Returned messages are told by their properties; their bodies are the caller's own.
    let bodyLimit = 0

    init(
        _ options: ConnectionOptions,
        onOutcome: @escaping @Sendable (UInt64, PublishOutcome) -> Void,
        report: @escaping @Sendable (ConnectionEvent) -> Void
    ) {
        ledger = PublishLedger(window: options.window, patience: options.confirmTimeout)
        silenceTimeout = options.silenceTimeout
        lease = options.lease
        self.onOutcome = onOutcome
        self.report = report
    }

    var isFinished: Bool { ledger.unresolved == 0 }

    /// The tokens whose outcome was not told.
    var unresolvedTokens: [UInt64] { ledger.unresolvedTokens }

    var nextTurn: ContinuousClock.Instant? {
        switch phase {
        case .absent: nil
        case .opening(let since), .selecting(let since), .claiming(let since): since + Self.patience
        case .ready: isBlocked ? nil : [again, ledger.expiry].compactMap { $0 }.min()
        }
    }

    func take(_ requests: [[Publication]]) {
        for publications in requests { tell(ledger.submit(publications)) }
        statistics.unresolved = ledger.unresolved
    }

    func opened(_ link: Link, at now: ContinuousClock.Instant) throws(AMQPError) {
        try openChannel(link, at: now)
    }

    func apply(_ effect: Effect, _ link: Link, at now: ContinuousClock.Instant) throws(AMQPError) {
        switch effect {
        case .confirmed(_, let tag, let multiple): tell(ledger.confirmed(tag: tag, multiple: multiple))
        case .nacked(_, let tag, let multiple): tell(ledger.nacked(tag: tag, multiple: multiple))
        case .message(let message):
            guard case .returned(let code, let text) = message.source else { return }
            ledger.returned(code: code, text: text, message)
        case .answered(_, .channelOpened):
            phase = .selecting(since: now)
            try link.send(.selectConfirms(Self.channel))
        case .answered(_, .confirmsSelected): try claim(link, at: now)
        case .answered(_, .queueDeclared): phase = .ready
        case .channelClosed(_, let code, let text):
            let error = AMQPError(.broker(code), during: "publish to \(link.node)", text, isFatal: phase != .ready)
            // Before the first message it is not about a message: opening it again at once would not end.
            guard phase == .ready else { throw error }
            tell(ledger.channelClosed(code: code, text: text))
            report(.channelClosed(error))
            try openChannel(link, at: now)
        case .blocked(let reason):
            isBlocked = true
            // The broker does not read now, but its heartbeats go on: they show whether it lives.
            try link.setSilenceTimeout(nil)
            report(.blocked(reason: reason))
        case .unblocked:
            isBlocked = false
            try link.setSilenceTimeout(silenceTimeout)
            ledger.unblocked(at: now)
            report(.unblocked)
        case .send(let command): try link.send(command)
        case .connectionClosed(let code, let text):
            throw AMQPError(.broker(code), during: "publish to \(link.node)", text, isFatal: true)
        case .violated(let text):
            throw AMQPError(.violation, during: "publish to \(link.node)", text, isFatal: true)
        case .answered, .cancelled: return
        }
    }

    func turn(_ link: Link, at now: ContinuousClock.Instant) throws(AMQPError) {
        again = nil
        switch phase {
        case .absent: return
        case .opening(let since), .selecting(let since), .claiming(let since):
            guard now - since < Self.patience else {
                throw AMQPError(.timeout, during: "open a channel at \(link.node)", "no answer", isFatal: true)
            }
        case .ready:
            // While the broker asks to wait, no confirm can be expected either.
            guard !isBlocked else { break }
            tell(ledger.expire(at: now))
            try write(link, at: now)
        }
        statistics.isBlocked = isBlocked
        statistics.unresolved = ledger.unresolved
        statistics.unmatchedReturns = ledger.unmatchedReturns
    }

    func lost(_ error: AMQPError, at now: ContinuousClock.Instant) {
        phase = .absent
        // The alarm may last, but the next connection hears of it anew: nobody must wait for an end that cannot come.
        if isBlocked { report(.unblocked) }
        isBlocked = false
        tell(ledger.disconnected(reason: error.brokerCode.map { ($0, error.text) }))
        statistics.isBlocked = false
        statistics.unresolved = ledger.unresolved
    }

    /// Writes a burst, and comes back soon when there is more.
    private func write(_ link: Link, at now: ContinuousClock.Instant) throws(AMQPError) {
        var room = link.room
        for _ in 0..<256 {
            guard let publication = ledger.next else { return }
            let size = publication.wireSize
            if let left = room, left < size {
                room = link.room
                if let left = room, left < size {
                    // Nothing tells when the kernel's buffer empties below a mark of ours.
                    again = now + .milliseconds(5)
                    return
                }
            }
            let isRepeated = ledger.take(at: now)
            try link.publish(publication, on: Self.channel)
            room = (room ?? link.room ?? size) - size
            statistics.published += 1
            if isRepeated { statistics.republished += 1 }
        }
        if ledger.next != nil { again = now }
    }

    private func openChannel(_ link: Link, at now: ContinuousClock.Instant) throws(AMQPError) {
        phase = .opening(since: now)
        try link.send(.openChannel(Self.channel))
    }

    private func claim(_ link: Link, at now: ContinuousClock.Instant) throws(AMQPError) {
        guard let lease else {
            phase = .ready
            return
        }
        phase = .claiming(since: now)
        try link.send(
            .declareQueue(Self.channel, name: lease, passive: false, durable: false, exclusive: true, arguments: [:])
        )
    }

    private func tell(_ resolutions: [PublishLedger.Resolution]) {
        for (token, outcome) in resolutions {
            switch outcome {
            case .confirmed: statistics.confirmed += 1
            case .refused: statistics.refused += 1
            }
            onOutcome(token, outcome)
        }
    }
}
