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
        let unheard = try store.read { try TaskTable.unheard(limit: Self.most, in: $0) }
        let sayings = unheard.map { Patience.Saying("\($0.key.id)/\($0.sequence)", place: $0.key.caseOrder) }
        let names = patience.due(among: sayings, isAll: unheard.count < Self.most, at: wall)
        let due = zip(unheard, sayings).filter { names.contains($0.1.name) }.map(\.0.key)
        guard !due.isEmpty else { return [] }
        let epoch = try store.end().epoch
        let tasks = try store.read { db in try due.compactMap { try TaskTable.fetch($0, in: db) } }
        return try tasks.filter(\.isUnheard).map { task in
            let said = task.report.completed?.act.at ?? task.report.requests.last?.act.at ?? task.standing.openedAt
            return try ReportMessage(agency: desk.agency, task: task, time: said, epoch: epoch).outgoing()
        }
    }

    /// Everything unanswered is said again at the next look.
    package func hurry() { patience.end() }
}
