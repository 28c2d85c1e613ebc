/// What follows from an input: the facts to record, in order; empty when it changes nothing.
///
/// Pure and total: time, ids and chance are arguments, an input that does not fit becomes a fact (`late`, `ignored`) or
/// nothing, and the same input twice adds nothing the second time.
///
/// - Parameters:
///   - input: What happened.
///   - case: The case so far, nil before it is opened.
///   - workflow: The version by which the case runs.
///   - calendar: The working days of the city.
///   - now: The moment of the decision. The moment of an act, not of its arrival, judges deadlines.
/// - Returns: The facts in order, for `evolve`.
package func decide(
    _ input: CaseInput,
    on case: Case?,
    by workflow: Workflow,
    calendar: WorkingCalendar,
    at now: Instant
) -> [CaseEvent] {
    var deliberation = Deliberation(state: `case` ?? Case(), workflow: workflow, calendar: calendar, now: now)
    switch (`case`, input) {
    case (nil, .open(let opening)): deliberation.open(opening)
    case (nil, _), (_, .open): return []
    case (_, .report(let agency, let report)): deliberation.take(report, from: agency)
    case (_, .raise(let raise)): deliberation.take(raise)
    case (_, .supplement(let supplement)): deliberation.take(supplement)
    case (_, .answer(let answer)): deliberation.take(answer)
    case (_, .timer(let timer)): deliberation.take(timer)
    case (_, .rule(let ruling)): deliberation.take(ruling)
    case (_, .calendar): deliberation.recalculate()
    case (_, .child(let key, let news)): deliberation.take(news, of: key)
    }
    return deliberation.events
}
