import Foundation

/// What the measurement of the whole fleet has come to.
struct FleetBenchReport: Codable {
    /// The same broker with a relay of a few lines of C on it.
    struct Relay: Codable {
        var hopsPerSecond = 0.0
        /// Before and after the fleet's turn.
        var each: [Double] = []

        private enum CodingKeys: String, CodingKey {
            case hopsPerSecond = "hops_per_s"
            case each
        }
    }

    struct Fleet: Codable {
        var seconds = 0.0
        var casesPerSecond = 0.0
        /// Messages that the broker routed, journals, events and fences included.
        var hopsPerCase = 0.0
        /// Commits of the five files together; each is one sync of a write-ahead log, a checkpoint adds two now and then.
        var syncsPerCase = 0.0
        /// Of the bare relay's speed over the ten hops that a case of four steps needs.
        var ratio = 0.0

        private enum CodingKeys: String, CodingKey {
            case seconds
            case casesPerSecond = "cases_per_s"
            case hopsPerCase = "hops_per_case"
            case syncsPerCase = "fsyncs_per_case"
            case ratio
        }
    }

    /// From the message being handed to the broker to the world being told of the case's end, milliseconds.
    struct Latency: Codable {
        var p50: Double
        var p99: Double
        var max: Double

        init(_ seconds: [Double]) {
            let lateness = TimeBenchReport.Lateness(seconds)
            (p50, p99, max) = (lateness.p50 * 1000, lateness.p99 * 1000, lateness.max * 1000)
        }

        private enum CodingKeys: String, CodingKey {
            case p50 = "p50_ms"
            case p99 = "p99_ms"
            case max = "max_ms"
        }
    }

    /// Microseconds of processor time a case.
    struct Processor: Codable {
        var broker = 0.0
        var fleet = 0.0
        var each: [String: Double] = [:]

        private enum CodingKeys: String, CodingKey {
            case broker = "broker_us_per_case"
            case fleet = "fleet_us_per_case"
            case each
        }
    }

    struct Idle: Codable {
        var processorPercent: Double
        var residentMegabytes: Double

        private enum CodingKeys: String, CodingKey {
            case processorPercent = "cpu_percent"
            case residentMegabytes = "rss_mb"
        }
    }

    struct Growth: Codable {
        var microsecondsPerCase: Double

        private enum CodingKeys: String, CodingKey {
            case microsecondsPerCase = "us_per_case"
        }
    }

    var relay = Relay()
    var fleet = Fleet()
    /// By cases a second.
    var latency: [String: Latency] = [:]
    var cpu = Processor()
    /// By process, with nothing to do.
    var idle: [String: Idle] = [:]
    /// By the number of cases in the files.
    var growth: [String: Growth] = [:]
    /// Cases that were looked up in the five files, and what is wrong there.
    var cases = 0
    var complaints: [String] = []

    /// Takes in what lies between two readings.
    mutating func take(from before: FleetMeter.Reading, to after: FleetMeter.Reading, cases: Int) {
        let count = Double(cases)
        fleet.casesPerSecond = count / max(fleet.seconds, 0.001)
        fleet.hopsPerCase = Double(after.published - before.published) / count
        fleet.syncsPerCase = Double(after.commits - before.commits) / count
        for (name, used) in after.processor {
            cpu.each[name] = (used - (before.processor[name] ?? 0)) * 1e6 / count
        }
        cpu.broker = cpu.each["broker"] ?? 0
        cpu.fleet = cpu.each.filter { $0.key != "broker" }.values.reduce(0, +)
    }

    func tell(_ voice: Voice) {
        if voice.isJSON { return voice.print(json: self) }
        func whole(_ value: Double) -> String { String(format: "%.0f", value) }
        func fine(_ value: Double) -> String { String(format: "%.2f", value) }
        voice.say(
            zh:
                "办案：每秒 \(whole(fleet.casesPerSecond)) 件，每件 \(fine(fleet.hopsPerCase)) 条消息、\(fine(fleet.syncsPerCase)) 次落盘；同一消息服务器上纯转发每秒 \(whole(relay.hopsPerSecond)) 跳，比值 \(fine(fleet.ratio))",
            en:
                "fleet: \(whole(fleet.casesPerSecond)) cases a second, \(fine(fleet.hopsPerCase)) messages and \(fine(fleet.syncsPerCase)) syncs a case; bare relay on the same broker: \(whole(relay.hopsPerSecond)) hops a second; ratio \(fine(fleet.ratio))"
        )
        let each = cpu.each.sorted { $0.key < $1.key }.map { "\($0.key) \(whole($0.value))" }.joined(separator: ", ")
        voice.say(
            zh: "每件处理器微秒：消息服务器 \(whole(cpu.broker))，各进程 \(whole(cpu.fleet))（\(each)）",
            en: "processor, us a case: broker \(whole(cpu.broker)), processes \(whole(cpu.fleet)) (\(each))"
        )
        for (rate, times) in latency.sorted(by: { Int($0.key) ?? 0 < Int($1.key) ?? 0 }) {
            voice.say(
                zh: "每秒 \(rate) 件时从提交到办结：p50 \(whole(times.p50))、p99 \(whole(times.p99))、最长 \(whole(times.max)) 毫秒",
                en:
                    "at \(rate) cases a second, from submission to end: p50 \(whole(times.p50)), p99 \(whole(times.p99)), max \(whole(times.max)) ms"
            )
        }
        for (name, use) in idle.sorted(by: { $0.key < $1.key }) {
            voice.say(
                zh: "空闲时 \(name)：\(fine(use.processorPercent))% 处理器，\(whole(use.residentMegabytes)) MB",
                en: "idle, \(name): \(fine(use.processorPercent)) % of a core, \(whole(use.residentMegabytes)) MB"
            )
        }
        for (size, cost) in growth.sorted(by: { Int($0.key) ?? 0 < Int($1.key) ?? 0 }) {
            voice.say(
                zh: "已有 \(size) 件时：每件 \(whole(cost.microsecondsPerCase)) 微秒",
                en: "with \(size) cases in the files: \(whole(cost.microsecondsPerCase)) us a case"
            )
        }
        voice.say(
            zh: "在五份文件中核对 \(cases) 件：\(complaints.isEmpty ? "每步一次，各办结一次" : "有误")",
            en:
                "\(cases) cases looked up in the five files: \(complaints.isEmpty ? "every step once, every end once" : "wrong")"
        )
        for line in complaints.prefix(20) { voice.say(verbatim: line) }
    }
}
