import Casework
import CaseworkTesting
import Contracts
import Testing

@Suite struct ExploringAWorkflow {
    @Test func findsThatEveryRunOfTheDeputySuggestionEnds() throws {
        let workflow = try Fixture.workflow("deputy-suggestion")
        let clock = ContinuousClock()
        let start = clock.now
        let found = Exploration(workflow, .lint, limit: 300_000)
        print("deputy-suggestion: \(found.states) states in \(clock.now - start)", found.stuck ?? [])
        #expect(found.isComplete)
        #expect(found.stuck == nil)
        #expect(found.opened == Set(workflow.steps.map(\.id)))
        #expect(found.ends == Set(workflow.ends.map(\.name)))
    }
}
