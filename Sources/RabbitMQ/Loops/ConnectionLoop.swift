import Foundation
import Synchronization

/// What a consumer or a publisher does on its connection's thread; never called from another.
protocol ConnectionRole: AnyObject, SendableMetatype {
    associatedtype Request: Sendable

    /// The largest body that is kept, in bytes.
    var bodyLimit: Int { get }
    /// Whether a stop would leave nothing unfinished.
    var isFinished: Bool { get }
    /// When `turn` next has something to do without news.
    var nextTurn: ContinuousClock.Instant? { get }
    var statistics: Statistics { get set }

    /// Requests arrived; there may be no connection.
    func take(_ requests: [Request])
    /// A new connection is there.
    func opened(_ link: Link, at now: ContinuousClock.Instant) throws(AMQPError)
    /// A frame arrived.
    func apply(_ effect: Effect, _ link: Link, at now: ContinuousClock.Instant) throws(AMQPError)
    /// Writes what is to be written.
    func turn(_ link: Link, at now: ContinuousClock.Instant) throws(AMQPError)
    /// The connection is gone.
    func lost(_ error: AMQPError, at now: ContinuousClock.Instant)
}

/// The life of one connection after another on one thread: connect, serve, wait, again.
final class ConnectionLoop<Role: ConnectionRole> {
    private let options: ConnectionOptions
    private let mailbox: Mailbox<Role.Request>
    private let role: Role
    private let shared: SharedStatistics
    private let report: @Sendable (ConnectionEvent) -> Void
    private var nodes: [Endpoint] = []
    private var failures = 0
    private var order: StopOrder?

    private init(
        _ options: ConnectionOptions,
        _ mailbox: Mailbox<Role.Request>,
        _ role: Role,
        _ shared: SharedStatistics,
        _ report: @escaping @Sendable (ConnectionEvent) -> Void
    ) {
        self.options = options
        self.mailbox = mailbox
        self.role = role
        self.shared = shared
        self.report = report
    }

    /// Starts the thread, which keeps the mailbox alive, not the owner, and ends with an order in the mailbox.
    ///
    /// `makeRole` is called on the new thread, `ended` there after everything is freed.
    static func start(
        _ options: ConnectionOptions,
        mailbox: Mailbox<Role.Request>,
        statistics: SharedStatistics,
        report: @escaping @Sendable (ConnectionEvent) -> Void,
        makeRole: @escaping @Sendable () -> Role,
        ended: @escaping @Sendable (Role) -> Void = { _ in }
    ) {
        let thread = Thread {
            let role = makeRole()
            ConnectionLoop(options, mailbox, role, statistics, report).run()
            ended(role)
            report(.stopped)
            _ = mailbox.end()
        }
        thread.name = options.name
        thread.start()
    }

    private func run() {
        var connections = 0
        while !mayStop {
            if nodes.isEmpty { nodes = options.endpoints.shuffled() }
            let node = nodes.removeFirst()
            var began: ContinuousClock.Instant?
            do throws(AMQPError) {
                let link = try Link(node, options)
                began = .now
                connections += 1
                role.statistics.reconnects = connections - 1
                role.statistics.isConnected = true
                report(.connected(node: node.node))
                try serve(link)
            } catch {
                role.lost(error, at: .now)
                role.statistics.isConnected = false
                // A node that lets in and throws out at once is not a success.
                if let began, ContinuousClock.now - began > .seconds(10) { failures = 0 }
                failures += 1
                // The other nodes of the list are tried at once; the wait comes when all have failed.
                let wait =
                    nodes.isEmpty || began != nil
                    ? options.backoff.delay(failures: failures, chance: .random(in: 0...1)) : .zero
                report(.disconnected(error, retryIn: wait))
                rest(for: wait)
            }
        }
        role.statistics.isConnected = false
        shared.set(role.statistics)
    }

    private var mayStop: Bool {
        guard let order else { return false }
        return role.isFinished || ContinuousClock.now >= order.deadline
    }

    private func serve(_ link: Link) throws(AMQPError) {
        var router = FrameRouter(bodyLimit: role.bodyLimit)
        try role.opened(link, at: .now)
        while true {
            readMailbox()
            let isDry = try drain(link, &router)
            try role.turn(link, at: .now)
            shared.set(role.statistics)
            if let order, mayStop {
                switch order.manner {
                case .dropSocket: link.drop()
                case .sayGoodbye: link.close()
                }
                return
            }
            // Frames that wait inside the library do not make the socket readable.
            if isDry && !link.hasBufferedInput { sleep(link.descriptor) }
        }
    }

    /// Takes what has arrived, but not so much that requests would wait for long.
    ///
    /// - Returns: whether nothing is left.
    private func drain(_ link: Link, _ router: inout FrameRouter) throws(AMQPError) -> Bool {
        for _ in 0..<1024 {
            guard let frame = try link.next() else { return true }
            for effect in router.route(frame) { try role.apply(effect, link, at: .now) }
        }
        return false
    }

    private func sleep(_ socket: Int32?) {
        // The library sends and checks heartbeats only while it is asked for frames.
        var wakeUp = ContinuousClock.now + .seconds(options.heartbeatSeconds) / 4
        if let next = role.nextTurn { wakeUp = min(wakeUp, next) }
        if let order { wakeUp = min(wakeUp, order.deadline) }
        waitForNews(mailbox: mailbox.wake, socket: socket, atMost: wakeUp - .now)
    }

    private func rest(for wait: Duration) {
        let end = ContinuousClock.now + wait
        repeat {
            shared.set(role.statistics)
            waitForNews(mailbox: mailbox.wake, socket: nil, atMost: end - .now)
            readMailbox()
        } while ContinuousClock.now < end && !mayStop
    }

    private func readMailbox() {
        let news = mailbox.take()
        order = news.order
        if !news.requests.isEmpty { role.take(news.requests) }
    }
}

/// The latest counters, written by the connection's thread and read by anybody.
final class SharedStatistics: Sendable {
    private let latest = Mutex(Statistics())

    func set(_ statistics: Statistics) {
        latest.withLock { $0 = statistics }
    }

    func get() -> Statistics {
        latest.withLock { $0 }
    }
}
