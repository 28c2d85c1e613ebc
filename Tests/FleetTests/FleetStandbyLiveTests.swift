import Casework
import EventStore
import Foundation
import Testing

@testable import Fleet
@testable import huiban

#if canImport(Glibc)
import Glibc
#endif

extension FleetLive {
    /// A second process of an owner on a host of its own, which a folder stands for (promise 5).
    @Suite(.serialized) struct StandbyLive {
        /// A fleet whose police work on hosts of their own, against the fleet's broker.
        private struct Town {
            let fleet: LiveFleet

            static func withTown(_ work: (Town) async throws -> Void) async throws {
                let town = Town(fleet: try LiveFleet.prepare())
                do {
                    try town.fleet.home.create()
                    let plans = town.fleet.home.path("plans.json")
                    try DurableFile.write(json: Town.plans, to: plans)
                    try await town.fleet.up("--jump", "--start", "2023-04-27T08:30", "--processes", plans)
                    try await work(town)
                } catch {
                    await town.fleet.end()
                    throw error
                }
                await town.fleet.end()
            }

            /// What the supervisor starts: somebody who sleeps instead of the police.
            private static let plans: Value = .list(
                [
                    ("justice", "Justice"), ("civil-affairs", "CivilAffairs"), ("housing", "Housing"),
                    ("coordinator", ""),
                ]
                .map { name, program in
                    [
                        "name": .text(name), "executable": .text(program.isEmpty ? "Coordinator" : "\(program)Worker"),
                        "arguments": ["--home", "{home}", "--contracts", "{contracts}"], "ready": "/ready",
                    ]
                } + [["name": "police", "executable": "/bin/sleep", "arguments": ["1000000"]]]
            )

            /// A new host with the keys that another one has, whose police answer at a port.
            func host(_ name: String, like other: Home, port: Int) throws -> FleetHost {
                let home = Home("\(fleet.home.path)/\(name)")
                try home.create()
                try FileManager.default.removeItem(atPath: home.path("credentials"))
                for part in ["credentials", "clock.json"] {
                    try FileManager.default.copyItem(atPath: other.path(part), toPath: home.path(part))
                }
                var file = try #require(try FleetFile.read(from: fleet.home))
                for index in file.processes.indices where file.processes[index].name == "police" {
                    file.processes[index].port = port
                    file.processes[index].url = "http://127.0.0.1:\(port)"
                }
                try DurableFile.write(json: file, to: home.fleetFile)
                return FleetHost(
                    fleet: LiveFleet(home: home, executables: fleet.executables, contracts: fleet.contracts),
                    owner: "police"
                )
            }
        }

        /// A case with a task at the police of the first host, which the second one follows.
        private func withTwoHosts(_ work: (Town, FleetHost, FleetHost, String) async throws -> Void) async throws {
            try await Town.withTown { town in
                let first = try town.host("first", like: town.fleet.home, port: try town.fleet.process("police").port)
                defer { first.end() }
                try first.start()
                try await first.untilReady()
                let second = try town.host(
                    "second",
                    like: first.fleet.home,
                    port: FreePorts.choose(preferring: nil, notIn: [])
                )
                defer { second.end() }
                try second.start("--standby")
                let id = try await town.fleet.open()
                _ = try await town.fleet.bring(id, to: "opinions.police")
                try await second.untilLevel(with: first)
                try await work(town, first, second, id)
            }
        }

        @Test func aStandbyGoesOnWhereAHostWasDestroyed() async throws {
            try await withTwoHosts { _, first, second, id in
                let end = try LogFile(path: first.file).end()
                let began = ContinuousClock.now
                first.signal(SIGKILL)
                try FileManager.default.removeItem(atPath: first.fleet.home.path)
                try await second.untilReady()
                print("a standby was ready \(ContinuousClock.now - began) after its host was destroyed")
                try await second.fleet.close(id)
                let log = try LogFile(path: second.file)
                #expect(try log.end().epoch == end.epoch + 1)
                let shared = try #require(try log.entries(at: [end.n]).first ?? nil)
                #expect(shared.chain == end.chain, "what the first had said is there as it was")
            }
        }

        @Test func anOwnerThatWakesUpWhenAnotherWorksInItsPlaceStops() async throws {
            try await withTwoHosts { _, first, second, id in
                first.signal(SIGSTOP)
                try await second.untilReady()
                try await second.fleet.close(id)
                let end = try LogFile(path: first.file).end()
                first.signal(SIGCONT)
                first.process.waitUntilExit()
                #expect(first.process.terminationStatus == 78)
                #expect(try LogFile(path: first.file).end() == end)
                #expect(try first.said("huiban rebuild police"))

                // What is behind may follow; what has entries of its own is refused.
                let third = FleetHost(fleet: first.fleet, owner: "police")
                defer { third.end() }
                try third.start("--standby")
                try await third.untilLevel(with: second)
            }
        }

        @Test func asLongAsOneWorksAnotherDoesNot() async throws {
            try await withTwoHosts { town, first, second, id in
                let third = try town.host(
                    "third",
                    like: first.fleet.home,
                    port: FreePorts.choose(preferring: nil, notIn: [])
                )
                defer { third.end() }
                try third.start()
                third.process.waitUntilExit()
                #expect(third.process.terminationStatus == 1)
                #expect(try third.said("another process works as police"))
                #expect(try !second.said("took over"))
                try await town.fleet.close(id)
                try await second.untilLevel(with: first)
            }
        }
    }
}
