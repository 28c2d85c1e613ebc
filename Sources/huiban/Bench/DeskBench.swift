import Casework
import Fleet
import Foundation
import FoundationNetworking

/// How fast the pages answer with many open tasks in one unit: every case that was opened waits there for registration.
struct DeskBench {
    let fleet: PlayedFleet
    let cases: Int

    private static let person = "coordinator-shen"
    private static let rounds = 21

    func run() async throws -> DeskBenchReport {
        let bench = TimeBench(fleet: fleet, cases: cases)
        let door = try Door(home: fleet.home, people: [])
        try await bench.publish(1...cases)
        _ = try await bench.rest(door)
        let session = URLSession(configuration: .ephemeral)
        let base = try FleetFile.read(from: fleet.home)?.process("coordinator")?.url ?? ""
        try await signIn(session, base)
        var report = DeskBenchReport(cases: cases, pages: [])
        for (name, path) in pages {
            guard let url = URL(string: base + path) else { continue }
            var times: [Double] = []
            var size = 0
            for _ in 0..<Self.rounds {
                let begun = ContinuousClock.now
                let (body, response) = try await session.data(from: url)
                times.append(ContinuousClock.now.seconds(since: begun) * 1000)
                size = body.count
                guard (response as? HTTPURLResponse)?.statusCode == 200 else { throw PageMissing(path: path) }
            }
            times.sort()
            report.pages.append(
                DeskBenchReport.Page(name: name, median: times[Self.rounds / 2], worst: times.last ?? 0, bytes: size)
            )
        }
        return report
    }

    /// A page that does not answer as it should.
    struct PageMissing: Error { var path: String }

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

    private func signIn(_ session: URLSession, _ base: String) async throws {
        guard let url = URL(string: "\(base)/sign-in") else { throw PageMissing(path: "/sign-in") }
        var request = URLRequest(url: url)
        request.httpMethod = "POST"
        request.setValue("application/x-www-form-urlencoded", forHTTPHeaderField: "Content-Type")
        let token = try Credentials(home: fleet.home).token(of: Self.person)
        let secret = token.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        request.httpBody = Data("person=\(Self.person)&secret=\(secret)".utf8)
        let (_, response) = try await session.data(for: request)
        guard (response as? HTTPURLResponse)?.statusCode == 200 else { throw PageMissing(path: "/sign-in") }
    }
}

/// How long the pages took; milliseconds from the request to the last byte of the answer, seen from the client.
struct DeskBenchReport: Codable {
    struct Page: Codable {
        var name: String
        var median: Double
        var worst: Double
        var bytes: Int
    }

    /// Open tasks in the one unit.
    var cases: Int
    var pages: [Page]

    func tell(_ voice: Voice) {
        if voice.isJSON { return voice.print(json: self) }
        voice.say(zh: "一个科室 \(cases) 项在办任务：", en: "\(cases) open tasks in one unit:")
        for page in pages {
            let (median, worst) = (String(format: "%.1f", page.median), String(format: "%.1f", page.worst))
            voice.say(
                zh: "  \(page.name.padded(to: 12))中位 \(median) 毫秒，最长 \(worst) 毫秒，\(page.bytes / 1024) KB",
                en: "  \(page.name.padded(to: 12))median \(median) ms, worst \(worst) ms, \(page.bytes / 1024) KB"
            )
        }
    }
}
