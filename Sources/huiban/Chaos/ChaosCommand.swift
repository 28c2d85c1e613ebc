import ArgumentParser
import Casework
import Fleet
import Foundation

/// `huiban chaos`: a fleet of its own under load, to which everything happens that its promises speak of.
struct Chaos: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "故障演练。 A real fleet and broker under load and faults; nothing may be lost, doubled or stuck.",
        shouldDisplay: false
    )

    @OptionGroup var common: CommonOptions
    @Option(name: .long, help: "加压并制造故障的分钟数 minutes of load and faults") var minutes = 2
    @Option(name: .long, help: "随机种子：同一种子，同样的故障和选择 the same seed makes the same plan and choices") var seed: UInt64 = 1

    /// So many cases for each minute, however long they take.
    static let casesPerMinute = 1000

    func validate() throws {
        guard minutes > 0 else { throw ValidationError("--minutes 1 …") }
    }

    func run() async throws {
        StopSignals.install()
        let home = common.home == nil ? Home(".huiban-chaos") : common.fleetHome
        let fleet = PlayedFleet(home: home, voice: common.voice)
        let disk = SmallDisk(home: home)
        if home.exists, FileManager.default.fileExists(atPath: home.fleetFile) {
            try await fleet.down()
            try disk.remove()
        }
        try await fleet.replace()
        let isDiskSmall = try disk.make()
        do {
            try await fleet.up()
            let play = try ChaosPlay(
                fleet: fleet,
                dice: Dice(seed: seed),
                minutes: minutes,
                disk: isDiskSmall ? disk : nil
            )
            let report = try await play.run()
            try disk.remove()
            if report.verdict.isClean {
                try FileManager.default.removeItem(atPath: home.path)
            } else {
                try DurableFile.write(json: report, to: ChaosReport.file(home))
            }
            report.tell(common.voice, home: home)
            guard report.verdict.isClean else { throw ExitCode(Outcome.refused.rawValue) }
        } catch {
            try await fleet.down()
            try disk.remove()
            throw error
        }
    }
}
