import Casework
import CaseworkTesting
import Contracts
import Testing

/// What `workflow check` says of steps that open cases.
@Suite struct AStepThatOpensACase {
    private func codes(_ step: String, more: String = "", others: [String] = []) throws -> [String] {
        let text = """
            case: test
            title: 测试
            version: 1
            lead: housing
            form: {estate: estate}
            steps:
              a: {title: 甲, within: 1wd}
              b: {title: 乙, needs: a, \(step)}
              \(more)
            ends: {resolved: b, unresolved: a}
            """
        let names = ["joint-conference", "safety-hazard"]
        let files = WorkflowFiles(
            defaults: try Fixture.text("workflows/defaults.yaml"),
            labels: try Fixture.text("workflows/labels.yaml"),
            workflows: try names.map { try Fixture.text("workflows/\($0).yaml") } + others
        )
        return files.workflow(text, labelled: false).problems.map(\.code)
    }

    @Test func isReadWithTheEndsOfThatForItsOutcomes() throws {
        let step = "within: 9wd, case: joint-conference, with: {topic: 议题}, undo: withdraw"
        #expect(try codes(step, more: "c: {title: 丙, needs: b.decided|not-decided|withdrawn, within: 1wd}") == [])
        #expect(try codes(step, more: "c: {title: 丙, needs: b.decidd, within: 1wd}") == ["OUTCOME_UNKNOWN"])
        let started = "case: joint-conference, wait: false, with: {topic: 议题}, undo: never"
        #expect(try codes(started, more: "c: {title: 丙, needs: b.started, within: 1wd}") == [])
    }

    @Test(arguments: [
        ("within: 9wd, case: joint-conferenc, undo: never", ["CHILD_UNKNOWN"]),
        ("within: 9wd, case: joint-conference, with: {topic: 议题}", ["UNDO_MISSING"]),
        ("within: 9wd, case: joint-conference, with: {topic: 议题}, undo: 撤销", ["UNDO_FORM"]),
        ("within: 9wd, undo: withdraw", ["UNDO_FORM"]),
        ("within: 9wd, wait: false", ["WAIT_WITHOUT_CASE"]),
        ("within: 9wd, case: joint-conference, wait: maybe, with: {topic: 议题}, undo: never", ["WAIT_FORM"]),
        (
            "within: 9wd, case: joint-conference, with: {topc: 议题}, undo: never",
            ["FIELD_UNKNOWN", "CHILD_FIELD_MISSING"]
        ),
        ("within: 9wd, case: joint-conference, with: {topic: case.nothing}, undo: never", ["FIELD_UNKNOWN"]),
        ("within: 9wd, case: joint-conference, form: {topic: line}, undo: never", ["CHILD_FORM_WAITS"]),
        ("within: 9wd, case: joint-conference, with: {topic: 议题}, rule: x, undo: never", ["CHILD_KEY"]),
        (
            "within: 9wd, case: joint-conference, with: {topic: 议题}, by: [police, housing], undo: never",
            ["CHILD_SEVERAL"]
        ),
        (
            "within: 9wd, case: safety-hazard, wait: false, with: {source: rumour, danger: none}, undo: never",
            ["VALUE_UNKNOWN", "CHILD_FIELD_MISSING", "CHILD_FIELD_MISSING"]
        ),
    ])
    func isRefusedWithAllThatIsWrongWithIt(step: String, expected: [String]) throws {
        #expect(try codes(step).sorted() == expected.sorted())
    }

    /// Of cases that wait for one another in a circle none would ever end; one that is not waited for closes no circle.
    @Test(arguments: [(true, ["CHILD_CIRCLE"]), (false, [])])
    func neverWaitsForItsOwnKind(waits: Bool, expected: [String]) throws {
        let other = """
            case: other
            title: 他
            version: 1
            lead: housing
            form: {estate: estate}
            steps:
              x: {title: 戊, within: 1wd, case: test, wait: \(waits), undo: never}
            ends: {resolved: x}
            """
        #expect(try codes("within: 9wd, case: other, undo: never", others: [other]) == expected)
    }

    /// A conference can be called by any case, so its ladder rung has to give everything that it needs.
    @Test(arguments: ShippedWorkflow.names)
    func theConferenceOfEveryLadderHasWhatItNeeds(name: String) throws {
        let call = try #require(try Fixture.workflow(name).notices["conference"]?.child)
        #expect(call.workflow == "joint-conference")
        let common: Set = ["receivedAt", "channel", "districtCode"]
        let needed = try Fixture.workflow("joint-conference").form.fields.filter { $0.need == .always }.map(\.name)
        #expect(Set(needed).subtracting(common).isSubset(of: call.with.keys))
    }
}
