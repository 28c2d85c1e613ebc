import Casework
import Contracts
import Fleet
import Foundation
import RabbitMQ
import Synchronization

/// Opens cases, leaves them alone, starts the coordinator anew, and lets every first deadline pass at once.
struct TimeBench {
    let fleet: PlayedFleet
    let cases: Int

    private static let user = "suggestions"
    /// A case's first step has a reminder at half of its time, its deadline, and a reminder after that.
    private static let timersPerCase = 3
    /// The first steps are due on 28 April, the last reminder comes after the holidays.
    private static let later = "2023-05-05T00:00:00+08:00"

    func run() async throws -> TimeBenchReport {
        let door = try Door(home: fleet.home, people: [])
        var report = TimeBenchReport(
            cases: cases,
            timers: cases * Self.timersPerCase,
            opening: 0,
            startUp: 0,
            firing: 0,
            memoryBefore: 0,
            memoryAfter: 0
        )
        let begun = ContinuousClock.now
        try await publish()
        let opened = try await rest(door)
        report.opening = seconds(from: begun, to: opened.since)
        report.startUp = try await restart(door)
        report.memoryBefore = try memory()
        let calm = try await rest(door)
        let start = ContinuousClock.now
        if let moment = Instant(Self.later) { try FleetClock.jump(fleet.home, to: moment) }
        let fired = try await rest(door, past: calm.entries)
        report.firing = seconds(from: start, to: fired.since)
        report.memoryAfter = try memory()
        // Each timer is an entry of its own; what the desks echo comes on top.
        guard fired.entries - calm.entries >= Int64(report.timers) else {
            throw Incomplete(entries: fired.entries - calm.entries, timers: report.timers)
        }
        return report
    }

    /// Fewer timers fired than there were.
    struct Incomplete: Error {
        var entries: Int64
        var timers: Int
    }

    func seconds(from start: ContinuousClock.Instant, to end: ContinuousClock.Instant) -> Double {
        let passed = (end - start).components
        return Double(passed.seconds) + Double(passed.attoseconds) / 1e18
    }

    /// Opens all cases.
    func publish() async throws {
        let endpoint = try Endpoint(Credentials(home: fleet.home).brokerURL(of: Self.user))
        let left = Atomic(cases)
        let (done, finish) = AsyncStream.makeStream(of: Void.self)
        let publisher = Publisher(options: ConnectionOptions(endpoints: [endpoint], name: "bench")) { _, _ in
            if left.subtract(1, ordering: .relaxed).newValue == 0 { finish.finish() }
        }
        publisher.start()
        let now = try FleetClock(home: fleet.home).now()
        for first in stride(from: 1, through: cases, by: 500) {
            publisher.submit((first...min(first + 499, cases)).map { publication($0, at: now) })
        }
        for await _ in done {}
        _ = await publisher.stop()
    }

    private func publication(_ number: Int, at now: Instant) -> Publication {
        let data: Value = [
            "caseType": "deputy-suggestion", "externalId": .text("BENCH-\(number)"), "title": .text("建议\(number)"),
            "fields": [
                "suggestionNo": "20230333", "title": .text("建议\(number)"), "text": "建议加强行业监管、健全多元调解。",
                "leadDeputy": "代表甲", "coSigners": [], "meeting": "recess", "leadUnit": "housing",
                "coHandlers": ["police", "justice", "civilAffairs"], "districtCode": "420100", "channel": "deputy",
                "receivedAt": "2023-04-20T09:10:00+08:00",
            ],
        ]
        let envelope = Envelope(
            id: MessageID.make(source: Self.user, subject: "BENCH-\(number)", kind: "case.submit"),
            source: Self.user,
            type: .caseSubmit,
            time: now,
            data: data
        )
        return Publication(
            token: UInt64(number),
            exchange: "huiban.intake",
            routingKey: "\(Self.user).deputy-suggestion",
            properties: MessageProperties(
                contentType: Envelope.contentType,
                messageID: envelope.id,
                userID: Self.user
            ),
            body: envelope.bytes
        )
    }

    /// Waits until the coordinator's log has not grown for two seconds and all of it is in the journal and sent.
    ///
    /// - Returns: where the log ends, and since when.
    func rest(
        _ door: Door,
        past start: Int64 = 0
    ) async throws -> (entries: Int64, since: ContinuousClock.Instant) {
        var known: (entries: Int64, since: ContinuousClock.Instant) = (-1, .now)
        while true {
            if case .answered(200, let status) = await door.get("coordinator", "/status"),
                let entries = status["entries"]?.integer
            {
                if entries != known.entries { known = (entries, .now) }
                let isSafe = status["safe"]?.integer == entries && status["unsent"]?.integer == 0
                if isSafe, entries > start, ContinuousClock.now - known.since > .seconds(2) { return known }
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// Kills the coordinator and sees how long the next one takes from its start to being ready.
    private func restart(_ door: Door) async throws -> Double {
        let old = try identity()
        old?.signal(SIGKILL)
        while try identity() == old { try await Task.sleep(for: .milliseconds(5)) }
        let begun = ContinuousClock.now
        while true {
            if case .answered(200, _) = await door.get("coordinator", "/ready") {
                return seconds(from: begun, to: .now)
            }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    private func identity() throws -> ProcessIdentity? {
        try FleetFile.read(from: fleet.home)?.process("coordinator")?.identity
    }

    /// Resident memory of the coordinator in kilobytes.
    private func memory() throws -> Int {
        guard let pid = try identity()?.pid else { return 0 }
        let status = try String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
    }
}
