/// A connection that consumes from queues and streams and settles what it got, without blocking anybody.
///
/// It connects again by itself, subscribes again after a cancel or a missing queue, and goes on in a stream behind the last
/// delivery. Deliveries of one subscription come in the broker's order. Only consume on it: during an alarm the broker stops
/// reading from connections that publish, and acknowledgements would wait with the publications.
package final class Consumer: Sendable {
    /// How a consumer ends.
    package enum StopMode: Sendable {
        /// Like a crash, after the settlements so far went out: a queue gives the unsettled ones back in order.
        case dropSocket
        /// With AMQP's farewell. On 3.10.8 the order suffers only when a client cancels its subscriptions first, which this
        /// one does not: then the next consumer is sent newer messages before the unsettled ones come back.
        case sayGoodbye
    }

    private let options: ConnectionOptions
    private let subscriptions: [Subscription]
    private let onDelivery: @Sendable (Delivery) -> Void
    private let onEvent: @Sendable (ConnectionEvent) -> Void
    private let mailbox = Mailbox<[Settlement]>()
    private let shared = SharedStatistics()

    /// Prepares a consumer; nothing happens before `start`.
    ///
    /// - Parameters:
    ///   - options: how to reach the broker.
    ///   - subscriptions: what to consume.
    ///   - onDelivery: called on the connection's thread, so it must be quick and must not wait.
    ///   - onEvent: likewise.
    package init(
        options: ConnectionOptions,
        subscriptions: [Subscription],
        onDelivery: @escaping @Sendable (Delivery) -> Void,
        onEvent: @escaping @Sendable (ConnectionEvent) -> Void = { _ in }
    ) {
        self.options = options
        self.subscriptions = subscriptions
        self.onDelivery = onDelivery
        self.onEvent = onEvent
    }

    deinit {
        mailbox.stop(StopOrder(manner: .dropSocket, deadline: .now))
    }

    /// Starts the thread, which connects and goes on connecting until `stop`.
    package func start() {
        guard mailbox.start() else { return }
        ConnectionLoop<ConsumerRole>.start(
            options,
            mailbox: mailbox,
            statistics: shared,
            report: onEvent,
            makeRole: { [options, subscriptions, onDelivery, onEvent] in
                ConsumerRole(options, subscriptions, onDelivery: onDelivery, report: onEvent)
            }
        )
    }

    /// Settles deliveries and returns at once; what the broker has taken back meanwhile is ignored and counted.
    ///
    /// - Returns: false after `stop`: nothing is settled, the broker delivers again.
    @discardableResult
    package func settle(_ settlements: [Settlement]) -> Bool {
        settlements.isEmpty || mailbox.post(settlements)
    }

    /// Ends the connection and the thread; settlements made before are written first.
    package func stop(_ mode: StopMode = .dropSocket) async {
        let manner: StopOrder.Manner =
            switch mode {
            case .dropSocket: .dropSocket
            case .sayGoodbye: .sayGoodbye
            }
        mailbox.stop(StopOrder(manner: manner, deadline: .now + .seconds(1)))
        await mailbox.untilEnded()
    }

    /// The counters at the end of the thread's last turn.
    package var statistics: Statistics { shared.get() }
}
