/// One decision under way: the case as it would be, and the facts found so far.
struct Deliberation {
    var state: Case
    let workflow: Workflow
    let calendar: WorkingCalendar
    /// The moment of the decision; for the opening of a case its acceptance, which may lie in the past.
    var now: Instant
    var events: [CaseEvent] = []

    init(state: Case, workflow: Workflow, calendar: WorkingCalendar, now: Instant) {
        self.state = state
        self.workflow = workflow
        self.calendar = calendar
        self.now = now
    }

    /// Records a fact and sees the case with it.
    mutating func emit(_ event: CaseEvent) {
        events.append(event)
        state.apply(event)
    }

    /// Records that a message had no effect, once for each of its sequences.
    mutating func ignore(
        _ key: String,
        sequence: Int = 1,
        by: String,
        step: String?,
        _ reason: CaseEvent.Ignored.Reason
    ) {
        // A flood of invented names must not grow the case without end; the process still counts what is dropped here.
        guard (state.strays[key] ?? 0) < sequence, state.strays[key] != nil || state.strays.count < 200 else { return }
        let known = step.flatMap { workflow[$0]?.id }
        emit(.ignored(CaseEvent.Ignored(key: key, sequence: sequence, by: by, step: known, reason: reason)))
    }

    mutating func open(_ opening: CaseInput.Opening) {
        now = min(now, opening.openedAt)
        emit(.opened(opening))
        settle()
    }

    mutating func take(_ supplement: CaseInput.Supplement) {
        guard !state.taken.contains(supplement.id) else { return }
        let known = Set(workflow.form.fields.map(\.name))
        let fields = supplement.fields.filter { known.contains($0.key) }
        emit(.supplemented(CaseInput.Supplement(id: supplement.id, by: supplement.by, fields: fields)))
        settle()
    }
}
