/// The case after one more fact.
///
/// - Parameters:
///   - case: The case so far, nil before its first fact.
///   - event: The fact; it is taken as it is, whatever it says, because it has been recorded.
/// - Returns: The case with it.
package func evolve(_ case: Case?, _ event: CaseEvent) -> Case {
    var next = `case` ?? Case()
    next.apply(event)
    return next
}

extension Case {
    /// Folds one more fact into the case.
    package mutating func apply(_ event: CaseEvent) {
        revision += 1
        switch event {
        case .opened(let opening): apply(opening)
        case .supplemented(let supplement):
            taken.insert(supplement.id)
            record.enter(supplement.fields, since: revision)
        case .stepDelayed(let delay):
            change(delay.step) {
                $0.delayedSince = delay.since
                $0.delayedUntil = delay.until
            }
        case .stepOffered(let opening): apply(opening, .offered, .offered)
        case .stepOpened(let opening): apply(opening, .open, .open)
        case .raised(let raise): apply(raise)
        case .heard(let report):
            change(report.ref) {
                $0.heard = max($0.heard, report.sequence)
                $0.seen = max($0.seen, report.seen)
            }
        case .signed(let signing): change(signing.ref) { $0.signed = signing.act }
        case .held(let holding): change(holding.ref) { $0.person = holding.person }
        case .requested(let asking):
            guard asking.request.kind == .explain else {
                let asked = CaseTask.RequestState(request: asking.request, rulingDue: asking.rulingDue)
                change(asking.ref) { $0.requests.append(asked) }
                break
            }
            // An explanation is taken note of, and its agency is told so; nobody rules on it.
            tell(asking.ref) {
                $0.requests.append(CaseTask.RequestState(request: asking.request, granted: true))
                $0.rulings.append("explained")
                $0.rungs.removeAll { asking.drops.contains($0.index) }
            }
        case .rulingDue(let ruling):
            change(ruling.ref) { task in
                for index in task.requests.indices where task.requests[index].request.id == ruling.request {
                    task.requests[index].rulingDue = ruling.due
                    if ruling.isOver { task.requests[index].lateSince = ruling.due }
                }
            }
        case .ruled(let ruling): apply(ruling)
        case .taskEnded(let end): apply(end)
        case .taskRevoked(let revocation):
            tell(revocation.ref) {
                $0.state = .revoked
                $0.rungs = []
            }
        case .stepEnded(let end): apply(end)
        case .stepSkipped(let skip):
            change(skip.step) {
                $0.phase = .skipped
                $0.delayedUntil = nil
            }
        case .repeated(let repetition): apply(repetition)
        case .reassigned(let reassignment): apply(reassignment)
        case .deadlineChanged(let change): apply(change)
        case .breached(let breach): tell(breach.ref) { $0.breaches.append(breach.kind) }
        case .excused(let excuse): tell(excuse.ref) { $0.excused.append(excuse.kind) }
        case .noticed(let notice):
            tell(notice.ref) {
                $0.rungs.removeAll { $0.index == notice.rung }
                $0.noticed.append(notice.rung)
                $0.cards.append(notice.notice)
            }
        case .clockChanged(let change):
            clock = CaseClock(step: change.step, deadline: change.deadline, passed: clockPassed)
        case .clockBreached(let breach):
            clock?.breaches.append(breach.kind)
            clockPassed.append(CaseClock.Passed(kind: breach.kind, due: breach.due))
        case .clockStopped: clock = nil
        case .paused(let pause):
            tell(pause.ref) {
                $0.pausedAt = pause.at
                $0.pauseReason = pause.reason
                $0.rulings.append("paused")
            }
        case .resumed(let resumption):
            tell(resumption.ref) {
                if let since = $0.pausedAt { $0.adjustments.append(.paused(since: since, until: resumption.at)) }
                $0.pausedAt = nil
                $0.pauseReason = nil
                $0.deadline = resumption.deadline
                $0.rungs = resumption.rungs
                $0.rulings.append("resumed")
            }
        case .late(let answer):
            lateCount += 1
            if let id = answer.id { taken.insert(id) }
            change(answer.ref) { $0.late.append(answer.act) }
        case .child(let change): apply(change)
        case .ignored(let message):
            ignoredCount += 1
            strays[message.key] = max(strays[message.key] ?? 0, message.sequence)
        case .endingBegun(let ending): apply(ending)
        case .undoOpened(let opening): tasks.append(CaseTask(opening, state: .open, revision: revision))
        case .closed(let end):
            closed = Closing(end: end.end, reason: end.reason, at: end.at, stands: end.stands)
            ending = nil
        case .reopened: closed = nil
        }
    }

