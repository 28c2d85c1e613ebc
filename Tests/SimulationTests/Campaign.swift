import Foundation
import Synchronization

/// Many seeds, side by side on every core.
struct Campaign: Sendable {
    let seeds: Range<UInt64>
    /// Whether a failure ends the campaign.
    var stopsAtFirst = false

    /// What came of all seeds together.
    struct Tally: Sendable {
        var runs = 0
        var cases = 0
        var messages = 0
        var acts = 0
        var ballots = 0
        var faults: [FaultKind: Int] = [:]
        /// A line for each seed that failed: how to run it again, and what did not hold.
        var failures: [String] = []

        mutating func add(_ report: SimulationReport) {
            runs += 1
            cases += report.cases
            messages += report.messages
            acts += report.acts
            ballots += report.ballots
            faults.merge(report.faults, uniquingKeysWith: +)
            if !report.violations.isEmpty { fail(report.seed, report.violations.prefix(6).joined(separator: "; ")) }
        }

        mutating func fail(_ seed: UInt64, _ reason: String) {
            failures.append("ops/simulate --seeds 1 --from \(seed)    # \(reason)")
        }

        var summary: String {
            let kinds = FaultKind.allCases.map { "  \($0.rawValue): \(faults[$0] ?? 0)" }
            let total = faults.values.reduce(0, +)
            return """
                simulated \(runs) seeds: \(cases) cases, \(messages) messages, \(acts) acts told safe, \
                \(ballots) ballots told counted, \(total) faults, \
                \(failures.count) failed
                \(kinds.joined(separator: "\n"))
                """
        }
    }

    func run() async -> Tally {
        let next = Counter(seeds)
        return await withTaskGroup(of: Tally.self) { group in
            for _ in 0..<ProcessInfo.processInfo.activeProcessorCount {
                group.addTask {
                    var tally = Tally()
                    while let seed = next.take() {
                        do {
                            tally.add(try await Simulation(seed: seed).run())
                        } catch {
                            tally.runs += 1
                            tally.fail(seed, "\(error)")
                        }
                        if stopsAtFirst, !tally.failures.isEmpty { next.stop() }
                    }
                    return tally
                }
            }
            return await group.reduce(into: Tally()) { all, part in
                all.runs += part.runs
                all.cases += part.cases
                all.messages += part.messages
                all.acts += part.acts
                all.ballots += part.ballots
                all.faults.merge(part.faults, uniquingKeysWith: +)
                all.failures = (all.failures + part.failures).sorted()
            }
        }
    }
}

/// Hands out seeds, each once.
private final class Counter: Sendable {
    private let seeds: Range<UInt64>
    private let next: Mutex<UInt64>

    init(_ seeds: Range<UInt64>) {
        self.seeds = seeds
        next = Mutex(seeds.lowerBound)
    }

    /// Hands out no more.
    func stop() { next.withLock { $0 = seeds.upperBound } }

    func take() -> UInt64? {
        next.withLock { seed in
            guard seed < seeds.upperBound else { return nil }
            defer { seed += 1 }
            return seed
        }
    }
}
