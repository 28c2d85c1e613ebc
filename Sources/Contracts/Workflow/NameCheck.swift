import Casework

/// Checks that every name in a workflow leads somewhere and every id has words (workflow language, 3.1, 3.2, 3.4).
struct NameCheck {
    let workflow: Workflow
    let shared: SharedFile
    let findings: Findings
    let root: Place

    private var reader: Reader { Reader(findings: findings) }
    private var steps: [String] { workflow.steps.map(\.id) }

    func run() {
        for name in ["end", "case", "lead", "parent", "due"] where steps.contains(name) {
            note("STEP_RESERVED", place(name), "步骤不能叫“\(name)”", "\(name) cannot be the name of a step")
        }
        if let clock = workflow.clock, workflow[clock] == nil { unknownStep(clock, root["clock"] ?? root) }
        if case .field(let field) = workflow.lead { check(field: field, at: root["lead"] ?? root) }
        for step in workflow.steps { check(step) }
        for end in workflow.ends { check(end.needs, place: root["ends"]?[end.name] ?? root) }
    }

    private func check(_ step: Step) {
        let place = place(step.id)
        check(step.needs, place: place["needs"] ?? place)
        if let until = step.until { check(until, place: place["until"] ?? place) }
        for other in step.notBy where workflow[other] == nil { unknownStep(other, place["not-by"] ?? place) }
        checkOwners(step, place)
        checkOverdue(step, place)
        checkTerms(step, place)
        RungCheck(workflow: workflow, reader: reader, step: step, place: place["ladder"] ?? place).run()
        ReassignCheck(reader: reader, step: step, place: place["overdue"] ?? place).run()
        checkOutcomes(step, place)
        checkDocuments(step, place)
        checkClasses(step, place)
    }

    /// Walks the needs as they are read, so that each unknown name is told at the group it stands in.
    private func check(_ need: Need, place: Place) {
        switch need {
        case .always: break
        case .step(let step), .ifStarted(let step): if workflow[step] == nil { unknownStep(step, place) }
        case .outcome(let step, let outcomes):
            guard let target = workflow[step] else { return unknownStep(step, place) }
            let known = target.outcomes + [target.overdueOutcome].compactMap { $0 } + WorkflowReader.engineOutcomes
            for outcome in outcomes where !known.contains(outcome) {
                reader.unknown("OUTCOME_UNKNOWN", outcome, among: known, at: place, zh: "结果", en: "outcome")
            }
        case .field(let field, let values):
            guard let definition = workflow.field(field) else { return check(field: field, at: place) }
            for value in values where !definition.choices.isEmpty && !definition.choices.contains(value) {
                reader.unknown("VALUE_UNKNOWN", value, among: definition.choices, at: place, zh: "选项", en: "value")
            }
        case .end(let names):
            let known = workflow.ends.map(\.name)
            for name in names where !known.contains(name) {
                reader.unknown("END_UNKNOWN", name, among: known, at: place, zh: "结局", en: "end")
            }
        case .all(let needs), .any(let needs), .atLeast(_, let needs): for need in needs { check(need, place: place) }
        }
    }

    private func checkOwners(_ step: Step, _ place: Place) {
        let by = place["by"] ?? place
        switch step.owners {
        case .each(let field, let via, _):
            check(field: field, at: by)
            checkSponsor(of: field, via, by)
        case .one(let owner), .register(_, let owner): check(owner, by)
        case .several(let owners): for owner in owners { check(owner, by) }
        }
    }

    private func checkOverdue(_ step: Step, _ place: Place) {
        guard case .reassign(let owner, _) = step.overdue else { return }
        check(owner, place["overdue"] ?? place)
    }

    private func check(_ owner: Owner, _ place: Place) {
        for party in [owner.party, owner.via?.party] {
            if case .field(let field) = party { check(field: field, at: place) }
        }
        if case .field(let field) = owner.party { checkSponsor(of: field, owner.via, place) }
    }

