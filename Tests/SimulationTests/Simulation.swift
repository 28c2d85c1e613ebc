import Casework
import CaseworkTesting
import Contracts
import EventStore

@testable import Fleet

/// One simulated fleet, driven by one seed: the coordinator, four agencies, their people, an integrator, and faults.
///
/// Everything happens in one task and in an order that the seed alone decides. First a storm of work and faults, then
/// calm: faults are healed, people finish what lies there, time jumps, until every case has ended; then everything is
/// looked at.
final class Simulation {
    let seed: UInt64
    let world: World
    let broker = MemoryBroker()
    let time: SimulatedTime
    let witness = Witness()
    var chance: SeededGenerator
    var processes: [SimulatedProcess] = []
    var publisher: SimulatedPublisher
    var rulings: SimulatedRulings
    var voters: SimulatedVoters
    let people: SimulatedPeople
    /// How many faults of each kind there were.
    var faults: [FaultKind: Int] = [:]
    /// True from the moment on when case events were lost with their stream.
    var hasLostEvents = false
    /// Processes that are down on purpose until a turn of the storm brings them back.
    var kept: Set<String> = []
    /// Topology that was deleted and that the keeper has not put back yet.
    var isTopologyBroken = false
    let definitions: [UInt8]

    static let eventStream = "case-events"

    init(seed: UInt64) throws {
        self.seed = seed
        world = try World.of(seed: seed)
        definitions = try World.definitions.get()
        time = SimulatedTime(Instant(milliseconds: 1_682_557_200_000))  // 2023-04-27T09:00:00+08:00
        chance = SeededGenerator(seed: seed)
        publisher = SimulatedPublisher(
            world: world,
            broker: broker,
            witness: witness,
            favoured: seed >= World.shipped && seed % 4 == 0 ? "owners-vote" : nil
        )
        rulings = SimulatedRulings(world: world)
        voters = SimulatedVoters(world: world, broker: broker)
        people = SimulatedPeople(world: world, witness: witness)
        try broker.load(definitions: definitions)
        declareReplies()
        time.wait(5000)
        broker.now = time.elapsed()
        for owner in World.owners {
            processes.append(
                try SimulatedProcess(owner, seed: seed, world: world, broker: broker, time: time, witness: witness)
            )
        }
    }

    var coordinator: SimulatedProcess { processes[0] }

    func declareReplies() {
        broker.declareQueue(
            SimulatedPublisher.replies,
            MemoryBroker.QueueOptions(kind: .quorum, deliveryLimit: 100, maxLength: 100_000)
        )
        SimulatedVoters.declare(in: broker)
    }

    /// Plays the seed and says what is not as it must be; nothing, when all promises held.
    func run() async throws -> SimulationReport {
        try await startAll()
        // Small storms find most of what there is to find; what needs much to have happened before needs long ones.
        let length = chance.next() % 8 == 0 ? 120 + chance.next() % 280 : 40 + chance.next() % 120
        for _ in 0..<length { try await storm() }
        try await calmDown()
        var violations = try await finish()
        if violations.isEmpty { violations = try await Invariants(simulation: self).violations() }
        return SimulationReport(
            seed: seed,
            chains: try processes.map { try $0.read().end().chain.hex },
            violations: violations,
            faults: faults,
            cases: publisher.intents.count,
            messages: witness.seen.messages,
            acts: witness.seen.acts.count,
            ballots: voters.receipts.values.count { $0.disposition == .accepted }
        )
    }

    func count(_ fault: FaultKind) { faults[fault, default: 0] += 1 }

    func pass(_ milliseconds: Int64) {
        time.pass(milliseconds)
        broker.now = time.elapsed()
    }

    func startAll() async throws {
        for process in processes where process.life == nil && !kept.contains(process.owner) {
            _ = try await process.start()
        }
    }

    /// One thing happens, whatever it is.
    private func storm() async throws {
        switch chance.next() % 100 {
        case 0..<62: try work()
        case 62..<76: try peopleAct()
        case 76..<80: publisher.act(atMost: 3, at: time.now(), by: &chance)
        case 80..<83:
            if chance.next() % 8 == 0 { rulings.loadCalendar(at: coordinator, by: &chance) }
            _ = try rulings.act(at: coordinator, isDiligent: false, by: &chance)
        case 83..<90: timePasses()
        case 90..<93: try await startAll()
        case 93..<95: try heal()
        default:
            try await fault()
            try await fault()
        }
    }

    /// One process does one part of its work.
    private func work() throws {
        guard let process = processes.randomElement(using: &chance), let link = process.life?.link,
            !process.isFrozen
        else { return }
        switch chance.next() % 6 {
        case 0: link.publish(atMost: 1 + Int(chance.next() % 20))
        case 1: link.hear()
        case 2:
            link.acknowledge()
            link.receive(atMost: 1 + Int(chance.next() % 8)) { self.disturb(&$0) }
        case 3: try process.turn(limit: 1 + Int(chance.next() % 20))
        default: try exchange(process) { self.disturb(&$0) }
        }
    }

    /// Everything once for one process, as in quiet times.
    func exchange(
        _ process: SimulatedProcess,
        _ disturb: (inout [MemoryBroker.Delivery]) -> [MemoryBroker.Delivery] = { _ in [] }
    ) throws {
        process.life?.link.acknowledge()
        process.life?.link.receive(atMost: 100, disturb)
        try process.turn(limit: 500)
        process.life?.link.publish(atMost: 1000)
        process.life?.link.hear()
    }

    private func peopleAct() throws {
        // Votes are played where the shipped workflows are: those made by chance have none.
        if seed >= World.shipped, let housing = processes.first(where: { $0.owner == "housing" }) {
            _ = try voters.act(at: housing, now: time.now(), by: &chance)
        }
        guard let process = processes.randomElement(using: &chance) else { return }
        _ = try people.act(at: process, isDiligent: false, by: &chance)
    }

    private func timePasses() {
        switch chance.next() % 4 {
        case 0: pass(Int64(chance.next() % 2000))
        case 1: pass(Int64(chance.next() % 20_000))
        case 2: time.jump(to: time.now() + Int64(chance.next() % 172_800_000))
        default: pass(3_600_000)
        }
    }
}

/// What came of one seed.
struct SimulationReport: Equatable, Sendable {
    var seed: UInt64
    /// The running hash of each process's log: two runs with the same hashes did the same.
    var chains: [String]
    /// Every promise that did not hold, in words; empty when all did.
    var violations: [String]
    var faults: [FaultKind: Int]
    var cases: Int
    var messages: Int
    /// Acts that people were told are safe.
    var acts: Int
    /// Ballots of which their sender was told that they count.
    var ballots: Int
}
