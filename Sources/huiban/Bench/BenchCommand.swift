import ArgumentParser
import Casework
import Fleet
import Foundation

/// `huiban bench`: what a fleet of its own can do on this machine.
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "测量。 Measures a fleet of its own on this machine.",
        shouldDisplay: false,
        subcommands: [Time.self, DeskPages.self]
    )

    /// Timers: start-up with many of them pending, and how fast they fire.
    struct Time: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "计时。 Start-up with many pending timers, how fast they fire, memory."
        )
        @OptionGroup var common: CommonOptions
        @Option(name: .long, help: "案件数，每件三个定时 cases, three timers each") var cases = 10_000

        func validate() throws {
            guard cases > 0 else { throw ValidationError("--cases 10000 …") }
        }

        func run() async throws {
            try await Bench.measure(common) { fleet in try await TimeBench(fleet: fleet, cases: cases).run() }.tell(
                common.voice
            )
        }
    }
}

extension Bench {
    /// Measures a fleet of its own, in a home that goes away with it.
    private static func measure<Report>(
        _ common: CommonOptions,
        _ run: (PlayedFleet) async throws -> Report
    ) async throws -> Report {
        let home = common.home == nil ? Home(".huiban-bench") : common.fleetHome
        let fleet = PlayedFleet(home: home, voice: common.voice)
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

/// What the measurement has come to; seconds, and kilobytes of resident memory.
struct TimeBenchReport: Codable {
    var cases: Int
    var timers: Int
    /// From the first message published to the last case opened, committed and journaled.
    var opening: Double
    /// From the start of a coordinator that was killed to its being ready.
    var startUp: Double
    /// From the jump of the clock to the last timer fired, committed and journaled.
    var firing: Double
    var memoryBefore: Int
    var memoryAfter: Int

    func tell(_ voice: Voice) {
        if voice.isJSON { return voice.print(json: self) }
        let opened = Double(cases) / max(opening, 0.001)
        let fired = Double(timers) / max(firing, 0.001)
        func number(_ value: Double) -> String { String(format: "%.1f", value) }
        voice.say(
            zh: "立案 \(cases) 件，\(number(opening)) 秒，每秒 \(Int(opened)) 件",
            en: "opened \(cases) cases in \(number(opening)) s, \(Int(opened)) a second"
        )
        voice.say(
            zh: "带 \(timers) 个待发定时启动：\(number(startUp)) 秒",
            en: "start-up with \(timers) pending timers: \(number(startUp)) s"
        )
        voice.say(
            zh: "触发 \(timers) 个定时，\(number(firing)) 秒，每秒 \(Int(fired)) 个，为立案速度的 \(number(fired / opened)) 倍",
            en:
                "fired \(timers) timers in \(number(firing)) s, \(Int(fired)) a second, \(number(fired / opened)) times as fast as opening"
        )
        voice.say(
            zh: "督查室进程内存：\(memoryBefore / 1024) MB，触发后 \(memoryAfter / 1024) MB",
            en: "memory of the coordinator: \(memoryBefore / 1024) MB, \(memoryAfter / 1024) MB after firing"
        )
    }
}
