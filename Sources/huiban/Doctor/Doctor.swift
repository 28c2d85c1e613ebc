import ArgumentParser
import Casework
import Fleet
import Foundation

/// `huiban doctor`: looks at everything that must be so, and says what to do where it is not.
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "体检。 Look at everything that must be so; says what to do where it is not."
    )

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let voice = common.voice
        let home = common.fleetHome
        let installation = try Installation.find(voice: voice)
        let file = try FleetFile.read(from: home)
        let products = file?.processes.map(\.executable) ?? ProcessPlan.fleet.map(\.executable)
        var findings = MachineChecks(home: home, installation: installation, products: products).findings()
        if let file {
            findings += await FleetChecks(home: home, installation: installation, file: file).findings()
            let statuses = file.isSupervised ? await FleetPulse(file: file).statuses() : [:]
            findings += NoteChecks(statuses: statuses).findings()
            if file.isSupervised {
                findings += await JournalChecks(home: home, owners: file.processes.map(\.name)).findings()
            }
            findings += HookChecks(home: home, contracts: installation.contracts, statuses: statuses).findings()
        } else {
            findings.append(
                .ill(
                    Words(zh: "机群", en: "fleet"),
                    Words(zh: "\(home.path) 从未启动", en: "never started in \(home.path)"),
                    Words(zh: "huiban up --detach", en: "huiban up --detach")
                )
            )
        }
        if voice.isJSON {
            voice.print(json: findings)
        } else {
            for line in findings.flatMap({ $0.lines(voice.language) }) { voice.say(verbatim: line) }
        }
        if findings.contains(where: { $0.health == .ill }) { throw ExitCode(Outcome.refused.rawValue) }
    }
}
