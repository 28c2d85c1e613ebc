import Casework
package import EventStore
package import GRDB

/// An agency's task queue: what the coordinator asked of it, what its people did, and the numbers it gave.
///
/// The coordinator has tasks too (register, assign, evaluate on the deputy's behalf) and embeds a desk of its own.
package struct Desk: Fold {
    package let practice: any Practice
    package let rules: DeskRules
    let numbers = NumberRegister()

    package init(practice: any Practice, rules: DeskRules) {
        self.practice = practice
        self.rules = rules
    }

    /// The agency's id (`civil-affairs`).
    package var agency: String { practice.agency }

    package var kinds: Set<String> { Set(EntryKind.allCases.map(\.rawValue)).union(practice.kinds) }

    package var tables: [String] {
        TaskTable.names + [NumberRegister.table] + FileRegister.tables + [Absences.table] + practice.tables
    }

    package func create(in db: Database) throws {
        try TaskTable.create(in: db)
        try numbers.create(in: db)
        try FileRegister.create(in: db)
        try Absences.create(in: db)
        try practice.create(in: db)
    }

    package func fold(_ entry: Entry, in db: Database) throws -> [Outgoing] {
        guard let kind = EntryKind(rawValue: entry.kind) else {
            try practice.fold(entry, in: db)
            return try practice.messages(of: entry)
        }
        switch kind {
        case .assignment:
            return try fold(entry.decode(AssignmentEntry.self), entry, in: db)
        case .answer:
            let key = try entry.decode(AnswerEntry.self).task
            return try messages(TaskTable.fetch(key, in: db), entry)
        case .act:
            return try fold(entry.decode(ActEntry.self), entry, in: db)
        case .number:
            try numbers.fold(entry.decode(NumberRegister.Issued.self), entry, in: db)
            return []
        case .numberVoid:
            try numbers.fold(entry.decode(NumberRegister.Voided.self), at: entry.at, in: db)
            return []
        case .file:
            try FileRegister.fold(entry.decode(FileRegister.Stored.self), at: entry.at, in: db)
            return []
        case .absence:
            try Absences.fold(entry.decode(Absences.Entry.self), in: db)
            return []
        }
    }

    private func fold(_ body: AssignmentEntry, _ entry: Entry, in db: Database) throws -> [Outgoing] {
        let key = TaskKey(body.assignment.content)
        var task = try TaskTable.fetch(key, in: db)
        let isNew = task == nil
        let isAnswer = task?.isAnswered(by: body.assignment.standing) ?? false
        if isNew { try TaskTable.supersede(before: key, in: db) }
        task?.take(body.assignment, epoch: body.epoch)
        var current = task ?? DeskTask(body.assignment, epoch: body.epoch)
        // An attempt that was overtaken before it came: nobody works on it, but its standing is echoed like any other.
        if isNew {
            current.isSuperseded = try TaskTable.latestAttempt(of: key, in: db).map { $0 > key.attempt } ?? false
        }
        current.trace = body.traceparent ?? current.trace
        try TaskTable.save(current, in: db)
        try practice.follow(current, in: db)
        try FileRegister.list(current.content.fields, for: key, in: db)
        // Nobody will say anything more of a task that is over, so its last standing is echoed at once; that of an open
        // one is echoed by the next report, or when the coordinator asks by repeating itself. What answers our own
        // completion needs no echo: we would have gone on asking for it.
        return current.isOver && !isAnswer ? try messages(current, entry) : []
    }

    private func fold(_ body: ActEntry, _ entry: Entry, in db: Database) throws -> [Outgoing] {
        guard var task = try TaskTable.fetch(body.task, in: db) else { throw DeskError.taskMissing(body.task) }
        task.apply(body.deed, StepReport.Act(by: body.by, unit: body.unit, at: entry.at))
        try TaskTable.save(task, in: db)
        try practice.follow(task, in: db)
        try TaskTable.remember(body, entry, in: db)
        if case .complete(let answer) = body.deed { try FileRegister.list(answer.fields, for: body.task, in: db) }
        return body.deed.isReported ? try messages(task, entry) : []
    }

    private func messages(_ task: DeskTask?, _ entry: Entry) throws -> [Outgoing] {
        guard let task else { return [] }
        return [try ReportMessage(agency: agency, task: task, time: entry.at, epoch: entry.epoch).outgoing()]
    }
}

/// What cannot happen while the log is whole.
package enum DeskError: Error {
    /// An act on a task that no assignment ever opened.
    case taskMissing(TaskKey)
}
