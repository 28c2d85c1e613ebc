/// How fast the pages answer with many open tasks in one unit: every case that was opened waits there for registration.
struct DeskBench {
    let fleet: PlayedFleet
    let cases: Int

    func run() async throws -> DeskBenchReport {
        let bench = TimeBench(fleet: fleet, cases: cases)
        let door = try Door(home: fleet.home, people: [])
        try await bench.publish(1...cases)
        _ = try await bench.rest(door)
        return DeskBenchReport(cases: cases, pages: try await PageMeter(home: fleet.home).measure(pages))
    }

    /// The last page is the hardest: everything before it has to be passed over.
    private var pages: [(name: String, path: String)] {
        [
            ("list", "/desk?tab=to-sign"), ("last page", "/desk?tab=to-sign&page=\(max(0, (cases - 1) / 50))"),
            ("filter", "/desk?tab=to-claim&overdue=1"),
            ("search", "/desk?tab=to-sign&q=%E5%BB%BA%E8%AE%AE\(max(cases - 1, 1))"),
            // What stands in every title.
            ("search all", "/desk?tab=to-sign&q=%E5%BB%BA%E8%AE%AE"), ("counts", "/desk/live"),
            ("board", "/board"), ("cases", "/board/cases?q=BENCH-\(max(cases / 2, 1))"),
        ]
    }
}

/// How long the pages took; milliseconds from the request to the last byte of the answer, seen from the client.
struct DeskBenchReport: Codable {
    /// Open tasks in the one unit.
    var cases: Int
    var pages: [PageMeter.Page]

    func tell(_ voice: Voice) {
        if voice.isJSON { return voice.print(json: self) }
        voice.say(zh: "一个科室 \(cases) 项在办任务：", en: "\(cases) open tasks in one unit:")
        for page in pages { page.tell(voice) }
    }
}
