extension Deliberation {
    /// Takes in what an agency says of its task: each part that is new becomes a fact.
    mutating func take(_ report: StepReport, from agency: String) {
        let ref = TaskRef(report)
        let key = "\(agency) \(ref.id(in: state.id))"
        guard let task = state.task(ref) else {
            let reason: CaseEvent.Ignored.Reason = workflow[ref.step] == nil ? .unknownStep : .notOpen
            return ignore(key, sequence: report.sequence, by: agency, step: ref.step, reason)
        }
        guard task.holder.agency == agency else {
            return ignore(key, sequence: report.sequence, by: agency, step: ref.step, .notAssignee)
        }
        let seen = min(report.seen, task.sequence)
        guard report.sequence > task.heard || seen > task.seen, !task.isSettled(by: report) else { return }
        let isNew = report.sequence > task.heard
        emit(.heard(CaseEvent.Heard(ref: ref, agency: agency, sequence: report.sequence, seen: seen)))
        guard isNew else { return }
        if let completed = report.completed { fire(ref, through: min(completed.act.at, now)) }
        raiseIfAsked(ref, report)
        takeProgress(ref, report, agency)
        for request in report.requests { take(request, ref, agency) }
        if let completed = report.completed { complete(ref, completed, sequence: report.sequence, key: key) }
        settle()
    }

    private mutating func raiseIfAsked(_ ref: TaskRef, _ report: StepReport) {
        guard let task = state.task(ref), task.state == .offered, report.isRaised || report.completed != nil else {
            return
        }
        let act = report.completed?.act ?? report.signed
        let at = max(task.openedAt, min(act?.at ?? now, now))
        raise(ref, id: "report \(ref.id(in: state.id))", by: act?.by ?? report.holder, at: at)
    }

    private mutating func takeProgress(_ ref: TaskRef, _ report: StepReport, _ agency: String) {
        guard let task = state.task(ref), task.state == .open else { return }
        if let act = report.signed, task.signed == nil {
            emit(.signed(CaseEvent.Signed(ref: ref, agency: agency, act: act)))
        }
        if let person = report.holder, person != task.person, report.completed == nil {
            emit(.held(CaseEvent.Held(ref: ref, agency: agency, person: person)))
        }
    }

    private mutating func complete(_ ref: TaskRef, _ completed: StepReport.Completion, sequence: Int, key: String) {
        guard let task = state.task(ref), let step = workflow[ref.step] else { return }
        guard task.state == .open else {
            let isKnown = task.ended == completed.act && task.outcome == completed.outcome
            guard !isKnown, !task.late.contains(completed.act) else { return }
            let late = CaseEvent.Late(
                ref: ref,
                agency: task.holder.agency,
                outcome: completed.outcome,
                act: completed.act,
                id: nil
            )
            emit(.late(late))
            return excuse(ref, completed.act)
        }
        let agency = task.holder.agency
        let outcomes = ref.isUndo ? ["done"] : step.outcomes
        guard outcomes.contains(completed.outcome) else {
            return ignore("\(key) answer", sequence: sequence, by: agency, step: ref.step, .unknownOutcome)
        }
        guard !task.notBy.contains(completed.act.by) else {
            return ignore("\(key) answer", sequence: sequence, by: agency, step: ref.step, .fourEyes)
        }
        guard ref.isUndo || step.form.gaps(in: completed.fields, outcome: completed.outcome).isEmpty else {
            return ignore("\(key) answer", sequence: sequence, by: agency, step: ref.step, .incomplete)
        }
        guard ref.isUndo || step.child?.waits != true else {
            return ignore("\(key) answer", sequence: sequence, by: agency, step: ref.step, .childDecides)
        }
        excuse(ref, completed.act)
        end(ref, outcome: completed.outcome, cause: .answer, completed: completed, report: sequence)
    }

    /// A breach was recorded before an act was heard of that had been in time: the moment of the act judges (promise 6).
    private mutating func excuse(_ ref: TaskRef, _ act: StepReport.Act) {
        guard let task = state.task(ref) else { return }
        for kind in task.standingBreaches {
            guard let due = task.deadline?.end(kind), act.at < due.at else { continue }
            emit(
                .excused(CaseEvent.Excused(ref: ref, holder: task.holder, kind: kind, act: act, by: nil))
            )
        }
    }

