import Casework
import CaseworkTesting
import Contracts
import Testing

@Suite struct TheDeadlinesOfAWorkflow {
    @Test func fitInTheDeputySuggestionOnEveryDayOfAYear() throws {
        #expect(try problems(try Fixture.workflow("deputy-suggestion")) == [])
    }

    /// A standard complaint that is first talked over has no room for its answer without the extension (domain.md 2.2).
    @Test func fitInTheOtherShippedWorkflowsButForTheAnswerToAComplaintThatIsTalkedOver() throws {
        for name in [
            "safety-hazard", "whistle-report", "dispute-mediation", "committee-misconduct", "company-handover",
            "owners-vote", "annual-assessment", "monthly-inspection",
        ] {
            #expect(try problems(try Fixture.workflow(name)) == [], "\(name)")
        }
        let found = try problems(try Fixture.workflow("service-complaint"))
        #expect(found.allSatisfy { $0.severity == .warning }, "\(found)")
        #expect(Set(found.map(\.pointer)) == ["/steps/reply/within", "/steps/explain/within"], "\(found)")
    }

    @Test func areRefusedWhenAStepCanOpenAfterItsOwnDueDate() throws {
        let found = try problems(try small(last: "2wd after a", allow: "nothing"))
        #expect(found.map(\.code) == ["DEADLINE_TOO_SHORT"])
        #expect(found.first?.pointer == "/steps/c/within")
        #expect(try problems(try small(last: "9wd after a", allow: "nothing")) == [])
    }

    @Test func areAWarningWhenAnExtensionMakesRoom() throws {
        let found = try problems(try small(last: "2wd after a", allow: "{extend: {by: 10wd, at-most: 1}}"))
        #expect(found.map(\.code) == ["DEADLINE_ONLY_EXTENDED"])
        #expect(found.first?.severity == .warning)
    }

    @Test func countTheTimeOfWhoeverGetsALateStep() throws {
        let handed = "{reassign: police, within: 3wd}"
        let found = try problems(try small(last: "9wd after a", allow: "nothing", overdue: handed))
        #expect(found.map(\.code) == [])
        let short = try problems(try small(last: "7wd after a", allow: "nothing", overdue: handed))
        #expect(short.map(\.code) == ["DEADLINE_TOO_SHORT"])
        #expect(try problems(try small(last: "7wd after a", allow: "nothing")) == [])
    }

    @Test func leaveOutStepsThatTheValuesOfTheCaseRuleOut() throws {
        let text = """
            case: test
            title: 测试
            version: 1
            lead: housing
            form: {kind: [hard, emergency]}
            steps:
              a: {title: 甲, within: {by: case.kind, hard: 3wd, emergency: 30min after case.receivedAt}}
              b: {title: 乙, within: 2h after case.receivedAt, needs: [a, case.kind=WHICH], allow: nothing}
            ends: {resolved: a}
            """
        let urgent = try Fixture.workflow(text: text.replacing("WHICH", with: "emergency"))
        #expect(try problems(urgent) == [])
        let other = try Fixture.workflow(text: text.replacing("WHICH", with: "hard"))
        #expect(try problems(other).map(\.code) == ["DEADLINE_TOO_SHORT"])
    }

    private func problems(_ workflow: Workflow) throws -> [Problem] {
        WorkflowCheck.deadlines(
            of: workflow,
            calendar: try Fixture.calendar(),
            from: try #require(LocalDate("2024-01-01")),
            through: try #require(LocalDate("2024-12-31"))
        )
    }

    private func small(last: String, allow: String, overdue: String = "expired") throws -> Workflow {
        try Fixture.workflow(
            text: """
                case: test
                title: 测试
                version: 1
                lead: housing
                steps:
                  a: {title: 甲, within: 1wd}
                  b: {title: 乙, within: 5wd, needs: a, overdue: \(overdue)}
                  c: {title: 丙, within: \(last), needs: b, allow: \(allow)}
                ends: {resolved: c}
                """
        )
    }
}
