import Casework
import CaseworkTesting
import Contracts
import EventStore
import Foundation
import RabbitMQ
import Synchronization
import Testing

@testable import Fleet
@testable import huiban

#if canImport(Glibc)
import Glibc
#endif

/// Three hosts with a broker node each, which folders stand for (promise 5).
@Suite(
    .enabled(if: Cluster.isWanted, "three nodes take a minute to start: ops/test --cluster"),
    .timeLimit(.minutes(8))
)
struct ClusterPlayTests {
    @Test func aHostThatFailsWithItsBrokerNodeUnderLoadLosesNothingAndStopsWhenItWakesUp() async throws {
        try await Cluster.withCluster { cluster in
            let town = try cluster.host("town", node: 2)
            let others = Cast.desks.filter { $0 != "police" }.map { FleetHost(fleet: town, owner: $0) }
            defer { for other in others { other.end() } }
            for other in others { try other.start() }
            for other in others { try await other.untilReady() }
            let first = FleetHost(fleet: try cluster.host("first", node: 1), owner: "police")
            defer { first.end() }
            try first.start()
            try await first.untilReady()
            let second = FleetHost(
                fleet: try cluster.host("second", node: 3, like: first.fleet.home, police: cluster.otherPort),
                owner: "police"
            )
            defer { second.end() }
            try second.start("--standby")
            try await second.untilLevel(with: first)

            let load = Load(fleet: town)
            async let opened = load.run()
            try await town.until("there is load") { load.count > 10 ? true : nil }
            let began = ContinuousClock.now
            first.signal(SIGSTOP)
            try await cluster.script("lose", "1")
            try await second.untilReady()
            print("a standby was ready \(ContinuousClock.now - began) after its host had failed with its broker node")
            #expect(try second.said("took over"))
            let before = load.count
            try await town.until("the load goes on") { load.count > before + 10 ? true : nil }
            load.stop()
            let cases = try await opened
            #expect(Set(cases).count == cases.count)

            first.signal(SIGCONT)
            first.process.waitUntilExit()
            #expect(first.process.terminationStatus == 78)
            try await cluster.script("restore", "1")
            for id in cases { _ = try await second.fleet.bring(id, to: "respond") }
            try await second.fleet.close(try #require(cases.last))
            let ends = try others.map { try LogFile(path: $0.file).end().epoch }
            #expect(ends == others.map { _ in 1 })
            #expect(try LogFile(path: second.file).end().epoch == 2)
        }
    }
}

/// The nodes, and what runs with them.
private struct Cluster {
    static let isWanted = ProcessInfo.processInfo.environment["HUIBAN_TEST_CLUSTER"] != nil

    static let voice = Voice(language: .en, isJSON: false)
    private let base: LiveFleet
    /// The home that came with the nodes, of which every host has a copy.
    private var made: Home { Home("\(base.home.path)/home") }
    /// Ports by process.
    private let ports: [String: Int]
    /// Where the police answer on another host.
    let otherPort: Int

    static func withCluster(_ work: (Cluster) async throws -> Void) async throws {
        let base = try LiveFleet.prepare()
        var ports: [String: Int] = [:]
        for owner in Cast.desks { ports[owner] = FreePorts.choose(preferring: nil, notIn: Set(ports.values)) }
        let other = FreePorts.choose(preferring: nil, notIn: Set(ports.values))
        let cluster = Cluster(base: base, ports: ports, otherPort: other)
        do {
            try await cluster.script("start")
            let people = try Staff.load(try Installation.find(voice: Self.voice), voice: Self.voice).people.keys
                .sorted()
            try Credentials(home: cluster.made).preparePeople(people)
            try Credentials(home: cluster.made).prepareServices(Cast.desks)
            // The node that made the home went by the real time.
            try FileManager.default.removeItem(atPath: cluster.made.path("clock.json"))
            let start = ClockSettings(mode: .jumping, start: Instant("2023-04-27T08:30:00+08:00"))
            try FleetClock.start(cluster.made, start)
            try await work(cluster)
        } catch {
            try await cluster.end()
            throw error
        }
        try await cluster.end()
    }

    private func end() async throws {
        try await script("stop")
        try FileManager.default.removeItem(atPath: base.home.path)
    }

    /// Runs `ops/cluster` on the folder of the nodes.
    func script(_ verb: String, _ more: String...) async throws {
        try await base.script("cluster", [verb, base.home.path] + more)
    }

    /// A new host on which node `number` of the broker is nearest, with the keys that another one has.
    func host(
        _ name: String,
        node number: Int,
        like other: Home? = nil,
        police port: Int? = nil
    ) throws -> LiveFleet {
        let home = Home("\(base.home.path)/\(name)")
        try home.create()
        try FileManager.default.removeItem(atPath: home.path("credentials"))
        for part in ["credentials", "clock.json"] {
            try FileManager.default.copyItem(atPath: (other ?? made).path(part), toPath: home.path(part))
        }
        for user in Cast.desks + ["suggestions", "hotline", "evote", "operator"] {
            let lines = try Credentials(home: made).brokerURLs(of: user)
            let own = lines[(number - 1)...] + lines[..<(number - 1)]
            try DurableFile.write(Data(own.joined(separator: "\n").utf8), to: home.credential(user))
        }
        var file = FleetFile(phase: .running)
        file.processes = Cast.desks.map { owner in
            let own = owner == "police" ? port ?? ports[owner] ?? 0 : ports[owner] ?? 0
            return FleetFile.Process(name: owner, executable: owner, port: own, file: home.store(owner))
        }
        try DurableFile.write(json: file, to: home.fleetFile)
        // Whoever is late tells what the supervisor said; here is none.
        try Data().write(to: URL(fileURLWithPath: home.log("supervisor")))
        return LiveFleet(home: home, executables: base.executables, contracts: base.contracts)
    }
}

/// An integrator who opens one case after the other, and says again what was not answered.
private final class Load: Sendable {
    private let fleet: LiveFleet
    private let state = Mutex((cases: [String](), isOver: false))

    init(fleet: LiveFleet) { self.fleet = fleet }

    var count: Int { state.withLock { $0.cases.count } }

    func stop() { state.withLock { $0.isOver = true } }

    /// The cases, when it was stopped.
    func run() async throws -> [String] {
        var number = 0
        while true {
            let (cases, isOver) = state.withLock { $0 }
            if isOver { return cases }
            number += 1
            let id = try await open(try Self.submission(number))
            state.withLock { $0.cases.append(id) }
        }
    }

    private func open(_ envelope: Envelope) async throws -> String {
        while true {
            do {
                let publisher = IntakePublisher(home: fleet.home, user: envelope.source, voice: Cluster.voice)
                let message = IntakeMessage(envelope.bytes, from: envelope.source, at: envelope.time)
                if let id = try await publisher.publish(message, patience: .seconds(5))?["caseId"]?.text { return id }
            } catch let stop as Stop {
                // What the node that died had not confirmed; the same message again is the same case.
                print("said again: \(stop.words[.en])")
            }
        }
    }

    private static func submission(_ number: Int) throws -> Envelope {
        let file = Fixture.path("examples/safety-hazard-demo-004.json")
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: file)))
        var envelope = try #require(Wire.read(body: bytes).subject)
        var data = try #require(envelope.data.object)
        data["externalId"] = .text("LOAD-\(number)")
        envelope.data = .object(data)
        envelope.id = MessageID.make(source: envelope.source, subject: "LOAD-\(number)", kind: "case.submit")
        return envelope
    }
}
