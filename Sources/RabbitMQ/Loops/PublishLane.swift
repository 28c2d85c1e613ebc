/// One channel of a publisher in confirm mode, which carries the messages of one exchange and no others.
///
/// Measured on 3.10.8: a channel that has messages on the way into a stream whose writer changes sends them to the new writer
/// under the channel's publishing number; before, each had the number of its turn into that stream
/// (`rabbit_stream_queue:resend_all`). On a channel that publishes elsewhere too the first is the larger one. Until their
/// turn gets there, later messages then count as repeated: confirmed and not written. The two numbers are the same as long
/// as everything on a channel goes into one stream, which is why a channel begins anew after a returned message.
struct PublishLane {
    private enum Phase: Equatable {
        case absent
        case opening(since: ContinuousClock.Instant)
        case selecting(since: ContinuousClock.Instant)
        case claiming(since: ContinuousClock.Instant)
        case ready
        case closing(since: ContinuousClock.Instant)
    }

    private static let patience = Duration.seconds(30)

    private let channel: UInt16
    /// A queue that must be this connection's own before anything is published.
    private let lease: String?
    private var phase = Phase.absent
    private var again: ContinuousClock.Instant?
    var ledger: PublishLedger

    init(channel: UInt16, lease: String?, _ options: ConnectionOptions) {
        self.channel = channel
        self.lease = lease
        ledger = PublishLedger(window: options.window, patience: options.confirmTimeout)
    }

    var isAbsent: Bool { phase == .absent }
    var isReady: Bool { phase == .ready }

    /// When `turn` next has something to do without news, given whether the broker asks to wait.
    func nextTurn(isBlocked: Bool) -> ContinuousClock.Instant? {
        switch phase {
        case .absent: nil
        case .opening(let since), .selecting(let since), .claiming(let since), .closing(let since):
            since + Self.patience
        case .ready: isBlocked ? nil : [again, ledger.expiry].compactMap { $0 }.min()
        }
    }

    mutating func open(_ link: Link, at now: ContinuousClock.Instant) throws(AMQPError) {
        phase = .opening(since: now)
        try link.send(.openChannel(channel))
    }

    /// The broker answered something that was sent on the channel.
    mutating func answered(_ method: Method, _ link: Link, at now: ContinuousClock.Instant) throws(AMQPError) {
        switch method {
        case .channelOpened:
            phase = .selecting(since: now)
            try link.send(.selectConfirms(channel))
        case .confirmsSelected:
            guard let lease else {
                phase = .ready
                return
            }
            phase = .claiming(since: now)
            try link.send(
                .declareQueue(channel, name: lease, passive: false, durable: false, exclusive: true, arguments: [:])
            )
        case .queueDeclared: phase = .ready
        case .channelCloseAnswered: try open(link, at: now)
        default: return
        }
    }

    /// What the broker says about messages counts while the channel is open, not while its end is being agreed.
    mutating func settle(_ resolve: (inout PublishLedger) -> [PublishLedger.Resolution]) -> [PublishLedger.Resolution] {
        phase == .ready ? resolve(&ledger) : []
    }

    /// Gives up on what was not answered in time, and writes what may go: a burst, or no more than `most` messages.
    mutating func turn(
        _ link: Link,
        at now: ContinuousClock.Instant,
        most: Int = 256,
        _ statistics: inout Statistics
    ) throws(AMQPError) -> [PublishLedger.Resolution] {
        again = nil
        switch phase {
        case .absent: return []
        case .opening(let since), .selecting(let since), .claiming(let since), .closing(let since):
            guard now - since < Self.patience else {
                throw AMQPError(.timeout, during: "open a channel at \(link.node)", "no answer", isFatal: true)
            }
            return []
        case .ready:
            let expired = ledger.expire(at: now)
            if ledger.needsNewChannel {
                phase = .closing(since: now)
                ledger.channelRenewed()
                try link.send(.closeChannel(channel))
            } else if most > 0 {
                try write(link, at: now, most: most, &statistics)
            }
            return expired
        }
    }

    mutating func lost() { phase = .absent }

    /// Writes, and comes back soon when there is more.
    private mutating func write(
        _ link: Link,
        at now: ContinuousClock.Instant,
        most: Int,
        _ statistics: inout Statistics
    ) throws(AMQPError) {
        var room = link.room
        for _ in 0..<most {
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
            try link.publish(publication, on: channel)
            room = (room ?? link.room ?? size) - size
            statistics.published += 1
            if isRepeated { statistics.republished += 1 }
        }
        if ledger.next != nil { again = now }
    }
}
