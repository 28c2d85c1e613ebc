import RabbitMQ

/// How a process's two connections with the broker stand, as far as their events tell.
struct BrokerStanding {
    enum Connection {
        case publish
        case consume
    }

    private var isPublishing = false
    private var isConsuming = false
    private var queues: Set<String> = []
    private var heard: Set<String> = []
    /// The broker asked us to stop publishing.
    private(set) var isBlocked = false

    /// The queues that nothing is heard from: not subscribed to yet, deleted, or refused.
    var deaf: [String] { queues.subtracting(heard).sorted() }

    /// Whether what is sent to the process reaches it, and the other way round.
    var isReady: Bool { isPublishing && isConsuming && heard.isSuperset(of: queues) }

    /// These are the queues that the process lives on.
    mutating func mustHear(_ queues: [String]) { self.queues = Set(queues) }

    mutating func note(_ event: ConnectionEvent, of connection: Connection) {
        switch event {
        case .connected: stands(connection, true)
        case .disconnected, .stopped: stands(connection, false)
        case .blocked: isBlocked = true
        case .unblocked: isBlocked = false
        case .subscribed(let queue): heard.insert(queue)
        case .cancelled(let queue, _), .subscriptionFailed(let queue, _, _): heard.remove(queue)
        case .channelClosed: break
        }
    }

    private mutating func stands(_ connection: Connection, _ isConnected: Bool) {
        switch connection {
        case .publish: isPublishing = isConnected
        case .consume:
            isConsuming = isConnected
            // The subscriptions ended with the connection, and begin again after it.
            heard = []
        }
    }
}
