extension Deliberation {
    /// Whether a clock may stop: for a reason that its step allows, and while the case has not stood still for too long.
    func mayPause(_ ref: TaskRef, _ reason: String) -> Bool {
        guard workflow[ref.step]?.allow.pauses.contains(reason) == true else { return false }
        return state.pausedTime(at: now) < Case.longestPause
    }

    mutating func pause(_ task: CaseTask, reason: String, by: String) {
        emit(.paused(CaseEvent.Paused(ref: task.ref, holder: task.holder, reason: reason, by: by, at: now)))
    }

    /// Lets a clock run again with what was left of it at a moment.
    mutating func resume(
        _ task: CaseTask,
        since: Instant,
        at moment: Instant,
        cause: CaseEvent.Resumed.Cause? = nil
    ) {
        let pause = Adjustment.paused(since: since, until: moment)
        let office = task.holder.office
        let deadline = adjusted(task.base, by: task.adjustments + [pause], office: office)
        let ladder = workflow[task.ref.step]?.ladder ?? Ladder(name: "track")
        let open = Set(task.rungs.map(\.index))
        let rungs = rungs(of: ladder, openedAt: task.openedAt, deadline: deadline, office: office)
            .filter { open.contains($0.index) }
        emit(
            .resumed(
                CaseEvent.Resumed(
                    ref: task.ref,
                    holder: task.holder,
                    at: moment,
                    deadline: deadline,
                    rungs: rungs,
                    cause: cause
                )
            )
        )
    }

    /// Ends a pause that nobody has ended in time.
    mutating func passPauseCap(_ ref: TaskRef, at: Instant) {
        guard let task = state.task(ref), let since = task.pausedAt else { return }
        resume(task, since: since, at: at, cause: .pauseCap)
    }
}
