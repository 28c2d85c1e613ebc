/// A subscription: what was sent to a connection from one queue, read by its client or not yet.
final class BrokerConsumer {
    let queue: BrokerQueue
    /// False after a cancel, when it only holds what it has.
    var isSubscribed = true
    private let prefetch: Int
    private var onTheWay = Lane<Held>()
    private var unsettled = 0

    /// A subscription that is not attached yet; a prefetch of 0 stands for the 2000 of a quorum queue.
    init(_ queue: BrokerQueue, prefetch: Int) {
        self.queue = queue
        self.prefetch = prefetch == 0 ? 2000 : prefetch
    }

    var hasRoom: Bool { unsettled < prefetch }
    var hasDeliveries: Bool { !onTheWay.isEmpty }

    func take(_ held: Held) {
        unsettled += 1
        onTheWay.append(held)
    }

    /// The client reads the next one.
    func read() -> Held? { onTheWay.popFirst() }

    /// A delivery was settled.
    func release() {
        unsettled -= 1
        queue.release()
    }

    /// What was sent and never read, which counts as unsettled like the rest.
    func recall() -> [Held] {
        defer { onTheWay.removeAll() }
        return onTheWay.elements
    }

    /// The queue is gone, and with it what was on the way.
    func end() { onTheWay.removeAll() }
}
