package import Casework
import Contracts
package import GRDB

extension Desk {
    /// What the queue is asked for.
    package struct Query: Hashable, Sendable {
        package var states: [DeskTask.State]
        package var unit: String?
        package var isMine: Bool
        package var limit: Int

        package init(
            states: [DeskTask.State] = [.open, .offered],
            unit: String? = nil,
            isMine: Bool = false,
            limit: Int = 500
        ) {
            self.states = states
            self.unit = unit
            self.isMine = isMine
            self.limit = limit
        }
    }

    /// The queue as somebody of the agency sees it, what is due first at the top.
    package func lines(_ query: Query, for person: Person, now: Instant, in db: Database) throws -> [TaskLine] {
        try TaskTable.queue(
            states: query.states,
            unit: query.unit,
            holder: query.isMine ? person.id : nil,
            limit: query.limit,
            in: db
        ).map { TaskLine($0, for: person, now: now, isWorkingDay: rules.isWorkingDay) }
    }

    /// One task; numbers that are not safe yet are left out (`safe` is the log position that the journal holds).
    package func detail(
        _ key: TaskKey,
        for person: Person,
        now: Instant,
        safe: Int64,
        in db: Database
    ) throws -> TaskDetail? {
        guard let task = try TaskTable.fetch(key, in: db) else { return nil }
        var completed = task.report.completed
        if let number = completed?.document, try !numbers.isShown(number, safe: safe, in: db) {
            completed?.document = nil
        }
        let content = task.content
        let names = try names(ofCase: key.caseID, in: db)
        let setting = PracticeSetting(task: task, person: person.id, now: now, names: names, db: db)
        return TaskDetail(
            task: TaskLine(task, for: person, now: now, isWorkingDay: rules.isWorkingDay),
            policyDue: task.standing.policyDue,
            legalDue: task.standing.legalDue,
            dueSource: task.standing.source,
            rulings: task.standing.rulings,
            fields: content.fields,
            outcomes: content.outcomes,
            issues: content.issues,
            covers: content.covers,
            mayReturn: content.mayReturn,
            mayExtend: content.mayExtend,
            pauses: content.pauses,
            objections: try entitlement(task, in: db).objections(to: person)
                + (task.isDecidedByChild ? Refusal.childDecides(task.standing.child).problems : [])
                + (content.register == nil ? [] : Refusal.answeredByRegister().problems),
            draft: task.draft,
            requests: task.report.requests,
            completed: completed,
            history: try TaskTable.history(of: key, in: db).map {
                TaskDetail.HistoryLine($0, answers: task.standing.answers ?? [])
            },
            schema: try AnswerSchema(rules: rules, practice: practice).schema(in: setting)
        )
    }
}
