import Casework
import CaseworkTesting
import Contracts
import Foundation
import Testing

@Suite struct LoadingAWorkflow {
    @Test func readsTheProjectsOwnWithoutAProblem() throws {
        let library = try WorkflowLibrary.load(directory: Fixture.path("workflows"))
        #expect(library.problems == [])
        #expect(library.workflows.map(\.name) == ShippedWorkflow.names)
        #expect(
            library.texts.keys.sorted()
                == (["defaults", "labels"] + ShippedWorkflow.names).map { "\($0).yaml" }.sorted()
        )
    }

    @Test func fillsInTheDefaults() throws {
        let workflow = try Fixture.workflow("deputy-suggestion")
        let contact = try #require(workflow["contact"])
        #expect(contact.owners == .one(Owner(party: .lead)))
        #expect(contact.outcomes == ["done"])
        #expect(contact.ladder.name == "standard")
        #expect(contact.ladder.rungs.count == 9)
        let allowed = try #require(contact.allow.return)
        #expect(
            allowed
                == Allowance.Return(sign: .workingDays(7), within: .workingDays(7), atMost: 2, ruling: .workingDays(1))
        )
        #expect(contact.allow.extend == Allowance.Extend(by: .workingDays(10), atMost: 1))
        #expect(workflow["deliver"]?.allow.extend?.consent == "city-office")
        #expect(workflow["evaluate"]?.sees == ["territory", "subject"])
        #expect(workflow.form.fields.map(\.name).contains("channel"))
        #expect(workflow.steps.filter(\.isTracking).map(\.id) == ["follow-up", "answer-again", "archive"])
    }

    @Test func givesEveryFieldItsPrivacyClass() throws {
        let workflow = try Fixture.workflow("deputy-suggestion")
        #expect(workflow.fieldClass(of: "text") == "subject")
        #expect(workflow.fieldClass(of: "leadDeputy") == "contact")
        #expect(workflow.fieldClass(of: "districtCode") == "territory")
        #expect(workflow.fieldClass(of: "reply") == "work")
        #expect(workflow.fieldClass(of: "opinions.police.opinion") == "work")
        #expect(workflow.fieldClass(of: "nobody-knows") == "sealed")
    }

    @Test(arguments: [
        ("    neds: assign", "    needs: assign", "KEY_UNKNOWN", "needs"),
        ("needs: asign", "needs: assign", "STEP_UNKNOWN", "assign"),
        ("needs: register.acepted", "needs: register.accepted", "OUTCOME_UNKNOWN", "accepted"),
        ("case.resultClass=E", "case.resultClass=A", "VALUE_UNKNOWN", ""),
        ("by: each case.coHandler", "by: each case.coHandlers", "FIELD_UNKNOWN", "coHandlers"),
        ("by: coordinator/sugestions", "by: coordinator/suggestions", "UNIT_UNKNOWN", "suggestions"),
        ("by: deputy", "by: deputy via coordinator", "OUTSIDER_WITHOUT_SPONSOR", "via"),
        ("by: lead as revewer", "by: lead as reviewer", "ROLE_UNKNOWN", "reviewer"),
        ("ladder: warm", "ladder: warn", "LADDER_UNKNOWN", "warn"),
        ("issues: reply-leter", "issues: reply-letter", "DOCUMENT_UNKNOWN", "reply-letter"),
        ("within: 20 wd", "within: 20wd", "TERM_UNKNOWN", ""),
        ("needs: end.party", "needs: end.partly", "END_UNKNOWN", "partly"),
        ("outcomes: [passed, no]", "outcomes: [passed, returned]", "NAME_IS_BOOLEAN", ""),
        (
            "repeat: {if: returned, from: draft}", "repeat: {if: returned, from: draft, at-most: 2}",
            "REPEAT_UNBOUNDED", ""
        ),
        (
            "repeat: {if: returned, from: publish, at-most: 2}", "repeat: {if: returned, from: draft, at-most: 2}",
            "REPEAT_NOT_BACK", ""
        ),
        ("by: each housing.role", "by: each case.coHandlers", "REGISTER_UNKNOWN", "roll"),
        ("by: each housin.roll", "by: each case.coHandlers", "PARTY_UNKNOWN", "housing"),
        ("by: each housing.roll via police", "by: each case.coHandlers", "REGISTER_ELSEWHERE", "housing"),
        ("recess: 5wd, other: 3wd}", "recess: 5wd}", "VALUE_UNKNOWN", ""),
        (
            "in-session: 0d after case.sessionEndsOn}", "in-session: 0d after case.sessionEndsOn, recess: 5wd}",
            "TABLE_INCOMPLETE", "recess"
        ),
        ("meeting: [in-session, recess, holiday]", "meeting: [in-session, recess]", "LABEL_MISSING", "holiday"),
        (
            "sees: [territory, subject, work, sealed]", "sees: [territory, subject, work, contact]", "CLASS_NEVER",
            "sealed"
        ),
        ("within: 20wd after publish", "within: 20wd after sign-off", "ANCHOR_NOT_UPSTREAM", ""),
        ("    needs: [register.accepted, contact]", "    needs: register.accepted", "NEEDS_CIRCLE", ""),
    ])
    func refusesAMistakeAndNamesTheNearestWord(wrong: String, right: String, code: String, hint: String) throws {
        let text = try Fixture.text("workflows/deputy-suggestion.yaml")
        let range = try #require(text.range(of: right), "\(right) is not in the file")
        let read = try Fixture.files().workflow(text.replacingCharacters(in: range, with: wrong), file: "d.yaml")
        #expect(read.workflow == nil)
        let found = try #require(read.problems.first { $0.code == code }, "\(read.problems.map(\.code))")
        #expect(hint.isEmpty || found.en.contains(hint), "\(found.en)")
        #expect(!found.pointer.isEmpty)
    }

    @Test(arguments: [
        ("by: each case.departments", "by: each case.departments via housing", "OUTSIDER_WITHOUT_SPONSOR"),
        ("issues: penalty-decision if fined", "issues: penalty-decision if penalised", "OUTCOME_UNKNOWN"),
        ("by: case.penaltyBody\n", "by: case.penaltyBody via housing\n", "OUTSIDER_WITHOUT_SPONSOR"),
        (
            "policy: {by: case.level, I: none, II: none, III: none}",
            "policy: {by: case.level, I: 2h after case.receivedAt, II: 24h after case.receivedAt, III: 3wd after case.receivedAt}",
            "TERM_ABSENT"
        ),
        ("by: support-org via civil-affairs/district", "by: case.noticeBy via housing/district", "HELPER_MUST"),
        (
            "by: support-org via civil-affairs/district\n    needs: correct",
            "by: street via civil-affairs/district\n    needs: correct", "HELPER_DECIDES"
        ),
        (
            "{at: 20d after case.effectOn, do: remind", "{at: 20d after case.effectiveOn, do: remind", "FIELD_UNKNOWN"
        ),
        ("{owners: 80, street: 10,", "{owners: 80, street: 5,", "WEIGHTS_NOT_100"),
        ("{at: 20d, do: yellow-card", "{at: 20d after case, do: yellow-card", "RUNG_ANCHOR"),
        ("{at: 20d after triage, do: yellow-card", "{at: 20d after case, do: yellow-card", "RUNG_ANCHOR"),
        ("needs: [check, assist,", "needs: [check,", "HELPER_DECIDES"),
        (
            "overdue: expired\n    issues: recall-notice\n    undo: never",
            "overdue: expired                         # who helps holds nothing up either", "HELPER_ISSUES"
        ),
    ])
    func refusesAMistakeInTheNewerForms(wrong: String, right: String, code: String) throws {
        let texts = try ShippedWorkflow.names.map { try Fixture.text("workflows/\($0).yaml") }
        let text = try #require(texts.first { $0.contains(right) }, "\(right) is in no file")
        let read = try Fixture.files().workflow(text.replacing(right, with: wrong), file: "d.yaml")
        #expect(read.workflow == nil)
        #expect(read.problems.contains { $0.code == code }, "\(read.problems.map(\.code))")
    }

    @Test func tellsAllProblemsAtOnceWithTheirLines() throws {
        let text = """
            case: test
            title: 测试
            version: one
            lead: housings
            steps:
              a: {title: 甲, within: 1wd, neds: b, form: {f: texst}}
              b: {by: police, needs: c}
            ends: {resolvd: a}
            """
        let problems = try Fixture.files().workflow(text, file: "t.yaml", labelled: false).problems
        let codes = Set(problems.map(\.code))
        #expect(
            codes.isSuperset(of: [
                "NUMBER_EXPECTED", "PARTY_UNKNOWN", "KEY_UNKNOWN", "TYPE_UNKNOWN", "TITLE_MISSING", "STEP_UNKNOWN",
                "WITHIN_MISSING", "CLOSE_REASON_UNKNOWN",
            ])
        )
        let key = try #require(problems.first { $0.code == "KEY_UNKNOWN" })
        #expect(key.pointer == "/steps/a/neds")
        #expect(key.en.hasPrefix("t.yaml line 6: there is no key neds; did you mean needs?"))
        #expect(key.zh.contains("第6行"))
    }

    @Test(arguments: [
        ("case: &x a", true), ("? &x a\n: b", true), ("{a:\u{2028}&x b}", true), ("\u{FEFF}&x {a: b}", true),
        ("case: R&D", false), ("case: a & b", false), ("case: 物业&业委会", false), ("case: a &", false),
    ])
    func refusesToRepeatWhatHasAName(text: String, isAnchored: Bool) throws {
        let problems = try Fixture.files().workflow(text).problems
        #expect(problems.contains { $0.code == "YAML_UNREADABLE" && $0.en.contains("line") } == isAnchored)
    }

    @Test(arguments: ["", "- a", "a: [", "case: x\ncase: y", "\u{0}"])
    func refusesWhatIsNoWorkflowAtAll(text: String) throws {
        let read = try Fixture.files().workflow(text, file: "t.yaml")
        #expect(read.workflow == nil)
        #expect(!read.problems.isEmpty)
    }

    @Test func loadsTheCalendarsOfFourYears() throws {
        let calendar = try Fixture.calendar()
        #expect(calendar.years.map(\.year) == [2023, 2024, 2025, 2026])
        #expect(calendar.version == 1)
    }
}
