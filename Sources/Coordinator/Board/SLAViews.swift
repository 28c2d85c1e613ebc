import Casework
import Contracts
import Desk
import EventStore
import GRDB

/// What the board shows of clocks: what breaches next, what waits for a ruling, why a due date is what it is.
struct SLAViews: Sendable {
    let library: Library
    let calendars: Calendars
    /// Names by person id, for sentences.
    let people: [String: String]

    /// One open clock.
    struct Line: Codable, Sendable {
        var task: String
        var caseID: String
        /// What the case is about.
        var subject: String
        var title: Words
        var agency: String
        var unit: String?
        var isLead: Bool
        var holder: String?
        var due: Instant?
        /// What is left: working days for a term of days, hours and minutes for the others.
        var left: Words?
        var isOverdue: Bool
        /// The reason of a pause that lasts.
        var paused: Words?
        var cards: [String]

        private enum CodingKeys: String, CodingKey {
            case task, subject, title, agency, unit, isLead, holder, due, left, isOverdue, paused, cards
            case caseID = "case"
        }
    }

    /// Which clocks are asked for.
    struct Filter: Sendable {
        var agency: String?
        var unit: String?
        /// The lead's own clocks, or the co-handlers'.
        var isLead: Bool?
        /// Only clocks that end before a moment.
        var before: Instant?
        var limit: Int
    }

    /// A request that nobody has ruled on.
    struct Waiting: Codable, Sendable {
        var task: String
        var caseID: String
        var title: Words
        var agency: String
        /// The request's id, for the ruling.
        var request: String
        var kind: String
        var askedBy: String
        var askedAt: Instant
        var reason: String
        var basis: String?
        var suggestedAgency: String?
        var term: String?
        var due: Instant?
        /// Who has to consent before it may be granted.
        var consent: Words?
        /// Until when it is to be ruled on.
        var rulingDue: Instant?
        var isRulingLate: Bool

        private enum CodingKeys: String, CodingKey {
            case task, title, agency, request, kind, askedBy, askedAt, reason, basis, suggestedAgency, term, due
            case consent, rulingDue, isRulingLate
            case caseID = "case"
        }
    }

