/// Whether the deadlines of a workflow leave one another room when everybody uses all his time (section 3.5).
///
/// Every branch is taken at its slowest, nothing is repeated; terms that hang on a date of the case are left to the run.
package struct DeadlineFit: Sendable {
    /// A step that can open at or after its own deadline.
    package struct Misfit: Hashable, Sendable {
        package var step: String
        /// The first opening day of a case on which that happens.
        package var start: LocalDate
        package var opens: Instant
        package var due: Instant
        /// True when an extension of the step makes room on every day.
        package var fitsExtended: Bool
    }

    package private(set) var misfits: [Misfit] = []

    /// Plays every opening day from `first` through `last`, at nine in the morning and at half past five.
    package init(_ workflow: Workflow, calendar: WorkingCalendar, from first: LocalDate, through last: LocalDate) {
        guard first <= last else { return }
        let order = workflow.inOrderOfNeeds
        for values in workflow.tableValues {
            for day in first.dayNumber...last.dayNumber {
                for minutes in [540, 1050] as [Int64] {
                    let start = LocalDate(dayNumber: day).start + minutes * 60_000
                    play(workflow, order, calendar, start, values)
                }
            }
        }
    }

    private mutating func play(
        _ workflow: Workflow,
        _ order: [Step],
        _ calendar: WorkingCalendar,
        _ start: Instant,
        _ values: [String: Value]
    ) {
        var state = Case()
        state.openedAt = start
        state.record.enter(values.merging(["receivedAt": .text(start.description)]) { own, _ in own }, since: 0)
        for step in order {
            // A step that the chosen values rule out takes no time.
            if state.rulesOut(step.needs) { continue }
            let opens = step.needs.steps.compactMap { state.steps[$0]?.endedAt }.max() ?? start
            let room = Deliberation(state: state, workflow: workflow, calendar: calendar, now: opens)
            let office = room.office(of: step)
            let deadline = room.deadline(of: step, openedAt: opens, office: office)
            if let due = deadline?.last?.at, due <= opens {
                let longer = step.allow.extend.map { allowed in
                    room.adjusted(deadline, by: [.extended(by: allowed.by)], office: office)?.last?.at ?? due
                }
                note(step.id, LocalDate(start), opens, due, fitsExtended: longer.map { opens < $0 } ?? false)
            }
            var ended = Case.StepState(phase: .ended)
            ended.endedAt = max(opens, last(of: step, deadline, room, office).map { $0 + -1 } ?? opens)
            state.steps[step.id] = ended
        }
    }

    /// When a step ends at its slowest: at its deadline, or at that of whoever gets it then.
    private func last(of step: Step, _ deadline: Deadline?, _ room: Deliberation, _ office: String) -> Instant? {
        guard let due = deadline?.last?.at else { return nil }
        guard case .reassign(let owner, let term) = step.overdue else { return due }
        return room.due(term, from: due, office: room.holder(owner).office).at
    }

    private mutating func note(
        _ step: String,
        _ start: LocalDate,
        _ opens: Instant,
        _ due: Instant,
        fitsExtended: Bool
    ) {
        if let index = misfits.firstIndex(where: { $0.step == step }) {
            misfits[index].fitsExtended = misfits[index].fitsExtended && fitsExtended
        } else {
            misfits.append(Misfit(step: step, start: start, opens: opens, due: due, fitsExtended: fitsExtended))
        }
    }
}

extension Case {
    /// Whether the values of the case alone keep a need from ever being met.
    fileprivate func rulesOut(_ need: Need) -> Bool {
        switch need {
        case .field(let name, let values): record.word(name).map { !values.contains($0) } ?? false
        case .all(let needs): needs.contains { rulesOut($0) }
        case .any(let needs): needs.allSatisfy { rulesOut($0) }
        case .always, .step, .outcome, .ifStarted, .end, .atLeast: false
        }
    }
}

extension Workflow {
    /// The ordinary steps, each after all that it needs; offers, which nobody must take up, are left out.
    fileprivate var inOrderOfNeeds: [Step] {
        var left = steps.filter { !$0.isTracking && !$0.isOffer }
        var order: [Step] = []
        while let index = left.firstIndex(where: { step in
            !step.needs.steps.contains { need in left.contains { $0.id == need } }
        }) {
            order.append(left.remove(at: index))
        }
        return order
    }

    /// Every choice of values for the fields that tables of terms read.
    fileprivate var tableValues: [[String: Value]] {
        let terms = steps.flatMap { [$0.within?.policy, $0.within?.legal].compactMap { $0 } }
        let fields = form.fields + steps.flatMap(\.form.fields)
        var found: [[String: Value]] = [[:]]
        for name in Set(terms.flatMap(\.fields)).sorted() {
            guard let choices = fields.first(where: { $0.name == name })?.choices, !choices.isEmpty else { continue }
            found = found.flatMap { known in choices.map { known.merging([name: .text($0)]) { _, new in new } } }
        }
        return found
    }
}
