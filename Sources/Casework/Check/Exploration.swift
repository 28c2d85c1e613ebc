/// Every run a workflow allows when time is left out: each interleaving, outcome, offer and value that needs read.
///
/// It drives the interpreter itself, so what it finds is what cases will do. Steps with instances count as one, undo is
/// left out, and a time-out is an outcome like another (workflow language, section 3.3).
package struct Exploration: Sendable {
    /// How much of the interleaving is tried.
    package enum Depth: Sendable {
        /// All of it.
        case full
        /// Only the first open step in the order of the file moves, and each repeat is tried once: cheap, and finds most
        /// mistakes.
        case lint
    }

    /// Steps that opened somewhere.
    package private(set) var opened: Set<String> = []
    /// Ends that were reached.
    package private(set) var ends: Set<String> = []
    /// The acts that lead to a state in which nothing is open and no end fits, if there is one.
    package private(set) var stuck: [String]?
    package private(set) var states = 0
    /// False when the limit was reached first.
    package private(set) var isComplete = true

    package init(_ workflow: Workflow, _ depth: Depth, limit: Int) {
        var search = Search(workflow, depth, limit: limit)
        search.run()
        opened = search.opened
        ends = search.ends
        stuck = search.stuck
        states = search.seen.count
        isComplete = search.isComplete
    }
}

private struct Search {
    let workflow: Workflow
    let depth: Exploration.Depth
    let limit: Int
    let gates: [String: [String]]
    /// Offers on which nothing hangs: taken up or not, the rest of the case goes the same way, only later.
    let idle: Set<String>
    let calendar = WorkingCalendar(years: [])
    let zero = Instant(milliseconds: 0)
    var seen: Set<String> = []
    var parents: [(parent: Int, act: String)] = []
    var stack: [(state: Case, index: Int)] = []
    var opened: Set<String> = []
    var ends: Set<String> = []
    var stuck: [String]?
    var isComplete = true

    init(_ workflow: Workflow, _ depth: Exploration.Depth, limit: Int) {
        self.depth = depth
        self.limit = limit
        gates = workflow.gates
        idle = workflow.idleOffers
        var net = workflow.untimed
        if depth == .lint {
            for index in net.steps.indices {
                net.steps[index].repeats = net.steps[index].repeats.map { rule in
                    Step.Repeat(outcomes: rule.outcomes, from: rule.from, atMost: min(rule.atMost, 1))
                }
            }
        }
        self.workflow = net
    }

    mutating func run() {
        for fields in combinations(of: workflow.form.fields.map(\.name)) {
            var deliberation = Deliberation(state: Case(), workflow: workflow, calendar: calendar, now: zero)
            deliberation.open(
                CaseInput.Opening(
                    caseID: "x",
                    workflow: workflow.name,
                    workflowVersion: workflow.version,
                    subject: "",
                    publisher: "",
                    externalID: "",
                    fields: fields,
                    openedAt: zero,
                    receivedAt: zero
                )
            )
            reach(deliberation, parent: -1, act: fields.words)
        }
        while let (state, index) = stack.popLast() {
            guard seen.count < limit else {
                isComplete = false
                return
            }
            visit(state, index)
        }
    }

    private mutating func visit(_ state: Case, _ index: Int) {
        var tasks = state.openTasks
        if tasks.isEmpty, state.closed == nil, stuck == nil {
            var acts: [String] = []
            var next = index
            while next >= 0 {
                acts.append(parents[next].act)
                next = parents[next].parent
            }
            stuck = acts.reversed().filter { !$0.isEmpty }
        }
        if depth == .lint,
            let first = workflow.steps.first(where: { step in tasks.contains { $0.ref.step == step.id } })
        {
            tasks = tasks.filter { $0.ref.step == first.id }
        }
        for task in tasks { finish(task, state, index) }
        for task in state.tasks where task.state == .offered {
            guard !idle.contains(task.ref.step) else {
                opened.insert(task.ref.step)
                continue
            }
            var deliberation = Deliberation(state: state, workflow: workflow, calendar: calendar, now: zero)
            deliberation.raise(task.ref, id: "", by: nil, at: zero)
            deliberation.settle()
            reach(deliberation, parent: index, act: "\(task.ref.step): raised")
        }
    }

    private mutating func finish(_ task: CaseTask, _ state: Case, _ index: Int) {
        guard let step = workflow[task.ref.step] else { return }
        for fields in combinations(of: step.form.fields.map(\.name)) {
            for outcome in step.outcomes {
                var deliberation = Deliberation(state: state, workflow: workflow, calendar: calendar, now: zero)
                deliberation.end(task.ref, outcome: outcome, cause: .answer, fields: fields)
                deliberation.settle()
                reach(deliberation, parent: index, act: "\(step.id): \(outcome) \(fields.words)")
            }
        }
    }

