import Casework
import CaseworkTesting
import Contracts

/// People of the demonstration who play a case of a workflow made by chance, from a seed.
struct RandomWorkflowPlay {
    private(set) var play: Play
    private var random: SeededGenerator
    private let registry: Registry
    private var sent: [CaseInput] = []
    private var count = 0
    /// A task that nobody of its agency may complete.
    private(set) var nobody: CaseTask?

    init(_ workflow: Workflow, seed: UInt64, calendar: WorkingCalendar, registry: Registry) throws {
        play = Play(workflow, calendar: calendar, at: try Instant.city("2023-04-20 10:00"))
        random = SeededGenerator(seed: seed)
        self.registry = registry
        play.open(RandomWorkflow.example(of: workflow, seed: seed))
    }

    /// The next thing that somebody or the clock does, nil when there is nothing: people who only answer, people who ask
    /// and send things twice as well, and a coordinator who rules besides.
    mutating func next(_ mood: Mood) -> CaseInput? {
        count += 1
        let wish =
            switch Int.random(in: 0..<mood.rawValue, using: &random) {
            case 0..<10: answer()
            case 10..<14: timer()
            case 14: raise()
            case 15: publisher()
            case 16...17: sent.randomElement(using: &random)
            case 18...19: ask()
            case _: ruling()
            }
        return wish ?? answer() ?? timer()
    }

    /// How people are, by how many of their acts can come.
    enum Mood: Int, CaseIterable {
        case plain = 16
        case quarrelsome = 20
        case ruled = 23
    }

    /// Puts it in.
    mutating func send(_ input: CaseInput) -> [Casework.CaseEvent] {
        sent.append(input)
        return play.send(input)
    }

    private mutating func timer() -> CaseInput? {
        guard let next = play.state.timers.first else { return nil }
        play.clock.advance(to: next.at)
        return .timer(next.timer)
    }

    private mutating func answer() -> CaseInput? {
        play.clock.advance(minutes: Int64.random(in: 1...2_000, using: &random))
        guard let task = play.state.openTasks.randomElement(using: &random), let step = play.workflow[task.ref.step]
        else { return nil }
        if let child = task.child, let number = child.number, step.child?.waits == true {
            let end = step.outcomes.randomElement(using: &random) ?? "done"
            return .child(key: child.key, .closed(number: number, end: end, at: play.clock.now, fields: [:]))
        }
        guard let person = able(to: task).randomElement(using: &random) else {
            // Who sends a case back by hand can ask more pairs of eyes of an agency than it has, and then has to rule.
            if play.events.contains(where: { $0.name == .ruled }) { return end(task, step) }
            nobody = task
            return nil
        }
        let outcome = task.ref.isUndo ? "done" : step.outcomes.randomElement(using: &random) ?? "done"
        let act = StepReport.Act(by: person.id, unit: person.unit, at: play.clock.now)
        let document = step.issues == nil ? nil : "武函〔2023〕\(count)号"
        let fields = task.ref.isUndo ? [:] : fields(step, outcome)
        let completed = StepReport.Completion(act: act, outcome: outcome, fields: fields, document: document)
        return .report(agency: task.holder.agency, play.report(task, completed: completed))
    }

    /// Who of its agency may complete a task: unit, role and four eyes, as the desk sees them.
    private func able(to task: CaseTask) -> [Registry.Person] {
        registry.people(of: task.holder.agency).filter { person in
            person.roles != [.auditor] && !task.notBy.contains(person.id)
                && task.holder.unit.map { $0 == person.unit } ?? true
                && task.holder.role.map { role in person.roles.contains { $0.rawValue == role } } ?? true
        }.sorted { $0.id < $1.id }
    }

    private mutating func fields(_ step: Step, _ outcome: String) -> [String: Value] {
        let seed = random.next()
        return RandomWorkflow.answer(to: step.form, outcome: outcome, seed: seed, on: LocalDate(play.clock.now))
    }

    private mutating func publisher() -> CaseInput? {
        guard let task = play.state.openTasks.randomElement(using: &random), let step = play.workflow[task.ref.step],
            task.holder.party != nil, !task.ref.isUndo, let outcome = step.outcomes.randomElement(using: &random)
        else { return nil }
        return .answer(
            CaseInput.Answer(
                id: "a\(count)",
                step: task.ref.step,
                instance: task.ref.instance,
                by: "suggestions",
                outcome: outcome,
                fields: fields(step, outcome),
                at: play.clock.now
            )
        )
    }

    private mutating func raise() -> CaseInput? {
        let offers = play.state.tasks.filter { $0.state == .offered }
        guard let task = offers.randomElement(using: &random) else { return nil }
        return .raise(CaseInput.Raise(id: "r\(count)", step: task.ref.step, by: "suggestions", at: play.clock.now))
    }

    private mutating func ask() -> CaseInput? {
        guard let task = play.state.openTasks.randomElement(using: &random) else { return nil }
        let act = StepReport.Act(by: "\(task.holder.agency)-li", unit: "bureau", at: play.clock.now)
        let kinds: [StepReport.Request.Kind] = [.return, .extend, .pause]
        var report = play.report(task)
        let kind = kinds.randomElement(using: &random) ?? .extend
        report.requests = [StepReport.Request(id: "q\(count)", kind: kind, act: act, reason: "理由", term: "5wd")]
        return .report(agency: task.holder.agency, report)
    }

    private mutating func end(_ task: CaseTask, _ step: Step) -> CaseInput {
        let fields = fields(step, step.outcomes[0])
        let decision = Ruling.Decision.end(task.ref, outcome: step.outcomes[0], fields: fields)
        return .rule(Ruling(id: "e\(count)", by: "coordinator-luo", reason: "理由", decision: decision))
    }

    private mutating func ruling() -> CaseInput? {
        guard let any = play.workflow.steps.randomElement(using: &random) else { return nil }
        var decisions: [Ruling.Decision] = [.back(to: any.id), .reopen(at: any.id), .undo(step: any.id)]
        if let task = play.state.openTasks.randomElement(using: &random), let step = play.workflow[task.ref.step],
            Int.random(in: 0..<4, using: &random) > 0
        {
            let request = task.requests.last?.request.id ?? ""
            decisions = [
                .waive(task.ref), .pause(task.ref, reason: "force-majeure"), .resume(task.ref),
                .extend(task.ref, by: .workingDays(2)),
                .reassign(task.ref, agency: "justice"), .lead(agency: "civil-affairs"),
                .grant(task.ref, request: request, agency: "police"),
                .grant(task.ref, request: request, agency: nil), .deny(task.ref, request: request),
                .end(task.ref, outcome: step.outcomes[0], fields: fields(step, step.outcomes[0])),
            ]
        }
        let decision = decisions.randomElement(using: &random) ?? .back(to: any.id)
        return .rule(
            Ruling(
                id: "u\(count)",
                by: "coordinator-luo",
                reason: "理由",
                decision: decision,
                consent: "已复函同意"
            )
        )
    }
}
