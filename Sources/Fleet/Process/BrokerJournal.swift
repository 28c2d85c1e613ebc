import Foundation
import Logging
import RabbitMQ
import Synchronization

/// The stream `journal.<owner>` of the broker.
struct BrokerJournal: JournalStream {
    let owner: String
    let session: Session

    func append(_ messageID: String, type: String, body: [UInt8]) async throws {
        let outcome = try await session.publish(
            Publication(
                token: 0,
                exchange: "huiban.journal",
                routingKey: owner,
                properties: MessageProperties(contentType: "application/json", messageID: messageID, type: type),
                body: body
            )
        )
        guard outcome == .confirmed else { throw RecoveryError.journalUnreadable(owner: owner) }
    }

    func read(
        from start: JournalStart,
        until isEnough: @escaping @Sendable (JournalItem) -> Bool
    ) async throws -> [JournalItem] {
        // A stream that gives nothing for so long will not: to ask again is quicker than to wait.
        let deliveries = try await session.collect(
            "journal.\(owner)",
            offset: start.offset,
            atMost: .seconds(60),
            idle: .seconds(5)
        ) {
            BrokerJournal.item($0).map(isEnough) ?? false
        }
        return deliveries.compactMap(BrokerJournal.item)
    }

    /// What there is from somewhere on, `limit` messages at most; does not wait for more.
    func peek(from start: JournalStart, limit: Int) async throws -> [JournalItem] {
        let count = Mutex(0)
        let deliveries = try await session.collect(
            "journal.\(owner)",
            offset: start.offset,
            prefetch: UInt16(limit),
            atMost: .seconds(5),
            idle: .milliseconds(100)
        ) { _ in
            count.withLock {
                $0 += 1
                return $0 >= limit
            }
        }
        return deliveries.compactMap(BrokerJournal.item)
    }

    /// Nil for what did not come from a stream.
    private static func item(_ delivery: Delivery) -> JournalItem? {
        delivery.streamOffset.map {
            JournalItem(
                offset: $0,
                messageID: delivery.properties.messageID,
                type: delivery.properties.type,
                body: delivery.body
            )
        }
    }
}

extension JournalStart {
    fileprivate var offset: Session.StreamOffset {
        switch self {
        case .first: .first
        case .last: .last
        case .offset(let offset): .offset(offset)
        }
    }
}

extension Recovery {
    /// The recovery of a process over its broker.
    init(_ setting: Setting, _ session: Session) {
        self.init(BrokerJournal(owner: setting.owner, session: session), setting.log)
    }

    init(_ journal: BrokerJournal, _ log: Logger) {
        self.init(owner: journal.owner, journal: journal, log: log, makeMark: { UUID().uuidString })
    }
}
