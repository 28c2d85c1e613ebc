import Casework
import EventStore
import Foundation

/// What a log costs by itself: the same commits with nothing decided, folded or told.
struct BareLog {
    let folder: String

    private struct Line: Codable, Sendable {
        var text: String
    }

    /// As many as the coordinator fires in one commit.
    private static let batch = 500
    private static let commits = 40

    /// Entries a second, each of about the size of a fired timer's.
    func rate() throws -> Double {
        let store = try Store(owner: "bench", path: "\(folder)/bare.sqlite", folds: [])
        let ledger = try Ledger(store)
        let line = Line(text: String(repeating: "期", count: 150))
        let works = (0..<Self.batch).map { _ in
            { (transaction: Transaction) throws -> Void in
                try transaction.record("bench", case: "WH-420100-DS-20230427-000001-93", line)
            }
        }
        let begun = ContinuousClock.now
        for _ in 0..<Self.commits { _ = try ledger.commit(works, now: Instant(milliseconds: 0)) }
        let passed = (ContinuousClock.now - begun).components
        return Double(Self.batch * Self.commits) / (Double(passed.seconds) + Double(passed.attoseconds) / 1e18)
    }
}
