package import Casework
import Contracts
package import EventStore
import GRDB

extension Desk {
    /// Ends a task with an outcome; all that is wrong with the answer is told at once.
    package func complete(
        _ key: TaskKey,
        outcome: String,
        fields: [String: Value],
        onBehalfOf: String? = nil,
        by person: Person,
        in tx: Transaction
    ) throws -> Result<Accepted, Refusal> {
        var kept: (task: DeskTask, answer: Deed.Answer, marks: [Released.Mark], warnings: [Problem])?
        let result = try act(on: key, by: person, in: tx) { task in
            guard !task.isDecidedByChild else { return .failure(.childDecides(task.standing.child)) }
            guard task.content.register == nil else { return .failure(.answeredByRegister()) }
            // What is checked is what leaves.
            let released = try release(fields.filter { $0.value != .null }, of: task, in: tx.db)
            var answer = Deed.Answer(
                outcome: outcome,
                fields: released.fields,
                onBehalfOf: onBehalfOf ?? task.content.party
            )
            let problems = try problems(in: &answer, on: task, by: person, in: tx)
            guard problems.allSatisfy({ $0.severity == .warning }) else {
                return .failure(Refusal(.invalid, problems))
            }
            answer = try numbered(answer, of: task, in: tx)
            kept = (task, answer, released.marks, problems)
            return .success(.complete(answer))
        }
        guard case .success(var accepted) = result, let kept else { return result }
        try practice.keep(.complete(kept.answer), on: kept.task, by: person.id, released: kept.marks, in: tx)
        accepted.warnings = kept.warnings + kept.marks.map(Desk.warning)
        return .success(accepted)
    }

    /// Ends a task without a person.
    package func finish(_ task: DeskTask, _ answer: Deed.Answer, by: String, in tx: Transaction) throws {
        let unit = task.content.unit ?? agency
        var answer = answer
        let released = try release(answer.fields, of: task, in: tx.db)
        answer.fields = released.fields
        answer = try numbered(answer, of: task, in: tx)
        try record(.complete(answer), on: task, by: by, unit: unit, in: tx)
        try practice.keep(.complete(answer), on: task, by: by, released: released.marks, in: tx)
    }

    /// The entry in which this person ended the task with this very answer, nil where it was ended otherwise or not at all.
    func repeated(
        _ key: TaskKey,
        outcome: String,
        fields: [String: Value],
        by person: Person,
        in db: Database
    ) throws -> Int64? {
        guard let task = try TaskTable.fetch(key, in: db),
            let last = try TaskTable.history(of: key, in: db).last(where: { $0.answer != nil }),
            let answer = last.answer, last.act.by == person.id, answer.outcome == outcome
        else { return nil }
        let released = try release(fields.filter { $0.value != .null }, of: task, in: db).fields
        let said = rules.forms.check(released, outcome: outcome, of: task.content).subject ?? released
        return said == answer.fields ? last.n : nil
    }

    /// Puts the answer's fields right and says everything that is wrong with it, each thing once.
    private func problems(
        in answer: inout Deed.Answer,
        on task: DeskTask,
        by person: Person,
        in tx: Transaction
    ) throws -> [Problem] {
        let content = task.content
        var problems: [Problem] = []
        if !content.outcomes.contains(answer.outcome) {
            let known = content.outcomes.joined(separator: ", ")
            problems.append(
                Problem(
                    "OUTCOME_UNKNOWN",
                    at: "/outcome",
                    zh: "结果须为：\(known)",
                    en: "The outcome must be one of \(known)"
                )
            )
        }
        if answer.onBehalfOf != content.party {
            problems.append(
                Problem(
                    "PARTY_MISMATCH",
                    at: "/onBehalfOf",
                    zh: "该步骤不由此方办理",
                    en: "This is not the party whose step it is"
                )
            )
        }
        let checked = rules.forms.check(answer.fields, outcome: answer.outcome, of: content)
        answer.fields = checked.subject ?? answer.fields
        problems += checked.problems
        problems += try FileRegister.problems(answer.fields, listedIn: content.fields, in: tx.db)
        let setting = try setting(task, person: person.id, in: tx)
        for check in content.checks {
            problems +=
                try practice.check(check, answer, in: setting)
                ?? SharedChecks.objections(check, to: answer, on: task, names: setting.names)
                ?? [Desk.unknown(check)]
        }
        problems += try practice.objections(to: answer, in: setting)
        if let document = content.issues, rules.documents[document] == nil {
            problems.append(
                Problem("DOCUMENT_UNKNOWN", zh: "没有文书类型“\(document)”", en: "There is no document type \(document)")
            )
        }
        // A form and a check may both object to the same thing, each in its own words.
        var told: Set<[String]> = []
        return problems.filter { told.insert([$0.code, $0.pointer]).inserted }
    }

    /// Gives the number or makes numbers void: the last moment before the answer is recorded.
    private func numbered(_ answer: Deed.Answer, of task: DeskTask, in tx: Transaction) throws -> Deed.Answer {
        var answer = answer
        if let document = task.content.issues {
            answer.document = try allocate(document, for: answer, of: task, in: tx)
        } else if task.content.isUndo {
            answer.voided = try void(task.content.covers, by: task.key, in: tx)
        }
        return answer
    }

    private func allocate(
        _ document: String,
        for answer: Deed.Answer,
        of task: DeskTask,
        in tx: Transaction
    ) throws -> String? {
        guard task.content.issuesOn?.contains(answer.outcome) ?? true,
            practice.issues(document, on: answer.outcome, of: task)
        else { return nil }
        let places = ["street", "district"].reduce(into: [String: String]()) { places, name in
            places[name] = (answer.fields[name] ?? task.content.fields[name])?.text
        }
        return try issue(document, for: task.key, places: places, in: tx)
    }

    /// Gives the next number of a document's series; nil for a document that carries none.
    package func issue(
        _ document: String,
        for task: TaskKey,
        places: [String: String] = [:],
        in tx: Transaction
    ) throws -> String? {
        guard let series = rules.documents[document] else { return nil }
        let year = LocalDate(tx.now).year
        let n = try numbers.next(of: document, year: year, in: tx.db)
        guard let text = series.number(short: rules.short, year: year, n: n, places: places) else { return nil }
        try tx.record(
            EntryKind.number.rawValue,
            case: task.caseID,
            NumberRegister.Issued(document: document, year: year, n: n, text: text, task: task)
        )
        return text
    }

    /// Makes the agency's own numbers void; another agency's are not its to touch.
    private func void(_ covered: [String], by key: TaskKey, in tx: Transaction) throws -> [String] {
        let own = try covered.filter { try numbers.isValid($0, in: tx.db) }
        for text in own {
            try tx.record(EntryKind.numberVoid.rawValue, case: key.caseID, NumberRegister.Voided(text: text, task: key))
        }
        return own
    }

    /// A step that was moved to another agency may bring a check that only its first owner knows: it is told, not asked.
    private static func unknown(_ check: String) -> Problem {
        Problem(
            "CHECK_UNKNOWN",
            zh: "本机关没有规则“\(check)”，未作检查",
            en: "This agency has no rule \(check); it was not applied",
            severity: .warning
        )
    }

    private static func warning(_ mark: Released.Mark) -> Problem {
        Problem(
            "PERSONAL_DATA_MASKED",
            at: "/fields/\(mark.field)",
            zh: "已隐去个人信息",
            en: "Personal data was masked",
            severity: .warning
        )
    }
}
