import CaseworkTesting
import Crypto
import EventStore
import Fleet
import Foundation
import GRDB
import Synchronization

/// One process's file, in memory: it survives the process, and it can fill up, lie about a commit, and be lost.
final class SimulatedDisk {
    private(set) var database: DatabaseQueue
    private let gate = CommitGate()
    private(set) var isFull = false

    /// What lies beside the credentials: it outlives the file.
    private var keys: [Int: SymmetricKey]
    private let chance: SealingChance
    let dayKeys: DayKeys

    init(seed: UInt64) throws {
        chance = SealingChance(seed: seed)
        keys = [1: SymmetricKey(data: chance.bytes(32))]
        dayKeys = DayKeys(folder: nil, random: { [chance] in chance.bytes($0) })
        database = try SimulatedDisk.make(gate)
    }

    private static func make(_ gate: CommitGate) throws -> DatabaseQueue {
        let database = try DatabaseQueue()
        database.add(transactionObserver: gate, extent: .databaseLifetime)
        return database
    }

    /// Opens the file for a new life.
    func open(owner: String, office: any Office, by mortality: Mortality) throws -> Store {
        gate.mortality.withLock { $0 = mortality }
        return try Store(owner: owner, database: database, folds: office.folds, sealing: sealing(office)) { [gate] in
            try gate.afterWrite()
        }
    }

    func sealing(_ office: any Office) -> Sealing {
        Sealing(
            fields: office.personalFields,
            keys: KeyEncryptionKeys(keys),
            random: { [chance] in chance.bytes($0) }
        )
    }

    /// A key that closes what is closed from now on.
    func addKey() { keys[(keys.keys.max() ?? 0) + 1] = SymmetricKey(data: chance.bytes(32)) }

    /// Every key but the newest is gone.
    func dropOldKeys() { keys = keys.filter { $0.key == keys.keys.max() } }

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

/// Keys and nonces that a seed gives again.
private final class SealingChance: Sendable {
    private let generator: Mutex<SeededGenerator>

    init(seed: UInt64) { generator = Mutex(SeededGenerator(seed: seed)) }

    func bytes(_ count: Int) -> [UInt8] {
        generator.withLock { generator in (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) } }
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
