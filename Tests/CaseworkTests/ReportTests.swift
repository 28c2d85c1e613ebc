import Casework
import CaseworkTesting
import Foundation
import Testing

@Suite struct AReport {
    @Test func ofAnotherAgencyHasNoEffectAndIsCountedOnce() throws {
        var play = try DeputySuggestion.assigned()
        let task = try #require(play.task("opinions", "police"))
        let report = play.report(task, completed: completion())
        #expect(play.send(.report(agency: "justice", report)).map(\.name) == [.ignored])
        #expect(play.send(.report(agency: "justice", report)) == [])
        #expect(play.task("opinions", "police")?.state == .open)
    }

    @Test(arguments: ["invented-step", "deliver"])
    func aboutAStepThatIsNotOpenHasNoEffectAndIsCountedOnce(step: String) throws {
        var play = try DeputySuggestion.assigned()
        let report = StepReport(step: step, sequence: 1, seen: 1, completed: completion())
        #expect(play.send(.report(agency: "housing", report)).map(\.name) == [.ignored])
        #expect(play.send(.report(agency: "housing", report)) == [])
        #expect(play.state.ignoredCount == 1)
    }

    @Test func ofAnOlderAttemptIsFiledAsLate() throws {
        var play = try DeputySuggestion.delivered()
        let first = try #require(play.task("publish"))
        DeputySuggestion.evaluate(&play, "dissatisfied")
        let events = play.complete(first, outcome: "published", fields: ["url": "u", "column": "c"])
        #expect(events.map(\.name) == [.heard, .late])
        #expect(play.open == ["draft"])
    }

    @Test func withASecondAnswerOfTheSameCoHandlerIsFiledAsLate() throws {
        var play = try DeputySuggestion.assigned()
        DeputySuggestion.submit("police", &play)
        let task = try #require(play.task("opinions", "police"))
        play.clock.advance(minutes: 5)
        let second = play.complete(task, outcome: "disagrees", fields: ["opinion": "改", "signedBy": "p"])
        #expect(second.map(\.name) == [.heard, .late])
        #expect(play.task("opinions", "police")?.outcome == "submitted")
    }

    @Test func thatIsOlderThanWhatWasHeardChangesNothing() throws {
        var play = try DeputySuggestion.assigned()
        let task = try #require(play.task("opinions", "police"))
        let first = play.report(task)
        let second = play.report(task)
        #expect(play.send(.report(agency: "police", second)).map(\.name) == [.heard])
        #expect(play.send(.report(agency: "police", first)) == [])
    }

    @Test func thatEchoesTheStandingMakesTheTaskTold() throws {
        var play = try DeputySuggestion.assigned()
        let task = try #require(play.task("opinions", "police"))
        #expect(task.isUntold)
        play.send(.report(agency: "police", play.report(task)))
        #expect(play.task("opinions", "police")?.isUntold == false)
        play.pass(to: try Instant.city("2023-05-30 00:00"))
        let ended = try #require(play.task("opinions", "police"))
        #expect(ended.outcome == "expired")
        #expect(ended.isUntold)
        #expect(play.state.assignments(by: play.workflow).contains { TaskRef($0.content) == ended.ref })
        var echo = play.report(ended)
        echo.sequence = ended.heard
        play.send(.report(agency: "police", echo))
        #expect(!play.state.assignments(by: play.workflow).contains { TaskRef($0.content) == ended.ref })
    }

    @Test func thatEndsTheTaskIsRepeatedByItsAgencyUntilTheAnswerComesSoTheAnswerNeedsNoEcho() throws {
        var play = try DeputySuggestion.assigned()
        let open = try #require(play.task("opinions", "police"))
        let fields: [String: Value] = ["opinion": "意见", "signedBy": "p"]
        var report = play.report(open, completed: completion("submitted", fields))
        play.send(.report(agency: "police", report))
        let ended = try #require(play.task("opinions", "police"))
        #expect(ended.state == .ended)
        #expect(!ended.isUntold)
        #expect(!play.state.assignments(by: play.workflow).contains { TaskRef($0.content) == ended.ref })
        // The answer was lost: the same report comes again, changes nothing, and is what asks for it.
        #expect(play.send(.report(agency: "police", report)) == [])
        #expect(ended.isAskedFor(by: report))
        report.seen = ended.sequence
        #expect(!ended.isAskedFor(by: report))
        #expect(!ended.isAskedFor(by: play.report(open)))
    }

    @Test func withAnIncompleteFormDoesNotEndTheStep() throws {
        var play = try DeputySuggestion.drafting()
        let events = play.complete("draft", fields: ["reply": "答复", "resultClass": "B"])
        #expect(events.map(\.name) == [.heard, .ignored])
        #expect(play.open == ["draft"])
        play.complete("draft", fields: ["reply": "答复", "resultClass": "B", "promisedOn": "2023-12-29"])
        #expect(play.open == ["review"])
    }

    @Test func showsOnlyFieldsTheOwnerMaySee() throws {
        let play = try DeputySuggestion.assigned()
        let contactRef = try #require(play.task("contact")).ref
        let contact = try #require(play.state.assignment(contactRef, by: play.workflow))
        let opinionRef = try #require(play.task("opinions", "police")).ref
        #expect(contact.content.fields["leadDeputy"] == "代表甲")
        let opinion = try #require(play.state.assignment(opinionRef, by: play.workflow))
        #expect(opinion.content.fields["leadDeputy"] == nil)
        #expect(opinion.content.fields["text"] != nil)
        #expect(opinion.content.fields["category"] == "propertyService")
    }

    @Test func keepsTheContentOfAnAttemptFixed() throws {
        var play = try DeputySuggestion.assigned()
        let ref = try #require(play.task("opinions", "police")).ref
        let before = try #require(play.state.assignment(ref, by: play.workflow)).content
        DeputySuggestion.contact(&play)
        DeputySuggestion.submit("justice", &play)
        #expect(play.state.assignment(ref, by: play.workflow)?.content == before)
    }

    private func completion(
        _ outcome: String = "done",
        _ fields: [String: Value] = [:]
    ) -> StepReport.Completion {
        let act = StepReport.Act(by: "x", unit: "bureau", at: Instant(milliseconds: 1_682_557_200_000))
        return StepReport.Completion(act: act, outcome: outcome, fields: fields)
    }
}

@Suite struct AFact {
    @Test func travelsThroughJSONUnderItsOwnName() throws {
        var play = try DeputySuggestion.delivered(class: "B")
        play.raise("withdraw")
        play.pass(to: try Instant.city("2023-09-01 09:00"))
        let data = try JSONEncoder().encode(play.events)
        #expect(try JSONDecoder().decode([CaseEvent].self, from: data) == play.events)
        #expect(String(decoding: data, as: UTF8.self).contains("\"taskEnded\":{"))
        #expect(!String(decoding: data, as: UTF8.self).contains("_0\":{\"holder"))
        let state = try JSONEncoder().encode(play.state)
        #expect(try JSONDecoder().decode(Case.self, from: state) == play.state)
        let workflow = try JSONEncoder().encode(play.workflow)
        #expect(try JSONDecoder().decode(Workflow.self, from: workflow) == play.workflow)
    }
}
