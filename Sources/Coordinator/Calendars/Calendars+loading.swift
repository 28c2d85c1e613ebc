import Casework
import Contracts
import EventStore
import GRDB

extension Calendars {
    /// The calendar with one year's notice replaced or added.
    static func merged(_ calendar: WorkingCalendar, with year: WorkingCalendar.Year) -> WorkingCalendar {
        let others = calendar.years.filter { $0.year != year.year }
        return WorkingCalendar(
            version: calendar.version + 1,
            years: (others + [year]).sorted { $0.year < $1.year },
            offices: calendar.offices
        )
    }

    /// Takes in what the contracts folder has at a start: years that the log lacks, and the hours of offices.
    ///
    /// A year that the log has stays as it is there: it is changed by `huiban calendar load`, which says what moves.
    func take(_ shipped: WorkingCalendar, _ transaction: Transaction) throws {
        let isFirst = try Row.fetchOne(transaction.db, sql: "SELECT n FROM calendars LIMIT 1") == nil
        let known = isFirst ? WorkingCalendar(version: 0, years: []) : try current(in: transaction.db)
        let missing = shipped.years.filter { year in !known.years.contains { $0.year == year.year } }
        guard isFirst || !missing.isEmpty || known.offices != shipped.offices else { return }
        let calendar = WorkingCalendar(
            version: known.version + 1,
            years: (known.years + missing).sorted { $0.year < $1.year },
            offices: shipped.offices
        )
        try record(calendar, by: nil, reason: nil, transaction)
    }

    /// Lets a calendar hold from now on.
    func record(_ calendar: WorkingCalendar, by: String?, reason: String?, _ transaction: Transaction) throws {
        let hash = ContentHash.of(try ValueEncoding.value(calendar))
        let loaded = Loaded(calendar: calendar, hash: hash, by: by, reason: reason)
        try transaction.record(Calendars.kind, case: "", loaded)
    }

    /// True while cases are left that were not recalculated by the calendar that holds.
    func isBehind(in db: Database) throws -> Bool { try pending(in: db) != nil }

    private func pending(in db: Database) throws -> (applied: Int64, last: Int64)? {
        let row = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT applied, last FROM calendars ORDER BY n DESC LIMIT 1")
        )
        guard let row, (row["applied"] as Int64) < (row["last"] as Int64) else { return nil }
        return (row["applied"], row["last"])
    }

    /// Recalculates the next cases; each clock that moves is a fact of its case.
    func applyNext(_ limit: Int, by decisions: CaseDecisions, _ transaction: Transaction) throws {
        guard let pending = try pending(in: transaction.db) else { return }
        let page = try Row.fetchAll(
            transaction.db,
            sql: """
                SELECT seq, id FROM cases WHERE seq > ? AND seq <= ? AND (closed_at IS NULL OR next_at IS NOT NULL)
                ORDER BY seq LIMIT ?
                """,
            arguments: [pending.applied, pending.last, limit]
        )
        let version = try current(in: transaction.db).version
        for row in page {
            let caseID: String = row["id"]
            // A case that cannot be recalculated keeps its old dates and stops its own clock, visibly (promise 3).
            let result = try transaction.attempt {
                try decisions.put(.calendar, to: caseID, cause: "calendar/\(version)", transaction)
            }
            if case .failure(let error) = result {
                try transaction.record(CaseBook.stoppedKind, case: caseID, StoppedTimers(reason: "\(type(of: error))"))
            }
        }
        let last: Int64? = page.last?["seq"]
        let through = page.count < limit ? pending.last : last ?? pending.last
        try transaction.record(Calendars.appliedKind, case: "", Applied(through: through))
    }
}
