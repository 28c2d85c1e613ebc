/// A publisher's work on its connection's thread: a lane for every exchange, each fed from its ledger.
final class PublisherRole: ConnectionRole {
    private let options: ConnectionOptions
    private let onOutcome: @Sendable (UInt64, PublishOutcome) -> Void
    private let report: @Sendable (ConnectionEvent) -> Void
    /// By channel, which count from 1; the first claims the lease, and the others wait for it.
    private var lanes: [PublishLane]
    private var lanesByExchange: [String: Int] = [:]
    private var isBlocked = false
    /// After a connection that ended because of some message: only a message that is alone can be found to be the one.
    private var isOneAtATime = false

    var statistics = Statistics()
    // Returned messages are told by their properties; their bodies are the caller's own.
    let bodyLimit = 0

    init(
        _ options: ConnectionOptions,
        onOutcome: @escaping @Sendable (UInt64, PublishOutcome) -> Void,
        report: @escaping @Sendable (ConnectionEvent) -> Void
    ) {
        self.options = options
        self.onOutcome = onOutcome
        self.report = report
        lanes = [PublishLane(channel: 1, lease: options.lease, options)]
    }

    var isFinished: Bool { unresolved == 0 }

    /// The tokens whose outcome was not told, lane by lane.
    var unresolvedTokens: [UInt64] { lanes.flatMap(\.ledger.unresolvedTokens) }

    private var unresolved: Int { lanes.reduce(0) { $0 + $1.ledger.unresolved } }
    private var onTheWay: Int { lanes.reduce(0) { $0 + $1.ledger.onTheWay } }

    var nextTurn: ContinuousClock.Instant? { lanes.compactMap { $0.nextTurn(isBlocked: isBlocked) }.min() }

    func take(_ requests: [[Publication]]) {
        for publication in requests.joined() {
            let lane = lane(for: publication.exchange)
            tell(lanes[lane].ledger.submit([publication]))
        }
        statistics.unresolved = unresolved
    }

    private func lane(for exchange: String) -> Int {
        if let lane = lanesByExchange[exchange] { return lane }
        let lane = lanesByExchange.count
        if lane == lanes.count { lanes.append(PublishLane(channel: UInt16(lane) + 1, lease: nil, options)) }
        lanesByExchange[exchange] = lane
        return lane
    }

    private func lane(of channel: UInt16, _ link: Link) throws(AMQPError) -> Int {
        guard lanes.indices.contains(Int(channel) - 1) else {
            let text = "a frame on channel \(channel), which was never opened"
            throw AMQPError(.violation, during: "publish to \(link.node)", text, isFatal: true)
        }
        return Int(channel) - 1
    }

    func opened(_ link: Link, at now: ContinuousClock.Instant) throws(AMQPError) {
        try lanes[0].open(link, at: now)
    }

    func apply(_ effect: Effect, _ link: Link, at now: ContinuousClock.Instant) throws(AMQPError) {
        switch effect {
        case .confirmed(let channel, let tag, let multiple):
            try tell(lanes[lane(of: channel, link)].settle { $0.confirmed(tag: tag, multiple: multiple) })
        case .nacked(let channel, let tag, let multiple):
            try tell(lanes[lane(of: channel, link)].settle { $0.nacked(tag: tag, multiple: multiple) })
        case .message(let message):
            guard case .returned(let code, let text) = message.source else { return }
            try tell(
                lanes[lane(of: message.channel, link)].settle {
                    $0.returned(code: code, text: text, message)
                    return []
                }
            )
        case .answered(let channel, let method):
            guard channel > 0 else { return }
            try lanes[lane(of: channel, link)].answered(method, link, at: now)
        case .channelClosed(let channel, let code, let text):
            let lane = try lane(of: channel, link)
            let isReady = lanes[lane].isReady
            let error = AMQPError(.broker(code), during: "publish to \(link.node)", text, isFatal: !isReady)
            // Before the first message it is not about a message: opening it again at once would not end.
            guard isReady else { throw error }
            tell(lanes[lane].ledger.channelClosed(code: code, text: text))
            report(.channelClosed(error))
            try lanes[lane].open(link, at: now)
        case .blocked(let reason):
            isBlocked = true
            // The broker does not read now, but its heartbeats go on: they show whether it lives.
            try link.setSilenceTimeout(nil)
            report(.blocked(reason: reason))
        case .unblocked:
            isBlocked = false
            try link.setSilenceTimeout(options.silenceTimeout)
            for lane in lanes.indices { lanes[lane].ledger.unblocked(at: now) }
            report(.unblocked)
        case .send(let command): try link.send(command)
        case .connectionClosed(let code, let text):
            throw AMQPError(.broker(code), during: "publish to \(link.node)", text, isFatal: true)
        case .violated(let text):
            throw AMQPError(.violation, during: "publish to \(link.node)", text, isFatal: true)
        case .cancelled: return
        }
    }

    func turn(_ link: Link, at now: ContinuousClock.Instant) throws(AMQPError) {
        for lane in lanes.indices {
            if lane > 0, lanes[lane].isAbsent, lanes[0].isReady, lanes[lane].ledger.unresolved > 0 {
                try lanes[lane].open(link, at: now)
            }
            // While the broker asks to wait, no confirm can be expected either.
            if isBlocked && lanes[lane].isReady { continue }
            let most = isOneAtATime ? (onTheWay == 0 ? 1 : 0) : 256
            tell(try lanes[lane].turn(link, at: now, most: most, &statistics))
        }
        if isOneAtATime, !lanes.contains(where: \.ledger.hasRepeats) { isOneAtATime = false }
        statistics.isBlocked = isBlocked
        statistics.unresolved = unresolved
        statistics.unmatchedReturns = lanes.reduce(0) { $0 + $1.ledger.unmatchedReturns }
    }

    func lost(_ error: AMQPError, at now: ContinuousClock.Instant) {
        // The alarm may last, but the next connection hears of it anew: nobody must wait for an end that cannot come.
        if isBlocked { report(.unblocked) }
        isBlocked = false
        let isBlamed = error.brokerCode.map(PublishLedger.blames) ?? false
        if isBlamed { isOneAtATime = true }
        let onTheWay = onTheWay
        for lane in lanes.indices {
            lanes[lane].lost()
            let isTheOnly = isBlamed && lanes[lane].ledger.onTheWay == onTheWay
            tell(lanes[lane].ledger.disconnected(reason: isTheOnly ? error.brokerCode.map { ($0, error.text) } : nil))
        }
        statistics.isBlocked = false
        statistics.unresolved = unresolved
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
