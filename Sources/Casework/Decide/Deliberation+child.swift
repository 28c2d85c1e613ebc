/// Cases that a case opens (workflow language, section 2.8).
extension Deliberation {
    /// Calls for the child of an open step that asks nobody for anything; false when there is nothing to call for.
    ///
    /// A child that could not be opened is called for again when the case knows something else.
    mutating func callChild(of step: Step) -> Bool {
        guard let call = step.child, step.form.fields.isEmpty else { return false }
        for task in state.state(of: step.id).current.compactMap({ state.task($0) }) where task.state == .open {
            if self.call(call, of: task, seen: step.sees) { return true }
        }
        return false
    }

    /// Calls for the child of a task whose owner, or a ruling, has said what it is to be opened with.
    mutating func callChild(
        _ call: ChildCall,
        of task: CaseTask,
        _ step: Step,
        completed: StepReport.Completion?,
        fields: [String: Value],
        cause: CaseEvent.TaskEnded.Cause
    ) {
        let act =
            completed
            ?? StepReport.Completion(
                act: StepReport.Act(by: "", unit: "", at: now),
                outcome: "started",
                fields: fields
            )
        _ = self.call(call, of: task, seen: step.sees, completed: act, cause: cause)
    }

    /// Calls for the case that a rung of a ladder opens.
    mutating func callChild(of task: CaseTask, rung: Int, _ call: ChildCall) {
        _ = self.call(call, of: task, rung: rung, seen: ["territory", "subject", "work"])
    }

    private mutating func call(
        _ call: ChildCall,
        of task: CaseTask,
        rung: Int? = nil,
        seen classes: [String],
        completed: StepReport.Completion? = nil,
        cause: CaseEvent.TaskEnded.Cause = .child
    ) -> Bool {
        let fields = fields(for: call, seen: classes, answered: completed?.fields ?? [:])
        let known = task.children?.last { $0.rung == rung }
        if let known, known.problems.isEmpty || known.fields == fields { return false }
        let key = known?.key ?? task.ref.id(in: state.id) + (rung.map { ".rung-\($0)" } ?? "")
        let news = CaseEvent.ChildChange.News.called(fields: fields, completed: completed, cause: cause)
        emit(change(task, key: key, workflow: call.workflow, rung: rung, news))
        return true
    }

    private func change(
        _ task: CaseTask,
        key: String,
        workflow: String,
        rung: Int?,
        _ news: CaseEvent.ChildChange.News
    ) -> CaseEvent {
        .child(
            CaseEvent.ChildChange(
                ref: task.ref,
                holder: task.holder,
                key: key,
                workflow: workflow,
                rung: rung,
                news: news
            )
        )
    }

    /// What the child is opened with, when it was received excepted.
    ///
    /// From `with`, the answer, and what the case knows under the same name and the step may see.
    private func fields(for call: ChildCall, seen classes: [String], answered: [String: Value]) -> [String: Value] {
        var fields: [String: Value] = [:]
        for name in call.fields {
            if let given = call.with[name] {
                fields[name] = value(given)
            } else if let own = answered[name] {
                fields[name] = own
            } else if name != "receivedAt", classes.contains(workflow.fieldClass(of: name)) {
                fields[name] = state.record[name]
            }
        }
        return fields.filter { $0.value != .null }
    }

    private func value(_ given: Value) -> Value? {
        guard let text = given.text, text.hasPrefix("case.") else { return given }
        let name = String(text.dropFirst(5))
        let facts: [String: Value] = ["handlers": .list(handlers.map(Value.text)), "subject": .text(state.subject)]
        return state.record[name] ?? facts[name]
    }

    /// The lead, then everybody else who has or had a task of the case, in order of the first one.
    private var handlers: [String] {
        let others = state.tasks.filter { $0.state != .offered && !$0.ref.isUndo }
            .map { $0.holder.party ?? $0.holder.agency }
        var seen: Set<String> = []
        return ([lead].compactMap { $0 } + others).filter { seen.insert($0).inserted }
    }

    /// Takes in what became of a case that was called for.
    mutating func take(_ news: CaseEvent.ChildChange.News, of key: String) {
        guard let task = state.tasks.last(where: { $0.children?.contains { $0.key == key } == true }),
            let child = task.children?.last(where: { $0.key == key })
        else { return }
        func change(_ news: CaseEvent.ChildChange.News) -> CaseEvent {
            self.change(task, key: key, workflow: child.workflow, rung: child.rung, news)
        }
        switch news {
        case .called, .recalled: return
        case .opened: if child.number == nil { begin(task, child, change(news)) }
        case .refused: if child.number == nil { emit(change(news)) }
        case .closed(let number, let end, let at, _):
            guard child.end != end || child.endedAt != at else { return }
            if child.number == nil { begin(task, child, change(.opened(number: number))) }
            emit(change(news))
            let waits = child.rung == nil && workflow[task.ref.step]?.child?.waits == true
            if waits, state.task(task.ref)?.state == .open { self.end(task.ref, outcome: end, cause: .child, at: at) }
        }
        settle()
    }

    /// The child is open: a step that does not wait for it is over.
    private mutating func begin(_ task: CaseTask, _ child: ChildCase, _ opened: CaseEvent) {
        emit(opened)
        guard child.rung == nil, workflow[task.ref.step]?.child?.waits == false, task.state == .open else { return }
        let answered = child.cause == .answer ? child.completed : nil
        end(
            task.ref,
            outcome: "started",
            cause: child.cause,
            completed: answered,
            at: answered?.act.at,
            fields: child.completed?.fields ?? [:]
        )
    }

    /// Takes a task from the desk that has it; what it opened for nothing now is asked to withdraw.
    mutating func revoke(_ task: CaseTask, _ cause: CaseEvent.TaskRevoked.Cause) {
        emit(.taskRevoked(CaseEvent.TaskRevoked(ref: task.ref, holder: task.holder, cause: cause)))
        recall(task)
    }

    /// The tasks of a step with children that can still be asked to withdraw.
    func recallable(_ step: String) -> [CaseTask] {
        guard workflow[step]?.undo == .withdraw else { return [] }
        return state.tasks.filter { task in
            task.ref.step == step && task.children?.contains { $0.rung == nil && $0.isOpen && !$0.isRecalled } == true
        }
    }

    /// Asks the child of a task to withdraw, where the file says so.
    mutating func recall(_ task: CaseTask) {
        guard workflow[task.ref.step]?.undo == .withdraw else { return }
        for child in task.children ?? [] where child.rung == nil && child.isOpen && !child.isRecalled {
            guard let number = child.number else { continue }
            emit(change(task, key: child.key, workflow: child.workflow, rung: nil, .recalled(number: number)))
        }
    }
}
