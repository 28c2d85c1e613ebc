import Casework
package import EventStore
import Fleet
import GRDB

/// Says a desk's unanswered reports again, more and more rarely: a queue may have been deleted with them in it (rule Q).
package final class Insistence: Sendable {
    /// No more than this at once; the others have their turn once these are answered.
    private static let most = 2_000

    private let patience = Patience(first: 10_000)

    package init() {}

    /// What is to be said again now; `wall` is a clock for patience, in milliseconds.
    package func due(_ desk: Desk, in store: Store, wall: Int64) throws -> [Outgoing] {
        guard case .broker = desk.delivery else { return [] }
        let unheard = try store.read { try TaskTable.unheard(limit: Self.most, in: $0) }
        let due = patience.due(among: unheard.map(\.saying), at: wall)
        guard !due.isEmpty else { return [] }
        let epoch = try store.end().epoch
        return try unheard.filter { due.contains($0.saying) }.map { task in
            let said = task.report.completed?.act.at ?? task.report.requests.last?.act.at ?? task.standing.openedAt
            return try ReportMessage(agency: desk.agency, task: task, time: said, epoch: epoch).outgoing()
        }
    }

    /// Everything unanswered is said again at the next look.
    package func hurry() { patience.end() }
}

extension DeskTask {
    /// What its latest report is called while nobody has answered it.
    fileprivate var saying: String { "\(key.id)/\(report.sequence)" }
}
