import Casework
import Contracts
import EventStore
import Foundation
import GRDB

/// What the board and the command line show of cases; read from a snapshot of the folded tables.
struct CaseViews: Sendable {
    let library: Library
    /// Names by person id, for sentences.
    let people: [String: String]

    /// One line of the list of cases.
    struct Line: Codable, Sendable {
        var id: String
        var type: String
        var subject: String
        var publisher: String
        var externalId: String
        var openedAt: Instant
        var due: Instant?
        var closedAt: Instant?
        var outcome: String?
        var isOpen: Bool
        /// Why the case's timers could not be fired, nil while its clock runs.
        var clockStopped: String?
    }

    /// A case with its steps and tasks.
    struct Detail: Codable, Sendable {
        var line: Line
        var fields: [String: Value]
        var tasks: [TaskLine]
        var stands: [String]
        /// The case that called for this one, nil for what a publisher brought.
        var parent: Parent?
        /// The cases that this one called for, in order.
        var children: [Child]
    }

    /// The case that called for another one.
    struct Parent: Codable, Sendable {
        var id: String
        /// What the step is called that called for it.
        var title: Words
    }

    /// A case that another one called for.
    struct Child: Codable, Sendable {
        /// Its number, nil while it is not open.
        var id: String?
        var type: String
        var title: Words
        /// The task that called for it.
        var task: String
        /// The end with which it has closed.
        var outcome: String?
        /// What its people worked out, once it has closed.
        var fields: [String: Value]
        /// Why it could not be opened.
        var problems: [Problem]
    }

    /// One task of a case, past or present.
    struct TaskLine: Codable, Sendable {
        var id: String
        var step: String
        var title: Words
        var instance: String
        var attempt: Int
        var agency: String
        var state: String
        var outcome: String?
        var openedAt: Instant
        var due: Instant?
        var isBreached: Bool
        var cards: [String]
        var person: String?
        var document: String?
    }

    /// One fact of a case's history as people read it.
    struct Told: Codable, Sendable {
        var n: Int64
        /// When it took place.
        var at: Instant
        /// When it was recorded, where that was a minute later or more: messages are late, and a fleet may be down.
        var recordedAt: Instant?
        var fact: String
        var zh: String
        var en: String
    }

    func list(isOpen: Bool?, type: String?, limit: Int, in db: Database) throws -> [Line] {
        var conditions: [String] = []
        var arguments = StatementArguments()
        if let isOpen { conditions.append(isOpen ? "closed_at IS NULL" : "closed_at IS NOT NULL") }
        if let type {
            conditions.append("type = ?")
            arguments += [type]
        }
        let filter = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
        return try Row.fetchAll(
            db,
            sql: "SELECT * FROM cases \(filter) ORDER BY seq DESC LIMIT ?",
            arguments: arguments + [limit]
        ).map(CaseViews.line)
    }

    func show(_ id: String, in db: Database) throws -> Detail? {
        guard let row = try Row.fetchOne(db, sql: "SELECT * FROM cases WHERE id = ?", arguments: [id]) else {
            return nil
        }
        let state = try CaseBook.decode(row["body"], of: row["id"])
        let workflow = try library.workflow(state.workflow, state.workflowVersion, in: db)
        return Detail(
            line: CaseViews.line(row),
            fields: state.record.latest,
            tasks: state.tasks.map { task in
                TaskLine(
                    id: task.ref.id(in: id),
                    step: task.ref.step,
                    title: workflow?[task.ref.step]?.title ?? Words(zh: task.ref.step, en: task.ref.step),
                    instance: task.ref.instance,
                    attempt: task.ref.attempt,
                    agency: task.holder.agency,
                    state: task.state.rawValue,
                    outcome: task.outcome,
                    openedAt: task.openedAt,
                    due: task.deadline?.due?.at,
                    isBreached: !task.standingBreaches.isEmpty,
                    cards: task.cards,
                    person: task.person,
                    document: task.document
                )
            },
            stands: state.closed?.stands ?? [],
            parent: state.parent.map { Parent(id: $0.caseID, title: $0.title) },
            children: CaseViews.children(of: state, workflow)
        )
    }

    private static func children(of state: Case, _ workflow: Workflow?) -> [Child] {
        var seen: Set<String> = []
        return state.tasks.flatMap { task in
            (task.children ?? []).filter { seen.insert($0.key).inserted }.map { child in
                let prefix = "\(task.ref.step).\(child.number ?? "")."
                let own = state.record.latest.filter { $0.key.hasPrefix(prefix) }
                return Child(
                    id: child.number,
                    type: child.workflow,
                    title: workflow?.vocabulary.words(.caseType, child.workflow) ?? Vocabulary.asWords(child.workflow),
                    task: task.ref.id(in: state.id),
                    outcome: child.end,
                    fields: Dictionary(
                        uniqueKeysWithValues: own.map { (String($0.key.dropFirst(prefix.count)), $0.value) }
                    ),
                    problems: child.problems
                )
            }
        }
    }

    func history(_ id: String, in db: Database) throws -> [Told]? {
        guard let state = try CaseBook.row(id, in: db)?.state,
            let workflow = try library.workflow(state.workflow, state.workflowVersion, in: db)
        else { return nil }
        return try Store.entries(of: id, in: db).filter { $0.kind == CaseFacts.kind }.flatMap { entry in
            try entry.decode(CaseFacts.self).facts.filter(\.isForPeople).map { fact in
                let words = fact.sentence(by: workflow, people: people)
                let at = min(fact.moment ?? entry.at, entry.at)
                let isLate = entry.at.milliseconds - at.milliseconds >= 60_000
                return Told(
                    n: entry.n,
                    at: at,
                    recordedAt: isLate ? entry.at : nil,
                    fact: fact.name.rawValue,
                    zh: words.zh,
                    en: words.en
                )
            }
        }
    }

    func explain(_ id: String, at now: Instant, in db: Database) throws -> [Waiting]? {
        guard let state = try CaseBook.row(id, in: db)?.state,
            let workflow = try library.workflow(state.workflow, state.workflowVersion, in: db)
        else { return nil }
        return state.waiting(by: workflow, at: now)
    }

    /// Ids of the tasks somebody has to do now, so that a driver can see whether every desk has heard of its own.
    ///
    /// It asks often, and those of the oldest cases tell it enough.
    func openTasks(in db: Database) throws -> [String] {
        // The clock of a case as a whole stands there under the number of the case.
        try String.fetchAll(
            db,
            sql: """
                SELECT task FROM clocks JOIN cases USING (seq)
                WHERE task <> case_id AND (next_at IS NOT NULL OR closed_at IS NULL) ORDER BY seq, task LIMIT 2000
                """
        )
    }

    private static func line(_ row: Row) -> Line {
        func instant(_ column: String) -> Instant? {
            (row[column] as Int64?).map { Instant(milliseconds: $0) }
        }
        return Line(
            id: row["id"],
            type: row["type"],
            subject: row["subject"],
            publisher: row["publisher"],
            externalId: row["external_id"],
            openedAt: instant("opened_at") ?? Instant(milliseconds: 0),
            due: instant("due"),
            closedAt: instant("closed_at"),
            outcome: row["outcome"],
            isOpen: (row["closed_at"] as Int64?) == nil,
            clockStopped: row["stopped"]
        )
    }
}
