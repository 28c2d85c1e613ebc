import Casework
import CaseworkTesting
import Contracts
import Testing

@Suite struct ExploringAWorkflow {
    @Test(arguments: ShippedWorkflow.names)
    func findsThatEveryRunOfAShippedWorkflowEnds(name: String) throws {
        let workflow = try Fixture.workflow(name)
        #expect(WorkflowCheck.run(workflow, .lint) == [])
    }

    @Test func findsARunThatComesToNoEndAndSaysHow() throws {
        let workflow = try small("  a: {title: 甲, within: 1wd, outcomes: [x, z]}", ends: "{resolved: a.x}")
        let problems = WorkflowCheck.run(workflow)
        #expect(problems.map(\.code) == ["NO_END"])
        #expect(problems.first?.en.contains("a: z") == true)
    }

    @Test func findsStepsThatNeverOpenAndEndsNeverReached() throws {
        let workflow = try small(
            """
              a: {title: 甲, within: 1wd, outcomes: [x, z]}
              b: {title: 乙, within: 1wd, needs: [a.x, a.z]}
            """,
            ends: "{resolved: a, explained: b}"
        )
        let codes = WorkflowCheck.run(workflow).map(\.code)
        #expect(codes == ["STEP_NEVER_OPENS", "END_NEVER_REACHED"])
    }

    @Test func takesALateStepThatIsHandedOnForOneThatSomebodyEnds() throws {
        let workflow = try small(
            "  a: {title: 甲, within: 1wd, outcomes: [x, z], overdue: {reassign: police, within: 1wd}}",
            ends: "{resolved: a.x, explained: a.z}"
        )
        #expect(WorkflowCheck.run(workflow) == [])
    }

    @Test func tellsWhenItGaveUp() throws {
        let workflow = try Fixture.workflow("deputy-suggestion")
        let problems = WorkflowCheck.run(workflow, states: 50)
        #expect(problems.map(\.code) == ["EXPLORATION_UNFINISHED"])
        #expect(problems.first?.severity == .warning)
    }

    private func small(_ steps: String, ends: String) throws -> Workflow {
        try Fixture.workflow(
            text: """
                case: test
                title: 测试
                version: 1
                lead: housing
                steps:
                \(steps)
                ends: \(ends)
                """
        )
    }
}
