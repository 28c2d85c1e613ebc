import Casework
import CaseworkTesting
import Contracts
import EventStore
import GRDB
import Logging

@testable import Coordinator
@testable import Fleet

/// One process of the fleet: the real engine over a simulated file, broker and clock, started and killed at will.
final class SimulatedProcess {
    let owner: String
    let disk: SimulatedDisk
    private let world: World
    private let broker: MemoryBroker
    let time: SimulatedTime
    private let witness: Witness
    private(set) var life: Life?
    var isFrozen = false
    private var starts = 0
    private var marks = 0
    /// The log position up to which *yes* was said, in whatever life.
    private(set) var promised: Int64 = 0

    /// One life, from a start to a crash.
    struct Life {
        var mortality: Mortality
        var store: Store
        var engine: Engine
        var loop: EngineLoop
        var link: SimulatedLink
    }

    init(
        _ owner: String,
        seed: UInt64,
        world: World,
        broker: MemoryBroker,
        time: SimulatedTime,
        witness: Witness
    ) throws {
        self.owner = owner
        self.world = world
        self.broker = broker
        self.time = time
        self.witness = witness
        // Each owner has keys of its own.
        disk = try SimulatedDisk(seed: seed &+ owner.utf8.reduce(0) { $0 &* 31 &+ UInt64($1) })
    }

    private static let log = Logger(label: "simulation") { _ in SwiftLogNoOpLogHandler() }

    /// Starts as the executable does: compares file and journal, rebuilds a file that was lost, begins to work.
    ///
    /// False when the broker cannot be asked or the disk does not let it: it is tried again later.
    func start() async throws -> Bool {
        guard life == nil else { return true }
        starts += 1
        do {
            try await open()
            return true
        } catch let error as StoreError {
            guard case .fileBehindJournal = error else { throw error }
            await rebuild()
            return false
        } catch is RecoveryError {
            return false
        } catch is DatabaseError {
            return false
        }
    }

    var office: any Office { world.office(owner) }

    private func recovery() -> Recovery {
        Recovery(
            owner: owner,
            journal: SimulatedJournal(owner: owner, broker: broker),
            log: Self.log,
            makeMark: {
                self.marks += 1
                return "\(self.marks)"
            }
        )
    }

    private func open() async throws {
        let mortality = Mortality()
        let office = world.office(owner)
        let store = try disk.open(owner: owner, office: office, by: mortality)
        let safe = try await recovery().safePosition(of: store)
        let engine = Engine(office: office, store: store, clock: time, dayKeys: disk.dayKeys, log: Self.log)
        let outlet = SimulatedOutlet(mortality)
        let loop = try EngineLoop(engine: engine, outlet: outlet, safe: safe)
        let link = SimulatedLink(broker: broker, engine: engine, outlet: outlet, time: time, witness: witness)
        try loop.begin()
        if let coordinator = office as? CoordinatorOffice {
            let (workflows, calendar) = (world.loaded, world.books.calendar)
            engine.mailbox.post(
                .work(
                    Engine.Work(
                        run: {
                            try coordinator.library.take(workflows, $0)
                            try coordinator.calendars.take(calendar, $0)
                        },
                        tell: { _ in }
                    )
                )
            )
        }
        try loop.turn(engine.mailbox.take(limit: 500, waiting: 0))
        link.consume()
        life = Life(mortality: mortality, store: store, engine: engine, loop: loop, link: link)
    }

    /// What the person on duty does when the file is gone: `huiban rebuild`; again, when it did not come to its end.
    private func rebuild() async {
        do {
            try disk.lose()
            let store = try disk.open(owner: owner, office: world.office(owner), by: Mortality())
            let (recovery, ledger) = (recovery(), try Ledger(store))
            try await recovery.replay(into: ledger)
            try await recovery.beginEpoch(of: ledger, now: time.now())
            witness.rebuilt(owner)
        } catch {
            witness.refused("rebuild \(owner): \(error)")
        }
    }

    /// One turn over at most `limit` items; a process that was to die in it is dead afterwards.
    func turn(limit: Int) throws {
        guard let life, !isFrozen else { return }
        do {
            try life.loop.turn(life.engine.mailbox.take(limit: limit, waiting: 0))
        } catch  where life.mortality.isDead {
            // What a dead process runs into is nobody's business.
        } catch is DatabaseError {
            // An engine that cannot read its file ends its process; the supervisor starts another.
            crash()
            return
        }
        promised = max(promised, life.loop.pipeline.safe)
        if life.mortality.isDead { crash(isFlushed: starts % 2 == 0) }
    }

    /// The process is gone at once; what it had written to its sockets may still reach the broker.
    func crash(isFlushed: Bool = false) {
        life?.mortality.die()
        if isFlushed { life?.link.flush() }
        life?.link.vanish()
        life = nil
        isFrozen = false
    }

    /// Work that a person or an operator brings to this process.
    func post(_ work: Engine.Work) { life?.engine.mailbox.post(.work(work)) }

    /// The folded tables and the log, readable while no life holds them too.
    func read() throws -> Store {
        if let life { return life.store }
        return try disk.open(owner: owner, office: world.office(owner), by: Mortality())
    }

}

extension SimulatedProcess {
    /// Destroys keys as the person on duty does, with the process down.
    func destroy(_ order: DestructionOrder) throws {
        crash()
        disk.addKey()
        let (_, results) = try Ledger(try read()).commit([{ try $0.destroyKeys(order) }], now: time.now())
        for case .failed(let error) in results { throw error }
        disk.dropOldKeys()
    }

    /// The same log in another file, as a rebuild makes it.
    func replayed(_ store: Store) throws -> Store {
        let office = office
        let copy = try Ledger(
            try Store(owner: owner, database: DatabaseQueue(), folds: office.folds, sealing: disk.sealing(office))
        )
        let record = JournalRecord(owner: owner, entries: try store.entries(after: 0, limit: .max))
        try copy.replay(try JournalRecord.decode(record.encode()).entries)
        try copy.finishReplay()
        return copy.store
    }

    var tables: [String] { office.folds.flatMap(\.tables) }
}
