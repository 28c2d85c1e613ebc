/// A consumer's work on its connection's thread: hands deliveries over and writes settlements.
final class ConsumerRole: ConnectionRole {
    private let onDelivery: @Sendable (Delivery) -> Void
    private let report: @Sendable (ConnectionEvent) -> Void
    private var machine: SubscriptionMachine
    private var again: ContinuousClock.Instant?

    var statistics = Statistics()
    let bodyLimit: Int

    init(
        _ options: ConnectionOptions,
        _ subscriptions: [Subscription],
        onDelivery: @escaping @Sendable (Delivery) -> Void,
        report: @escaping @Sendable (ConnectionEvent) -> Void
    ) {
        bodyLimit = options.bodyLimit
        machine = SubscriptionMachine(subscriptions, backoff: options.backoff, at: .now)
        self.onDelivery = onDelivery
        self.report = report
    }

    var isFinished: Bool { !machine.hasSettlements }

    var nextTurn: ContinuousClock.Instant? { [again, machine.nextTurn].compactMap { $0 }.min() }

    func take(_ requests: [[Settlement]]) {
        // Together, so that one acknowledgement can stand for several requests.
        let settled = machine.settle(requests.count == 1 ? requests[0] : Array(requests.joined()))
        statistics.acked += settled.acked
        statistics.rejected += settled.rejected
        statistics.requeued += settled.requeued
        statistics.staleSettlements += settled.stale
    }

    func opened(_ link: Link, at now: ContinuousClock.Instant) throws(AMQPError) {
        machine.connected()
    }

    func apply(_ effect: Effect, _ link: Link, at now: ContinuousClock.Instant) throws(AMQPError) {
        try perform(machine.handle(effect, at: now, chance: .random(in: 0...1)), link)
    }

    func turn(_ link: Link, at now: ContinuousClock.Instant) throws(AMQPError) {
        again = nil
        try perform(machine.turn(at: now), link)
        statistics.renewals = machine.renewals
        while machine.hasSettlements {
            if let room = link.room, room < 4096 {
                again = now + .milliseconds(5)
                return
            }
            if let settlement = machine.nextSettlement() { try link.send(settlement) }
        }
    }

    func lost(_ error: AMQPError, at now: ContinuousClock.Instant) {
        machine.disconnected(at: now, chance: .random(in: 0...1))
        if statistics.isBlocked { report(.unblocked) }
        statistics.isBlocked = false
    }

    private func perform(_ actions: [SubscriptionMachine.Action], _ link: Link) throws(AMQPError) {
        for action in actions {
            switch action {
            case .send(let command): try link.send(command)
            case .deliver(let delivery):
                statistics.delivered += 1
                if delivery.oversized != nil { statistics.oversized += 1 }
                onDelivery(delivery)
            case .report(let event):
                if case .blocked = event { statistics.isBlocked = true }
                if case .unblocked = event { statistics.isBlocked = false }
                report(event)
            case .giveUp(let error): throw error
            }
        }
    }
}
