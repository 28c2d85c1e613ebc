import Casework
import GRDB

/// Appends to the log and drives the folds; remembers the log's end between commits.
final class LogWriter {
    let folds: [any Fold]
    private(set) var end: LogEnd
    /// Entries of the commit under way.
    private(set) var pending: [Entry] = []

    init(folds: [any Fold], end: LogEnd) {
        self.folds = folds
        self.end = end
    }

    /// What has to be remembered to take back entries that a savepoint rolled back.
    struct Mark {
        var end: LogEnd
        var count: Int
    }

    var mark: Mark { Mark(end: end, count: pending.count) }

    func rollBack(to mark: Mark) {
        end = mark.end
        pending.removeLast(pending.count - mark.count)
    }

    /// Goes on where the file ends.
    func goOn(after end: LogEnd) { self.end = end }

    func takePending() -> [Entry] {
        defer { pending = [] }
        return pending
    }

    func append(
        kind: String,
        caseID: String,
        body: [UInt8],
        fresh: FreshFact,
        at: Instant,
        in db: Database
    ) throws -> Entry {
        let n = end.n + 1
        let chain = Chain.next(
            after: end.chain,
            n: n,
            epoch: end.epoch,
            at: at,
            kind: kind,
            caseID: caseID,
            body: body
        )
        var entry = Entry(n: n, epoch: end.epoch, at: at, kind: kind, caseID: caseID, body: body, chain: chain)
        entry.fresh = fresh
        try insert(entry, in: db)
        return entry
    }

    /// Writes an entry as it is (an own one, or one that comes back from the journal) and folds it.
    func insert(_ entry: Entry, in db: Database) throws {
        try db.cachedStatement(
            sql: "INSERT INTO log (n, epoch, at, kind, case_id, body, chain) VALUES (?, ?, ?, ?, ?, ?, ?)"
        ).execute(arguments: [
            entry.n, entry.epoch, entry.at.milliseconds, entry.kind, entry.caseID, entry.body.data, entry.chain.data,
        ])
        end = LogEnd(n: entry.n, epoch: entry.epoch, chain: entry.chain)
        pending.append(entry)
        try fold(entry, in: db)
    }

    func fold(_ entry: Entry, in db: Database) throws {
        var index = 0
        for fold in folds where fold.kinds.contains(entry.kind) {
            for message in try fold.fold(entry, in: db) {
                try Outbox.insert(message, n: entry.n, index: index, in: db)
                index += 1
            }
        }
    }
}

/// Where a log ends.
package struct LogEnd: Hashable, Sendable {
    package var n: Int64
    package var epoch: Int64
    package var chain: [UInt8]

    package init(n: Int64, epoch: Int64, chain: [UInt8]) {
        self.n = n
        self.epoch = epoch
        self.chain = chain
    }
}
