extension Deliberation {
    /// Works out again every clock of the case by the calendar that holds now, and records the ones that moved.
    ///
    /// What was granted stays: extensions and pauses are applied to the new base as they were to the old one.
    mutating func recalculate() {
        for task in state.openTasks {
            guard let step = workflow[task.ref.step], task.base != nil else { continue }
            let office = task.holder.office
            let base = base(of: task, step, office: office)
            let moved = adjusted(base, by: task.adjustments, office: office)
            let rungs = rungs(of: task, step, deadline: moved)
            guard base != task.base || moved != task.deadline || rungs != task.rungs else { continue }
            changeDeadline(of: task, step, base: base, to: moved, .calendar)
        }
        for task in state.openTasks {
            for asked in task.requests { recalculate(asked, of: task) }
        }
        for step in workflow.steps {
            let standing = state.state(of: step.id)
            guard let until = standing.delayedUntil, let since = standing.delayedSince,
                standing.phase == .waiting || standing.phase == .offered,
                let moved = notBefore(step, since: since), moved != until
            else { continue }
            emit(.stepDelayed(CaseEvent.StepDelayed(step: step.id, since: since, until: moved)))
        }
        windClock(.calendar)
        settle()
    }

    private mutating func recalculate(_ asked: CaseTask.RequestState, of task: CaseTask) {
        guard asked.granted == nil, asked.lateSince == nil, let step = workflow[task.ref.step],
            let due = rulingDue(asked.request, step), due != asked.rulingDue
        else { return }
        emit(
            .rulingDue(
                CaseEvent.RulingDue(
                    ref: task.ref,
                    holder: task.holder,
                    request: asked.request.id,
                    due: due,
                    isOver: false
                )
            )
        )
    }

    private func base(of task: CaseTask, _ step: Step, office: String) -> Deadline? {
        guard task.ref.isUndo else { return deadline(of: task, step) }
        guard case .act(_, let span, _) = step.undo else { return task.base }
        return Deadline(policy: due(span, from: task.openedAt, office: office))
    }
}