    /// A field of the type `party` can name somebody without a worker, who needs a sponsor.
    private func checkSponsor(of field: String, _ sponsor: Sponsor?, _ place: Place) {
        guard sponsor == nil, workflow.field(field)?.type == "party" else { return }
        note(
            "OUTSIDER_WITHOUT_SPONSOR",
            place,
            "“\(field)”可指没有工作台的主体,须用 via 指明由哪个机关代办",
            "the field \(field) can name a party without a worker; name a sponsor with via"
        )
    }

    private func checkTerms(_ step: Step, _ place: Place) {
        let within = [step.within?.policy, step.within?.legal].compactMap { $0 }
        for (terms, key) in [(within, "within"), (step.notBefore, "not-before")] {
            let place = place[key] ?? place
            for term in terms {
                check(term, place)
                for field in term.fields { check(field: field, at: place) }
            }
        }
        let terms = [step.within?.policy, step.within?.legal].compactMap { $0 }
        if !terms.isEmpty, terms.allSatisfy(\.canBeAbsent) {
            note(
                "TERM_ABSENT",
                place["within"] ?? place,
                "policy 与 legal 不能同时为 none",
                "policy and legal cannot both be none"
            )
        }
        let isTimed = step.within != nil || step.isOffer || step.rule != nil || step.isImmediate
        if !isTimed {
            note("WITHIN_MISSING", place, "步骤“\(step.id)”缺少时限(within)", "the step \(step.id) has no within")
        }
        if let overdue = step.overdueOutcome, !step.outcomes.contains(overdue), overdue != "expired" {
            reader.unknown(
                "OUTCOME_UNKNOWN",
                overdue,
                among: step.outcomes + ["expired"],
                at: place,
                zh: "结果",
                en: "outcome"
            )
        }
    }

    private func check(_ term: Term, _ place: Place) {
        switch term {
        case .absent: break
        case .fixed(_, _, .step(let step)), .fixed(_, _, .stepDue(let step)):
            if workflow[step] == nil { unknownStep(step, place) }
        case .fixed(let span, _, let anchor):
            if case .percent = span {
                note("PERCENT_OUTSIDE", place, "百分比只能用于催办阶梯", "a share of the time belongs to ladders only")
            }
            if anchor == .due { note("DUE_OUTSIDE", place, "due 只能用于催办阶梯", "due belongs to ladders only") }
        case .table(let key, let rows, let otherwise):
            if case .field(let field) = key, let choices = workflow.field(field)?.choices, !choices.isEmpty {
                for row in rows where !choices.contains(row.value) {
                    reader.unknown("VALUE_UNKNOWN", row.value, among: choices, at: place, zh: "选项", en: "value")
                }
                let missing = choices.filter { choice in !rows.contains { $0.value == choice } }
                if otherwise == nil, !missing.isEmpty {
                    let list = missing.joined(separator: ", ")
                    note("TABLE_INCOMPLETE", place, "时限表缺少:\(list)", "the table of terms has no row for \(list)")
                }
            }
            for row in rows { check(row.term, place) }
            if let otherwise { check(otherwise, place) }
        }
    }

    private func checkOutcomes(_ step: Step, _ place: Place) {
        for rule in step.repeats {
            let place = place["repeat"] ?? place
            let known = step.outcomes + [step.overdueOutcome].compactMap { $0 } + WorkflowReader.engineOutcomes
            for outcome in rule.outcomes where !known.contains(outcome) {
                reader.unknown("OUTCOME_UNKNOWN", outcome, among: known, at: place, zh: "结果", en: "outcome")
            }
            if workflow[rule.from] == nil { unknownStep(rule.from, place) }
        }
        for outcome in step.enough.outcomes where !step.outcomes.contains(outcome) {
            reader.unknown("OUTCOME_UNKNOWN", outcome, among: step.outcomes, at: place, zh: "结果", en: "outcome")
        }
        for field in step.form.fields {
            switch field.need {
            case .always, .optional: break
            case .outcome(let outcomes):
                for outcome in outcomes where !step.outcomes.contains(outcome) {
                    let place = place["form"] ?? place
                    reader.unknown("OUTCOME_UNKNOWN", outcome, among: step.outcomes, at: place, zh: "结果", en: "outcome")
                }
            case .field(let other, _):
                if workflow.field(other) == nil { check(field: other, at: place["form"] ?? place) }
            }
        }
    }

