import Casework
import Contracts
import Fleet
import Foundation
import RabbitMQ

/// How fast cases go through the four agencies, beside what the same broker carries with nothing else on it, in one run.
struct FleetBench {
    let fleet: PlayedFleet
    let installation: Installation
    /// Cases published as fast as they are ended.
    let cases: Int
    /// Cases published after the measurement, so that it shows what the size of the files does; 0 for none.
    let grown: Int
    /// The folder by whose contracts the fleet runs.
    let contracts: String

    /// Hops of a case of four steps (design section 5): the submission, four times there and back, the receipt.
    private static let hops = 10
    /// Bytes of a message of the bare relay.
    private static let bytes = 1024
    private static let rates = [10, 100, 500]
    private static let idleSeconds = 20.0

    func run() async throws -> FleetBenchReport {
        let meter = FleetMeter(fleet: fleet, installation: installation)
        var report = FleetBenchReport()
        try await declareQueues()
        report.idle = try await idle(meter)
        let play = try RelayPlay(fleet: fleet)
        play.start()
        // The first cases warm what an hour of work would have warmed.
        var next = 1
        func numbers(_ count: Int) -> ClosedRange<Int> {
            defer { next += count }
            return next...next + count - 1
        }
        _ = try await play.play(numbers(min(cases, 500)))

        var relay = [try bareRelay()]
        let before = try await meter.read()
        report.fleet.seconds = try await play.play(numbers(cases))
        try await rest()
        report.take(from: before, to: try await meter.read(), cases: cases)
        relay.append(try bareRelay())
        report.relay.hopsPerSecond = relay.reduce(0, +) / Double(relay.count)
        report.relay.each = relay
        report.fleet.ratio = report.fleet.casesPerSecond * Double(Self.hops) / report.relay.hopsPerSecond

        // A rate that the fleet cannot keep up shows a queue, not a latency.
        for rate in Self.rates where Double(rate) < report.fleet.casesPerSecond * 0.8 {
            let some = numbers(min(rate * 20, 4000))
            _ = try await play.play(some, perSecond: rate)
            report.latency["\(rate)"] = FleetBenchReport.Latency(play.latencies(of: some))
        }
        try await byHand(play, numbers(max(1, min(cases / 4, 2500))), &report)
        if grown > 0 { try await grow(play, numbers(grown), &report) }
        try await size(&report, cases: play.cases.count)
        await play.stop()
        try await fleet.down()
        report.parts = try PartsBench(contracts: contracts, folder: fleet.home.path).run()
        report.cases = play.cases.count
        report.complaints += try RelayAudit(home: fleet.home).complaints(Set(play.cases.values))
        return report
    }

    /// The same four steps, each signed for, claimed and completed over HTTP by somebody.
    private func byHand(_ play: RelayPlay, _ numbers: ClosedRange<Int>, _ report: inout FleetBenchReport) async throws {
        let cast = try Cast(home: fleet.home, voice: fleet.voice)
        let people = cast.people.filter { RelayWorkflow.agencies.contains($0.agency) }.map(\.id)
        let hands = RelayHands(door: try Door(home: fleet.home, people: people), cast: cast)
        let working = Task { await hands.work() }
        defer { working.cancel() }
        let seconds = try await play.play(numbers, .byHand)
        working.cancel()
        let work = await working.value
        report.byHand = FleetBenchReport.ByHand(cases: numbers.count, seconds: seconds, acts: work.acts)
        report.complaints += work.refusals
    }

    /// How the pages answer and how long a process starts, with all these cases in the files.
    private func size(_ report: inout FleetBenchReport, cases: Int) async throws {
        let some = RelayPlay.externalID(max(1, cases / 2))
        let pages = [("desk", "/desk?tab=to-sign"), ("board", "/board"), ("cases", "/board/cases?q=\(some)")]
        try await rest()
        report.pages = try await PageMeter(home: fleet.home).measure(pages)
        let door = try Door(home: fleet.home, people: [])
        for name in ["coordinator", "police"] {
            report.startUp[name] = try await StartUp(home: fleet.home, door: door).measure(name)
        }
        try await rest()
    }

    /// What a case costs while the files grow, measured at each tenth of the way.
    private func grow(_ play: RelayPlay, _ numbers: ClosedRange<Int>, _ report: inout FleetBenchReport) async throws {
        let part = max(1, numbers.count / 10)
        for first in stride(from: numbers.lowerBound, through: numbers.upperBound, by: part) {
            let some = first...min(first + part - 1, numbers.upperBound)
            let seconds = try await play.play(some)
            report.growth["\(some.upperBound)"] = .init(microsecondsPerCase: seconds * 1e6 / Double(some.count))
        }
    }

    /// What the processes use with nothing to do.
    private func idle(_ meter: FleetMeter) async throws -> [String: FleetBenchReport.Idle] {
        try await rest()
        let (before, begun) = (try await meter.read(), ContinuousClock.now)
        try await Task.sleep(for: .seconds(Self.idleSeconds))
        let (after, passed) = (try await meter.read(), ContinuousClock.now.seconds(since: begun))
        return after.processor.reduce(into: [:]) { idle, process in
            let used = process.value - (before.processor[process.key] ?? 0)
            let memory = Double(after.memory[process.key] ?? 0) / 1024
            idle[process.key] = .init(processorPercent: used / passed * 100, residentMegabytes: memory)
        }
    }

    /// Waits until no process has anything left to send or to ship.
    private func rest() async throws {
        let door = try Door(home: fleet.home, people: [])
        for name in Cast.desks {
            while true {
                if case .answered(200, let status) = await door.get(name, "/status"),
                    status["safe"]?.integer == status["entries"]?.integer, status["unsent"]?.integer == 0
                {
                    break
                }
                try await Task.sleep(for: .milliseconds(20))
            }
        }
    }

    /// The queues of the bare relay, made early: a young one may lose what it confirmed.
    private func declareQueues() async throws {
        let endpoint = try endpoint()
        _ = try await Session.with(ConnectionOptions(endpoints: [endpoint], name: "bench")) { session in
            for number in 0..<Self.hops {
                try await session.declareQueue(
                    "bench.relay.\(number)",
                    arguments: ["x-queue-type": .text("quorum")]
                )
            }
        }
    }

    /// As many messages as the fleet's cases, over as many hops, and nothing else.
    ///
    /// - Returns: hops a second.
    private func bareRelay() throws -> Double {
        let endpoint = try endpoint()
        let words = [endpoint.host, "\(endpoint.port)", endpoint.user, "\(cases)", "\(Self.hops)", "\(Self.bytes)"]
        // Not a word of the command line, which everybody on the machine can read.
        let secrets = ["BARE_RELAY_PASSWORD": endpoint.password]
        let relay = Errand(executable: installation.executable("BareRelay"), words: words, environment: secrets)
        let said = try relay.said()
        guard let rate = said.split(separator: " ").first.flatMap({ Double($0) }) else {
            throw fleet.voice.stop(.refused, zh: "对照程序没有结果。", en: "The bare relay said nothing.", details: [said])
        }
        return rate
    }

    private func endpoint() throws -> Endpoint {
        try Endpoint(Credentials(home: fleet.home).brokerURL(of: "operator"))
    }
}
