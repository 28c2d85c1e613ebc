package import Casework

/// One case played by a test: inputs go in, facts are kept, the clock is the test's.
package struct Play: Sendable {
    package let workflow: Workflow
    /// The calendar that holds; a test may load another one.
    package private(set) var calendar: WorkingCalendar
    package var clock: ManualClock
    package private(set) var `case`: Case?
    package private(set) var events: [CaseEvent] = []
    /// When each fact was recorded.
    package private(set) var moments: [Instant] = []
    private var sequences: [TaskRef: Int] = [:]
    private var messages = 0
    /// Whether every case that is called for is opened at once, as `WH-C1` and so on.
    package var opensChildren = true
    private var children = 0

    package init(_ workflow: Workflow, calendar: WorkingCalendar, at now: Instant) {
        self.workflow = workflow
        self.calendar = calendar
        clock = ManualClock(now)
    }

    /// The case, an empty one before it is opened.
    package var state: Case { `case` ?? Case() }

    /// Puts an input in now and gives what followed.
    @discardableResult
    package mutating func send(_ input: CaseInput) -> [CaseEvent] {
        let new = decide(input, on: `case`, by: workflow, calendar: calendar, at: clock.now)
        for event in new { `case` = evolve(`case`, event) }
        events += new
        moments += new.map { _ in clock.now }
        guard opensChildren else { return new }
        return new
            + new.flatMap { event -> [CaseEvent] in
                guard case .child(let change) = event, case .called = change.news else { return [] }
                children += 1
                return send(.child(key: change.key, .opened(number: "WH-C\(children)")))
            }
    }

    /// The case that a step opened last closes.
    @discardableResult
    package mutating func closeChild(_ step: String, end: String, fields: [String: Value] = [:]) -> [CaseEvent] {
        let children = state.tasks.filter { $0.ref.step == step }.flatMap { $0.children ?? [] }
        guard let child = children.last(where: \.isOpen), let number = child.number else { return [] }
        return send(.child(key: child.key, .closed(number: number, end: end, at: clock.now, fields: fields)))
    }

    /// How often a case was called for.
    package var calls: Int {
        events.count { event in
            guard case .child(let change) = event, case .called = change.news else { return false }
            return true
        }
    }

    /// The cases that were asked to withdraw.
    package var recalled: [String] {
        events.compactMap { event in
            guard case .child(let change) = event, case .recalled(let number) = change.news else { return nil }
            return number
        }
    }

    @discardableResult
    package mutating func open(_ fields: [String: Value], id: String = "WH-1") -> [CaseEvent] {
        send(
            .open(
                CaseInput.Opening(
                    caseID: id,
                    workflow: workflow.name,
                    workflowVersion: workflow.version,
                    subject: fields["title"]?.text ?? "",
                    publisher: "suggestions",
                    externalID: "1",
                    fields: fields,
                    openedAt: clock.now,
                    receivedAt: clock.now
                )
            )
        )
    }

    /// The open or offered task of a step, else its latest.
    package func task(_ step: String, _ instance: String = "") -> CaseTask? {
        let tasks = state.tasks.filter { $0.ref.step == step && $0.ref.instance == instance && !$0.ref.isUndo }
        return tasks.last { $0.state == .open || $0.state == .offered } ?? tasks.last
    }

    /// The open undo of a step.
    package func undo(_ step: String) -> CaseTask? {
        state.tasks.last { $0.ref.step == step && $0.ref.isUndo && $0.state == .open }
    }

    /// What the agency of a task reports next.
    package mutating func report(_ task: CaseTask, completed: StepReport.Completion? = nil) -> StepReport {
        let sequence = (sequences[task.ref] ?? 0) + 1
        sequences[task.ref] = sequence
        return StepReport(
            step: task.ref.step,
            instance: task.ref.instance,
            attempt: task.ref.attempt,
            sequence: sequence,
            seen: task.sequence,
            isUndo: task.ref.isUndo,
            completed: completed
        )
    }

    /// Its owner ends a task.
    @discardableResult
    package mutating func complete(
        _ step: String,
        _ instance: String = "",
        outcome: String = "done",
        by person: String? = nil,
        fields: [String: Value] = [:],
        document: String? = nil,
        at: Instant? = nil
    ) -> [CaseEvent] {
        guard let task = task(step, instance) else { return [] }
        return complete(task, outcome: outcome, by: person, fields: fields, document: document, at: at)
    }

    @discardableResult
    package mutating func complete(
        _ task: CaseTask,
        outcome: String = "done",
        by person: String? = nil,
        fields: [String: Value] = [:],
        document: String? = nil,
        at: Instant? = nil
    ) -> [CaseEvent] {
        let act = StepReport.Act(by: person ?? "\(task.holder.agency)-li", unit: "bureau", at: at ?? clock.now)
        let completed = StepReport.Completion(act: act, outcome: outcome, fields: fields, document: document)
        return send(.report(agency: task.holder.agency, report(task, completed: completed)))
    }

    /// An agency asks for a ruling.
    @discardableResult
    package mutating func ask(
        _ kind: StepReport.Request.Kind,
        _ task: CaseTask,
        id: String = "q1",
        reason: String = "理由",
        term: String? = nil
    ) -> [CaseEvent] {
        let act = StepReport.Act(by: "\(task.holder.agency)-li", unit: "bureau", at: clock.now)
        var report = report(task)
        report.requests = [StepReport.Request(id: id, kind: kind, act: act, reason: reason, term: term)]
        return send(.report(agency: task.holder.agency, report))
    }

    /// The coordinator rules.
    @discardableResult
    package mutating func rule(
        _ decision: Ruling.Decision,
        reason: String = "理由",
        consent: String? = nil
    ) -> [CaseEvent] {
        messages += 1
        let ruling = Ruling(
            id: "ruling-\(messages)",
            by: "coordinator-wang",
            reason: reason,
            decision: decision,
            consent: consent
        )
        return send(.rule(ruling))
    }

    /// Another calendar holds from now on.
    @discardableResult
    package mutating func load(_ other: WorkingCalendar) -> [CaseEvent] {
        calendar = other
        return send(.calendar)
    }

    /// Somebody takes up an offer.
    @discardableResult
    package mutating func raise(_ step: String, fields: [String: Value] = [:]) -> [CaseEvent] {
        messages += 1
        return send(
            .raise(
                CaseInput.Raise(id: "raise-\(messages)", step: step, by: "suggestions", fields: fields, at: clock.now)
            )
        )
    }

    /// Lets time pass while nobody looks: no timer comes.
    package mutating func advance(to moment: Instant) { clock.advance(to: moment) }

    /// Lets time pass: every timer up to a moment comes at its own time.
    package mutating func pass(to moment: Instant) {
        while let next = state.timers.first, next.at <= moment {
            clock.advance(to: next.at)
            if send(.timer(next.timer)).isEmpty { break }
        }
        clock.advance(to: moment)
    }

    /// The steps that somebody has to do now, `opinions.police` for an entry of an `each` step, undo tasks with `undo `.
    package var open: [String] {
        state.openTasks.map { task in
            let instance = task.ref.instance.isEmpty ? "" : ".\(task.ref.instance)"
            return (task.ref.isUndo ? "undo " : "") + task.ref.step + instance
        }
    }
}
