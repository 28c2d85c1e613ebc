import Casework
import Fleet
import Foundation

/// What the processes of a fleet and its broker have used and done so far.
struct FleetMeter {
    /// One reading; the difference of two is what lies between them.
    struct Reading {
        /// Seconds of processor time, by process; the broker's is `broker`.
        var processor: [String: Double] = [:]
        /// Resident kilobytes, by process.
        var memory: [String: Int] = [:]
        /// Commits of the five files together: each is one sync of its write-ahead log.
        var commits = 0
        /// Messages that the broker has routed to queues for anybody, journals and events included.
        var published = 0
    }

    let fleet: PlayedFleet
    let installation: Installation

    func read() async throws -> Reading {
        guard let file = try FleetFile.read(from: fleet.home), let node = file.broker.node else {
            throw fleet.voice.stop(.unreachable, zh: "机群没有运行。", en: "The fleet does not run.")
        }
        var reading = Reading()
        let meters = file.processes.compactMap { process in process.identity.map { (process.name, $0.pid) } }
        for (name, pid) in meters + [("broker", node.pid)] {
            reading.processor[name] = try ProcessMeter(pid: pid).processor()
            reading.memory[name] = try ProcessMeter(pid: pid).memory()
        }
        for process in file.processes {
            let page = try await HTTPQuestion(process.url + "/metrics").ask(patience: 10).body
            reading.commits += Self.count("huiban_commits_total", in: String(decoding: page, as: UTF8.self))
        }
        reading.published = try routed()
        return reading
    }

    /// The sum of a counter's lines; Prometheus writes them as decimals.
    static func count(_ name: String, in page: String) -> Int {
        let lines = page.split(separator: "\n").filter { $0.hasPrefix(name) }
        return Int(lines.compactMap { $0.split(separator: " ").last.flatMap { Double($0) } }.reduce(0, +))
    }

    /// The broker's own count, so that nobody need believe ours.
    private func routed() throws -> Int {
        let question = """
            maps:get(messages_routed_total, maps:get([{protocol,amqp091}], rabbit_global_counters:overview())).
            """
        let words = ["broker", "ctl", "--home", fleet.home.path, "--", "eval", question]
        let said = try Errand(executable: installation.executable("huiban"), words: words).said()
        guard let count = Int(said.filter(\.isNumber)) else {
            throw fleet.voice.stop(.refused, zh: "消息服务器未报数。", en: "The broker gave no count.", details: [said])
        }
        return count
    }
}
