package import Casework

/// What can be proved of a workflow before any case runs by it (workflow language, section 3).
package enum WorkflowCheck {
    /// Every problem found: the graph, and the exploration of every possible run.
    ///
    /// - Parameters:
    ///   - workflow: What the loader gave.
    ///   - depth: How much of the interleaving is tried.
    ///   - states: After so many states the exploration gives up with a warning.
    /// - Returns: Nothing for a workflow that holds.
    package static func run(
        _ workflow: Workflow,
        _ depth: Exploration.Depth = .full,
        states: Int = 200_000
    ) -> [Problem] {
        let problems = structure(workflow)
        guard !problems.contains(where: { $0.severity == .error }) else { return problems }
        return problems + exploration(of: workflow, depth, limit: states)
    }

    /// Steps whose deadline can be over before they open, for cases opened on any day of a span (3.5).
    ///
    /// - Parameters:
    ///   - workflow: What the loader gave.
    ///   - calendar: The working days.
    ///   - first: The first opening day.
    ///   - last: The last opening day; the calendar should reach about a year further.
    /// - Returns: An error where no extension helps, else a warning.
    package static func deadlines(
        of workflow: Workflow,
        calendar: WorkingCalendar,
        from first: LocalDate,
        through last: LocalDate
    ) -> [Problem] {
        DeadlineFit(workflow, calendar: calendar, from: first, through: last).misfits.map { misfit in
            let day = misfit.start
            return Problem(
                misfit.fitsExtended ? "DEADLINE_ONLY_EXTENDED" : "DEADLINE_TOO_SHORT",
                at: "/steps/\(misfit.step)/within",
                zh: "\(day)受理的案件中,步骤“\(misfit.step)”可能到\(misfit.opens.forPeople)才开始,晚于其期限\(misfit.due.forPeople)",
                en:
                    "in a case opened on \(day) the step \(misfit.step) may open at \(misfit.opens.forPeople), after its due "
                    + "date \(misfit.due.forPeople)" + (misfit.fitsExtended ? "; it fits with its extension" : ""),
                severity: misfit.fitsExtended ? .warning : .error
            )
        }
    }

    /// Circles, repeats that do not go back, people and anchors that lie downstream (3.2, 3.4).
    static func structure(_ workflow: Workflow) -> [Problem] {
        var problems: [Problem] = []
        for step in workflow.steps where workflow.downstream(of: step.id).contains(step.id) {
            problems.append(
                problem("NEEDS_CIRCLE", step, "needs", "的 needs 形成循环", "waits for itself in a circle of needs")
            )
        }
        guard problems.isEmpty else { return problems }
        for step in workflow.steps {
            for rule in step.repeats where rule.from != step.id && !isUpstream(rule.from, of: step, workflow) {
                problems.append(
                    problem(
                        "REPEAT_NOT_BACK",
                        step,
                        "repeat",
                        "的 repeat.from 不在其上游",
                        "repeats from a step that is not upstream"
                    )
                )
            }
            for other in step.notBy where !isUpstream(other, of: step, workflow) {
                problems.append(
                    problem(
                        "NOT_BY_NOT_UPSTREAM",
                        step,
                        "not-by",
                        "的 not-by 不在其上游",
                        "names in not-by a step that is not upstream"
                    )
                )
            }
            problems += anchors(of: step, workflow)
        }
        return problems
    }

    private static func anchors(of step: Step, _ workflow: Workflow) -> [Problem] {
        let terms = step.notBefore + [step.within?.policy, step.within?.legal].compactMap { $0 }
        return terms.flatMap(\.anchors).compactMap { anchor in
            guard case .step(let other) = anchor, !isUpstream(other, of: step, workflow) else { return nil }
            return problem(
                "ANCHOR_NOT_UPSTREAM",
                step,
                "within",
                "的时限起点不在其上游",
                "counts from a step that is not upstream"
            )
        }
    }

    /// What every run shows: steps that never open, ends never reached, and runs that come to no end (3.3).
    static func exploration(of workflow: Workflow, _ depth: Exploration.Depth, limit: Int) -> [Problem] {
        let found = Exploration(workflow, depth, limit: limit)
        var problems: [Problem] = []
        if let stuck = found.stuck {
            let path = stuck.joined(separator: "; ")
            problems.append(
                Problem(
                    "NO_END",
                    at: "/ends",
                    zh: "有一种走法没有任何结局适用:\(path)",
                    en: "a run comes to a stop where no end fits: \(path)"
                )
            )
        }
        guard found.isComplete else {
            problems.append(
                Problem(
                    "EXPLORATION_UNFINISHED",
                    zh: "已试\(found.states)种状态,未能穷尽",
                    en: "gave up after \(found.states) states",
                    severity: .warning
                )
            )
            return problems
        }
        for step in workflow.steps where !found.opened.contains(step.id) {
            problems.append(problem("STEP_NEVER_OPENS", step, "needs", "永远不会开始", "never opens"))
        }
        for end in workflow.ends where !found.ends.contains(end.name) {
            problems.append(
                Problem(
                    "END_NEVER_REACHED",
                    at: "/ends/\(end.name)",
                    zh: "结局“\(end.name)”永远不会达到",
                    en: "the end \(end.name) is never reached"
                )
            )
        }
        return problems
    }

    private static func isUpstream(_ other: String, of step: Step, _ workflow: Workflow) -> Bool {
        workflow.downstream(of: other).contains(step.id)
    }

    private static func problem(_ code: String, _ step: Step, _ key: String, _ zh: String, _ en: String) -> Problem {
        Problem(code, at: "/steps/\(step.id)/\(key)", zh: "步骤“\(step.id)”\(zh)", en: "the step \(step.id) \(en)")
    }
}
