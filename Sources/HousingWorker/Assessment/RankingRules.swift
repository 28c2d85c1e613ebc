import Casework
import Desk
import GRDB

/// The housing bureau's rules of the yearly assessment.
enum RankingRules {
    static func open(_ setting: PracticeSetting) throws -> Deed.Answer? {
        let fields = setting.task.content.fields
        guard let year = fields["year"]?.integer, let estate = fields["estate"]?.text else { return nil }
        let isKnown = try AssessmentBook.isOpened(
            estate,
            in: Int(year),
            besides: setting.task.key.caseID,
            in: setting.db
        )
        return Deed.Answer(outcome: isKnown ? "duplicate" : "opened")
    }

    /// The place of the task's estate, once every estate of the year waits for one or the day has come; nil before.
    static func rank(_ setting: PracticeSetting) throws -> Deed.Answer? {
        guard let year = setting.task.content.fields["year"]?.integer else { return nil }
        let cases = try AssessmentBook.opened(in: Int(year), setting.db)
        let isLate = setting.task.standing.due.map { $0 <= setting.now } ?? false
        let all = try ranked(cases, setting.db)
        guard all.count == cases.count || isLate else { return nil }
        return answer(to: setting.task, EstateRanking.places(of: all.compactMap(entry)))
    }

    /// The answers to the tasks that waited for the same ranking: the one that came last settles them all.
    static func others(with task: DeskTask, in db: Database) throws -> [(task: TaskKey, answer: Deed.Answer)] {
        guard let year = task.content.fields["year"]?.integer else { return [] }
        let all = try ranked(try AssessmentBook.opened(in: Int(year), db), db)
        let places = EstateRanking.places(of: all.compactMap(entry))
        return all.filter { $0.state == .open && $0.key != task.key }.map { ($0.key, answer(to: $0, places)) }
    }

    private static func answer(to task: DeskTask, _ places: [String: EstateRanking.Place]) -> Deed.Answer {
        guard let place = places[task.key.caseID] else { return Deed.Answer(outcome: "unranked") }
        return Deed.Answer(
            outcome: place.list.rawValue,
            fields: ["cityRank": .integer(Int64(place.city)), "districtRank": .integer(Int64(place.district))]
        )
    }

    /// The newest ranking task of each of these cases that has one.
    private static func ranked(_ cases: [String], _ db: Database) throws -> [DeskTask] {
        try cases.compactMap { id in
            var key = TaskKey(caseID: id, step: "rank")
            guard let attempt = try TaskTable.latestAttempt(of: key, in: db) else { return nil }
            key.attempt = attempt
            return try TaskTable.fetch(key, in: db)
        }
    }

    private static func entry(_ task: DeskTask) -> EstateRanking.Entry? {
        let fields = task.content.fields
        guard let total = fields["total"]?.integer else { return nil }
        return EstateRanking.Entry(
            caseID: task.key.caseID,
            estate: fields["estate"]?.text ?? "",
            district: fields["districtCode"]?.text ?? "",
            total: Int(total),
            owners: Int(fields["ownersScore"]?.integer ?? 0),
            sample: Int(fields["sample"]?.integer ?? 0)
        )
    }

    /// The ten best gain credit; the ten worst lose it and are inspected every month (domain notes 2.8, step 9).
    static func feed(_ task: DeskTask, in db: Database) throws -> Deed.Answer? {
        let list = try String.fetchOne(
            db,
            sql: "SELECT list FROM housing_assessment WHERE case_order = ? AND case_id = ?",
            arguments: [task.key.caseOrder, task.key.caseID]
        )
        let (credit, patrol) =
            switch list.flatMap(EstateRanking.List.init) {
            case .top: ("gained", "usual")
            case .bottom: ("lost", "every-month")
            case .between, nil: ("unchanged", "usual")
            }
        return Deed.Answer(outcome: "done", fields: ["credit": .text(credit), "patrol": .text(patrol)])
    }
}
