import Casework
import Contracts
import Testing

@testable import CaseworkTesting

/// Cases of workflows made by chance, played by people who answer, quarrel and keep silent.
@Suite struct ACaseOfAWorkflowMadeByChance {
    @Test(arguments: RandomWorkflowPlay.Mood.allCases)
    func comesToAnEndWhateverPeopleDo(mood: RandomWorkflowPlay.Mood) throws {
        let registry = try Fixture.books().registry
        let calendar = try Fixture.calendar()
        for (seed, text, workflow, _) in try AWorkflowMadeByChance.made.get() {
            let comment = Comment(rawValue: "seed \(seed), \(mood)\n\(text)")
            try play(try #require(workflow), seed, mood, calendar, registry, comment)
        }
    }

    /// Every ending of the shipped ones is proved by exploration; these runs have time, people, rulings and undo as well.
    @Test(arguments: ShippedWorkflow.names, RandomWorkflowPlay.Mood.allCases)
    func comesToAnEndWhateverPeopleDoByAShippedWorkflowToo(name: String, mood: RandomWorkflowPlay.Mood) throws {
        let registry = try ShippedWorkflow.registry()
        let calendar = try Fixture.calendar()
        let workflow = try Fixture.workflow(name)
        for seed in 1...12 as ClosedRange<UInt64> {
            try play(workflow, seed, mood, calendar, registry, Comment(rawValue: "\(name), seed \(seed), \(mood)"))
        }
    }

    private func play(
        _ workflow: Workflow,
        _ seed: UInt64,
        _ mood: RandomWorkflowPlay.Mood,
        _ calendar: WorkingCalendar,
        _ registry: Registry,
        _ comment: Comment
    ) throws {
        var run = try RandomWorkflowPlay(workflow, seed: seed, calendar: calendar, registry: registry)
        for turn in 0..<400 where mood == .ruled && turn < 40 || !run.play.state.isQuiet {
            guard let input = run.next(turn < 40 ? mood : .plain) else { continue }
            let before = run.play.state
            let events = run.send(input)
            #expect(events.reduce(before) { evolve($0, $1) } == run.play.state, comment)
            if turn % 10 == 0 { #expect(run.send(input) == [], comment) }
            checkClosure(run.play, comment)
        }
        try #require(run.nobody == nil, comment)
        // A case that was taken back and opened again by hand may need one more ruling.
        let waits = run.play.state.waiting(by: workflow, at: run.play.clock.now).map(\.kind)
        if mood == .ruled, waits == [.stuck] { return }
        try #require(
            run.play.state.isQuiet,
            "open \(run.play.open), \(run.play.state.timers.count) timers, \(comment)"
        )
        checkRest(run.play, comment)
        checkNeeds(run.play, comment)
    }

    /// A case never closes over an open step, and nothing is tracked before it has closed (2.4).
    private func checkClosure(_ play: Play, _ comment: Comment) {
        let open = play.state.openTasks.filter { !$0.ref.isUndo }
        let tracking = open.filter { play.workflow[$0.ref.step]?.isTracking == true }
        if play.state.closed == nil {
            #expect(tracking.map(\.ref.step) == [], comment)
        } else {
            #expect(open.count == tracking.count, comment)
        }
    }

    /// Nothing waits any more, what was to be taken back is, and nobody was his own second pair of eyes.
    private func checkRest(_ play: Play, _ comment: Comment) {
        let state = play.state
        let end = play.workflow.ends.first { $0.name == state.closed?.end }
        for step in play.workflow.steps where !step.isTracking {
            #expect([.ended, .skipped, .revoked].contains(state.state(of: step.id).phase), "\(step.id) \(comment)")
            let isDone = state.tasks.contains { $0.ref.step == step.id && !$0.ref.isUndo && $0.cause == .answer }
            if end?.isUndo == true, step.undo.isAct, isDone {
                #expect(state.state(of: step.id).isUndone, "\(step.id) \(comment)")
            }
        }
        for task in state.tasks where task.cause == .answer && !task.ref.isUndo {
            let others = play.workflow[task.ref.step]?.notBy ?? []
            let authors = state.tasks.filter { other in
                others.contains(other.ref.step) && !other.ref.isUndo && other.openedRevision < task.openedRevision
            }
            #expect(
                !authors.contains {
                    $0.ended?.by == task.ended?.by && $0.ended != nil && $0.endedAt.map { $0 <= task.openedAt } == true
                },
                comment
            )
        }
        let notices = play.events.compactMap { if case .noticed(let notice) = $0 { notice } else { nil } }
        #expect(Set(notices.map { "\($0.ref.id(in: "")) \($0.rung)" }).count == notices.count, comment)
        for (counter, used) in state.repeats {
            let parts = counter.split(separator: "#").map(String.init)
            let rule = play.workflow[parts[0]]?.repeats.first
            #expect(used <= rule?.atMost ?? 0, "\(counter) \(comment)")
        }
    }

    /// What happened, read again by the text of the language, for runs in which nobody ruled or went back.
    ///
    /// Every step that ended was needed, every other was not or waited until the close, and the end is the first that fits.
    private func checkNeeds(_ play: Play, _ comment: Comment) {
        guard Set(play.events.map(\.name)).isDisjoint(with: [.ruled, .repeated, .endingBegun, .reopened]),
            let close = play.events.firstIndex(where: { $0.name == .closed })
        else { return }
        var standings: [String: SketchRun.Standing] = [:]
        for step in play.workflow.steps where !step.isTracking {
            let state = play.state.state(of: step.id)
            standings[step.id] = state.phase == .ended ? .ended(state.outcome ?? "") : .skipped
        }
        let fields = play.state.record.latest.compactMapValues(\.text)
        let atClose = play.events[..<close].reversed().prefix { $0.name == .stepSkipped }.compactMap(\.skipped)
        let run = SketchRun(fields: fields, standings: standings)
        for step in play.workflow.steps where !step.isTracking {
            if run.hasOpened(step.id) {
                #expect(run.value(step.needs) == true, "\(step.id) \(comment)")
            } else if !step.isOffer, !atClose.contains(step.id) {
                #expect(run.value(step.needs) == false, "\(step.id) \(comment)")
            }
        }
        let end = play.workflow.ends.first { !$0.isUndo && run.value($0.needs) == true }
        #expect(end?.name == play.state.closed?.end, comment)
    }
}

extension Casework.CaseEvent {
    /// The step that was skipped, nil for every other fact.
    fileprivate var skipped: String? { if case .stepSkipped(let skip) = self { skip.step } else { nil } }
}
