import Foundation
import Testing

/// The promises under attack (design section 3): thousands of simulated fleets, each with faults of its own.
///
/// `HUIBAN_SEEDS` and `HUIBAN_FROM` say how many seeds and where they begin (`ops/simulate`); without them a few show that
/// the simulation works.
@Suite struct SimulationTests {
    private static let environment = ProcessInfo.processInfo.environment

    private static func number(_ name: String, else other: UInt64) -> UInt64 {
        environment[name].flatMap { UInt64($0) } ?? other
    }

    @Test(arguments: [5, 6, 7] as [UInt64])
    func aSeedPlaysTheSameRunEachTime(seed: UInt64) async throws {
        let first = try await Simulation(seed: seed).run()
        #expect(try await Simulation(seed: seed).run() == first)
    }

    /// Seeds that failed once; each found something that no test had asked for.
    ///
    /// The first three: the clock of a case came back to a due date that had passed, and was late a second time. The others:
    /// a storm was taken for over while an agency had not been told of everything, or before a report that was lost was said
    /// again. The last but one: a commit that was reported as failed and took place was journaled only with the next one. The last:
    /// the simulated broker itself let a question to oneself overtake an answer that lay before it in the queue.
    @Test(arguments: [9716, 19_338, 30_423, 1318, 1380, 2648, 1499, 1_000_000_290, 3004] as [UInt64])
    func aSeedThatFailedOnceHoldsNow(seed: UInt64) async throws {
        #expect(try await Simulation(seed: seed).run().violations == [])
    }

    @Test func everyPromiseHoldsUnderEverySeed() async throws {
        let from = Self.number("HUIBAN_FROM", else: 1)
        let count = Self.number("HUIBAN_SEEDS", else: 12)
        let stopsAtFirst = Self.environment["HUIBAN_STOP"] == "first"
        let tally = await Campaign(seeds: from..<(from + count), stopsAtFirst: stopsAtFirst).run()
        print(tally.summary)
        #expect(tally.failures.isEmpty, "\(tally.failures.joined(separator: "\n"))")
    }

    /// One more seed for each thirty-two: fleets that work by the workflows as they are shipped.
    @Test func everyPromiseHoldsForTheShippedWorkflows() async throws {
        let from = World.shipped + Self.number("HUIBAN_FROM", else: 1) % World.shipped
        let count = max(4, Self.number("HUIBAN_SEEDS", else: 12) / 32)
        let tally = await Campaign(seeds: from..<(from + count)).run()
        print(tally.summary)
        #expect(tally.failures.isEmpty, "\(tally.failures.joined(separator: "\n"))")
        #expect(tally.acts > 0)
    }
}
