extension Case {
    /// The due date of the case as a whole: that of its `clock` step, whether that has opened or not.
    ///
    /// Nil when the workflow has no clock, or while a date that it hangs on is missing.
    package func due(by workflow: Workflow, calendar: WorkingCalendar) -> Deadline.Due? {
        guard let clock = workflow.clock, let step = workflow[clock] else { return nil }
        if let task = state(of: clock).current.compactMap({ self.task($0) }).first {
            return task.term == nil ? task.deadline?.due : self.clock?.deadline.due ?? task.deadline?.due
        }
        let deliberation = Deliberation(state: self, workflow: workflow, calendar: calendar, now: openedAt)
        let anchors = (step.within?.policy?.anchors ?? []) + (step.within?.legal?.anchors ?? [])
        guard state(of: clock).restartedTerm != nil || !anchors.contains(.opening) else { return nil }
        return deliberation.deadline(of: step, openedAt: openedAt, office: deliberation.office(of: step))?.due
    }
}
