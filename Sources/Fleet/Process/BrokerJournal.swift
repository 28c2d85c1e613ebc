import Foundation
import RabbitMQ

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
        let offset: Session.StreamOffset =
            switch start {
            case .first: .first
            case .last: .last
            case .offset(let offset): .offset(offset)
            }
        // A stream that gives nothing for so long will not: to ask again is quicker than to wait.
        let deliveries = try await session.collect(
            "journal.\(owner)",
            offset: offset,
            atMost: .seconds(60),
            idle: .seconds(5)
        ) {
            BrokerJournal.item($0).map(isEnough) ?? false
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

extension Recovery {
    /// The recovery of a process over its broker.
    init(_ setting: Setting, _ session: Session) {
        self.init(
            owner: setting.owner,
            journal: BrokerJournal(owner: setting.owner, session: session),
            log: setting.log,
            makeMark: { UUID().uuidString }
        )
    }
}
