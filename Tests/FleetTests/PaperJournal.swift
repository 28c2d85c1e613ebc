import EventStore
import Foundation
import Logging
import Synchronization

@testable import Fleet

/// An owner's journal without a broker.
final class PaperJournal: JournalStream {
    private struct Paper {
        var items: [JournalItem] = []
        var next: Int64 = 0
    }

    let owner: String
    private let paper = Mutex(Paper())

    init(owner: String = "housing") { self.owner = owner }

    /// Holds the entries of a log, one in each record.
    func hold(_ entries: [Entry]) {
        for entry in entries {
            let record = JournalRecord(owner: owner, entries: [entry])
            add("\(entry.n)", type: "huiban.journal.v1", body: record.encode())
        }
    }

    /// Drops its first messages, as a broker does that keeps so many and no more.
    func cut(_ count: Int) { paper.withLock { $0.items.removeFirst(count) } }

    /// The entries of all records, in their order.
    var entries: [Entry] {
        get throws {
            try paper.withLock { $0.items }.filter { $0.type == "huiban.journal.v1" }
                .flatMap { try JournalRecord.decode($0.body).entries }
        }
    }

    /// The recovery of a process whose journal this is.
    var recovery: Recovery {
        Recovery(
            owner: owner,
            journal: self,
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            makeMark: { UUID().uuidString }
        )
    }

    private func add(_ messageID: String, type: String, body: [UInt8]) {
        paper.withLock {
            $0.items.append(JournalItem(offset: $0.next, messageID: messageID, type: type, body: body))
            $0.next += 1
        }
    }

    func append(_ messageID: String, type: String, body: [UInt8]) async throws {
        add(messageID, type: type, body: body)
    }

    func read(
        from start: JournalStart,
        until isEnough: @escaping @Sendable (JournalItem) -> Bool
    ) async throws -> [JournalItem] {
        let all = paper.withLock { $0.items }
        let rest =
            switch start {
            case .first: all
            case .last: Array(all.suffix(1))
            case .offset(let offset): all.filter { $0.offset >= offset }
            }
        return Array(rest.firstIndex(where: isEnough).map { rest[...$0] } ?? rest[...])
    }
}
