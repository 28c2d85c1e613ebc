import ArgumentParser
import Casework
import Contracts
import Fleet
import Foundation

/// `huiban reconcile`: after data of the broker was lost, has everybody say again at once what nobody has echoed, and
/// waits until logs, journals and agencies agree.
///
/// Without it the same comes about by itself, only later: what is not echoed is said more and more rarely.
struct Reconcile: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "对账：立即重报并等各方一致。 Say again what nobody has echoed, and wait until all agree."
    )

    @OptionGroup var common: CommonOptions
    @Option(name: .long, help: "最多等候秒数 seconds to wait at most") var within = 60

    func validate() throws {
        guard within > 0 else { throw ValidationError("--within 60 …") }
    }

    func run() async throws {
        let voice = common.voice
        guard let file = try FleetFile.read(from: common.fleetHome), file.isSupervised else {
            throw voice.stop(.unreachable, zh: "没有运行（huiban up）。", en: "Not running (huiban up).")
        }
        let agreement = Agreement(file: file)
        await agreement.hurry()
        let deadline = ContinuousClock.now + .seconds(within)
        var standings = await agreement.standings()
        while !standings.allSatisfy(\.isWhole), ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(200))
            standings = await agreement.standings()
        }
        voice.tell(standings, as: standings.map { $0.line[voice.language] })
        guard standings.allSatisfy(\.isWhole) else {
            throw voice.stop(
                .refused,
                zh: "\(within) 秒内未能一致；可再次运行，或运行 huiban doctor。",
                en: "Not in agreement within \(within) s; run it again, or huiban doctor."
            )
        }
        voice.say(zh: "各方一致。", en: "All agree.")
    }
}

/// What five processes say of how far they and the others agree.
struct Agreement: Sendable {
    /// One process's standing.
    struct Standing: Codable, Sendable {
        var owner: String
        /// False while it does not answer, or cannot reach the broker.
        var isReady: Bool
        /// Where its log ends.
        var entries: Int64
        /// Up to where its journal is known to hold the log.
        var safe: Int64
        /// Messages that the broker has not confirmed.
        var unsent: Int64
        /// Snapshots that their receiver has not echoed.
        var unechoed: Int64

        var isWhole: Bool { isReady && safe == entries && unsent == 0 && unechoed == 0 }

        var line: Words {
            guard isReady else { return Words(zh: "✗ \(owner)：没有就绪", en: "✗ \(owner): not ready") }
            let mark = isWhole ? "✓" : "✗"
            return Words(
                zh: "\(mark) \(owner)：日志 \(entries) 条，日志流已存 \(safe) 条，待发 \(unsent) 条，未回应 \(unechoed) 条",
                en:
                    "\(mark) \(owner): \(entries) entries, \(safe) in the journal, \(unsent) unsent, \(unechoed) not echoed"
            )
        }
    }

    let file: FleetFile

    /// Tells every process that runs; one that is starting says everything again anyway.
    func hurry() async {
        let statuses = await FleetPulse(file: file).statuses()
        for process in file.processes where statuses[process.name]?["isReady"] == .bool(true) {
            process.identity?.signal(SIGUSR1)
        }
    }

    /// Where each process stands, in the order of the fleet.
    func standings() async -> [Standing] {
        let statuses = await FleetPulse(file: file).statuses()
        var standings: [Standing] = []
        for process in file.processes {
            let status = statuses[process.name]
            let unechoed = await FleetPulse.get("\(process.url)/unechoed")
            standings.append(
                Standing(
                    owner: process.name,
                    isReady: status?["isReady"] == .bool(true) && unechoed != nil,
                    entries: status?["entries"]?.integer ?? 0,
                    safe: status?["safe"]?.integer ?? 0,
                    unsent: status?["unsent"]?.integer ?? 0,
                    unechoed: unechoed?["unechoed"]?.integer ?? 0
                )
            )
        }
        return standings
    }
}
