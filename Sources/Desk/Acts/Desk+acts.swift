package import Casework
import Contracts
package import EventStore

/// What people do to tasks. Each is one entry; each that the coordinator must hear of sends the full snapshot.
///
/// A refusal is a value; what is thrown is a failure of the machine.
extension Desk {
    /// Signs for a task (签收).
    package func sign(_ key: TaskKey, by person: Person, in tx: Transaction) throws -> Result<Accepted, Refusal> {
        try act(on: key, by: person, in: tx) { task in
            task.report.signed == nil ? .success(.sign) : .failure(.alreadySigned())
        }
    }

    /// Takes a task for oneself, and signs for it if nobody has.
    package func claim(_ key: TaskKey, by person: Person, in tx: Transaction) throws -> Result<Accepted, Refusal> {
        try act(on: key, by: person, in: tx) { _ in .success(.claim) }
    }

    /// Hands a task to a colleague: whoever holds it may, and a reviewer or a leader, whoever holds it.
    package func assign(
        _ key: TaskKey,
        to colleague: Person,
        by person: Person,
        in tx: Transaction
    ) throws -> Result<Accepted, Refusal> {
        try act(on: key, by: person, in: tx, ignoring: [.role, .fourEyes, .holder]) { task in
            guard person.mayAssign || task.report.holder == person.id else {
                return .failure(
                    Refusal(
                        .forbidden,
                        Problem(
                            "ROLE_MISSING",
                            zh: "只有经办人本人、审核人或负责人可以交办",
                            en: "Only its holder, a reviewer or a leader hands it over"
                        )
                    )
                )
            }
            guard colleague.agency == agency else { return .failure(.otherAgency()) }
            let objections = try entitlement(task, in: tx.db).objections(to: colleague)
            guard objections.isEmpty else {
                return .failure(Refusal(.invalid, objections.map { $0.at("/to") }))
            }
            return .success(.assign(to: colleague.id))
        }
    }

    /// Writes something down for colleagues; it stays in the agency.
    package func note(
        _ key: TaskKey,
        _ text: String,
        by person: Person,
        in tx: Transaction
    ) throws -> Result<Accepted, Refusal> {
        try act(on: key, by: person, in: tx, inAnyState: true, ignoring: [.role, .fourEyes, .holder]) { _ in
            let problems = TextRule.problems(text, at: "/text")
            return problems.isEmpty ? .success(.note(text)) : .failure(Refusal(.invalid, problems))
        }
    }

    /// Notes that somebody looks at contact data, and why (design section 5, classes `contact`, `parties`, `reporter`).
    package func reveal(
        _ key: TaskKey,
        reason: String,
        by person: Person,
        in tx: Transaction
    ) throws -> Result<Accepted, Refusal> {
        try act(on: key, by: person, in: tx, inAnyState: true, ignoring: [.role, .fourEyes, .holder]) { _ in
            let problems = TextRule.problems(reason, at: "/reason")
            return problems.isEmpty ? .success(.reveal(reason)) : .failure(Refusal(.invalid, problems))
        }
    }

    /// Keeps unfinished work, unchecked, for whoever holds the task next: what was typed is never lost.
    package func draft(
        _ key: TaskKey,
        _ fields: [String: Value],
        by person: Person,
        in tx: Transaction
    ) throws -> Result<Accepted, Refusal> {
        try act(on: key, by: person, in: tx) { task in
            .success(.draft(try release(fields, of: task, in: tx.db).fields))
        }
    }

    /// Takes up an offer; the step opens when the coordinator says so.
    package func raise(_ key: TaskKey, by person: Person, in tx: Transaction) throws -> Result<Accepted, Refusal> {
        try act(on: key, by: person, in: tx, whileIn: .offered) { task in
            guard !task.report.isRaised else {
                return .failure(
                    Refusal(.conflict, Problem("ALREADY_RAISED", zh: "已经启动", en: "It has been raised already"))
                )
            }
            return .success(.raise)
        }
    }
}

extension Problem {
    /// The same problem at another place.
    func at(_ pointer: String) -> Problem {
        var copy = self
        copy.pointer = pointer
        return copy
    }
}
