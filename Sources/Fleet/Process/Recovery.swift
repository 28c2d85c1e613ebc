import EventStore
import Logging

/// The comparison of file and journal that every start begins with (design rule J, promise 5).
struct Recovery {
    let owner: String
    let journal: any JournalStream
    let log: Logger
    /// Makes a word that was never used, for a mark in the stream.
    let makeMark: () -> String

    /// The log position that the journal holds; throws `StoreError` when the file is behind it or differs from it.
    func safePosition(of store: Store) async throws -> Int64 {
        let end = try store.end()
        guard let tail = try await tail(of: end.epoch) else { return 0 }
        guard tail.epoch <= end.epoch else { throw try await outdated(store, by: tail) }
        guard try holds(store, tail) else {
            // The journal has nothing of this epoch: what an older one wrote into it does not count.
            if tail.epoch < end.epoch { return 0 }
            throw tail.n > end.n
                ? StoreError.fileBehindJournal(owner: owner, file: end.n, journal: tail.n)
                : StoreError.diverged(owner: owner, n: tail.n)
        }
        try await mend(store, through: tail.n)
        return tail.n
    }

    /// Whether a log has an entry, and so all before it.
    func holds(_ store: Store, _ entry: Entry) throws -> Bool {
        try store.entries(after: entry.n - 1, limit: 1).first?.chain == entry.chain
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
                    type: JournalItem.recordType,
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
        let items = try await journal.read(from: .first) { $0.type == JournalItem.recordType || $0.messageID == mark }
        guard let first = items.first, let end = items.last, end.type == JournalItem.recordType || end.messageID == mark
        else { throw RecoveryError.journalUnreadable(owner: owner) }
        guard let n = try end.record()?.entries.first?.n else { return nil }
        return JournalBeginning(n: n, isCut: first.offset > 0)
    }

    /// The last entry of the newest epoch in the journal, nil for an empty journal.
    ///
    /// One of an older epoch than the one that is asked for is given only when there is no other.
    func tail(of epoch: Int64 = 0) async throws -> Entry? {
        // A mark of our own shows where the stream ends: what was read before it is all there is.
        let mark = try await markEnd()
        var from = JournalStart.last
        var back: Int64 = 64
        while true {
            let items = try await journal.read(from: from) { $0.messageID == mark }
            guard let end = items.last, end.messageID == mark else {
                throw RecoveryError.journalUnreadable(owner: owner)
            }
            let records = try items.compactMap { try $0.record() }
            let last = records.flatMap(\.entries).max { ($0.epoch, $0.n) < ($1.epoch, $1.n) }
            if let last, last.epoch >= epoch { return last }
            if items.first?.offset == 0 || from == .first { return last }
            from = back >= end.offset ? .first : .offset(end.offset - back)
            back *= 8
        }
    }

    /// Every record of the journal from its start, in order, written to the log that it continues: an empty one, or that of a
    /// back-up.
    ///
    /// `note` hears of the log's last entry after each record, and as often before, while the epochs are read.
    ///
    /// - Returns: from where on the stream has what was not there yet.
    /// - Throws: `StoreError.gap`, `StoreError.backupDiverged`, `StoreError.keysLost`, `RecoveryError`.
    @discardableResult
    func replay(into ledger: Ledger, note: (Int64) -> Void = { _ in }) async throws -> Int64 {
        let base = ledger.end.n
        var highest: Int64 = 0
        let next = try await walkNewest(known: try ledger.store.epochs(), reading: { note(ledger.end.n) }) { entries in
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
        return next
    }

    /// Hands on every record of the journal, from its first or from an offset on, to what is its last now.
    ///
    /// A journal that was shipped again has entries more than once.
    ///
    /// - Returns: from where on the stream has what was not there yet.
    @discardableResult
    func walk(from start: Int64 = 0, _ take: ([Entry]) throws -> Void) async throws -> Int64 {
        let mark = try await markEnd()
        var next = start
        while true {
            let start = next
            let page = try await journal.read(from: .offset(start)) {
                $0.messageID == mark || $0.offset >= start + 2000
            }
            guard let end = page.last else { throw RecoveryError.journalUnreadable(owner: owner) }
            for item in page {
                if let record = try item.record() { try take(record.entries) }
            }
            next = end.offset + 1
            if end.messageID == mark { return next }
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
