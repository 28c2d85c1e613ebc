import Casework
import CaseworkTesting
import Contracts
import EventStore
import GRDB
import Synchronization

@testable import Coordinator
@testable import Desk
@testable import Fleet

/// The people of one desk: they look at what lies there and do something with it, wisely or not.
struct SimulatedPeople {
    let world: World
    let witness: Witness

    /// What somebody may do with a task; completing is the most frequent.
    private enum Wish: CaseIterable {
        case sign
        case claim
        case complete
        case giveBack
        case extend
        case pause
        case note
        case draft
        case assign
    }

    /// Somebody of the process's desk does something; false when nothing lies there.
    ///
    /// Diligent people only finish what they can.
    func act(at process: SimulatedProcess, isDiligent: Bool, by chance: inout SeededGenerator) throws -> Bool {
        guard let life = process.life, let desk = SimulatedPeople.desk(of: life.engine.office) else { return false }
        let keys = try life.store.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT case_id, step, instance, attempt, undo, state FROM desk_task WHERE state IN ('open', 'offered')
                    ORDER BY case_order, case_id, step, instance, attempt, undo
                    """
            ).map { row in
                (
                    TaskKey(
                        caseID: row["case_id"],
                        step: row["step"],
                        instance: row["instance"],
                        attempt: row["attempt"],
                        isUndo: row["undo"]
                    ),
                    isOffer: row["state"] as String == "offered"
                )
            }
        }
        let candidates = isDiligent ? try open(keys.filter { !$0.isOffer }, in: life.store) : keys
        guard let (key, isOffer) = candidates.randomElement(using: &chance) else { return false }
        let wish: Wish? = isDiligent || chance.next() % 3 > 0 ? .complete : Wish.allCases.randomElement(using: &chance)
        let roll = chance.next()
        let person = try somebody(for: key, at: process.owner, desk, life.store, isDiligent: isDiligent, roll)
        guard let person else { return false }
        let colleague = world.people(of: process.owner).randomElement(using: &chance) ?? person
        let answer = try answer(to: key, by: person, desk, life.store, isDiligent: isDiligent, time: process, roll)
        perform(at: process, on: key) { tx in
            if isOffer { return try desk.raise(key, by: person, in: tx) }
            switch wish ?? .complete {
            case .sign: return try desk.sign(key, by: person, in: tx)
            case .claim: return try desk.claim(key, by: person, in: tx)
            case .assign: return try desk.assign(key, to: colleague, by: person, in: tx)
            case .note: return try desk.note(key, "电话沟通", by: person, in: tx)
            case .draft: return try desk.draft(key, ["text": "草稿"], by: person, in: tx)
            case .pause: return try desk.pause(key, reason: "awaiting-material", by: person, in: tx)
            case .extend: return try desk.extend(key, term: "2wd", reason: "情况复杂", by: person, in: tx)
            case .giveBack:
                return try desk.requestReturn(
                    key,
                    reason: "不属本单位职责",
                    basis: "职责分工",
                    suggestedAgency: World.agencies[Int(roll % 4)],
                    by: person,
                    in: tx
                )
            case .complete:
                return try desk.complete(
                    key,
                    outcome: answer["outcome"]?.text ?? "",
                    fields: answer["fields"]?.object ?? [:],
                    onBehalfOf: answer["onBehalfOf"]?.text,
                    by: person,
                    in: tx
                )
            }
        }
        return true
    }

    /// Those that somebody can end: not those that end with the case that they opened, or with their register's last entry.
    private func open(
        _ keys: [(TaskKey, isOffer: Bool)],
        in store: Store
    ) throws -> [(TaskKey, isOffer: Bool)] {
        try store.read { db in
            try keys.filter { key, _ in
                guard let task = try TaskTable.fetch(key, in: db) else { return false }
                return !task.isDecidedByChild && task.content.register == nil
            }
        }
    }

    /// Brings an act to the process and notes what the person is told.
    private func perform(
        at process: SimulatedProcess,
        on key: TaskKey,
        _ deed: @escaping @Sendable (Transaction) throws -> Result<Accepted, Refusal>
    ) {
        let (owner, witness) = (process.owner, witness)
        let box = Box<Result<Accepted, Refusal>?>(nil)
        process.post(
            Engine.Work(run: { tx in
                let result = try deed(tx)
                box.value.withLock { $0 = result }
            }) { progress in
                guard case .safe = progress, let result = box.value.withLock({ $0 }) else { return }
                switch result {
                case .success(let accepted):
                    let document = accepted.report.completed?.document
                    witness.said(
                        Witness.Act(owner: owner, n: accepted.n, task: key.id, word: "act", number: document)
                    )
                case .failure(let refusal):
                    for problem in refusal.problems { witness.refused("\(problem.code) \(problem.pointer)") }
                }
            }
        )
    }

    /// Who does it: anybody when people are careless, somebody entitled when they are diligent.
    private func somebody(
        for key: TaskKey,
        at owner: String,
        _ desk: Desk,
        _ store: Store,
        isDiligent: Bool,
        _ roll: UInt64
    ) throws -> Registry.Person? {
        let people = world.people(of: owner)
        guard !people.isEmpty else { return nil }
        let first = Int(roll % UInt64(people.count))
        let order = people[first...] + people[..<first]
        guard isDiligent || roll % 5 > 0 else { return order.first }
        return try store.read { db in
            guard let task = try TaskTable.fetch(key, in: db) else { return nil }
            let entitlement = try desk.entitlement(task, in: db)
            // Who holds it goes on with it, unless he may not.
            let able = order.filter { entitlement.objections(to: $0).isEmpty }
            return able.first { $0.id == task.report.holder } ?? able.first
        }
    }

    private func answer(
        to key: TaskKey,
        by person: Registry.Person,
        _ desk: Desk,
        _ store: Store,
        isDiligent: Bool,
        time process: SimulatedProcess,
        _ roll: UInt64
    ) throws -> Value {
        let now = process.time.now()
        return try store.read { db in
            guard let task = try TaskTable.fetch(key, in: db) else { return .null }
            let setting = PracticeSetting(
                task: task,
                person: person.id,
                now: now,
                names: try desk.names(ofCase: key.caseID, in: db),
                db: db
            )
            let outcomes = task.content.outcomes
            guard !outcomes.isEmpty else { return .null }
            // The last is the one that goes on: at random, hardly a vote would come as far as its ballot.
            let goesOn = task.content.caseType == "owners-vote" && roll / 3 % 8 > 0
            let outcome = outcomes[goesOn ? outcomes.count - 1 : Int(roll / 7 % UInt64(outcomes.count))]
            return try AnswerSchema(rules: desk.rules, practice: desk.practice).example(of: outcome, in: setting)
        }
    }

    static func desk(of office: any Office) -> Desk? {
        if let agency = office as? AgencyOffice { return agency.desk }
        return (office as? CoordinatorOffice)?.desk
    }
}

/// A value that closures share.
final class Box<Value: Sendable>: Sendable {
    let value: Mutex<Value>

    init(_ value: Value) { self.value = Mutex(value) }
}
