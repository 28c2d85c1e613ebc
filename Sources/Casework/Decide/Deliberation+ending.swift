extension Deliberation {
    /// Begins an end that takes back what was done, as soon as its needs are true (workflow language, section 2.7).
    mutating func beginEnding() -> Bool {
        // What was taken back cannot be taken back again: of ends that fit one after the other the first one stands.
        let isTakenBack = workflow.ends.contains { $0.isUndo && $0.name == state.closed?.end }
        for end in workflow.ends where end.isUndo && !isTakenBack {
            guard state.value(end.needs) == true else { continue }
            for task in state.tasks where task.state == .open || task.state == .offered {
                revoke(task, .ending)
            }
            let undo = workflow.steps.filter { step in
                step.undo.isAct && !toUndo(step.id).isEmpty || !recallable(step.id).isEmpty
            }.map(\.id)
            emit(.endingBegun(CaseEvent.EndingBegun(end: end.name, reason: end.reason, at: now, undo: undo)))
            return true
        }
        return false
    }

    /// Opens the undo of every step on which no other step that is still to be undone depends, and closes at the end.
    mutating func advanceEnding() -> Bool {
        guard let ending = state.ending else { return false }
        guard !ending.pending.isEmpty else {
            close(ending)
            return true
        }
        var isMoving = false
        for step in ending.pending where workflow.downstream(of: step).isDisjoint(with: ending.pending) {
            if openUndo(step) { isMoving = true }
        }
        return isMoving
    }

    private mutating func close(_ ending: Case.Ending) {
        let own = workflow.ends.first { $0.name == ending.end }?.needs.steps ?? []
        let stands = workflow.steps.filter { $0.undo == .never && !own.contains($0.id) && !toUndo($0.id).isEmpty }
        for step in workflow.steps where !step.isTracking && state.state(of: step.id).phase == .waiting {
            emit(.stepSkipped(CaseEvent.StepSkipped(step: step.id, wasOffered: false)))
        }
        emit(
            .closed(CaseEvent.Closed(end: ending.end, reason: ending.reason, at: now, stands: stands.map(\.id)))
        )
    }

    /// Opens the counter-act of a step for everybody who did it; false when it is already under way.
    mutating func openUndo(_ id: String) -> Bool {
        let recallable = recallable(id)
        for task in recallable { recall(task) }
        guard recallable.isEmpty else { return true }
        guard let step = workflow[id], case .act(_, let span, _) = step.undo else { return false }
        let isUnderWay = state.tasks.contains { $0.ref.isUndo && $0.ref.step == id && $0.state == .open }
        guard !isUnderWay else { return false }
        let done = toUndo(id)
        for task in done {
            let deadline = Deadline(policy: due(span, from: now, office: task.holder.office))
            let covered = state.tasks.filter {
                $0.ref.step == id && $0.ref.instance == task.ref.instance && !$0.ref.isUndo
            }
            let opening = CaseEvent.TaskOpened(
                ref: TaskRef(step: id, instance: task.ref.instance, attempt: task.ref.attempt, isUndo: true),
                holder: task.holder,
                at: now,
                deadline: deadline,
                rungs: rungs(of: step.ladder, openedAt: now, deadline: deadline, office: task.holder.office),
                notBy: [],
                covers: covered.compactMap(\.document).reversed()
            )
            emit(.undoOpened(opening))
        }
        return !done.isEmpty
    }

    /// The latest task of each instance of a step that somebody completed and nobody has taken back yet.
    private func toUndo(_ step: String) -> [CaseTask] {
        guard !state.state(of: step).isUndone else { return [] }
        var latest: [String: CaseTask] = [:]
        for task in state.tasks where task.ref.step == step && !task.ref.isUndo && task.state == .ended {
            if task.cause == .answer || task.cause == .child || (task.cause == .ruling && task.outcome != "waived") {
                latest[task.ref.instance] = task
            }
        }
        // After a return to the step some of its people may not have acted again since.
        let undone = Set(state.tasks.filter { $0.ref.isUndo && $0.state == .ended }.map(\.ref))
        return state.tasks.filter { task in
            var undo = task.ref
            undo.isUndo = true
            return latest[task.ref.instance]?.ref == task.ref && !undone.contains(undo)
        }
    }
}

extension Step.Undo {
    /// True when somebody has to do something.
    package var isAct: Bool {
        switch self {
        case .act: true
        case .nothing, .never, .withdraw: false
        }
    }
}
