import Synchronization

/// A connection that publishes and waits for the broker's confirms, without blocking anybody.
///
/// Every token that `submit` takes is resolved exactly once through `onOutcome`, in no promised order, unless the publisher
/// is stopped first. The messages of one exchange are written in the order of submission; after a lost connection the
/// unresolved ones are written again in that order, so the broker may see a message twice but never misses one that was
/// confirmed. That holds for streams too, as long as an exchange that leads into one leads every message there (`PublishLane`).
/// A refused message does not hold up the others, except that after a returned one those of its exchange wait until what is on
/// the way is resolved; to send it again is the caller's decision.
package final class Publisher: Sendable {
    private let options: ConnectionOptions
    private let onOutcome: @Sendable (UInt64, PublishOutcome) -> Void
    private let onEvent: @Sendable (ConnectionEvent) -> Void
    private let mailbox = Mailbox<[Publication]>()
    private let shared = SharedStatistics()
    private let leftOver = LeftOver()

    /// Prepares a publisher; nothing happens before `start`.
    ///
    /// - Parameters:
    ///   - options: how to reach the broker.
    ///   - onOutcome: called on the connection's thread, so it must be quick and must not wait.
    ///   - onEvent: likewise.
    package init(
        options: ConnectionOptions,
        onOutcome: @escaping @Sendable (UInt64, PublishOutcome) -> Void,
        onEvent: @escaping @Sendable (ConnectionEvent) -> Void = { _ in }
    ) {
        self.options = options
        self.onOutcome = onOutcome
        self.onEvent = onEvent
    }

    deinit {
        mailbox.stop(StopOrder(manner: .dropSocket, deadline: .now))
    }

    /// Starts the thread, which connects and goes on connecting until `stop`.
    package func start() {
        guard mailbox.start() else { return }
        ConnectionLoop<PublisherRole>.start(
            options,
            mailbox: mailbox,
            statistics: shared,
            report: onEvent,
            makeRole: { [options, onOutcome, onEvent] in PublisherRole(options, onOutcome: onOutcome, report: onEvent)
            },
            ended: { [leftOver] role in leftOver.set(role.unresolvedTokens) }
        )
    }

    /// Hands messages over and returns at once; may be called before `start`.
    ///
    /// - Returns: false after `stop`: nothing was taken and no outcome will be told.
    @discardableResult
    package func submit(_ publications: [Publication]) -> Bool {
        publications.isEmpty || mailbox.post(publications)
    }

    /// Ends the connection and the thread.
    ///
    /// - Parameter patience: how long to wait for the confirms of what was submitted.
    /// - Returns: the tokens that were not resolved, in order within an exchange; their messages may or may not be with the broker.
    @discardableResult
    package func stop(waitingAtMost patience: Duration = .zero) async -> [UInt64] {
        mailbox.stop(StopOrder(manner: .sayGoodbye, deadline: .now + patience))
        await mailbox.untilEnded()
        return leftOver.get()
    }

    /// The counters at the end of the thread's last turn.
    package var statistics: Statistics { shared.get() }
}

/// The tokens that a stopped publisher leaves behind.
private final class LeftOver: Sendable {
    private let tokens = Mutex<[UInt64]>([])

    func set(_ values: [UInt64]) {
        tokens.withLock { $0 = values }
    }

    func get() -> [UInt64] {
        tokens.withLock { $0 }
    }
}
