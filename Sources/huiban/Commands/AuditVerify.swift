import ArgumentParser
import Casework
import Fleet
import Foundation

extension Audit {
    /// Whether anybody changed a log.
    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "核对日志。 Check every log's chain, compare it with journal and back-up, name what differs first.",
            discussion: "机群可以在运行；连不上就不比对日志流。 The fleet may run; without a broker no journal is compared."
        )
        @OptionGroup var common: CommonOptions
        @Option(name: .long, help: "备份目录 the folder of a back-up to compare with") var backUp: String?

        func run() async throws {
            let voice = common.voice
            let backup = try voice.refusing { try backUp.map { try Backup(at: URL(fileURLWithPath: $0).path) } }
            let listed = try common.fleet().processes.map(\.name)
            var reports: [LogAudit.Report] = []
            for owner in listed.isEmpty ? ProcessPlan.fleet.map(\.name) : listed {
                let report = await LogAudit(owner: owner, home: common.fleetHome, backup: backup).report()
                for line in report.lines(voice.language) { voice.say(verbatim: line) }
                reports.append(report)
            }
            if common.json { voice.print(json: reports) }
            if reports.contains(where: { !$0.isGood }) { throw ExitCode(Outcome.refused.rawValue) }
        }
    }
}
