import Casework
import Fleet
import Foundation

/// What runs in a home, as lines for a person.
struct StatusTable {
    let file: FleetFile
    let home: Home
    let language: Language
    /// What the processes say of themselves; empty when they were not asked.
    var numbers: [String: FleetPulse.Numbers] = [:]

    /// The table: a heading, the broker, a line a process.
    var lines: [String] {
        let heading = Words(
            zh: "会办机群 \(home.path)：\(phaseWords.zh)    时钟 \(clockText)",
            en: "Huiban fleet \(home.path): \(phaseWords.en)    clock \(clockText)"
        )
        let broker = file.broker
        let state = broker.node == nil ? "stopped" : (broker.isDeclared ? "ready" : "starting")
        let address = broker.ports.map { "amqp://127.0.0.1:\($0.amqp)" } ?? ""
        var lines = [heading[language], "", row("broker", broker.node, state, address, 0)]
        for process in file.processes {
            lines.append(
                row(process.name, process.identity, process.state.rawValue, process.url, process.restarts)
                    + work(process.name)
            )
        }
        for process in file.processes {
            for note in numbers[process.name]?.notes ?? [] { lines.append("! \(process.name): \(note[language])") }
        }
        for complaint in file.complaints.suffix(3) { lines.append("! \(complaint)") }
        return lines
    }

    /// What waits in a process and what it put aside, as far as there is any.
    private func work(_ name: String) -> String {
        guard let numbers = numbers[name] else { return "" }
        let parts = [
            (numbers.unsent, Words(zh: "待发", en: "unsent")), (numbers.dead, Words(zh: "死信", en: "dead")),
            (numbers.parked, Words(zh: "搁置", en: "parked")),
        ]
        let entries = language == .zh ? "日志 \(numbers.entries)" : "log \(numbers.entries)"
        return ([entries] + parts.filter { $0.0 > 0 }.map { "\($0.1[language]) \($0.0)" }).joined(separator: "  ")
    }

    private func row(
        _ name: String,
        _ identity: ProcessIdentity?,
        _ state: String,
        _ url: String,
        _ restarts: Int
    ) -> String {
        let pid = identity.map { String($0.pid) } ?? "-"
        let age = identity.map { Self.span($0.age) } ?? ""
        let again = restarts == 0 ? "" : (language == .zh ? "重启 \(restarts) 次" : "restarted \(restarts)x")
        let cells = [
            (name, 14), (stateWords(state)[language], 12), (pid, 8), (age, 8), (url, 24),
            (again, again.isEmpty ? 0 : 14),
        ]
        return cells.map { text, width in text.padded(to: width) }.joined()
    }

    private var clockText: String {
        guard let clock = try? FleetClock(home: home) else { return "-" }
        let anchor = clock.anchor
        let date = Date(timeIntervalSince1970: Double(clock.now().milliseconds) / 1000)
        let formatter = ISO8601DateFormatter()
        formatter.timeZone = TimeZone(secondsFromGMT: 8 * 3600)
        let frozen = anchor.isFrozen ? (language == .zh ? "，静止" : ", frozen") : ""
        return "\(formatter.string(from: date)) (\(anchor.mode.rawValue) ×\(anchor.rate.formatted())\(frozen))"
    }

    private var phaseWords: Words {
        switch file.phase {
        case .starting: Words(zh: "启动中", en: "starting")
        case .running: Words(zh: "运行中", en: "running")
        case .stopping: Words(zh: "停止中", en: "stopping")
        case .stopped: Words(zh: "已停止", en: "stopped")
        }
    }

    private func stateWords(_ state: String) -> Words {
        switch state {
        case "ready": Words(zh: "就绪", en: "ready")
        case "starting": Words(zh: "启动中", en: "starting")
        case "waiting": Words(zh: "待重启", en: "restarting")
        case "given-up": Words(zh: "已放弃", en: "GIVEN UP")
        default: Words(zh: "停止", en: "stopped")
        }
    }

    /// A span of time in its largest unit.
    static func span(_ seconds: Double) -> String {
        switch seconds {
        case ..<100: "\(Int(seconds))s"
        case ..<6000: "\(Int(seconds / 60))m"
        case ..<172_800: "\(Int(seconds / 3600))h"
        default: "\(Int(seconds / 86_400))d"
        }
    }
}
