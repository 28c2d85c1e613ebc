import Casework
import Contracts
import Fleet
import Foundation
import RabbitMQ
import Synchronization

/// Opens cases, leaves them alone, starts the coordinator anew, lets a few timers come due one by one, and then every
/// first deadline pass at once.
struct TimeBench {
    let fleet: PlayedFleet
    let cases: Int
    /// Whether all timers come due in the end; a million take half an hour.
    var firesAll = true

    private static let user = "suggestions"
    /// A case's first step has a reminder at half of its time, its deadline, and a reminder after that.
    static let timersPerCase = 3
    /// The day after the probes': the first steps of these cases are due after the holidays.
    private static let opening = "2023-04-28T09:00:00+08:00"
    /// The first steps are due on 4 May, the last reminder comes on the working day after that.
    private static let later = "2023-05-09T00:00:00+08:00"

    func run() async throws -> TimeBenchReport {
        let door = try Door(home: fleet.home, people: [LatenessProbe.person])
        let probe = LatenessProbe(fleet: fleet, door: door)
        var report = TimeBenchReport(cases: cases, timers: cases * Self.timersPerCase)
        try await publish(1...LatenessProbe.count)
        _ = try await rest(door)
        try await probe.spread()
        try jump(to: Self.opening)
        let ready = try await rest(door)

        report.opening = try await phase(door, past: ready.entries) {
            let first = LatenessProbe.count + 1
            try await publish(first...first + cases - 1)
        }.phase
        report.startUp = try await StartUp(home: fleet.home, door: door).measure("coordinator")
        report.memoryBefore = try memory()
        _ = try await rest(door)
        report.lateness = TimeBenchReport.Lateness(try await probe.measure())
        guard firesAll else { return report }
        let calm = try await rest(door)

        let fired = try await phase(door, past: calm.entries) {
            let (begun, processor) = (ContinuousClock.now, try self.processor())
            try jump(to: Self.later)
            try await allFired(door)
            report.firing.seconds = ContinuousClock.now.seconds(since: begun)
            report.firing.processor = try self.processor() - processor
        }
        report.echoing = fired.phase
        report.memoryAfter = try memory()
        // Each timer is an entry of its own; what the desks echo comes on top.
        guard fired.entries - calm.entries >= Int64(report.timers) else {
            throw Incomplete(entries: fired.entries - calm.entries, timers: report.timers)
        }
        return report
    }

    /// Waits until no timer is due any more and what the last ones did is in the journal.
    private func allFired(_ door: Door) async throws {
        guard let last = Instant(Self.later) else { return }
        var goal: Int64?
        while true {
            if case .answered(200, let status) = await door.get("coordinator", "/status"),
                let entries = status["entries"]?.integer, let safe = status["safe"]?.integer
            {
                let next = status["nextDue"]?.text.flatMap { Instant($0) }
                if goal == nil, next.map({ $0 > last }) ?? true { goal = entries }
                if let goal, safe >= goal { return }
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// Does something and waits until all that follows from it is over.
    private func phase(
        _ door: Door,
        past start: Int64,
        _ work: () async throws -> Void
    ) async throws -> (phase: TimeBenchReport.Phase, entries: Int64) {
        let (begun, processor) = (ContinuousClock.now, try self.processor())
        try await work()
        let end = try await rest(door, past: start)
        let phase = TimeBenchReport.Phase(
            seconds: end.since.seconds(since: begun),
            processor: try self.processor() - processor
        )
        return (phase, end.entries)
    }

    private func jump(to moment: String) throws {
        if let moment = Instant(moment) { try FleetClock.jump(fleet.home, to: moment) }
    }

    /// Fewer timers fired than there were.
    struct Incomplete: Error {
        var entries: Int64
        var timers: Int
    }

    /// Opens cases by their numbers.
    func publish(_ numbers: ClosedRange<Int>) async throws {
        let endpoint = try Endpoint(Credentials(home: fleet.home).brokerURL(of: Self.user))
        let left = Atomic(numbers.count)
        let (done, finish) = AsyncStream.makeStream(of: Void.self)
        let publisher = Publisher(options: ConnectionOptions(endpoints: [endpoint], name: "bench")) { _, _ in
            if left.subtract(1, ordering: .relaxed).newValue == 0 { finish.finish() }
        }
        publisher.start()
        let now = try FleetClock(home: fleet.home).now()
        for first in stride(from: numbers.lowerBound, through: numbers.upperBound, by: 500) {
            publisher.submit((first...min(first + 499, numbers.upperBound)).map { publication($0, at: now) })
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

    private func identity() throws -> ProcessIdentity? {
        try FleetFile.read(from: fleet.home)?.process("coordinator")?.identity
    }

    /// Resident memory of the coordinator in kilobytes.
    private func memory() throws -> Int { try identity().map { try ProcessMeter(pid: $0.pid).memory() } ?? 0 }

    /// Seconds of processor time that the coordinator has used.
    private func processor() throws -> Double {
        try identity().map { try ProcessMeter(pid: $0.pid).processor() } ?? 0
    }
}
