import Casework
import EventStore
import Fleet
import GRDB

/// Until when what names people in a case is kept, and whose term is over.
struct RetentionViews: Sendable {
    let library: Library
    let schedule: RetentionSchedule

    /// Where a case stands, for people.
    struct Standing: Codable, Sendable {
        var id: String
        var type: String
        /// `open`, `to-be-filed`, `archived`, `over` or `destroyed`.
        var state: String
        var endedOn: LocalDate?
        var fileBy: LocalDate?
        var keptThrough: LocalDate?
        var term: RetentionTerm?
        var basis: RetentionRule.Basis?
        var source: String?
        /// The document that asks for longer than the case's own kind, nil when none does.
        var document: String?
        var restrictedAt: Instant?
        var destroyedAt: Instant?
        var zh: String
        var en: String
    }

    /// Where a case stands on a day, nil when there is no such case.
    func standing(of caseID: String, on day: LocalDate, in db: Database) throws -> Standing? {
        guard let (state, found) = try find(caseID, on: day, in: db) else { return nil }
        let destroyedAt = try Store.destroyedAt(caseID, in: db)
        let restrictedAt = try RetentionBook.restrictedAt(caseID, in: db)
        let words = RetentionWords(
            found,
            destroyedOn: destroyedAt.map { LocalDate($0) },
            isRestricted: restrictedAt != nil
        )
        return Standing(
            id: caseID,
            type: state.workflow,
            state: destroyedAt == nil ? found.phase.rawValue : "destroyed",
            endedOn: found.endedOn,
            fileBy: found.fileBy,
            keptThrough: found.keptThrough,
            term: found.decision?.rule.term,
            basis: found.decision?.rule.basis,
            source: found.decision?.rule.source,
            document: found.decision?.document,
            restrictedAt: restrictedAt,
            destroyedAt: destroyedAt,
            zh: words.standing.zh,
            en: words.standing.en
        )
    }

    /// The state of a case and where it stands by the schedule, nil when there is no such case.
    func find(_ caseID: String, on day: LocalDate, in db: Database) throws -> (Case, RetentionStanding)? {
        guard let state = try CaseBook.row(caseID, in: db)?.state,
            let workflow = try library.workflow(state.workflow, state.workflowVersion, in: db)
        else { return nil }
        return (state, schedule.standing(of: state, by: workflow, on: day))
    }

    /// The cases whose term was over before a day and that are not destroyed, in the order of their numbers.
    func expired(before day: LocalDate, in db: Database) throws -> [ExpiredCase] {
        // Nothing that ended later can be over: the shortest term alone says so without reading a case.
        let shortest = RetentionTerm.allCases.compactMap(\.years).min() ?? 0
        guard let latest = LocalDate(year: day.year - shortest, month: 1, day: 1) else { return [] }
        let ids = try String.fetchAll(
            db,
            sql: """
                SELECT id FROM cases WHERE closed_at < ? AND NOT EXISTS (
                    SELECT 1 FROM destroyed_cases WHERE case_id = id
                ) ORDER BY seq
                """,
            arguments: [latest.start.milliseconds]
        )
        // Over before the day is over on the day: the term's last day lies before it.
        return try ids.compactMap { id in
            guard let (state, found) = try find(id, on: day, in: db), found.phase == .over,
                let endedOn = found.endedOn, let keptThrough = found.keptThrough, let rule = found.decision?.rule
            else { return nil }
            return ExpiredCase(
                id: id,
                type: state.workflow,
                endedOn: endedOn,
                keptThrough: keptThrough,
                term: rule.term,
                source: rule.source
            )
        }
    }
}
