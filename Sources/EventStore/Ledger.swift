package import Casework
import GRDB

/// The writing side of a store: group commits on one thread.
///
/// Not Sendable on purpose: it belongs to the writer's thread.
package final class Ledger {
    package let store: Store
    private let log: LogWriter
    /// True after a commit that failed: it may have taken place all the same, and the file alone knows.
    package private(set) var isInDoubt = false

    package init(_ store: Store) throws {
        self.store = store
        log = LogWriter(folds: store.folds, sealing: store.sealing, end: try store.end())
    }

    /// Where the log ends, commits under way included.
    package var end: LogEnd { log.end }

    /// What became of one piece of work in a commit.
    package enum Result {
        case recorded
        /// The work threw; its own entries were rolled back, the others stand.
        case failed(any Error)
    }

    /// One commit: every piece of work in order, each in a savepoint of its own, then one durable write.
    ///
    /// Throws only when the whole commit failed (disk full, I/O). Then nothing happened, or, when the disk did what it
    /// reported as failed, the entries stand in the log and the next commit goes on behind them: inputs may come again.
    package func commit(
        _ works: [(Transaction) throws -> Void],
        now: Instant,
        sent: [Int64] = [],
        stuck: [(id: Int64, reason: String)] = []
    ) throws -> (entries: [Entry], results: [Result]) {
        try resolveDoubt()
        let mark = log.mark
        do {
            let results = try store.write { db in
                try Outbox.remove(sent, in: db)
                for row in stuck { try Outbox.markStuck(row.id, reason: row.reason, in: db) }
                return try works.map { work in try run(work, now: now, in: db) }
            }
            return (log.takePending(), results)
        } catch {
            log.rollBack(to: mark)
            isInDoubt = true
            throw error
        }
    }

    /// Looks in the file where the log ends, when a commit may have taken place although it was reported as failed.
    package func resolveDoubt() throws {
        guard isInDoubt else { return }
        log.goOn(after: try store.end())
        isInDoubt = false
    }

    private func run(_ work: (Transaction) throws -> Void, now: Instant, in db: Database) throws -> Result {
        let transaction = Transaction(db: db, now: now, log: log)
        return switch try transaction.attempt({ try work(transaction) }) {
        case .success: .recorded
        case .failure(let error): .failed(error)
        }
    }

    /// Stuck messages are tried again; says how many.
    package func retryStuck() throws -> Int { try store.write(Outbox.retryStuck) }

    /// Begins a new life of a log that came back, and says so in its next entry.
    ///
    /// - Returns: that entry.
    package func beginEpoch(now: Instant) throws -> Entry {
        let work: (Transaction) throws -> Void = { transaction in
            transaction.log.beginEpoch()
            try transaction.record(EpochBegun.kind, case: "", EpochBegun(epoch: transaction.log.end.epoch))
        }
        let (entries, results) = try commit([work], now: now)
        for case .failed(let error) in results { throw error }
        guard let begun = entries.last else { preconditionFailure("what was recorded is there") }
        return begun
    }

    /// After the last replayed entry: what was folded before its keys were known for good is folded again.
    ///
    /// - Throws: `StoreError.keysLost` when a key is missing that stands outside the log.
    package func finishReplay() throws {
        try resolveDoubt()
        try store.checkKeys()
        try store.write { db in
            if try KeyTable.wasRotated(in: db) { _ = try store.foldAgain(in: db) }
        }
    }

    /// Writes entries that come back from the journal; they must continue the log without a gap and with the right hash.
    package func replay(_ entries: [Entry]) throws {
        try resolveDoubt()
        let mark = log.mark
        do {
            try store.write { db in
                for entry in entries where entry.n > log.end.n {
                    guard entry.n == log.end.n + 1, Chain.next(after: log.end.chain, entry) == entry.chain else {
                        throw StoreError.gap(owner: store.owner, n: log.end.n + 1)
                    }
                    try log.insert(entry, in: db)
                }
            }
            _ = log.takePending()
        } catch {
            log.rollBack(to: mark)
            isInDoubt = true
            throw error
        }
    }
}

extension DatabaseError {
    /// True when the disk or the file failed, not the statement: then no input is to blame.
    var isOfTheMachine: Bool {
        switch resultCode {
        case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_CORRUPT, .SQLITE_NOMEM, .SQLITE_CANTOPEN, .SQLITE_READONLY,
            .SQLITE_BUSY,
            .SQLITE_NOTADB:
            true
        default: false
        }
    }
}
