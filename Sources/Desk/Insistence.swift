import Casework
package import EventStore
import Synchronization

/// Says a desk's unanswered reports again, more and more rarely: a queue may have been deleted with them in it (rule Q).
package final class Insistence: Sendable {
    private struct Patience {
        var nextAt: Int64
        var wait: Int64
    }

    /// In milliseconds: the first repetition, and the longest time between two.
    private static let firstWait: Int64 = 10_000
    private static let longestWait: Int64 = 86_400_000
    /// No more than this at once; the others have their turn once these are answered.
    private static let most = 2_000

    private let patience = Mutex<[String: Patience]>([:])

    package init() {}

    /// What is to be said again now; `wall` is a clock for patience, in milliseconds.
    package func due(_ desk: Desk, in store: Store, wall: Int64) throws -> [Outgoing] {
        guard case .broker = desk.delivery else { return [] }
        let unheard = try store.read { try TaskTable.unheard(limit: Self.most, in: $0) }
        guard !unheard.isEmpty else {
            patience.withLock { $0 = [:] }
            return []
        }
        let epoch = try store.end().epoch
        return try patience.withLock { patience in
            var kept: [String: Patience] = [:]
            var again: [Outgoing] = []
            for task in unheard {
                let key = "\(task.key.id)/\(task.report.sequence)"
                var waited = patience[key] ?? Patience(nextAt: wall + Self.firstWait, wait: Self.firstWait)
                if waited.nextAt <= wall {
                    waited.wait = min(waited.wait * 2, Self.longestWait)
                    waited.nextAt = wall + waited.wait
                    let said =
                        task.report.completed?.act.at ?? task.report.requests.last?.act.at ?? task.standing.openedAt
                    again.append(
                        try ReportMessage(agency: desk.agency, task: task, time: said, epoch: epoch).outgoing()
                    )
                }
                kept[key] = waited
            }
            patience = kept
            return again
        }
    }
}
