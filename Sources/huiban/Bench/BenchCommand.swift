import ArgumentParser
import Casework
import Fleet
import Foundation

/// `huiban bench`: what a fleet of its own can do on this machine.
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "测量。 Measures a fleet of its own on this machine.",
        shouldDisplay: false,
        subcommands: [Fleet.self, Time.self, DeskPages.self, Ballots.self]
    )

    /// Cases through four agencies, beside the broker alone.
    struct Fleet: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "办案。 Cases through the four agencies, beside a bare relay on the same broker."
        )
        @OptionGroup var common: CommonOptions
        @Option(name: .long, help: "尽快办理的件数 cases as fast as they go") var cases = 10_000
        @Option(name: .long, help: "另再办理的件数，看每件成本是否增长 more cases, to see whether one comes to cost more") var grown = 0

        func validate() throws {
            guard cases > 0, grown >= 0 else { throw ValidationError("--cases 10000 --grown 0 …") }
        }

        func run() async throws {
            let installation = try Installation.find(voice: common.voice)
            let contracts = RelayWorkflow(root: "\(Bench.home(common).path)-contracts")
            try contracts.write(from: installation)
            defer { contracts.remove() }
            let report = try await Bench.measure(common, contracts: contracts.root) { fleet in
                try await FleetBench(
                    fleet: fleet,
                    installation: installation,
                    cases: cases,
                    grown: grown,
                    contracts: "\(contracts.root)/contracts"
                ).run()
            }
            report.tell(common.voice)
            guard report.complaints.isEmpty else { throw ExitCode(Outcome.refused.rawValue) }
        }
    }

    /// Timers: start-up with many of them pending, how late they fire, and how fast.
    struct Time: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "计时。 Start-up with many pending timers, how late and how fast they fire, memory."
        )
        @OptionGroup var common: CommonOptions
        @Option(name: .long, help: "待发定时数，每件案子三个 pending timers, three a case") var timers = 100_000
        @Flag(name: .long, help: "只测启动和延迟，不全部触发 start-up and lateness only, without firing all of them")
        var unfired = false

        func validate() throws {
            guard timers >= TimeBench.timersPerCase else { throw ValidationError("--timers 100000 …") }
        }

        func run() async throws {
            let cases = (timers + TimeBench.timersPerCase - 1) / TimeBench.timersPerCase
            try await Bench.measure(common) { fleet in
                var report = try await TimeBench(fleet: fleet, cases: cases, firesAll: !unfired).run()
                try await fleet.down()
                report.bareRate = try BareLog(folder: fleet.home.path).rate()
                return report
            }.tell(common.voice)
        }
    }
}

extension Bench {
    /// Measures a fleet of its own, in a home that goes away with it.
    private static func measure<Report>(
        _ common: CommonOptions,
        contracts root: String? = nil,
        _ run: (PlayedFleet) async throws -> Report
    ) async throws -> Report {
        let home = home(common)
        let fleet = PlayedFleet(home: home, voice: common.voice, root: root)
        try await fleet.replace()
        do {
            try await fleet.up()
            let report = try await run(fleet)
            try await fleet.down()
            try FileManager.default.removeItem(atPath: home.path)
            return report
        } catch {
            try await fleet.down()
            throw error
        }
    }

    private static func home(_ common: CommonOptions) -> Home {
        common.home == nil ? Home(".huiban-bench") : common.fleetHome
    }

    /// Votes of the owners, all at once.
    struct Ballots: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "投票。 How fast ballots of several votes are counted, and whether the results are right."
        )
        @OptionGroup var common: CommonOptions
        @Option(name: .long, help: "户数 households") var households = 31_500
        @Option(name: .long, help: "同时表决数 votes at a time") var votes = 16

        func validate() throws {
            guard votes > 0, households >= 2 * votes else { throw ValidationError("--households 31500 --votes 16") }
        }

        func run() async throws {
            try await Bench.measure(common) { fleet in
                try await BallotBench(fleet: fleet, households: households, votes: votes).run()
            }.tell(common.voice)
        }
    }

    /// The pages of desk and board with many open tasks.
    struct DeskPages: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "desk",
            abstract: "页面。 How fast the pages of desk and board answer with many open tasks in one unit."
        )
        @OptionGroup var common: CommonOptions
        @Option(name: .long, help: "在办任务数 open tasks") var cases = 100_000

        func validate() throws {
            guard cases > 0 else { throw ValidationError("--cases 100000 …") }
        }

        func run() async throws {
            try await Bench.measure(common) { fleet in try await DeskBench(fleet: fleet, cases: cases).run() }.tell(
                common.voice
            )
        }
    }
}
