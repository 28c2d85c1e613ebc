import EventStore
import Logging
import RabbitMQ

/// The comparison of file and journal that every start begins with (design rule J, promise 5).
struct Recovery {
    let owner: String
    let session: Session
    let log: Logger

    private var stream: String { "journal.\(owner)" }

    /// The log position that the journal holds; throws `StoreError` when the file is behind it or differs from it.
    func safePosition(of store: Store) async throws -> Int64 {
        let end = try store.end()
        guard let tail = try await tail() else { return 0 }
        guard tail.n <= end.n else {
            throw StoreError.fileBehindJournal(owner: owner, file: end.n, journal: tail.n)
        }
        guard let own = try store.entries(after: tail.n - 1, limit: 1).first, own.chain == tail.chain else {
            throw StoreError.diverged(owner: owner, n: tail.n)
        }
        return tail.n
    }

    /// The last entry in the journal, nil for an empty journal.
    private func tail() async throws -> Entry? {
        // A mark of our own shows where the stream ends: what was read before it is all there is.
        let mark = "\(owner)/mark/\(UInt64.random(in: 0...UInt64.max))"
        var back: Int64 = 0
        var markOffset: Int64?
        while true {
            var last: Entry?
            var lowest: Int64?
            let offset: FieldValue = markOffset.map { .integer(max(0, $0 - back)) } ?? .text("last")
            if markOffset == nil { try await publish(mark) }
            var seenMark = false
            for delivery in try await session.read(
                stream, offset: offset, until: { $0.properties.messageID == mark }, within: .seconds(30))
            {
                let at = delivery.streamOffset ?? 0
                lowest = min(lowest ?? at, at)
                if delivery.properties.messageID == mark {
                    seenMark = true
                    markOffset = at
                } else if delivery.properties.type == "huiban.journal.v1" {
                    let record = try JournalRecord.decode(delivery.body)
                    if let end = record.entries.last, end.n > (last?.n ?? 0) { last = end }
                }
            }
            if let last { return last }
            if seenMark, let markOffset, back >= markOffset || lowest == 0 { return nil }
            back = max(64, back * 4)
        }
    }

    private func publish(_ mark: String) async throws {
        try await session.publish(
            exchange: "huiban.journal", routingKey: owner,
            properties: MessageProperties(contentType: "application/json", messageID: mark, type: "huiban.journal-mark.v1"),
            body: Array("{}".utf8))
    }
}
