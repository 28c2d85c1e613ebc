import Casework
import Contracts
import EventStore
import GRDB

/// The gate that every deed of a person passes.
extension Desk {
    /// A hurdle that some deeds do not have.
    enum Hurdle: Sendable {
        case role
        case fourEyes
        case holder
    }

    /// Looks whether `person` may do something to the task now, asks what, and records it.
    func act(
        on key: TaskKey,
        by person: Person,
        in tx: Transaction,
        whileIn state: DeskTask.State = .open,
        inAnyState: Bool = false,
        ignoring ignored: Set<Hurdle> = [],
        _ decide: (DeskTask) throws -> Result<Deed, Refusal>
    ) throws -> Result<Accepted, Refusal> {
        guard person.agency == agency else { return .failure(.otherAgency()) }
        guard let task = try TaskTable.fetch(key, in: tx.db) else { return .failure(.taskNotFound()) }
        guard inAnyState || task.state == state else { return .failure(.taskNotOpen(task.state)) }
        var objections = try entitlement(task, in: tx.db).objections(to: person)
        // A reader is never a doer; the role that the step wants is another matter.
        if ignored.contains(.role), person.mayAct { objections.removeAll { $0.code == "ROLE_MISSING" } }
        if ignored.contains(.fourEyes) { objections.removeAll { $0.code == "FOUR_EYES" } }
        guard objections.isEmpty else { return .failure(Refusal(.forbidden, objections)) }
        if !ignored.contains(.holder), let holder = task.report.holder, holder != person.id,
            try !Absences.stands(person.id, inFor: holder, at: tx.now, in: tx.db)
        {
            return .failure(.taskHeld())
        }
        switch try decide(task) {
        case .failure(let refusal): return .failure(refusal)
        case .success(let deed): return .success(try record(deed, on: task, by: person.id, unit: person.unit, in: tx))
        }
    }

    func entitlement(_ task: DeskTask, in db: Database) throws -> Entitlement {
        let steps = rules.separated(task.content.caseType, task.content.step)
        return Entitlement(task: task, separated: try TaskTable.authors(of: steps, caseID: task.key.caseID, in: db))
    }

    /// Records a deed that passed, and tells whoever must hear of it.
    @discardableResult
    func record(
        _ deed: Deed,
        on task: DeskTask,
        by person: String,
        unit: String,
        in tx: Transaction
    ) throws -> Accepted {
        let entry = try tx.record(
            EntryKind.act.rawValue,
            case: task.key.caseID,
            ActEntry(task: task.key, by: person, unit: unit, deed: deed)
        )
        guard let after = try TaskTable.fetch(task.key, in: tx.db) else { throw DeskError.taskMissing(task.key) }
        return Accepted(task: task.key, state: after.state, report: after.report, n: entry.n)
    }

    /// The fields as they may leave the agency, and what was taken out of them.
    ///
    /// Only what people typed is screened: ids, dates, choices and files keep their form.
    func release(
        _ fields: [String: Value],
        of task: DeskTask,
        in db: Database
    ) throws -> (fields: [String: Value], marks: [Released.Mark]) {
        let names = try names(ofCase: task.key.caseID, in: db)
        let typed: Set<String> = ["line", "text", "item"]
        var marks: [Released.Mark] = []
        var released = fields
        for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
            let type = task.content.form.fields.first { $0.name == name }?.type ?? "text"
            guard typed.contains(type) else { continue }
            released[name] = release(value, names: names) { mark in
                marks.append(Released.Mark(field: name, kind: mark.kind))
            }
        }
        return (released, marks)
    }

    private func release(_ value: Value, names: Set<String>, _ note: (Released.Mark) -> Void) -> Value {
        switch value {
        case .text(let text):
            let released = practice.release(text, names: names)
            released.marks.forEach(note)
            return .text(released.text)
        case .list(let values): return .list(values.map { release($0, names: names, note) })
        case .object(let members):
            // A file names its hash: nothing in it was typed.
            return members["sha256"] == nil ? .object(members.mapValues { release($0, names: names, note) }) : value
        case .null, .bool, .integer, .decimal: return value
        }
    }
}
