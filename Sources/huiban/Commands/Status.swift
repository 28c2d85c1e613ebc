import ArgumentParser
import Fleet
import Foundation

/// `huiban status`: what runs, since when, and what the fleet's clock shows.
struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "运行状态。 What runs, and the fleet's clock.")

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let voice = common.voice
        guard let file = try FleetFile.read(from: common.fleetHome) else {
            throw voice.stop(
                .unreachable,
                zh: "此目录没有机群：\(common.fleetHome.path)",
                en: "There is no fleet in \(common.fleetHome.path)."
            )
        }
        if voice.isJSON {
            voice.print(json: file)
        } else {
            let numbers = file.isSupervised ? await FleetPulse(file: file).numbers() : [:]
            let table = StatusTable(file: file, home: common.fleetHome, language: voice.language, numbers: numbers)
            for line in table.lines {
                voice.say(verbatim: line)
            }
        }
        guard file.isSupervised else {
            throw voice.stop(.unreachable, zh: "没有运行（huiban up）。", en: "Not running (huiban up).")
        }
    }
}
