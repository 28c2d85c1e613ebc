/// One thing a case waits for: what, on whom, until when and by which rule.
package struct Waiting: Hashable, Codable, Sendable {
    /// What kind of thing it is, for programs; people read the sentence.
    package enum Kind: String, Codable, Sendable {
        /// An agency has to end a task.
        case task
        /// The coordinator has to rule on a request.
        case ruling
        /// A time has to come.
        case time
        /// A step waits for other steps.
        case steps
        /// A case that a step opened has to close.
        case child
        /// Nothing can go on without a ruling.
        case stuck
    }

    package var kind: Kind
    /// The task or nil for a step that has none yet and for the case as a whole.
    package var ref: TaskRef?
    /// The agency that has to act, nil when only time or another step can.
    package var agency: String?
    /// The first moment that is too late, or the moment that is waited for.
    package var until: Instant?
    package var isBreached: Bool
    /// The whole explanation, one sentence, no raw id in it.
    package var sentence: Words
}

extension Case {
    /// What the case waits for: open tasks first, by due date, then requests, times, and the steps that come next.
    package func waiting(by workflow: Workflow, at now: Instant) -> [Waiting] {
        let speech = Speech(workflow: workflow)
        let tasks = openTasks.sorted { left, right in
            switch (left.deadline?.due?.at, right.deadline?.due?.at) {
            case (let left?, let right?): left < right
            case (_?, nil): true
            case (nil, _): false
            }
        }
        var items = tasks.map { speech.waiting(for: $0, at: now) }
        for task in tasks {
            for request in task.requests where request.granted == nil {
                items.append(speech.waiting(for: request, task, at: now))
            }
        }
        for step in workflow.steps {
            guard let until = state(of: step.id).delayedUntil, !step.isOffer else { continue }
            let title = speech.step(step.id)
            let sentence = Words.both("\(title.zh)将于\(until.forPeople)开始。", "\(title.en) begins at \(until.forPeople).")
            items.append(
                Waiting(kind: .time, ref: nil, agency: nil, until: until, isBreached: false, sentence: sentence)
            )
        }
        items += next(by: workflow, speech)
        return items.isEmpty && closed == nil && !id.isEmpty ? [speech.stuck] : items
    }

    /// Steps that wait for something that is open now.
    private func next(by workflow: Workflow, _ speech: Speech) -> [Waiting] {
        guard ending == nil else { return [] }
        return workflow.steps.compactMap { step in
            let standing = state(of: step.id)
            guard standing.phase == .waiting, standing.delayedUntil == nil, closed == nil || step.isTracking else {
                return nil
            }
            let undecided = step.needs.steps.filter {
                state(of: $0).phase == .open || state(of: $0).delayedUntil != nil
            }
            guard !undecided.isEmpty, value(step.needs, path: standing.path) == nil else { return nil }
            let (title, needs) = (speech.step(step.id), speech.steps(undecided))
            let sentence = Words.both("\(title.zh)在等\(needs.zh)。", "\(title.en) waits for \(needs.en).")
            return Waiting(kind: .steps, ref: nil, agency: nil, until: nil, isBreached: false, sentence: sentence)
        }
    }
}

extension Speech {
    fileprivate func waiting(for task: CaseTask, at now: Instant) -> Waiting {
        let (holder, act) = (holder(task.holder), act(task.ref))
        var zh = "等待\(holder.zh)办理\(act.zh)"
        var en = "Waiting for the \(holder.en) to do \(act.en)"
        let child = task.child.flatMap { child in child.number.map { self.child(child.workflow, $0) } }
        if let child {
            zh = "\(act.zh)在等\(child.zh)办结"
            en = "\(act.en) waits for the case \(child.en)"
        }
        if task.pausedAt != nil {
            zh += ",计时已暂停"
            en += "; its clock is stopped"
        } else if let due = task.deadline?.due {
            let rule = rule(due)
            zh += ",期限\(self.due(due.at))(\(rule.zh)"
            en += ", due \(self.due(due.at)) (\(rule.en)"
            if let source = task.deadline?.source {
                zh += ";依据:\(source)"
                en += "; rule: \(source)"
            } else {
                zh += ";依据:本流程规定"
                en += "; rule: this workflow"
            }
            zh += due.isCertain ? ")" : ";节假日安排尚未载入,暂按周一至周五计算)"
            en += due.isCertain ? ")" : "; holidays not loaded, Mondays to Fridays for now)"
        } else {
            zh += ",没有期限"
            en += ", without a deadline"
        }
        let isBreached =
            !task.standingBreaches.isEmpty || (task.pausedAt == nil && task.deadline?.due.map { $0.at <= now } ?? false)
        if isBreached {
            zh += ",已逾期"
            en += ", overdue"
        }
        return Waiting(
            kind: child == nil ? .task : .child,
            ref: task.ref,
            agency: task.holder.agency,
            until: task.deadline?.due?.at,
            isBreached: isBreached,
            sentence: Words(zh: zh + "。", en: en + ".")
        )
    }

    fileprivate func waiting(for request: CaseTask.RequestState, _ task: CaseTask, at now: Instant) -> Waiting {
        let (office, holder, act) = (party("coordinator"), holder(task.holder), act(task.ref))
        let kind = kind(request.request.kind)
        let isLate = request.rulingDue.map { $0 <= now } ?? false
        let until = request.rulingDue.map { due in
            Words(
                zh: ",须于\(self.due(due))前裁定\(isLate ? ",已逾期" : "")",
                en: ", due \(self.due(due))\(isLate ? ", overdue" : "")"
            )
        }
        return Waiting(
            kind: .ruling,
            ref: task.ref,
            agency: "coordinator",
            until: request.rulingDue,
            isBreached: isLate,
            sentence: .both(
                "等待\(office.zh)裁定\(holder.zh)就\(act.zh)提出的\(kind.zh)申请\(until?.zh ?? "")。",
                "Waiting for the \(office.en) to rule on the request of the \(holder.en) (\(kind.en)) for \(act.en)"
                    + "\(until?.en ?? "")."
            )
        )
    }

    fileprivate var stuck: Waiting {
        let office = party("coordinator")
        return Waiting(
            kind: .stuck,
            ref: nil,
            agency: "coordinator",
            until: nil,
            isBreached: false,
            sentence: .both(
                "没有可以继续的步骤,需\(office.zh)裁定。",
                "No step can go on; the \(office.en) has to rule."
            )
        )
    }
}