    /// Open clocks, what breaches next first; a clock that stands still comes last.
    func board(_ filter: Filter, at now: Instant, in db: Database) throws -> [Line] {
        var conditions = ["1"]
        var arguments = StatementArguments()
        if let agency = filter.agency {
            conditions.append("agency = ?")
            arguments += [agency]
        }
        if let unit = filter.unit {
            conditions.append("unit = ?")
            arguments += [unit]
        }
        if let isLead = filter.isLead {
            conditions.append("is_lead = ?")
            arguments += [isLead]
        }
        if let before = filter.before {
            // In the words of the index.
            conditions.append("(paused IS NOT NULL) = 0 AND (due IS NULL) = 0 AND due <= ?")
            arguments += [before.milliseconds]
        }
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT case_id, task FROM clocks WHERE \(conditions.joined(separator: " AND "))
                ORDER BY paused IS NOT NULL, due IS NULL, due, seq LIMIT ?
                """,
            arguments: arguments + [filter.limit]
        )
        let calendar = try calendars.current(in: db)
        return try rows.compactMap { row in
            let caseID: String = row["case_id"]
            guard let state = try CaseBook.row(caseID, in: db)?.state,
                let workflow = try library.workflow(state.workflow, state.workflowVersion, in: db)
            else { return nil }
            if let clock = state.clock, row["task"] == caseID {
                return line(clock, of: state, workflow, calendar, at: now)
            }
            return state.openTasks.first { $0.ref.id(in: caseID) == row["task"] }
                .map { line($0, of: state, workflow, calendar, at: now) }
        }
    }

    private func line(
        _ clock: CaseClock,
        of state: Case,
        _ workflow: Workflow,
        _ calendar: WorkingCalendar,
        at now: Instant
    ) -> Line {
        let due = clock.deadline.due
        let step = workflow[clock.step]?.title ?? Words(zh: clock.step, en: clock.step)
        return Line(
            task: state.id,
            caseID: state.id,
            subject: state.subject,
            title: Words(zh: "全案（\(step.zh)）", en: "The case (\(step.en))"),
            agency: state.lead(by: workflow) ?? "coordinator",
            unit: nil,
            isLead: true,
            holder: nil,
            due: due?.at,
            left: due.map { calendar.timeLeft(until: $0, at: now) },
            isOverdue: due.map { $0.at <= now } ?? false,
            paused: nil,
            cards: []
        )
    }

    private func line(
        _ task: CaseTask,
        of state: Case,
        _ workflow: Workflow,
        _ calendar: WorkingCalendar,
        at now: Instant
    ) -> Line {
        let due = task.deadline?.due
        return Line(
            task: task.ref.id(in: state.id),
            caseID: state.id,
            subject: state.subject,
            title: workflow[task.ref.step]?.title ?? Words(zh: task.ref.step, en: task.ref.step),
            agency: task.holder.agency,
            unit: task.holder.unit,
            isLead: task.holder.isLead,
            holder: task.person.map { people[$0] ?? $0 },
            due: due?.at,
            left: due.map { calendar.timeLeft(until: $0, at: task.pausedAt ?? now) },
            isOverdue: due.map { $0.at <= (task.pausedAt ?? now) } ?? false,
            paused: task.pauseReason.map { reason in
                workflow.vocabulary.words(.pause, reason)
            },
            cards: task.cards
        )
    }

    /// What waits for a ruling, oldest cases first.
    func inbox(at now: Instant, in db: Database) throws -> [Waiting] {
        let rows = try Row.fetchAll(db, sql: "SELECT case_id, task FROM clocks WHERE waits > 0 ORDER BY seq LIMIT 500")
        return try rows.flatMap { row -> [Waiting] in
            let caseID: String = row["case_id"]
            guard let state = try CaseBook.row(caseID, in: db)?.state,
                let task = state.openTasks.first(where: { $0.ref.id(in: caseID) == row["task"] })
            else { return [] }
            let workflow = try library.workflow(state.workflow, state.workflowVersion, in: db)
            return task.requests.filter { $0.granted == nil }.map { asked in
                let consent = asked.request.kind == .extend ? workflow?[task.ref.step]?.allow.extend?.consent : nil
                return Waiting(
                    task: task.ref.id(in: caseID),
                    caseID: caseID,
                    title: workflow?[task.ref.step]?.title ?? Words(zh: task.ref.step, en: task.ref.step),
                    agency: task.holder.agency,
                    request: asked.request.id,
                    kind: asked.request.kind.rawValue,
                    askedBy: people[asked.request.act.by] ?? asked.request.act.by,
                    askedAt: asked.request.act.at,
                    reason: asked.request.reason,
                    basis: asked.request.basis,
                    suggestedAgency: asked.request.suggestedAgency,
                    term: asked.request.term,
                    due: task.deadline?.due?.at,
                    consent: consent.flatMap { workflow?.vocabulary.recipient($0) },
                    rulingDue: asked.rulingDue,
                    isRulingLate: asked.rulingDue.map { $0 <= now } ?? false
                )
            }
        }
    }

    /// Every clock of a case with each of its days; nil when there is no such case.
    func explain(_ caseID: String, step: String?, at now: Instant, in db: Database) throws -> [ClockExplanation]? {
        guard let state = try CaseBook.row(caseID, in: db)?.state,
            let workflow = try library.workflow(state.workflow, state.workflowVersion, in: db)
        else { return nil }
        let facts = try Store.entries(of: caseID, in: db).filter { $0.kind == CaseFacts.kind }.flatMap { entry in
            try entry.decode(CaseFacts.self).facts.map { (fact: $0, at: entry.at) }
        }
        let clocks = try state.clocks(
            facts,
            by: workflow,
            calendar: { try $0 < now ? calendars.calendar(at: $0, in: db) : calendars.current(in: db) },
            people: people,
            at: now
        )
        return clocks.filter { clock in
            step.map { clock.task.hasPrefix("\(caseID).\($0).") || ($0 == "case" && clock.task == caseID) } ?? true
        }
    }
}

extension WorkingCalendar {
    /// The time that is left until a due date, as a person reads it: that of the desk, hours and minutes for a term of those.
    fileprivate func timeLeft(until due: Deadline.Due, at now: Instant) -> Words {
        guard due.span.isHours else { return TimeLeft(until: due.at, from: now, isWorkingDay: isWorkingDay).words }
        let isOver = due.at <= now
        let minutes = abs(due.at.milliseconds - now.milliseconds) / 60_000
        let text = Span.minutes(Int(minutes)).clock
        return isOver ? Words(zh: "已超期\(text.zh)", en: "overdue by \(text.en)") : text
    }
}

extension Span {
    /// Minutes as hours and minutes: `2小时5分`.
    fileprivate var clock: Words {
        guard case .minutes(let count) = self, count >= 60 else { return words }
        return Words(zh: "\(count / 60)小时\(count % 60)分", en: "\(count / 60) h \(count % 60) min")
    }
}