    /// Changes what only the coordinator knows of a task.
    private mutating func change(_ ref: TaskRef, _ body: (inout CaseTask) -> Void) {
        guard let index = tasks.lastIndex(where: { $0.ref == ref }) else { return }
        body(&tasks[index])
    }

    /// Changes what the agency is to be told of a task.
    private mutating func tell(_ ref: TaskRef, _ body: (inout CaseTask) -> Void) {
        change(ref) {
            body(&$0)
            $0.sequence += 1
        }
    }

    private mutating func change(_ step: String, _ body: (inout StepState) -> Void) {
        body(&steps[step, default: StepState()])
    }
}

extension Case {
    private mutating func apply(_ opening: CaseInput.Opening) {
        id = opening.caseID
        workflow = opening.workflow
        workflowVersion = opening.workflowVersion
        subject = opening.subject
        publisher = opening.publisher
        externalID = opening.externalID
        openedAt = opening.openedAt
        receivedAt = opening.receivedAt
        parent = opening.parent
        record.enter(opening.fields, since: revision)
    }

    private mutating func apply(
        _ opening: CaseEvent.StepOpened,
        _ phase: StepState.Phase,
        _ state: Assignment.Standing.State
    ) {
        for task in opening.tasks { tasks.append(CaseTask(task, state: state, revision: revision)) }
        change(opening.step) {
            $0.phase = phase
            $0.attempt = opening.attempt
            $0.current = opening.tasks.map(\.ref)
            $0.delayedUntil = nil
            $0.isForced = false
            $0.isUndone = false
        }
    }

    private mutating func apply(_ raise: CaseEvent.Raised) {
        taken.insert(raise.id)
        tell(raise.ref) {
            $0.state = .open
            $0.openedAt = raise.at
            $0.deadline = raise.deadline
            $0.base = raise.deadline
            $0.rungs = raise.rungs
        }
        change(raise.ref.step) {
            $0.phase = .open
            $0.delayedUntil = nil
        }
    }

    private mutating func apply(_ ruling: CaseEvent.Ruled) {
        taken.insert(ruling.id)
        record.enter(ruling.fields, since: revision)
        if ruling.kind == .return, ruling.granted { returnCount += 1 }
        guard let ref = ruling.ref else { return }
        tell(ref) { task in
            if let word = ruling.word { task.rulings.append(word) }
            for index in task.requests.indices where task.requests[index].request.id == ruling.request {
                task.requests[index].granted = ruling.granted
                task.requests[index].ruledBy = ruling.by
                task.requests[index].reason = ruling.reason.isEmpty ? nil : ruling.reason
            }
        }
    }

    private mutating func apply(_ end: CaseEvent.TaskEnded) {
        if let id = end.id { taken.insert(id) }
        record.enter(end.fields, since: revision)
        tell(end.ref) {
            $0.state = .ended
            $0.outcome = end.outcome
            $0.cause = end.cause
            $0.ended = end.act
            $0.endedAt = end.at
            $0.document = end.document
            $0.pausedAt = nil
            $0.pauseReason = nil
            $0.rungs = end.rungs
            if let act = end.act { $0.person = act.by }
        }
        if end.report != nil { change(end.ref) { $0.answer = $0.sequence } }
        guard end.ref.isUndo else { return }
        let left = tasks.contains { $0.ref.isUndo && $0.ref.step == end.ref.step && $0.state == .open }
        if !left {
            change(end.ref.step) { $0.isUndone = true }
            ending?.pending.removeAll { $0 == end.ref.step }
        }
    }

    private mutating func apply(_ end: CaseEvent.StepEnded) {
        change(end.step) {
            $0.phase = .ended
            $0.outcome = end.outcome
            $0.endedAt = end.at
            $0.delayedUntil = nil
            $0.isForced = false
        }
    }

