extension Case {
    /// What every agency is to know of its tasks: those offered or open, and those that are over while nobody knows that
    /// the agency has heard so.
    package func assignments(by workflow: Workflow) -> [Assignment] {
        tasks.filter { $0.state == .offered || $0.state == .open || $0.isUntold }
            .compactMap { assignment($0, by: workflow) }
    }

    /// What an agency is to know of one task; nil when there is no such task.
    package func assignment(_ ref: TaskRef, by workflow: Workflow) -> Assignment? {
        task(ref).flatMap { assignment($0, by: workflow) }
    }

    private func assignment(_ task: CaseTask, by workflow: Workflow) -> Assignment? {
        guard let step = workflow[task.ref.step] else { return nil }
        return Assignment(content: content(task, step, workflow), standing: task.standing)
    }

    /// Whether somebody must sign for a task at once: an emergency, or a step whose ladder calls people by telephone.
    package func isUrgent(_ task: CaseTask, by workflow: Workflow) -> Bool {
        record.asOf(task.openedRevision)["priority"] == "P0" || workflow[task.ref.step]?.ladder.alarms ?? false
    }

    private func content(_ task: CaseTask, _ step: Step, _ workflow: Workflow) -> Assignment.Content {
        let known = record.asOf(task.openedRevision)
        var content = Assignment.Content(
            caseID: id,
            caseType: workflow.name,
            caseVersion: workflow.version,
            subject: subject,
            step: step.id,
            title: step.title,
            instance: task.ref.instance,
            attempt: task.ref.attempt,
            agency: task.holder.agency,
            unit: task.holder.unit,
            role: task.holder.role,
            party: task.holder.party,
            isLead: task.holder.isLead,
            isOffer: task.isOffer,
            isUndo: task.ref.isUndo,
            isUrgent: isUrgent(task, by: workflow) ? true : nil,
            covers: task.covers,
            fields: visible(known, to: step, workflow),
            notBy: task.notBy
        )
        guard !task.ref.isUndo else {
            if case .act(let title, _, let issues) = step.undo {
                content.title = title
                content.issues = issues
            }
            return content
        }
        content.form = step.form
        content.outcomes = step.outcomes
        content.checks = step.checks
        content.rule = step.rule
        content.register = step.owners.register
        content.with = step.with.isEmpty ? nil : step.with
        content.child = step.child?.workflow
        content.issues = step.issues
        content.issuesOn = step.issuesOn
        content.mayReturn = step.allow.return != nil
        content.mayExtend = step.allow.extend != nil
        content.pauses = step.allow.pauses
        return content
    }

    /// The fields whose class the step's owner may see.
    private func visible(_ known: [String: Value], to step: Step, _ workflow: Workflow) -> [String: Value] {
        known.filter { name, value in
            value != .null && step.sees.contains(workflow.fieldClass(of: name))
        }
    }
}

extension Workflow {
    /// The privacy class of a field of the case, by its name in the record.
    package func fieldClass(of name: String) -> String {
        let parts = name.split(separator: ".")
        if parts.count == 3, let step = self[String(parts[0])] {
            return step.form.fields.first { $0.name == parts[2] }?.fieldClass ?? "work"
        }
        if let field = form.fields.first(where: { $0.name == name }) { return field.fieldClass }
        for step in steps {
            if let field = step.form.fields.first(where: { $0.name == name }) { return field.fieldClass }
        }
        return "sealed"
    }
}

extension CaseTask {
    /// Where the task stands, as its agency is told.
    package var standing: Assignment.Standing {
        Assignment.Standing(
            sequence: sequence,
            state: state,
            openedAt: openedAt,
            due: deadline?.due?.at,
            policyDue: deadline?.policy?.at,
            legalDue: deadline?.legal?.at,
            source: deadline?.source,
            cards: cards,
            isBreached: !standingBreaches.isEmpty,
            rulings: rulings,
            answers: answers.isEmpty ? nil : answers,
            outcome: outcome,
            child: child?.number
        )
    }

    /// How the requests were answered; an explanation is only heard.
    private var answers: [Assignment.Standing.Answer] {
        requests.compactMap { asked in
            guard let granted = asked.granted, asked.request.kind != .explain else { return nil }
            return Assignment.Standing.Answer(
                request: asked.request.id,
                granted: granted,
                by: asked.ruledBy,
                reason: asked.reason
            )
        }
    }
}
