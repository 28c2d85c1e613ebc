import EventStore
import Foundation
import GRDB
import Synchronization

/// One process's file, in memory: it survives the process, and it can fill up, lie about a commit, and be lost.
final class SimulatedDisk {
    private(set) var database: DatabaseQueue
    private let gate = CommitGate()
    private(set) var isFull = false

    init() throws { database = try SimulatedDisk.make(gate) }

    private static func make(_ gate: CommitGate) throws -> DatabaseQueue {
        let database = try DatabaseQueue()
        database.add(transactionObserver: gate, extent: .databaseLifetime)
        return database
    }

    /// Opens the file for a new life.
    func open(owner: String, folds: [any Fold], by mortality: Mortality) throws -> Store {
        gate.mortality.withLock { $0 = mortality }
        return try Store(owner: owner, database: database, folds: folds) { [gate] in try gate.afterWrite() }
    }

    /// The file is gone; the next life finds an empty one.
    func lose() throws {
        isFull = false
        database = try SimulatedDisk.make(gate)
    }

    /// No page more fits: SQLite itself says SQLITE_FULL, in the middle of whatever it does.
    func fill(sparing pages: Int) throws {
        try withoutGate { db in
            let used = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            _ = try Int.fetchOne(db, sql: "PRAGMA max_page_count = \(used + pages)")
        }
        isFull = true
    }

    func makeRoom() throws {
        guard isFull else { return }
        try withoutGate { _ = try Int.fetchOne($0, sql: "PRAGMA max_page_count = 1073741823") }
        isFull = false
    }

    /// The next durable write happens and is reported as failed.
    func misreportNext() { gate.isMisreporting.withLock { $0 = true } }

    /// Whether the misreport was used up.
    var hasMisreported: Bool { gate.isMisreporting.withLock { !$0 } }

    func reportTruly() { gate.isMisreporting.withLock { $0 = false } }

    private func withoutGate(_ work: (Database) throws -> Void) throws {
        try database.inDatabase(work)
    }
}

/// Lets a commit happen only for a process that lives.
private final class CommitGate: TransactionObserver, Sendable {
    let mortality = Mutex<Mortality?>(nil)
    let isMisreporting = Mutex(false)

    func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { false }

    func databaseDidChange(with event: DatabaseEvent) {}

    func databaseWillCommit() throws {
        if let mortality = mortality.withLock({ $0 }), !mortality.effect() { throw Died() }
    }

    func databaseDidCommit(_ db: Database) {}

    func databaseDidRollback(_ db: Database) {}

    func afterWrite() throws {
        if let mortality = mortality.withLock({ $0 }), !mortality.effect() { throw Died() }
        let lies = isMisreporting.withLock { flag in
            defer { flag = false }
            return flag
        }
        if lies { throw DatabaseError(resultCode: .SQLITE_IOERR, message: "the simulated disk misreports") }
    }
}
