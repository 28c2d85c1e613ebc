import Casework
import Contracts
package import EventStore

/// Requests for a ruling; the task stays open until the coordinator has ruled (a unit may not refuse before, F10).
extension Desk {
    /// Asks that a task go to somebody else (退回).
    package func requestReturn(
        _ key: TaskKey,
        reason: String,
        basis: String,
        suggestedAgency: String? = nil,
        by person: Person,
        in tx: Transaction
    ) throws -> Result<Accepted, Refusal> {
        try request(
            .return,
            reason: reason,
            basis: basis,
            suggestedAgency: suggestedAgency,
            on: key,
            by: person,
            in: tx
        ) {
            task in
            guard task.content.mayReturn else {
                return [Problem("RETURN_NOT_ALLOWED", zh: "该步骤不得退回", en: "This step cannot be returned")]
            }
            var problems = TextRule.problems(basis, at: "/basis")
            if suggestedAgency == agency {
                problems.append(
                    Problem(
                        "RETURN_TO_SELF",
                        at: "/suggestedAgency",
                        zh: "不得建议退回本机关",
                        en: "It cannot be suggested to this agency itself"
                    )
                )
            }
            return problems + practice.objections(toReturning: task)
        }
    }

    /// Asks for more time; before the deadline and by a leader (domain.md 2.0, rule 8).
    package func extend(
        _ key: TaskKey,
        term: String,
        reason: String,
        by person: Person,
        in tx: Transaction
    ) throws -> Result<Accepted, Refusal> {
        try request(.extend, reason: reason, term: term, on: key, by: person, in: tx) { task in
            guard task.content.mayExtend else {
                return [Problem("EXTEND_NOT_ALLOWED", zh: "该步骤不得延期", en: "This step cannot be extended")]
            }
            var problems: [Problem] = []
            if !person.roles.contains(.leader) {
                problems.append(
                    Problem("LEADER_NEEDED", zh: "延期须由负责人申请", en: "A leader asks for more time")
                )
            }
            if let due = task.standing.policyDue ?? task.standing.due, tx.now > due {
                problems.append(
                    Problem(
                        "EXTENSION_TOO_LATE",
                        zh: "已过期限，不再受理延期",
                        en: "The deadline has passed; it is too late to extend it"
                    )
                )
            }
            if !TermText.isTerm(term) {
                problems.append(
                    Problem(
                        "TERM_FORMAT",
                        at: "/term",
                        zh: "期限应写作10wd、15d、3mo或24h",
                        en: "A term is written like 10wd, 15d, 3mo or 24h"
                    )
                )
            }
            return problems
        }
    }

    /// Asks that the clock be stopped for one of the reasons that the step allows.
    package func pause(
        _ key: TaskKey,
        reason: String,
        by person: Person,
        in tx: Transaction
    ) throws -> Result<Accepted, Refusal> {
        try request(.pause, reason: reason, on: key, by: person, in: tx) { task in
            guard !task.content.pauses.contains(reason) else { return [] }
            let allowed = task.content.pauses.joined(separator: ", ")
            return [
                Problem(
                    "PAUSE_NOT_ALLOWED",
                    at: "/reason",
                    zh: allowed.isEmpty ? "该步骤不得挂起" : "挂起事由须为：\(allowed)",
                    en: allowed.isEmpty ? "This step cannot be paused" : "The reason must be one of \(allowed)"
                )
            ]
        }
    }

    /// Says why the task is late; the notices that press for an explanation do not come (domain notes, 2.0, rule 11).
    package func explain(
        _ key: TaskKey,
        reason: String,
        by person: Person,
        in tx: Transaction
    ) throws -> Result<Accepted, Refusal> {
        try request(.explain, reason: reason, on: key, by: person, in: tx) { _ in [] }
    }

    private func request(
        _ kind: StepReport.Request.Kind,
        reason: String,
        basis: String? = nil,
        suggestedAgency: String? = nil,
        term: String? = nil,
        on key: TaskKey,
        by person: Person,
        in tx: Transaction,
        _ objections: (DeskTask) -> [Problem]
    ) throws -> Result<Accepted, Refusal> {
        var asked: (deed: Deed, task: DeskTask, marks: [Released.Mark])?
        let result = try act(on: key, by: person, in: tx, ignoring: kind == .extend ? [.role, .fourEyes, .holder] : [])
        {
            task in
            guard !task.awaitsRuling(on: kind) else { return .failure(.requestPending()) }
            let problems = TextRule.problems(reason, at: "/reason") + objections(task)
            guard problems.isEmpty else { return .failure(Refusal(.invalid, problems)) }
            let typed = ["reason": Value.text(reason), "basis": Value.text(basis ?? "")]
            let released = try release(typed, of: task, in: tx.db)
            let request = StepReport.Request(
                id: "\(kind.rawValue)-\(task.report.requests.count + 1)",
                kind: kind,
                act: StepReport.Act(by: person.id, unit: person.unit, at: tx.now),
                reason: released.fields["reason"]?.text ?? "",
                basis: basis.flatMap { _ in released.fields["basis"]?.text },
                suggestedAgency: suggestedAgency,
                term: term
            )
            asked = (.request(request), task, released.marks)
            return .success(.request(request))
        }
        if case .success = result, let asked {
            try practice.keep(asked.deed, on: asked.task, by: person.id, released: asked.marks, in: tx)
        }
        return result
    }
}

/// The lengths of time that may be asked for.
enum TermText {
    /// True for `24h`, `10wd`, `0.5wd`, `15d`, `3mo`.
    static func isTerm(_ text: String) -> Bool {
        for unit in ["wd", "mo", "h", "d"] where text.hasSuffix(unit) {
            let number = text.dropLast(unit.count)
            if unit == "wd", number == "0.5" { return true }
            guard !number.isEmpty, number.utf8.allSatisfy({ (48...57).contains($0) }), let count = Int(number) else {
                return false
            }
            return (1...999).contains(count)
        }
        return false
    }
}
