/// What follows from an input: the facts to record, in order; empty when it changes nothing.
///
/// Pure and total: time, ids and chance are arguments, an input that does not fit becomes a fact (`late`, `ignored`) or
/// nothing, and the same input twice adds nothing the second time.
package func decide(
    _ input: CaseInput,
    on case: Case?,
    by workflow: Workflow,
    calendar: WorkingCalendar,
    at now: Instant
) -> [CaseEvent] {
    []
}
