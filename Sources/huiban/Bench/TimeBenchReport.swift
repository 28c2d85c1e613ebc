import Foundation

/// What the measurement has come to; seconds, and kilobytes of resident memory.
struct TimeBenchReport: Codable {
    /// What took a while, and how much of the coordinator's processor time it took.
    struct Phase: Codable {
        var seconds = 0.0
        var processor = 0.0
    }

    /// From the moment that a timer is due to its firing being committed and journaled.
    struct Lateness: Codable {
        var probes: Int
        var p50: Double
        var p99: Double
        var max: Double

        /// Of what was seen, in any order.
        init(_ seen: [Double]) {
            let sorted = seen.sorted()
            func share(_ share: Double) -> Double {
                sorted.isEmpty ? 0 : sorted[Swift.max(0, Int((Double(sorted.count) * share).rounded(.up)) - 1)]
            }
            probes = sorted.count
            p50 = share(0.5)
            p99 = share(0.99)
            max = sorted.last ?? 0
        }
    }

    var cases: Int
    var timers: Int
    /// From the first message published to the last case opened, committed and journaled.
    var opening = Phase()
    /// From the start of a coordinator that was killed to its being ready.
    var startUp = 0.0
    var lateness = Lateness([])
    /// From the jump of the clock to the last timer fired, committed and journaled.
    var firing = Phase()
    /// From the same jump to the last desk having read what became of its task and the coordinator having heard so.
    var echoing = Phase()
    var memoryBefore = 0
    var memoryAfter = 0
    /// Entries a second that a log takes with nothing folded from it, in commits of as many as timers fire in one.
    var bareRate = 0.0

    init(cases: Int, timers: Int) {
        self.cases = cases
        self.timers = timers
    }

    func tell(_ voice: Voice) {
        if voice.isJSON { return voice.print(json: self) }
        let opened = Double(cases) / Swift.max(opening.seconds, 0.001)
        func milliseconds(_ seconds: Double) -> Int { Int((seconds * 1000).rounded()) }
        voice.say(
            zh: "立案 \(cases) 件，\(number(opening.seconds)) 秒，每秒 \(Int(opened)) 件；督查室处理器 \(number(opening.processor)) 秒",
            en:
                "opened \(cases) cases in \(number(opening.seconds)) s, \(Int(opened)) a second; \(number(opening.processor)) s of the coordinator's processor"
        )
        voice.say(
            zh: "带 \(timers) 个待发定时启动：\(number(startUp)) 秒",
            en: "start-up with \(timers) pending timers: \(number(startUp)) s"
        )
        voice.say(
            zh:
                "带 \(timers) 个待发定时的延迟（\(lateness.probes) 次）：p50 \(milliseconds(lateness.p50))、p99 \(milliseconds(lateness.p99))、最长 \(milliseconds(lateness.max)) 毫秒",
            en:
                "lateness with \(timers) pending (\(lateness.probes) timers one by one): p50 \(milliseconds(lateness.p50)), p99 \(milliseconds(lateness.p99)), max \(milliseconds(lateness.max)) ms"
        )
        if firing.seconds > 0 { tellFiring(voice, opened) }
        let after = memoryAfter > 0 ? memoryAfter / 1024 : nil
        voice.say(
            zh: "督查室进程内存：\(memoryBefore / 1024) MB\(after.map { "，触发后 \($0) MB" } ?? "")",
            en: "memory of the coordinator: \(memoryBefore / 1024) MB\(after.map { ", \($0) MB after firing" } ?? "")"
        )
    }

    private func number(_ value: Double) -> String { String(format: "%.1f", value) }

    private func tellFiring(_ voice: Voice, _ opened: Double) {
        let fired = Double(timers) / Swift.max(firing.seconds, 0.001)
        voice.say(
            zh:
                "同时触发 \(timers) 个定时，\(number(firing.seconds)) 秒，每秒 \(Int(fired)) 个，为立案速度的 \(number(fired / opened)) 倍；督查室处理器 \(number(firing.processor)) 秒",
            en:
                "fired \(timers) timers at once in \(number(firing.seconds)) s, \(Int(fired)) a second, \(number(fired / opened)) times as fast as opening; \(number(firing.processor)) s of the coordinator's processor"
        )
        voice.say(
            zh: "至各工作台全部知悉：\(number(echoing.seconds)) 秒；督查室处理器 \(number(echoing.processor)) 秒",
            en:
                "until every desk had read of it: \(number(echoing.seconds)) s; \(number(echoing.processor)) s of the coordinator's processor"
        )
        voice.say(
            zh: "同一磁盘上单纯记账每秒 \(Int(bareRate)) 条；触发一个定时抵 \(number(bareRate / fired)) 条",
            en:
                "a bare log takes \(Int(bareRate)) entries a second here; firing one timer costs \(number(bareRate / fired)) of them"
        )
    }
}
