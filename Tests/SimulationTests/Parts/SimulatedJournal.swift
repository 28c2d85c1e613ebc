import CaseworkTesting

@testable import Fleet

/// An owner's stream in the broker in memory, as the owner's recovery uses it.
///
/// Unchecked because the broker has no lock: everything of a simulation happens in one task.
struct SimulatedJournal: JournalStream, @unchecked Sendable {
    let owner: String
    let broker: MemoryBroker

    func append(_ messageID: String, type: String, body: [UInt8]) async throws {
        let connection = broker.connect(as: owner)
        defer { broker.drop(connection) }
        let message = MemoryBroker.Message(
            exchange: "huiban.journal",
            routingKey: owner,
            messageID: messageID,
            type: type,
            body: body
        )
        let tag = broker.publish(message, isMandatory: true, on: connection)
        guard broker.events(on: connection) == [.confirmed(tag: tag)] else {
            throw RecoveryError.journalUnreadable(owner: owner)
        }
    }

    func read(
        from start: JournalStart,
        until isEnough: @escaping @Sendable (JournalItem) -> Bool
    ) async throws -> [JournalItem] {
        let stream = "journal.\(owner)"
        var next: Int64 =
            switch start {
            case .first: 0
            case .last: max(0, (broker.records(from: stream).last?.offset ?? 0) - 1)
            case .offset(let offset): offset
            }
        var items: [JournalItem] = []
        while true {
            let page = broker.records(of: stream, from: next, limit: 100)
            guard let last = page.last else { return items }
            for record in page {
                let item = JournalItem(
                    offset: record.offset,
                    messageID: record.message.messageID,
                    type: record.message.type,
                    body: record.message.body
                )
                items.append(item)
                if isEnough(item) { return items }
            }
            next = last.offset + 1
        }
    }
}

extension MemoryBroker {
    /// Everything that a stream holds.
    func records(from stream: String) -> [StreamRecord] { records(of: stream, from: 0, limit: .max) }
}
