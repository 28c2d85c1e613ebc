import EventStore
import Logging

/// The comparison of file and journal that every start begins with (design rule J, promise 5).
struct Recovery {
    let owner: String
    let journal: any JournalStream
    let log: Logger
    /// Makes a word that was never used, for a mark in the stream.
    let makeMark: () -> String

    private static let recordType = "huiban.journal.v1"

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
        try await mend(store, through: tail.n)
        return tail.n
    }

    /// Ships the whole log again to a journal that does not begin with its first entry: its stream was deleted once.
    ///
    /// What the broker dropped, because it was told for how long to keep it, stays dropped: a back-up has it.
    private func mend(_ store: Store, through end: Int64) async throws {
        guard let begin = try await beginning(), begin.n != 1, !begin.isCut,
            try store.local(Recovery.mended) != "\(begin.n)"
        else { return }
        log.warning("the journal had lost its beginning; it is shipped again", metadata: ["from": "\(begin.n)"])
        try await ship(store, after: 0, through: end)
        try store.setLocal(Recovery.mended, "\(begin.n)")
    }

    /// Appends entries of the log to the journal; they are safe there when this returns.
    func ship(_ store: Store, after start: Int64, through end: Int64 = .max) async throws {
        var last = start
        while last < end, case let page = try store.entries(after: last, limit: 500), let final = page.last {
            for record in JournalRecord.split(owner: owner, entries: page) {
                try await journal.append(
                    "\(owner)/journal/\(record.entries.first?.n ?? 0)-\(record.entries.last?.n ?? 0)",
                    type: Recovery.recordType,
                    body: record.encode()
                )
            }
            last = final.n
        }
    }

    /// Where the file remembers with which entry the stream begins that was mended.
    private static let mended = "journal.mended"

    /// Where the journal begins, nil for an empty journal.
    func beginning() async throws -> JournalBeginning? {
        let mark = try await markEnd()
        let items = try await journal.read(from: .first) { $0.type == Recovery.recordType || $0.messageID == mark }
        guard let first = items.first, let end = items.last, end.type == Recovery.recordType || end.messageID == mark
        else { throw RecoveryError.journalUnreadable(owner: owner) }
        guard end.messageID != mark, let n = try JournalRecord.decode(end.body).entries.first?.n else { return nil }
        return JournalBeginning(n: n, isCut: first.offset > 0)
    }

    /// The last entry in the journal, nil for an empty journal.
    func tail() async throws -> Entry? {
        // A mark of our own shows where the stream ends: what was read before it is all there is.
        let mark = try await markEnd()
        var from = JournalStart.last
        var back: Int64 = 64
        while true {
            let items = try await journal.read(from: from) { $0.messageID == mark }
            guard let end = items.last, end.messageID == mark else {
                throw RecoveryError.journalUnreadable(owner: owner)
            }
            let records = try items.filter { $0.type == Recovery.recordType }.map { try JournalRecord.decode($0.body) }
            if let last = records.flatMap(\.entries).max(by: { $0.n < $1.n }) { return last }
            if items.first?.offset == 0 || from == .first { return nil }
            from = back >= end.offset ? .first : .offset(end.offset - back)
            back *= 8
        }
    }

    /// Every record of the journal from its start, in order, written to the log that it continues: an empty one, or that of a
    /// back-up.
    ///
    /// `note` hears of the log's last entry after each record.
    ///
    /// - Throws: `StoreError.gap`, `StoreError.backupDiverged`, `StoreError.keysLost`, `RecoveryError`.
    func replay(into ledger: Ledger, note: (Int64) -> Void = { _ in }) async throws {
        let base = ledger.end.n
        var highest: Int64 = 0
        try await walk { entries in
            highest = max(highest, entries.last?.n ?? 0)
            // The chain of one entry stands for all before it.
            if let shared = entries.last(where: { $0.n <= base }),
                try ledger.store.entries(after: shared.n - 1, limit: 1).first?.chain != shared.chain
            {
                throw StoreError.backupDiverged(owner: owner, n: shared.n)
            }
            // What a deleted stream had held before comes later, shipped again with all that follows.
            if let first = entries.first, first.n <= ledger.end.n + 1 { try ledger.replay(entries) }
            note(ledger.end.n)
        }
        guard ledger.end.n >= highest else { throw StoreError.gap(owner: owner, n: ledger.end.n + 1) }
        try ledger.finishReplay()
    }

    /// Hands on every record of the journal, from its first to what is its last now.
    ///
    /// A journal that was shipped again has entries more than once.
    func walk(_ take: ([Entry]) throws -> Void) async throws {
        let mark = try await markEnd()
        var next: Int64 = 0
        while true {
            let start = next
            let page = try await journal.read(from: .offset(start)) {
                $0.messageID == mark || $0.offset >= start + 2000
            }
            guard let end = page.last else { throw RecoveryError.journalUnreadable(owner: owner) }
            for item in page where item.type == Recovery.recordType {
                try take(try JournalRecord.decode(item.body).entries)
            }
            if end.messageID == mark { return }
            next = end.offset + 1
        }
    }

    private func markEnd() async throws -> String {
        let id = "\(owner)/mark/\(makeMark())"
        try await journal.append(id, type: "huiban.journal-mark.v1", body: Array("{}".utf8))
        return id
    }
}

/// The journal could not be read to its end.
enum RecoveryError: Error, CustomStringConvertible {
    case journalUnreadable(owner: String)

    var description: String {
        switch self {
        case .journalUnreadable(let owner): "无法读到日志流的末尾 / cannot read journal.\(owner) to its end"
        }
    }
}
