extension Deliberation {
    mutating func pause(_ task: CaseTask, reason: String) {
        emit(.paused(CaseEvent.Paused(ref: task.ref, holder: task.holder, reason: reason, at: now)))
    }

    /// Lets a clock run again with what was left of it (domain notes, section 2.0, rule 7).
    mutating func resume(_ task: CaseTask, since: Instant) {
        var deadline = task.deadline
        deadline?.policy = task.deadline?.policy.map { shifted($0, since: since) }
        deadline?.legal = task.deadline?.legal.map { shifted($0, since: since) }
        let ladder = workflow[task.ref.step]?.ladder ?? Ladder(name: "track")
        let open = Set(task.rungs.map(\.index))
        let rungs = rungs(of: ladder, openedAt: task.openedAt, deadline: deadline).filter { open.contains($0.index) }
        emit(
            .resumed(
                CaseEvent.Resumed(ref: task.ref, holder: task.holder, at: now, deadline: deadline, rungs: rungs)
            )
        )
    }

    /// Hours keep the hours that were left, working days the working days, other days the days.
    private func shifted(_ due: Deadline.Due, since: Instant) -> Deadline.Due {
        guard due.at > since else { return due }
        var moved = due
        let end: DueDate
        switch due.span {
        case .minutes, .hours, .sessions, .percent:
            moved.at = due.at + (now.milliseconds - since.milliseconds)
            return moved
        case .workingDays:
            let left = calendar.workingDays(after: LocalDate(since), through: due.on)
            end = calendar.due(.workingDays(left), after: .moment(now))
        case .days, .months, .monthDay, .date:
            end = calendar.due(.days(due.on.dayNumber - LocalDate(since).dayNumber), after: .moment(now))
        }
        moved.at = end.at
        moved.isCertain = due.isCertain && end.isCertain
        return moved
    }
}
