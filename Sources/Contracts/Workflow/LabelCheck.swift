import Casework

/// Refuses an id that people would meet without words (workflow language, introduction).
struct LabelCheck {
    let workflow: Workflow
    let findings: Findings
    let root: Place

    func run() {
        for step in workflow.steps {
            let place = root["steps"]?[step.id] ?? root
            // The outcomes of a step that waits for a case are the ends of that, which has the words.
            for outcome in (step.child?.waits == true ? [] : step.outcomes) + [step.overdueOutcome].compactMap({ $0 }) {
                require(.outcome, outcome, place)
            }
            for field in step.form.fields { check(field, place["form"] ?? place) }
            for rung in step.ladder.rungs { require(.notice, rung.notice, place) }
            for name in step.checks { require(.check, name, place) }
            if let rule = step.rule { require(.rule, rule, place) }
            if let party = step.allow.extend?.consent, workflow.vocabulary.known(.role, party) == nil {
                require(.party, party, place["allow"] ?? place)
            }
        }
        for outcome in WorkflowReader.engineOutcomes { require(.outcome, outcome, root) }
        for field in workflow.form.fields { check(field, root["form"] ?? root) }
        for end in workflow.ends { require(.end, end.name, root["ends"]?[end.name] ?? root) }
    }

    private func check(_ field: Form.Field, _ place: Place) {
        require(.field, field.name, place)
        for choice in field.choices where workflow.vocabulary.known(.value, "\(field.name).\(choice)") == nil {
            require(.value, choice, place)
        }
    }

    private func require(_ kind: Vocabulary.Kind, _ id: String, _ place: Place) {
        guard workflow.vocabulary.known(kind, id) == nil else { return }
        let problem = "\(kind.rawValue) \(id)"
        guard !findings.problems.contains(where: { $0.code == "LABEL_MISSING" && $0.en.hasSuffix(problem) }) else {
            return
        }
        findings.note(
            "LABEL_MISSING",
            at: place,
            zh: "labels.yaml 中没有“\(id)”(\(kind.rawValue))的用语",
            en: "labels.yaml has no words for the \(problem)"
        )
    }
}