    private func checkDocuments(_ step: Step, _ place: Place) {
        var issued: [String] = []
        if let document = step.issues { issued.append(document) }
        if case .act(_, _, let document?) = step.undo { issued.append(document) }
        for document in issued where shared.documents[document] == nil {
            reader.unknown(
                "DOCUMENT_UNKNOWN",
                document,
                among: shared.documents.keys.sorted(),
                at: place,
                zh: "文书",
                en: "document"
            )
        }
        for outcome in step.issuesOn ?? [] where !step.outcomes.contains(outcome) {
            let place = place["issues"] ?? place
            reader.unknown("OUTCOME_UNKNOWN", outcome, among: step.outcomes, at: place, zh: "结果", en: "outcome")
        }
        if step.issues != nil, place["undo"] == nil {
            note(
                "UNDO_MISSING",
                place,
                "步骤“\(step.id)”出具文书,须写明 undo",
                "the step \(step.id) issues a document and must say its undo"
            )
        }
    }

    /// Refuses a class that a party may never see, and classes nobody knows.
    private func checkClasses(_ step: Step, _ place: Place) {
        let sees = place["sees"] ?? place
        for name in step.sees {
            guard let never = shared.classes[name] else {
                reader.unknown(
                    "CLASS_UNKNOWN",
                    name,
                    among: shared.classes.keys.sorted(),
                    at: sees,
                    zh: "字段类别",
                    en: "class"
                )
                continue
            }
            let parties = step.owners.outsiders
            if never.contains("everyone") || parties.contains(where: never.contains) {
                note("CLASS_NEVER", sees, "该主体不得查看“\(name)”类字段", "this party may never see fields of the class \(name)")
            }
        }
    }

    private func check(field: String, at place: Place) {
        guard workflow.field(field) == nil else { return }
        let known = (workflow.form.fields + workflow.steps.flatMap(\.form.fields)).map(\.name)
        reader.unknown("FIELD_UNKNOWN", field, among: known, at: place, zh: "字段", en: "field")
    }

    private func unknownStep(_ step: String, _ place: Place) {
        reader.unknown("STEP_UNKNOWN", step, among: steps, at: place, zh: "步骤", en: "step")
    }

    private func place(_ step: String) -> Place { root["steps"]?[step] ?? root }

    private func note(_ code: String, _ place: Place, _ zh: String, _ en: String) {
        findings.note(code, at: place, zh: zh, en: en)
    }
}

extension Step {
    /// True when it is over as soon as it opens: the case that it opens takes nothing from anybody and is not waited for.
    fileprivate var isImmediate: Bool { child?.waits == false && form.fields.isEmpty }
}

extension Workflow {
    /// The definition of a field, of intake or of any step.
    func field(_ name: String) -> Form.Field? {
        form.fields.first { $0.name == name } ?? steps.lazy.flatMap(\.form.fields).first { $0.name == name }
    }
}

extension WorkflowReader {
    /// Outcomes that every step can have, given by the engine.
    static let engineOutcomes = ["expired", "waived", "skipped", "started", "none"]
}

extension Owners {
    /// The outside parties that do the step.
    var outsiders: [String] {
        switch self {
        case .one(let owner): owner.outsider.map { [$0] } ?? []
        case .several(let owners): owners.compactMap(\.outsider)
        case .each, .register: []
        }
    }
}

extension Owner {
    fileprivate var outsider: String? {
        switch party {
        case .outside(let name): name
        case .agency, .lead, .field: nil
        }
    }
}
