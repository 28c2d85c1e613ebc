import Casework
import CaseworkTesting
import Contracts

@testable import Fleet

/// What goes wrong, and when it may: two stores are never lost at once (promise 5).
extension Simulation {
    private static let queues = World.owners.map { "assignments.\($0)" } + ["intake", "reports"]

    /// One fault of a kind that chance picks; kinds that are not possible now pass.
    func fault() async throws {
        // A crash at every point of the pipeline needs more tries than the others: it only counts when the point came.
        let kinds = FaultKind.allCases + [.crashInTurn, .crashInTurn, .crashInTurn, .duplicated]
        guard let kind = kinds.randomElement(using: &chance),
            let process = processes.randomElement(using: &chance)
        else { return }
        if try await inflict(kind, on: process) { count(kind) }
    }

    private func inflict(_ kind: FaultKind, on process: SimulatedProcess) async throws -> Bool {
        switch kind {
        case .crashInTurn: return try crashInTurn(process)
        case .killed:
            guard process.life != nil else { return false }
            process.crash(isFlushed: chance.next() % 2 == 0)
        case .frozen:
            guard process.life != nil else { return false }
            process.isFrozen.toggle()
            return process.isFrozen
        case .longOutage:
            process.crash()
            kept.insert(process.owner)
            time.jump(to: time.now() + Int64(chance.next() % 864_000_000))
        case .publishingLost:
            guard let link = process.life?.link else { return false }
            link.losePublishing()
        case .consumingLost:
            guard let link = process.life?.link else { return false }
            link.loseConsuming()
        case .farewell:
            guard let link = process.life?.link else { return false }
            link.sayGoodbye()
        case .duplicated: return duplicate(from: process.owner)
        case .delayed, .reordered: return false  // while messages are handed over: `disturb`
        case .commitMisreported:
            guard process.life != nil else { return false }
            process.disk.misreportNext()
        case .diskFull:
            guard process.life != nil, !process.disk.isFull else { return false }
            try process.disk.fill(sparing: Int(chance.next() % 3))
        case .queueWiped: return wipe(Self.queues)
        case .queueSwapped: return try swap()
        case .journalWiped: return wipeJournal(of: process)
        case .brokerKilled: killBroker()
        case .brokerWiped: return wipeBroker()
        case .fileLost: return try loseFile(of: process)
        case .alarm: broker.isAlarmed.toggle()
        case .unreadWhenDue: return false  // when the storm is over: `exchangeInGusts`
        }
        return true
    }

    /// Heals by chance what would otherwise last: part of every storm.
    func heal() throws {
        if let owner = kept.sorted().randomElement(using: &chance) { kept.remove(owner) }
        for process in processes where chance.next() % 2 == 0 {
            process.isFrozen = false
            try process.disk.makeRoom()
        }
        if isTopologyBroken { try restoreTopology() }
    }

    /// The keeper puts deleted queues back and has the owners of deleted journals started again.
    func restoreTopology() throws {
        let lost = processes.filter { !broker.isThere("journal.\($0.owner)") }
        try broker.load(definitions: definitions)
        declareReplies()
        isTopologyBroken = false
        for process in lost { process.crash() }
    }

    private func crashInTurn(_ process: SimulatedProcess) throws -> Bool {
        guard let life = process.life, !process.isFrozen else { return false }
        bringWork(to: process)
        life.link.acknowledge()
        life.link.receive(atMost: 10)
        // What a person did and was not told of is done again: numbers above all must not be used up by it.
        if chance.next() % 2 == 0 { _ = try people.act(at: process, isDiligent: true, by: &chance) }
        // Around the commit more often than later: what is done too early is done there.
        life.mortality.dieAfter(Int(chance.next() % (chance.next() % 2 == 0 ? 3 : 12)))
        try process.turn(limit: 50)
        guard process.life != nil else { return true }
        life.mortality.live()
        return false
    }

    /// A process that has nothing to do loses nothing: the integrator sends something first.
    private func bringWork(to process: SimulatedProcess) {
        guard process.owner == coordinator.owner, chance.next() % 4 > 0 else { return }
        publisher.act(atMost: 2, at: time.now(), by: &chance)
    }

    private func duplicate(from owner: String) -> Bool {
        guard let message = witness.seen.sent[owner]?.randomElement(using: &chance) else { return false }
        let connection = broker.connect(as: owner)
        _ = broker.publish(message, isMandatory: false, on: connection)
        broker.drop(connection)
        return true
    }

    /// Messages in another order than they lay in the queue, or only later.
    func disturb(_ deliveries: inout [MemoryBroker.Delivery]) -> [MemoryBroker.Delivery] {
        switch chance.next() % 8 {
        case 0 where deliveries.count > 1:
            deliveries.shuffle(using: &chance)
            count(.reordered)
            return []
        case 1:
            count(.delayed)
            return [deliveries.remove(at: Int(chance.next() % UInt64(deliveries.count)))]
        default: return []
        }
    }

    func wipe(_ queues: [String]) -> Bool {
        // A queue that is empty loses nothing: one that holds something is taken where there is one.
        let full = queues.filter { (broker.depth(of: $0) ?? 0) > 0 }
        guard let queue = (full.isEmpty ? queues : full).randomElement(using: &chance), broker.isThere(queue) else {
            return false
        }
        broker.deleteQueue(queue)
        witness.lostUnread()
        isTopologyBroken = true
        return true
    }

    private func swap() throws -> Bool {
        guard let queue = Self.queues.randomElement(using: &chance), broker.isThere(queue) else { return false }
        broker.deleteQueue(queue, isNoticed: false)
        witness.lostUnread()
        try restoreTopology()
        return true
    }

    /// A journal may be lost when its owner's file is whole, which it is unless the owner has yet to rebuild it.
    private func wipeJournal(of process: SimulatedProcess) -> Bool {
        guard process.life != nil, broker.isThere("journal.\(process.owner)") else { return false }
        broker.deleteQueue("journal.\(process.owner)")
        isTopologyBroken = true
        return true
    }

    private func killBroker() {
        broker.kill()
        witness.lostUnread()
        reconnectAll()
    }

    private func wipeBroker() -> Bool {
        guard processes.allSatisfy({ $0.life != nil }) else { return false }
        broker.wipe()
        witness.lostUnread()
        hasLostEvents = true
        isTopologyBroken = true
        reconnectAll()
        return true
    }

    private func reconnectAll() { for process in processes { process.life?.link.reconnect() } }

    /// A file may be lost when the journal holds all that was said yes to, from the first entry on.
    ///
    /// Half of the files are lost right behind a commit whose record is not on its way yet: whoever acknowledges too
    /// early has lost that delivery.
    private func loseFile(of process: SimulatedProcess) throws -> Bool {
        if chance.next() % 2 == 0, let link = process.life?.link, !process.isFrozen {
            bringWork(to: process)
            link.acknowledge()
            link.receive(atMost: 10)
            try process.turn(limit: 50)
            process.life?.link.acknowledge()
        }
        guard process.life != nil, try journalHolds(through: process.promised, of: process.owner) else { return false }
        process.crash()
        try process.disk.lose()
        return true
    }

    private func journalHolds(through safe: Int64, of owner: String) throws -> Bool {
        guard broker.isThere("journal.\(owner)") else { return false }
        return try Journal.entries(of: owner, in: broker).isWhole(through: safe)
    }
}
