import Casework
import Fleet
import Foundation
import FoundationNetworking

/// How long pages of the coordinator's process take, as a browser sees them.
struct PageMeter {
    /// Milliseconds from the request to the last byte of the answer.
    struct Page: Codable {
        var name: String
        var median: Double
        var worst: Double
        var bytes: Int

        func tell(_ voice: Voice) {
            let (median, worst) = (String(format: "%.1f", median), String(format: "%.1f", worst))
            voice.say(
                zh: "  \(name.padded(to: 12))中位 \(median) 毫秒，最长 \(worst) 毫秒，\(bytes / 1024) KB",
                en: "  \(name.padded(to: 12))median \(median) ms, worst \(worst) ms, \(bytes / 1024) KB"
            )
        }
    }

    /// A page that does not answer as it should.
    struct PageMissing: Error { var path: String }

    let home: Home

    private static let person = "coordinator-shen"
    private static let rounds = 21

    /// Asks for each page some times in a row.
    func measure(_ pages: [(name: String, path: String)]) async throws -> [Page] {
        let session = URLSession(configuration: .ephemeral)
        let base = try FleetFile.read(from: home)?.process("coordinator")?.url ?? ""
        try await signIn(session, base)
        var measured: [Page] = []
        for (name, path) in pages {
            guard let url = URL(string: base + path) else { throw PageMissing(path: path) }
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
            measured.append(Page(name: name, median: times[Self.rounds / 2], worst: times.last ?? 0, bytes: size))
        }
        return measured
    }

    private func signIn(_ session: URLSession, _ base: String) async throws {
        guard let url = URL(string: "\(base)/sign-in") else { throw PageMissing(path: "/sign-in") }
        var request = URLRequest(url: url)
        request.httpMethod = "POST"
        request.setValue("application/x-www-form-urlencoded", forHTTPHeaderField: "Content-Type")
        let token = try Credentials(home: home).token(of: Self.person)
        let secret = token.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        request.httpBody = Data("person=\(Self.person)&secret=\(secret)".utf8)
        let (_, response) = try await session.data(for: request)
        guard (response as? HTTPURLResponse)?.statusCode == 200 else { throw PageMissing(path: "/sign-in") }
    }
}
