import Foundation

extension FleetBenchReport {
    /// What it says to a person.
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
        if let byHand {
            let (rate, times) = (fine(byHand.casesPerSecond), byHand.answer)
            voice.say(
                zh:
                    "人工办理 \(byHand.cases) 件（签收、领办、办结，经HTTP）：每秒 \(rate) 件，\(byHand.acts) 次操作，每次 p50 \(whole(times.p50))、p99 \(whole(times.p99)) 毫秒",
                en:
                    "\(byHand.cases) cases by hand (sign, claim and complete over HTTP): \(rate) a second, \(byHand.acts) acts, each p50 \(whole(times.p50)), p99 \(whole(times.p99)) ms"
            )
        }
        voice.say(zh: "文件中有 \(cases) 件时，页面：", en: "pages with \(cases) cases in the files:")
        for page in pages { page.tell(voice) }
        for (name, seconds) in startUp.sorted(by: { $0.key < $1.key }) {
            voice.say(zh: "\(name) 启动 \(fine(seconds)) 秒", en: "\(name) starts in \(fine(seconds)) s")
        }
        voice.say(
            zh:
                "单独测量，微秒：读消息 \(fine(parts.decode))，决定 \(fine(parts.decide))，归并 \(fine(parts.fold))，记录 \(fine(parts.record))，写消息 \(fine(parts.encode))",
            en:
                "by itself, us: decode \(fine(parts.decode)), decide \(fine(parts.decide)), fold \(fine(parts.fold)), record \(fine(parts.record)), encode \(fine(parts.encode))"
        )
        voice.say(
            zh: "在五份文件中核对 \(cases) 件：\(complaints.isEmpty ? "每步一次，各办结一次" : "有误")",
            en:
                "\(cases) cases looked up in the five files: \(complaints.isEmpty ? "every step once, every end once" : "wrong")"
        )
        for line in complaints.prefix(20) { voice.say(verbatim: line) }
    }
}