    private mutating func reach(_ deliberation: Deliberation, parent: Int, act: String) {
        for event in deliberation.events {
            switch event {
            case .stepOpened(let opening): opened.insert(opening.step)
            case .raised(let raise): opened.insert(raise.ref.step)
            case .closed(let close): ends.insert(close.end)
            case .opened, .supplemented, .stepDelayed, .stepOffered, .heard, .signed, .held, .requested, .rulingDue,
                .ruled,
                .taskEnded, .taskRevoked, .stepEnded, .stepSkipped, .repeated, .reassigned, .deadlineChanged, .breached,
                .excused, .noticed, .paused, .resumed, .late, .ignored, .clockChanged, .clockBreached, .clockStopped,
                .child, .endingBegun, .undoOpened, .reopened:
                break
            }
        }
        let state = bare(deliberation.state)
        guard seen.insert(key(state)).inserted else { return }
        parents.append((parent, act))
        stack.append((state, parents.count - 1))
    }

    /// The state without its history, so that what differs only in history is one state.
    private func bare(_ state: Case) -> Case {
        var bare = Case()
        bare.id = "x"
        bare.repeats = state.repeats
        bare.record.enter(state.record.latest.filter { gates[$0.key] != nil }, since: 0)
        if let closed = state.closed {
            bare.closed = Case.Closing(end: closed.end, reason: closed.reason, at: zero, stands: [])
        }
        for (step, standing) in state.steps {
            var kept = Case.StepState(phase: standing.phase)
            kept.outcome = standing.outcome
            kept.path = standing.path
            kept.endedAt = standing.endedAt
            kept.attempt = 1
            if standing.phase == .open || standing.phase == .offered { kept.current = [TaskRef(step: step)] }
            bare.steps[step] = kept
        }
        for task in state.tasks where task.state == .open || task.state == .offered {
            let opening = CaseEvent.TaskOpened(
                ref: TaskRef(step: task.ref.step),
                holder: task.holder,
                at: zero,
                deadline: nil,
                rungs: [],
                notBy: [],
                covers: []
            )
            bare.tasks.append(CaseTask(opening, state: task.state, revision: 0))
        }
        return bare
    }

    private func key(_ state: Case) -> String {
        var key = state.closed?.end ?? ""
        for step in workflow.steps {
            let standing = state.state(of: step.id)
            key += "|\(standing.phase.rawValue.prefix(2))\(standing.outcome ?? "")"
            if let first = standing.path.first, let last = standing.path.last { key += "<\(first)>\(last)" }
        }
        for counter in state.repeats.keys.sorted() { key += "#\(counter)\(state.repeats[counter] ?? 0)" }
        for field in gates.keys.sorted() { key += "=\(state.record.word(field) ?? "-")" }
        return key
    }

    /// Every choice of values for those of these fields that needs read.
    private func combinations(of fields: [String]) -> [[String: Value]] {
        var found: [[String: Value]] = [[:]]
        for field in fields {
            guard let values = gates[field] else { continue }
            found = found.flatMap { known in
                values.map { known.merging([field: .text($0)]) { _, new in new } }
            }
        }
        return found
    }
}

extension [String: Value] {
    fileprivate var words: String { keys.sorted().map { "\($0)=\(self[$0]?.text ?? "")" }.joined(separator: " ") }
}

extension Workflow {
    /// The offers that no other step and no end asks about, and that enter no field on which one hangs.
    fileprivate var idleOffers: Set<String> {
        let needs = steps.flatMap { [$0.needs] + [$0.until].compactMap { $0 } } + ends.map(\.needs)
        let asked = Set(needs.flatMap(\.steps)).union([clock].compactMap { $0 })
        let gates = gates
        let offers = steps.filter { step in
            step.isOffer && step.repeats.isEmpty && !asked.contains(step.id)
                && step.form.fields.allSatisfy { gates[$0.name] == nil }
        }
        return Set(offers.map(\.id))
    }

    /// The fields that needs read, with the values they ask for, and one value that nobody asks for: all of those lead the
    /// same way.
    fileprivate var gates: [String: [String]] {
        let needs = steps.flatMap { [$0.needs] + [$0.until].compactMap { $0 } } + ends.map(\.needs)
        let asked = Dictionary(needs.flatMap(\.fields).map { ($0.0, Set($0.1)) }) { $0.union($1) }
        return asked.reduce(into: [:]) { gates, field in
            let (name, values) = field
            let form =
                form.fields.first { $0.name == name } ?? steps.lazy.flatMap(\.form.fields).first { $0.name == name }
            let choices = form?.choices ?? []
            let other = choices.isEmpty ? "(other)" : choices.first { !values.contains($0) }
            gates[name] =
                (choices.isEmpty ? values.sorted() : choices.filter(values.contains)) + [other].compactMap { $0 }
        }
    }

    /// The net without time, people and undo; what the engine can add is an outcome like the others.
    fileprivate var untimed: Workflow {
        var net = self
        for index in net.steps.indices {
            let step = steps[index]
            var outcomes = step.outcomes
            if let overdue = step.overdueOutcome, !outcomes.contains(overdue) { outcomes.append(overdue) }
            if case .each = step.owners, !outcomes.contains("none") { outcomes.append("none") }
            net.steps[index].outcomes = outcomes
            net.steps[index].owners = .one(Owner(party: .agency("coordinator")))
            net.steps[index].within = nil
            net.steps[index].notBefore = []
            net.steps[index].ladder = Ladder(name: "track")
            net.steps[index].notBy = []
            net.steps[index].undo = .nothing
            net.steps[index].child = nil
            net.steps[index].enough = Step.Enough()
        }
        return net
    }
}
