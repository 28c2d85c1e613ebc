import CaseworkTesting
import Synchronization

@testable import RabbitMQ

/// One connection to a real broker, on the client's own connection thread.
final class LiveLine: LineUnderTest {
    private let mailbox = Mailbox<WireRole.Order>()
    private let heard = WireRole.Heard()
    private let published = Mutex<UInt64>(0)
    private let untilQuiet: @Sendable () async throws -> Void

    /// Connects; `untilQuiet` waits until the broker has done what it was asked to do.
    init(_ options: ConnectionOptions, untilQuiet: @escaping @Sendable () async throws -> Void) async throws {
        self.untilQuiet = untilQuiet
        _ = mailbox.start()
        ConnectionLoop<WireRole>.start(
            options,
            mailbox: mailbox,
            statistics: SharedStatistics(),
            report: { _ in },
            makeRole: { [heard] in WireRole(heard) }
        )
        try await heard.opened.untilCount(1)
    }

    deinit { mailbox.stop(StopOrder(manner: .dropSocket, deadline: .now)) }

    func publish(_ message: MemoryBroker.Message, isMandatory: Bool) throws -> UInt64 {
        try post(.publish(message, isMandatory: isMandatory))
        return published.withLock { published in
            published += 1
            return published
        }
    }

    func events(_ count: Int) async throws -> [MemoryBroker.Event] {
        let events = try await heard.events.take(count)
        if events.contains(where: { if case .channelClosed = $0 { true } else { false } }) {
            published.withLock { $0 = 0 }
            try post(.reopen)
        }
        return events
    }

    func consume(_ queue: String, prefetch: Int) async throws {
        let answers = heard.answers.count
        try post(.consume(queue: queue, prefetch: prefetch))
        try await heard.answers.untilCount(answers + 1)
    }

    func cancel(_ queue: String) async throws {
        let answers = heard.answers.count
        try post(.cancel(queue: queue))
        try await heard.answers.untilCount(answers + 1)
    }

    func deliveries(_ count: Int) async throws -> [MemoryBroker.Delivery] {
        try await heard.deliveries.take(count)
    }

    func restOfDeliveries() async throws -> [MemoryBroker.Delivery] {
        try await untilQuiet()
        let answers = heard.answers.count
        try post(.ask)
        try await heard.answers.untilCount(answers + 1)
        return heard.deliveries.takeRest()
    }

    func acknowledge(_ tag: UInt64, isMultiple: Bool) throws {
        try post(.acknowledge(tag: tag, isMultiple: isMultiple))
    }

    func reject(_ tag: UInt64, requeues: Bool) throws { try post(.reject(tag: tag, requeues: requeues)) }

    func close() async throws { try await end(.sayGoodbye) }

    func drop() async throws { try await end(.dropSocket) }

    private func end(_ manner: StopOrder.Manner) async throws {
        mailbox.stop(StopOrder(manner: manner, deadline: .now + .seconds(5)))
        await mailbox.untilEnded()
        try await untilQuiet()
    }

    private func post(_ order: WireRole.Order) throws {
        guard mailbox.post(order) else { throw Surprise(what: "the connection has ended") }
    }
}
