extension Deliberation {
    mutating func pause(_ task: CaseTask, reason: String, by: String) {
        emit(.paused(CaseEvent.Paused(ref: task.ref, holder: task.holder, reason: reason, by: by, at: now)))
    }

    /// Lets a clock run again with what was left of it.
    mutating func resume(_ task: CaseTask, since: Instant) {
        let pause = Adjustment.paused(since: since, until: now)
        let office = task.holder.office
        let deadline = adjusted(task.base, by: task.adjustments + [pause], office: office)
        let ladder = workflow[task.ref.step]?.ladder ?? Ladder(name: "track")
        let open = Set(task.rungs.map(\.index))
        let rungs = rungs(of: ladder, openedAt: task.openedAt, deadline: deadline, office: office)
            .filter { open.contains($0.index) }
        emit(
            .resumed(
                CaseEvent.Resumed(ref: task.ref, holder: task.holder, at: now, deadline: deadline, rungs: rungs)
            )
        )
    }
}
