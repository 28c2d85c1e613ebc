import Casework
import CaseworkTesting
import Contracts
import Foundation
import Testing

@Suite struct AWorkflowMadeByChance {
    @Test func scratch() throws {
        let files = try Fixture.files()
        var counts: [Int] = []
        for seed in UInt64(1)...300 {
            let text = RandomWorkflow.text(seed: seed, name: "random-case")
            let t0 = Date()
            let read = files.workflow(text, file: "random.yaml")
            guard let workflow = read.workflow, read.problems.isEmpty else {
                Issue.record("seed \(seed): \(read.problems.map(\.en))\n\(text)")
                continue
            }
            let t1 = Date()
            let found = Exploration(workflow, .full, limit: 20_000)
            let problems = WorkflowCheck.run(workflow, .full, states: 20_000)
            let t2 = Date()
            counts.append(found.states)
            print(
                "seed \(seed) steps \(workflow.steps.count) states \(found.states) load \(t1.timeIntervalSince(t0)) explore \(t2.timeIntervalSince(t1)/2)"
            )
            if !problems.isEmpty { Issue.record("seed \(seed): \(problems.map(\.en))\n\(text)") }
        }
        print(counts.sorted())
    }
}
