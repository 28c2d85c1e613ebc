import Casework
import Contracts
import Foundation
import FoundationNetworking
import RabbitMQ
import Testing

@testable import Fleet

extension LiveFleet {
    /// What an HTTP request came to.
    struct Reply: Sendable {
        let status: Int
        let body: Value
        let text: String

        /// The codes of all that was wrong.
        var codes: [String] { (body["problems"]?.list ?? []).compactMap { $0["code"]?.text } }
    }

    /// A condition that did not come true in time.
    struct Late: Error, CustomStringConvertible {
        let what: String
        /// What kept the last look from being one; empty when it saw and it was not there.
        var last: String
        /// How the fleet stood then: by process its state, its last end, its condition.
        let standing: String
        var description: String { "not in time: \(what)\(last.isEmpty ? "" : " (\(last))")\n\(standing)" }
    }

    /// How every process stands, for whoever has to find out why something did not happen.
    private func standing() async throws -> String {
        var lines: [String] = []
        for process in try FleetFile.read(from: home)?.processes ?? [] {
            let condition: String
            do {
                condition = try await ask(process.name, "GET", "/status", within: 2).text
            } catch let error as URLError {
                condition = "\(error.code)"
            }
            let quiet: String
            do {
                quiet = try await ask(process.name, "GET", "/quiet", within: 2).text
            } catch let error as URLError {
                quiet = "\(error.code)"
            }
            lines.append(
                "\(process.name): \(process.state), \(process.lastEnd ?? "never ended"), \(condition), \(quiet)"
            )
        }
        do {
            try await session("operator") { session in
                let owners = ["coordinator", "police", "justice", "civil-affairs", "housing"]
                for queue in ["intake", "reports"] + owners.map({ "assignments.\($0)" }) {
                    let found = try await session.inspectQueue(queue)
                    lines.append("\(queue): \(found.messages) messages, \(found.consumers) consumers")
                }
            }
        } catch let error as AMQPError {
            lines.append("queues: \(error)")
        }
        let said = try String(contentsOfFile: home.log("supervisor"), encoding: .utf8).split(separator: "\n").suffix(15)
        return (lines + said.map(String.init)).joined(separator: "\n")
    }

    /// Looks until there is something, each time after the coordinator has read whatever had arrived.
    ///
    /// The one place that waits. A process that does not answer is being started again: that is waited for too.
    @discardableResult
    func until<Found>(
        _ what: String,
        within limit: Duration = .seconds(45),
        _ look: () async throws -> Found?
    ) async throws -> Found {
        let deadline = ContinuousClock.now + limit
        var last = ""
        while true {
            do {
                if let found = try await look() { return found }
                last = ""
            } catch let error as URLError {
                last = "\(error.code)"
            } catch let error as AMQPError {
                last = "\(error)"
            } catch let error as Unwell {
                last = "\(error)"
            }
            guard ContinuousClock.now < deadline else {
                throw Late(what: what, last: last, standing: try await standing())
            }
            do {
                _ = try await ask("coordinator", "GET", "/quiet", within: 5)
            } catch is URLError {
                try await Task.sleep(for: .milliseconds(50))
            }
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    /// Asks a process over HTTP, as a person or as nobody.
    func ask(
        _ process: String,
        _ method: String,
        _ path: String,
        as person: String? = nil,
        body: [UInt8]? = nil,
        type: String = "application/json",
        within seconds: Double = 20
    ) async throws -> Reply {
        var request = URLRequest(url: try #require(URL(string: try self.process(process).url + path)))
        request.httpMethod = method
        request.timeoutInterval = seconds
        if let person {
            request.setValue(
                "Bearer \(try Credentials(home: home).token(of: person))",
                forHTTPHeaderField: "Authorization"
            )
        }
        if let body {
            request.httpBody = Data(body)
            request.setValue(type, forHTTPHeaderField: "Content-Type")
        }
        let (data, response) = try await URLSession.shared.data(for: request)
        return Reply(
            status: (response as? HTTPURLResponse)?.statusCode ?? 0,
            body: JSONText.value(Array(data)).subject ?? .null,
            text: String(decoding: data, as: UTF8.self)
        )
    }

    /// Reads something as an auditor of the coordinator.
    func read(_ path: String) async throws -> Value {
        let reply = try await ask("coordinator", "GET", path, as: "coordinator-ding")
        guard reply.status == 200 else { throw Unwell(path: path, reply: reply) }
        return reply.body
    }

    /// An answer that is none; a process that has just been started may give it.
    struct Unwell: Error, CustomStringConvertible {
        let path: String
        let reply: Reply
        var description: String { "\(path): \(reply.status) \(reply.text)" }
    }

    /// Moves the fleet's time on, and waits until everything that became due has happened.
    func jump(to due: Instant) async throws {
        try FleetClock.jump(home, to: due)
        try await until("what was due at \(due) has happened") {
            let quiet = try await ask("coordinator", "GET", "/quiet").body
            let next = quiet["nextDue"]?.text.flatMap { Instant($0) }
            return quiet["isQuiet"] == .bool(true) && next.map { $0 > due } ?? true ? true : nil
        }
    }

    /// A session with the broker as one of its users.
    func session<Result>(_ user: String, _ work: (Session) async throws -> Result) async throws -> Result {
        let endpoint = try Endpoint(Credentials(home: home).brokerURL(of: user))
        return try await Session.with(ConnectionOptions(endpoints: [endpoint], name: "test \(user)"), work)
    }
}