    private mutating func apply(_ repetition: CaseEvent.Repeated) {
        if let counter = repetition.counter { repeats[counter] = repetition.count }
        for counter in repetition.restarted { repeats[counter] = nil }
        for step in repetition.path + repetition.later {
            change(step) {
                $0.phase = .waiting
                $0.outcome = nil
                $0.endedAt = nil
                $0.delayedUntil = nil
                $0.current = []
                $0.isForced = step == repetition.from
                $0.path = repetition.path.contains(step) ? repetition.path : []
                guard let term = repetition.term else { return }
                $0.restartedAt = repetition.at
                $0.restartedPath = repetition.path
                if step == repetition.clock { $0.restartedTerm = term }
            }
        }
    }

    private mutating func apply(_ reassignment: CaseEvent.Reassigned) {
        tell(reassignment.ref) {
            $0.state = .revoked
            $0.rungs = reassignment.rungs ?? []
            if reassignment.cause == .overdue { $0.rulings.append("handed-on") }
        }
        let revoked = Set(tasks.filter { $0.state == .revoked && $0.ref != reassignment.ref }.map(\.ref))
        var new = CaseTask(reassignment.new, state: .open, revision: revision)
        new.children = task(reassignment.ref)?.children
        tasks.append(new)
        change(reassignment.ref.step) {
            $0.current.removeAll { revoked.contains($0) }
            $0.attempt = max($0.attempt, reassignment.new.ref.attempt)
            $0.current = $0.current.map { $0 == reassignment.ref ? reassignment.new.ref : $0 }
        }
    }

    private mutating func apply(_ change: CaseEvent.DeadlineChanged) {
        tell(change.ref) {
            $0.base = change.base
            $0.deadline = change.deadline
            $0.rungs = change.rungs
            if let extended = change.extended { $0.adjustments.append(.extended(by: extended)) }
        }
    }

    private mutating func apply(_ change: CaseEvent.ChildChange) {
        if case .called(let fields, let completed, let cause) = change.news {
            self.change(change.ref) { task in
                task.children =
                    (task.children ?? []).filter { $0.key != change.key } + [
                        ChildCase(
                            key: change.key,
                            workflow: change.workflow,
                            rung: change.rung,
                            fields: fields,
                            completed: completed,
                            cause: cause,
                            problems: [],
                            isRecalled: false
                        )
                    ]
            }
        }
        for index in tasks.indices {
            guard let place = tasks[index].children?.firstIndex(where: { $0.key == change.key }) else { continue }
            tasks[index].children?[place].apply(change.news)
            // Its agency hears which case it waits for.
            if case .opened = change.news, change.rung == nil { tasks[index].sequence += 1 }
        }
        switch change.news {
        case .called, .opened, .refused: break
        case .closed(let number, _, _, let fields):
            let prefix = "\(change.ref.step).\(number)."
            record.enter(Dictionary(uniqueKeysWithValues: fields.map { (prefix + $0.key, $0.value) }), since: revision)
        case .recalled:
            ending?.pending.removeAll { $0 == change.ref.step }
            if state(of: change.ref.step).phase == .ended { self.change(change.ref.step) { $0.isUndone = true } }
        }
    }

    private mutating func apply(_ begun: CaseEvent.EndingBegun) {
        ending = Ending(end: begun.end, reason: begun.reason, at: begun.at, pending: begun.undo)
        closed = nil
        for step in steps.keys {
            change(step) {
                $0.delayedUntil = nil
                $0.isForced = false
                switch $0.phase {
                case .open: $0.phase = .revoked
                case .waiting, .offered: $0.phase = .skipped
                case .ended, .skipped, .revoked: break
                }
            }
        }
    }
}

extension ChildCase {
    fileprivate mutating func apply(_ news: CaseEvent.ChildChange.News) {
        switch news {
        case .called: break
        case .opened(let number): self.number = number
        case .refused(let problems): self.problems = problems
        case .closed(let number, let end, let at, _):
            self.number = number
            self.end = end
            endedAt = at
        case .recalled: isRecalled = true
        }
    }
}
