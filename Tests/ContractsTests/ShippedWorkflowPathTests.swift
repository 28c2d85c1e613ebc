import Casework
import CaseworkTesting
import Contracts
import Testing

/// At every step of many runs: what a withdrawal takes back, and what a return and a ruling come to.
@Suite struct EveryStepOfAShippedWorkflow {
    @Test(arguments: ShippedWorkflow.names)
    func isTakenBackInReverseOrderByAWithdrawal(name: String) throws {
        var withdrawn = 0
        try walk(name) { play, comment in
            guard play.task("withdraw")?.state == .offered else { return }
            var branch = play
            let form = branch.workflow["withdraw"]?.form ?? Form()
            let day = LocalDate(branch.clock.now)
            branch.raise("withdraw", fields: RandomWorkflow.answer(to: form, seed: 1, on: day))
            #expect(branch.state.ending != nil || branch.state.closed != nil, comment)
            for _ in 0..<50 where branch.state.closed == nil {
                let undos = branch.state.openTasks.filter(\.ref.isUndo)
                try #require(!undos.isEmpty, comment)
                let pending = Set(branch.state.ending?.pending ?? [])
                for task in undos {
                    let later = branch.workflow.downstream(of: task.ref.step)
                    #expect(later.isDisjoint(with: pending.subtracting([task.ref.step])), "\(task.ref.step) \(comment)")
                }
                branch.complete(try #require(undos.first))
            }
            #expect(branch.state.closed?.reason == .withdrawn, comment)
            withdrawn += 1
        }
        #expect(withdrawn > 8)
    }

    @Test(arguments: ShippedWorkflow.names)
    func canBeReturnedOnlyWhereItsFileAllowsAndRuledOnEverywhere(name: String) throws {
        var asked = 0
        try walk(name) { play, comment in
            for task in play.state.openTasks where !task.ref.isUndo {
                guard let step = play.workflow[task.ref.step] else { continue }
                var branch = play
                branch.ask(.return, task)
                let isOpen = branch.state.task(task.ref)?.requests.contains { $0.granted == nil } ?? false
                if step.allow.return == nil { #expect(!isOpen, "\(step.id) \(comment)") }
                if isOpen {
                    branch.rule(.deny(task.ref, request: "q1"))
                    #expect(branch.state.task(task.ref)?.state == .open, "\(step.id) \(comment)")
                    asked += 1
                }
                for outcome in step.outcomes {
                    var ruled = play
                    let day = LocalDate(play.clock.now)
                    let fields = RandomWorkflow.answer(to: step.form, outcome: outcome, seed: 3, on: day)
                    ruled.rule(.end(task.ref, outcome: outcome, fields: fields))
                    #expect(ruled.state.task(task.ref)?.state != .open, "\(step.id) \(outcome) \(comment)")
                }
            }
        }
        #expect(asked > 20)
    }

    /// Plays people who only answer, and shows every state they come through.
    private func walk(_ name: String, _ look: (Play, Comment) throws -> Void) throws {
        let registry = try ShippedWorkflow.registry()
        let calendar = try Fixture.calendar()
        let workflow = try Fixture.workflow(name)
        for seed in 1...12 as ClosedRange<UInt64> {
            var run = try RandomWorkflowPlay(workflow, seed: seed, calendar: calendar, registry: registry)
            for turn in 0..<120 where run.play.state.closed == nil && !run.play.state.isQuiet {
                let comment = Comment(rawValue: "\(name), seed \(seed), turn \(turn)")
                try look(run.play, comment)
                guard let input = run.next(.plain) else { continue }
                _ = run.send(input)
            }
        }
    }
}
