import Casework
import Crypto
import GRDB

/// Appends to the log and drives the folds; remembers the log's end between commits.
final class LogWriter {
    let sealing: Sealing?
    /// The folds that read each kind, in their order.
    private let readers: [String: [any Fold]]
    private(set) var end: LogEnd
    /// Entries of the commit under way.
    private(set) var pending: [Entry] = []

    init(folds: [any Fold], sealing: Sealing?, end: LogEnd) {
        self.sealing = sealing
        readers = folds.reduce(into: [:]) { readers, fold in
            for kind in fold.kinds { readers[kind, default: []].append(fold) }
        }
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

    /// What is recorded from now on belongs to a new life of the file.
    func beginEpoch() { end.epoch += 1 }

    func takePending() -> [Entry] {
        defer { pending = [] }
        return pending
    }

    /// Writes a fact as the next entry and folds it; texts of a case that name people are sealed first.
    func record(
        _ kind: String,
        case caseID: String,
        _ body: some Encodable & Sendable,
        at: Instant,
        in db: Database
    ) throws -> Entry {
        let (bytes, isExact, isPersonal) = try StoredState.json(body, naming: caseID.isEmpty ? nil : sealing)
        // What the log would give back otherwise is read from it, so that a refold comes to the same tables.
        var fresh = FreshFact(value: isExact ? body : nil)
        guard isPersonal, let sealing else {
            return try append(kind: kind, caseID: caseID, body: bytes, fresh: fresh, at: at, in: db)
        }
        fresh.clear = bytes
        let key = try key(of: caseID, sealing, at: at, in: db)
        let sealed = try StoredState.json(body, naming: sealing) {
            try SealedText.close($0, by: key, of: caseID, sealing)
        }
        return try append(kind: kind, caseID: caseID, body: sealed.bytes, fresh: fresh, at: at, in: db)
    }

    /// The key of a case, made and recorded when it has none.
    private func key(of caseID: String, _ sealing: Sealing, at: Instant, in db: Database) throws -> SymmetricKey {
        if let known = try KeyTable.key(of: caseID, in: db) { return known }
        let made = try KeyTable.Made(caseID: caseID, sealing)
        _ = try record(KeyTable.Kind.made.rawValue, case: "", made, at: at, in: db)
        guard let key = try KeyTable.key(of: caseID, in: db) else { throw StoreError.keysLost(version: made.version) }
        return key
    }

    private func append(
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
        try KeyTable.fold(entry, in: db)
        try fold(entry.opened(in: db), in: db)
    }

    func fold(_ entry: Entry, in db: Database) throws {
        var index = 0
        for fold in readers[entry.kind] ?? [] {
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

    /// The end of a log without entries.
    package static let start = LogEnd(n: 0, epoch: 1, chain: Chain.start)

    package init(n: Int64, epoch: Int64, chain: [UInt8]) {
        self.n = n
        self.epoch = epoch
        self.chain = chain
    }
}
