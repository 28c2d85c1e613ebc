import Casework

/// Refuses steps whose case could not be opened, would hold itself up, or could not be taken back (workflow language,
/// 2.8, 3.1, 3.2).
struct ChildCheck {
    let workflow: Workflow
    let shared: SharedFile
    let reader: Reader
    let root: Place

    func run() {
        for step in workflow.steps {
            let place = root["steps"]?[step.id] ?? root
            if let call = step.child {
                check(step, call, place)
            } else {
                if let wait = place["wait"] {
                    note("WAIT_WITHOUT_CASE", wait, "wait 只用于 case 步骤", "wait belongs to case steps")
                }
                if step.undo == .withdraw {
                    note(
                        "UNDO_FORM",
                        place["undo"] ?? place,
                        "undo: withdraw 只用于 case 步骤",
                        "undo: withdraw belongs to case steps"
                    )
                }
            }
        }
    }

    private func check(_ step: Step, _ call: ChildCall, _ place: Place) {
        guard let outline = shared.cases[call.workflow] else {
            let known = shared.cases.keys.sorted()
            return reader.unknown(
                "CHILD_UNKNOWN",
                call.workflow,
                among: known,
                at: place["case"] ?? place,
                zh: "流程",
                en: "workflow"
            )
        }
        if let wait = place["wait"], !["true", "false"].contains(wait.text) {
            note("WAIT_FORM", wait, "wait 应为 true 或 false", "wait is true or false")
        }
        for key in ["rule", "issues", "outcomes"] where place[key] != nil {
            note("CHILD_KEY", place[key] ?? place, "case 步骤不能有“\(key)”", "a case step has no \(key)")
        }
        switch step.owners {
        case .one: break
        case .several, .each, .register:
            note("CHILD_SEVERAL", place["by"] ?? place, "case 步骤只有一个承办者", "a case step has one owner")
        }
        if call.waits, !step.form.fields.isEmpty {
            note(
                "CHILD_FORM_WAITS",
                place["form"] ?? place,
                "等待子案件的步骤没有表单:立案所需内容由 with 或前面的步骤给出",
                "a step that waits for its case has no form: what opens it comes from with or from an earlier step"
            )
        }
        checkUndo(step, outline, place)
        checkFields(step, call, outline, place)
        checkCircle(call, place)
    }

    private func checkUndo(_ step: Step, _ outline: CaseOutline, _ place: Place) {
        guard let undo = place["undo"] else {
            return note(
                "UNDO_MISSING",
                place,
                "步骤“\(step.id)”提起案件,须写明 undo",
                "the step \(step.id) opens a case and must say its undo"
            )
        }
        switch step.undo {
        case .never: break
        case .withdraw where outline.canWithdraw: break
        case .withdraw:
            note("CHILD_CANNOT_WITHDRAW", undo, "子案件没有 withdraw 步骤", "the case has no step withdraw")
        case .nothing, .act:
            note("UNDO_FORM", undo, "case 步骤的 undo 应为 withdraw 或 never", "the undo of a case step is withdraw or never")
        }
    }

    private func checkFields(_ step: Step, _ call: ChildCall, _ outline: CaseOutline, _ place: Place) {
        let form = outline.form
        let known = form.fields.map(\.name)
        for name in call.with.keys.sorted() + step.form.fields.map(\.name) where !known.contains(name) {
            reader.unknown(
                "FIELD_UNKNOWN",
                name,
                among: known,
                at: place["with"] ?? place,
                zh: "子案件的字段",
                en: "field of the case"
            )
        }
        for (name, value) in call.with.sorted(by: { $0.key < $1.key }) {
            let place = place["with"]?[name] ?? place
            guard let text = value.text else { continue }
            if text.hasPrefix("case.") {
                let field = String(text.dropFirst(5))
                guard workflow.field(field) == nil, !ChildCall.facts.contains(field) else { continue }
                let fields = (workflow.form.fields + workflow.steps.flatMap(\.form.fields)).map(\.name)
                reader.unknown(
                    "FIELD_UNKNOWN",
                    field,
                    among: fields + ChildCall.facts,
                    at: place,
                    zh: "字段",
                    en: "field"
                )
            } else if let choices = form.fields.first(where: { $0.name == name })?.choices, !choices.isEmpty,
                !choices.contains(text)
            {
                reader.unknown("VALUE_UNKNOWN", text, among: choices, at: place, zh: "选项", en: "value")
            }
        }
        // The engine gives every case its title and the time of its opening.
        for field in form.fields where field.need == .always && !["title", "receivedAt"].contains(field.name) {
            guard call.with[field.name] == nil, !gives(field, step) else { continue }
            note(
                "CHILD_FIELD_MISSING",
                place,
                "立案须有“\(field.name)”:请写入 with 或 form,或由本案必填的同名字段给出",
                "the case needs \(field.name): give it in with or form, or by a field of the same name that this case always has"
            )
        }
    }

    /// Whether the step's form, the intake or a step that comes before always has a value that fits.
    private func gives(_ field: Form.Field, _ step: Step) -> Bool {
        let upstream = workflow.steps.filter { workflow.downstream(of: $0.id).contains(step.id) }
        let seen = (workflow.form.fields + upstream.flatMap(\.form.fields)).filter {
            step.sees.contains($0.fieldClass)
        }
        return (step.form.fields + seen).contains { own in
            own.name == field.name && own.need == .always && own.type == field.type && own.isList == field.isList
                && Set(own.choices).isSubset(of: field.choices)
        }
    }

    /// Refuses a case that, in the end, would wait for one of its own kind.
    private func checkCircle(_ call: ChildCall, _ place: Place) {
        guard call.waits else { return }
        var open = [call.workflow]
        var seen: Set<String> = []
        while let next = open.popLast() {
            if next == workflow.name {
                return note(
                    "CHILD_CIRCLE",
                    place["case"] ?? place,
                    "“\(call.workflow)”的步骤最终又等待“\(workflow.name)”",
                    "\(call.workflow) waits in the end for \(workflow.name) again"
                )
            }
            if seen.insert(next).inserted { open += shared.cases[next]?.waitsFor ?? [] }
        }
    }

    private func note(_ code: String, _ place: Place, _ zh: String, _ en: String) {
        reader.findings.note(code, at: place, zh: zh, en: en)
    }
}
