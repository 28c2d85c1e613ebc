import Casework
import EventStore

/// A file that a standby writes from its owner's journal, and how far it is.
struct Follower {
    /// A newer life of the log began before the end of what was written.
    struct Overtaken: Error {}

    let ledger: Ledger
    /// From where on the stream has what was not read yet; nil before the first reading.
    private(set) var next: Int64?
    /// Up to which entry the journal has what the file has; nil while that is everything.
    private var shipped: Int64?

    init(_ ledger: Ledger) { self.ledger = ledger }

    /// Reads everything that the journal has.
    mutating func catchUp(_ recovery: Recovery) async throws { next = try await recovery.replay(into: ledger) }

    /// Begins anew: the stream is another one.
    mutating func forgetPlace() { next = nil }

    /// Takes the next messages of the stream in.
    ///
    /// - Throws: `Overtaken`, `StoreError.gap`.
    mutating func take(_ items: [JournalItem]) throws {
        for item in items {
            if let record = try item.record() { try take(record.entries) }
            next = item.offset + 1
        }
    }

    private func take(_ entries: [Entry]) throws {
        var fresh: [Entry] = []
        // What an older life of the log still writes is no part of it.
        for entry in entries where entry.epoch >= ledger.end.epoch {
            if entry.n > ledger.end.n {
                fresh.append(entry)
            } else if try ledger.store.entries(after: entry.n - 1, limit: 1).first?.chain != entry.chain {
                throw Overtaken()
            }
        }
        if !fresh.isEmpty { try ledger.replay(fresh) }
    }

    /// Reads what the former one has said to its end, and begins a new epoch behind it, in the file and in the journal.
    ///
    /// What was begun before an interruption is finished.
    ///
    /// - Returns: how many entries were taken over.
    mutating func takeOver(_ recovery: Recovery, now: Instant) async throws -> Int64 {
        if shipped == nil {
            next = try await recovery.walk(from: next ?? 0) { try take($0) }
            let end = ledger.end.n
            // Nobody has ever worked as this owner.
            guard end > 0 else { return 0 }
            try ledger.finishReplay()
            _ = try ledger.beginEpoch(now: max(now, try ledger.store.lastMoment() ?? now))
            shipped = end
        }
        try await recovery.ship(ledger.store, after: shipped ?? 0)
        return shipped ?? 0
    }
}