    /// Ends an open task, and with the last one its step.
    mutating func end(
        _ ref: TaskRef,
        outcome: String,
        cause: CaseEvent.TaskEnded.Cause,
        completed: StepReport.Completion? = nil,
        at moment: Instant? = nil,
        fields: [String: Value] = [:],
        id: String? = nil,
        rungs: [CaseTask.ArmedRung] = [],
        report: Int? = nil
    ) {
        guard let task = state.task(ref), let step = workflow[ref.step] else { return }
        if let call = step.child, !ref.isUndo, outcome == "started", task.child?.number == nil {
            return callChild(call, of: task, step, completed: completed, fields: fields, cause: cause)
        }
        let at = max(task.openedAt, min(moment ?? completed?.act.at ?? now, now))
        var values: [String: Value] = [:]
        let names = Set(step.form.fields.map(\.name))
        let prefix = ref.instance.isEmpty ? "" : "\(ref.step).\(ref.instance)."
        if !ref.isUndo {
            for (name, value) in completed?.fields ?? fields where names.contains(name) {
                values[prefix + name] = value
            }
            // Steps that come later may have to say that an opinion is missing.
            if !prefix.isEmpty { values[prefix + "outcome"] = .text(outcome) }
        }
        emit(
            .taskEnded(
                CaseEvent.TaskEnded(
                    ref: ref,
                    holder: task.holder,
                    outcome: outcome,
                    cause: cause,
                    act: completed?.act,
                    at: at,
                    fields: values,
                    document: completed?.document,
                    voided: completed?.voided ?? [],
                    id: id,
                    rungs: rungs,
                    report: report
                )
            )
        )
        if !ref.isUndo { join(step) }
    }

    /// Ends a step when enough of its tasks have ended (workflow language, section 2.6).
    private mutating func join(_ step: Step) {
        let tasks = state.state(of: step.id).current.compactMap { state.task($0) }
        let ended = tasks.filter { $0.state == .ended }
        let counting = ended.filter { step.enough.outcomes.isEmpty || step.enough.outcomes.contains($0.outcome ?? "") }
        guard counting.count >= step.enough.count(of: tasks.count) || ended.count == tasks.count else { return }
        for task in tasks where task.state == .open {
            emit(.taskRevoked(CaseEvent.TaskRevoked(ref: task.ref, holder: task.holder, cause: .enough)))
        }
        let outcomes = Set(ended.compactMap(\.outcome))
        let order = step.outcomes + ["expired", "waived"].filter { !step.outcomes.contains($0) }
        let heaviest = order.first { outcomes.contains($0) } ?? outcomes.sorted().first ?? "done"
        let at = ended.compactMap(\.endedAt).max() ?? now
        finish(step, outcome: heaviest, at: at, instances: tasks.count)
    }

    /// Takes in an outside party's answer that came through the publisher.
    mutating func take(_ answer: CaseInput.Answer) {
        guard !state.taken.contains(answer.id) else { return }
        let refs = state.tasks.map(\.ref).filter {
            $0.step == answer.step && $0.instance == answer.instance && !$0.isUndo
        }
        guard let ref = refs.last, let step = workflow[answer.step] else {
            return ignore(answer.id, by: answer.by, step: answer.step, .notOpen)
        }
        fire(ref, through: min(answer.at, now))
        let act = StepReport.Act(by: answer.by, unit: "", at: answer.at)
        guard let task = state.task(ref), task.state == .open else {
            let late = CaseEvent.Late(
                ref: ref,
                agency: state.task(ref)?.holder.agency ?? "",
                outcome: answer.outcome,
                act: act,
                id: answer.id
            )
            emit(.late(late))
            return settle()
        }
        if !step.outcomes.contains(answer.outcome) {
            ignore(answer.id, by: answer.by, step: answer.step, .unknownOutcome)
        } else if !step.form.gaps(in: answer.fields, outcome: answer.outcome).isEmpty {
            ignore(answer.id, by: answer.by, step: answer.step, .incomplete)
        } else if step.child?.waits == true {
            ignore(answer.id, by: answer.by, step: answer.step, .childDecides)
        } else {
            let completed = StepReport.Completion(act: act, outcome: answer.outcome, fields: answer.fields)
            end(ref, outcome: answer.outcome, cause: .answer, completed: completed, id: answer.id)
        }
        settle()
    }

    /// Takes up an offer; when all its form asks for came along and it can only end one way, that is its end too.
    mutating func take(_ raise: CaseInput.Raise) {
        guard !state.taken.contains(raise.id) else { return }
        guard let step = workflow[raise.step], let ref = state.state(of: raise.step).current.last,
            let task = state.task(ref), task.state == .offered
        else { return ignore(raise.id, by: raise.by, step: raise.step, .notOffered) }
        let at = max(task.openedAt, min(raise.at, now))
        self.raise(ref, id: raise.id, by: raise.by, at: at)
        if let outcome = step.outcomes.first, step.outcomes.count == 1, step.child?.waits != true,
            step.form.gaps(in: raise.fields, outcome: outcome).isEmpty
        {
            let act = StepReport.Act(by: raise.by, unit: "", at: at)
            let completed = StepReport.Completion(act: act, outcome: outcome, fields: raise.fields)
            end(ref, outcome: outcome, cause: .answer, completed: completed)
        }
        settle()
    }
}
