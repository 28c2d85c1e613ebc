extension Deliberation {
    /// How long the clocks of a case may stand still in all, in milliseconds: 60 days (domain notes, section 2.0, rule 7).
    static let longestPause: Int64 = 60 * 86_400_000

    /// Whether a clock may stop: for a reason that its step allows, and while the case has not stood still for too long.
    func mayPause(_ ref: TaskRef, _ reason: String) -> Bool {
        guard workflow[ref.step]?.allow.pauses.contains(reason) == true else { return false }
        return paused < Deliberation.longestPause
    }

    /// The time that clocks of the case have stood still so far.
    private var paused: Int64 {
        state.tasks.reduce(0) { total, task in
            let ended = task.adjustments.reduce(Int64(0)) { sum, adjustment in
                if case .paused(let since, let until) = adjustment {
                    sum + until.milliseconds - since.milliseconds
                } else {
                    sum
                }
            }
            return total + ended + (task.pausedAt.map { now.milliseconds - $0.milliseconds } ?? 0)
        }
    }

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
