import Casework
import EventStore

/// A file that came back begins a new epoch, so that two files never tell two stories of one owner (design rule J).
extension Recovery {
    /// What a file is in whose journal a newer epoch has begun: old, or, with entries of its own, a matter for a person.
    func outdated(_ store: Store, by newer: Entry) async throws -> StoreError {
        let end = try store.end()
        var common: Int64 = 0
        if end.n > 0 {
            try await walkNewest { entries in
                for entry in entries where entry.n > common && entry.n <= end.n {
                    if try holds(store, entry) { common = entry.n }
                }
            }
        }
        guard common < end.n else {
            return .fileBehindJournal(owner: owner, file: end.n, journal: newer.n)
        }
        return .superseded(owner: owner, epoch: end.epoch, newer: newer.epoch, own: common + 1...end.n)
    }

    /// Begins a new epoch of a log that came back, in the journal first: whoever still has the old file finds it there.
    func beginEpoch(of ledger: Ledger, now: Instant) async throws {
        let begun = try ledger.beginEpoch(now: max(now, try ledger.store.lastMoment() ?? now))
        // An empty journal gets the whole log at the next start.
        guard try await tail() != nil else { return }
        try await ship(ledger.store, after: begun.n - 1)
    }

    /// Hands on what `walk` does, but for what an older epoch wrote behind the beginning of a newer one.
    ///
    /// All of it is read once before, record by record, to see what epochs there are.
    @discardableResult
    func walkNewest(
        known: Epochs = Epochs(),
        reading: () -> Void = {},
        _ take: ([Entry]) throws -> Void
    ) async throws -> Int64 {
        var epochs = known
        try await walk { entries in
            epochs.take(entries)
            reading()
        }
        return try await walk { entries in try take(entries.filter { !epochs.haveOvertaken($0) }) }
    }
}
