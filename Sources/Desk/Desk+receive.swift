package import Casework
package import EventStore
package import GRDB

extension Desk {
    /// What became of an assignment; all but `applied` are counted by the caller.
    package enum Arrival: String, CaseIterable, Sendable {
        /// New: the task or its standing changed.
        case applied
        /// Seen before: answered with the current snapshot.
        case repeated
        /// Older than what is known: ignored.
        case stale
        /// For another agency: ignored.
        case foreign
    }

    /// Takes an assignment, a standing, a revocation or an undo (design rule S).
    ///
    /// `epoch` is the life of the coordinator's file that said it and orders before everything else; `causation` is the
    /// id of the message, `traceparent` its trace context.
    package func receive(
        _ assignment: Assignment,
        epoch: Int64,
        causation: String,
        traceparent: String? = nil,
        in tx: Transaction
    ) throws -> Arrival {
        guard assignment.content.agency == agency else { return .foreign }
        let key = TaskKey(assignment.content)
        if let known = try TaskTable.fetch(key, in: tx.db) {
            if (known.epoch, known.standing.sequence) == (epoch, assignment.standing.sequence) {
                try answer(key, causation: causation, in: tx)
                return .repeated
            }
            guard known.isOlder(than: assignment, epoch: epoch) else { return .stale }
        }
        try tx.record(
            EntryKind.assignment.rawValue,
            case: key.caseID,
            AssignmentEntry(
                assignment: assignment,
                epoch: epoch,
                causation: causation,
                traceparent: traceparent
            )
        )
        try endByRule(key, in: tx)
        return .applied
    }

    private func answer(_ key: TaskKey, causation: String, in tx: Transaction) throws {
        try tx.record(EntryKind.answer.rawValue, case: key.caseID, AnswerEntry(task: key, causation: causation))
    }

    /// A `rule:` step needs nobody; when its rule declines, it stays on the desk.
    private func endByRule(_ key: TaskKey, in tx: Transaction) throws {
        guard let task = try TaskTable.fetch(key, in: tx.db), task.state == .open, let rule = task.content.rule,
            let answer = try practice.decide(rule, in: setting(task, person: "rule:\(rule)", in: tx))
                ?? SharedRules.decide(rule, task)
        else { return }
        try finish(task, answer, by: "rule:\(rule)", in: tx)
        for (key, answer) in try practice.alsoDecided(by: rule, with: task, in: tx.db) {
            guard let other = try TaskTable.fetch(key, in: tx.db), other.state == .open else { continue }
            try finish(other, answer, by: "rule:\(rule)", in: tx)
        }
    }

    /// The surroundings of an act.
    func setting(_ task: DeskTask, person: String, in tx: Transaction) throws -> PracticeSetting {
        PracticeSetting(
            task: task,
            person: person,
            now: tx.now,
            names: try names(ofCase: task.key.caseID, in: tx.db),
            db: tx.db
        )
    }

    /// The people whom the agency's file of a case names: values of fields whose class names people.
    package func names(ofCase caseID: String, in db: Database) throws -> Set<String> {
        var names: Set<String> = []
        for task in try TaskTable.tasks(ofCase: caseID, in: db) {
            let own = task.report.completed?.fields ?? [:]
            for (field, value) in task.content.fields.merging(own, uniquingKeysWith: { _, own in own }) {
                let fieldClass =
                    task.content.form.fields.first { $0.name == field }?.fieldClass
                    ?? rules.fieldClass(task.content.caseType, field)
                guard let fieldClass, DeskRules.namingClasses.contains(fieldClass) else { continue }
                names.formUnion(Desk.names(in: value))
            }
        }
        return names
    }

    /// Texts that can be names: a single sign or a number would mask half of every text.
    package static func names(in value: Value) -> Set<String> {
        switch value {
        case .text(let text):
            (2...20).contains(text.count) && !text.utf8.contains { (48...57).contains($0) } ? [text] : []
        case .list(let values): values.reduce(into: []) { $0.formUnion(names(in: $1)) }
        case .object(let members): members["name"].map(names(in:)) ?? []
        case .null, .bool, .integer, .decimal: []
        }
    }
}
