import Casework
import Contracts
import EventStore
import GRDB

extension CaseViews {
    /// A case for somebody who checks it elsewhere, nil when there is no such case.
    func export(_ id: String, by person: String, at now: Instant, in db: Database) throws -> CaseExport? {
        guard let history = try self.history(id, in: db) else { return nil }
        return try CaseExport(
            of: id,
            owner: "coordinator",
            by: person,
            at: now,
            history: history.map { try ValueEncoding.value($0) },
            in: db
        )
    }
}
