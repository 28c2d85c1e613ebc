extension Deliberation {
    /// Gives a task to somebody else as a new attempt.
    ///
    /// - Parameters:
    ///   - task: The open task.
    ///   - step: Its step.
    ///   - holder: Who gets it.
    ///   - term: The time of the new attempt from now on; nil for the step's own.
    ///   - cause: What takes it away, nil for a ruling.
    ///   - left: The notices that still come to whoever had it.
    mutating func hand(
        _ task: CaseTask,
        of step: Step,
        to holder: CaseTask.Holder,
        term: Span?,
        cause: CaseEvent.Reassigned.Cause? = nil,
        rungs left: [CaseTask.ArmedRung]? = nil
    ) {
        let deadline =
            term.map { Deadline(policy: due($0, from: now, office: holder.office)) }
            ?? deadline(of: step, openedAt: now, office: holder.office)
        let isNamed = !task.ref.instance.isEmpty && holder.party == nil
        let new = CaseEvent.TaskOpened(
            ref: TaskRef(
                step: step.id,
                instance: isNamed ? holder.agency : task.ref.instance,
                attempt: state.state(of: step.id).attempt + 1
            ),
            holder: holder,
            at: now,
            deadline: deadline,
            rungs: rungs(of: step.ladder, openedAt: now, deadline: deadline, office: holder.office),
            notBy: task.notBy,
            covers: [],
            term: term
        )
        // An agency that gets a second task of the step's same instance does one of them: the newer, as its desk does.
        for own in state.openTasks
        where own.ref.step == step.id && own.ref.instance == new.ref.instance && !own.ref.isUndo && own.ref != task.ref
        {
            emit(.taskRevoked(CaseEvent.TaskRevoked(ref: own.ref, holder: own.holder, cause: .overtaken)))
        }
        emit(
            .reassigned(
                CaseEvent.Reassigned(ref: task.ref, holder: task.holder, new: new, cause: cause, rungs: left)
            )
        )
    }
}
