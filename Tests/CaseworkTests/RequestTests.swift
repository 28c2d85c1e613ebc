import Casework
import CaseworkTesting
import Foundation
import Testing

@Suite struct ARequest {
    @Test func forMoreTimeMovesTheLegalTermWhereItStandsAlone() throws {
        var play = try DeputySuggestion.drafting()
        DeputySuggestion.draft(&play)
        DeputySuggestion.sign(&play)
        play.ask(.extend, try #require(play.task("deliver")), term: "3mo")
        #expect(play.state.waiting(by: play.workflow, at: play.clock.now).contains { $0.kind == .ruling })
        play.rule(.grant(try #require(play.task("deliver")).ref, request: "q1", agency: nil), consent: "来函")
        let task = try #require(play.task("deliver"))
        #expect(task.deadline?.legal?.on.description == "2023-10-27")
        #expect(task.standing.rulings == ["extended"])
        #expect(task.base?.legal?.on.description == "2023-07-27")
    }

    @Test func forMoreTimeIsRefusedAfterTheDeadlineAndTheSecondTime() throws {
        var play = try DeputySuggestion.drafting()
        play.ask(.extend, try #require(play.task("draft")), term: "5wd")
        play.rule(.grant(try #require(play.task("draft")).ref, request: "q1", agency: nil))
        #expect(play.task("draft")?.deadline?.due?.on.description == "2023-07-20")
        let again = play.ask(.extend, try #require(play.task("draft")), id: "q2", term: "5wd")
        #expect(again.refusals == [.tooOften])

        var late = try DeputySuggestion.drafting()
        late.pass(to: try Instant.city("2023-07-14 09:00"))
        let refused = late.ask(.extend, try #require(late.task("draft")), term: "5wd")
        #expect(refused.refusals == [.tooLate])
        #expect(late.task("draft")?.standing.rulings == ["extension-denied"])
    }

    @Test func isNeverGrantedForLongerThanTheTermItself() throws {
        var play = try DeputySuggestion.drafting()
        DeputySuggestion.draft(&play)
        play.complete("review", outcome: "passed", by: "housing-sun")
        let task = try #require(play.task("sign-off"))
        play.ask(.extend, task, term: "10wd")
        play.rule(.grant(task.ref, request: "q1", agency: nil))
        let before = try #require(task.deadline?.due)
        let moved = try #require(play.task("sign-off")?.deadline?.due)
        let span = play.calendar.workingDays(after: before.on, through: moved.on)
        #expect(span == 3)
    }

    @Test func toGiveBackAnOpinionEndsInAnotherAgencyOrInAWaiver() throws {
        var play = try DeputySuggestion.assigned()
        let task = try #require(play.task("opinions", "civil-affairs"))
        play.ask(.return, task)
        play.rule(.grant(task.ref, request: "q1", agency: nil))
        #expect(play.task("opinions", "civil-affairs")?.outcome == "waived")

        let other = try #require(play.task("opinions", "justice"))
        play.ask(.return, other)
        play.rule(.grant(other.ref, request: "q1", agency: "police"))
        #expect(play.task("opinions", "justice")?.state == .revoked)
        let new = try #require(play.task("opinions", "police"))
        #expect(new.ref.attempt == 2)
        #expect(new.state == .open)
        #expect(play.state.returnCount == 2)
    }

    @Test func toGiveBackToAnAgencyThatIsAtItAlreadyLeavesThatAgencyOneTask() throws {
        var play = try DeputySuggestion.assigned()
        let justice = try #require(play.task("opinions", "justice"))
        let own = try #require(play.task("opinions", "police"))
        play.ask(.return, justice)
        play.rule(.grant(justice.ref, request: "q1", agency: "police"))
        // The desk closes an attempt that a newer one overtakes; a task left open here could never end.
        #expect(play.state.task(own.ref)?.state == .revoked)
        #expect(play.state.openTasks.filter { $0.holder.agency == "police" }.map(\.ref.attempt) == [2])
        for agency in ["police", "civil-affairs"] {
            DeputySuggestion.submit(agency, &play)
        }
        #expect(play.open.filter { $0.hasPrefix("opinions") } == [])
        #expect(play.state.state(of: "opinions").phase == .ended)
    }

    @Test func toGiveBackIsRefusedAfterItsTimeAndTheThirdTimeInTheCase() throws {
        var play = try DeputySuggestion.assigned()
        play.clock.advance(to: try Instant.city("2023-05-16 09:00"))
        #expect(play.ask(.return, try #require(play.task("opinions", "police"))).refusals == [.tooLate])

        var third = try DeputySuggestion.assigned()
        for agency in ["police", "justice"] {
            third.ask(.return, try #require(third.task("opinions", agency)))
            third.rule(.grant(try #require(third.task("opinions", agency)).ref, request: "q1", agency: nil))
        }
        #expect(third.ask(.return, try #require(third.task("opinions", "civil-affairs"))).refusals == [.tooOften])
    }

    @Test func toPauseKeepsTheWorkingDaysThatAreLeft() throws {
        var play = try DeputySuggestion.assigned()
        let task = try #require(play.task("contact"))
        #expect(task.deadline?.due?.on.description == "2023-05-29")
        play.pass(to: try Instant.city("2023-05-22 10:00"))
        #expect(play.ask(.pause, task, reason: "holiday").refusals == [.notAllowed])
        play.ask(.pause, task, id: "q2", reason: "awaiting-material")
        play.rule(.grant(task.ref, request: "q2", agency: nil))
        #expect(play.state.timers.filter { $0.timer.ref == task.ref }.map(\.timer) == [.pauseCap(task.ref)])
        play.pass(to: try Instant.city("2023-07-03 10:00"))
        play.rule(.resume(task.ref))
        // Five working days were left on 22 May.
        #expect(play.task("contact")?.deadline?.due?.on.description == "2023-07-10")
        #expect(play.task("contact")?.breaches == [])
    }

    @Test func toPauseEndsByItselfWhenTheCaseHasStoodStillForSixtyDays() throws {
        var play = try DeputySuggestion.assigned()
        let task = try #require(play.task("contact"))
        play.pass(to: try Instant.city("2023-05-22 10:00"))
        play.rule(.pause(task.ref, reason: "awaiting-material"))
        let cap = try Instant.city("2023-07-21 10:00")
        #expect(play.state.timers.first { $0.timer == .pauseCap(task.ref) }?.at == cap)
        play.pass(to: cap + -1)
        #expect(play.task("contact")?.pausedAt != nil)
        play.pass(to: try Instant.city("2023-07-24 10:00"))
        let ends = play.events.compactMap { if case .resumed(let end) = $0 { end } else { nil } }
        #expect(ends.map(\.at) == [cap])
        #expect(ends.map(\.cause) == [.pauseCap])
        #expect(play.task("contact")?.pausedAt == nil)
        // Five working days were left on 22 May.
        #expect(play.task("contact")?.deadline?.due?.on.description == "2023-07-28")
        let words = try #require(play.events.first { $0.name == .resumed }).sentence(by: play.workflow)
        #expect(words.zh.contains("暂停已满60日") && words.en.contains("60 days"))
        play.rule(.pause(task.ref, reason: "awaiting-material"))
        #expect(play.task("contact")?.pausedAt == nil)
    }

    @Test func toPauseSideBySideUsesUpTheTimeOfTheCaseTogether() throws {
        var play = try DeputySuggestion.assigned()
        let tasks = [try #require(play.task("contact")), try #require(play.task("opinions", "police"))]
        play.rule(.pause(tasks[0].ref, reason: "awaiting-material"))
        play.pass(to: try Instant.city("2023-05-07 09:00"))
        play.rule(.pause(tasks[1].ref, reason: "awaiting-material"))
        // Ten days of one pause, then twenty-five of both.
        play.pass(to: try Instant.city("2023-06-01 08:59"))
        #expect(tasks.allSatisfy { play.state.task($0.ref)?.pausedAt != nil })
        play.pass(to: try Instant.city("2023-06-01 09:00"))
        #expect(tasks.allSatisfy { play.state.task($0.ref)?.pausedAt == nil })
        let ends = play.events.compactMap { if case .resumed(let end) = $0 { end.cause } else { nil } }
        #expect(ends == [.pauseCap, .pauseCap])
    }

    @Test func toPauseThatEndedInALogWithoutCausesIsStillRead() throws {
        var play = try DeputySuggestion.assigned()
        let task = try #require(play.task("contact"))
        play.rule(.pause(task.ref, reason: "awaiting-material"))
        let facts = play.rule(.resume(task.ref))
        let fact = try #require(facts.first { $0.name == .resumed })
        let text = String(decoding: try JSONEncoder().encode(fact), as: UTF8.self)
        #expect(!text.contains("cause"))
        #expect(try JSONDecoder().decode(CaseEvent.self, from: Data(text.utf8)) == fact)
    }
}

extension [CaseEvent] {
    fileprivate var refusals: [CaseEvent.Ruled.Refusal] {
        compactMap { if case .ruled(let ruling) = $0 { ruling.refusal } else { nil } }
    }
}

@Suite struct ARuling {
    @Test func givesTheLeadWithItsOpenTasksToAnotherAgency() throws {
        var play = try DeputySuggestion.assigned()
        play.rule(.lead(agency: "justice"))
        #expect(play.state.lead(by: play.workflow) == "justice")
        #expect(play.task("contact")?.holder.agency == "justice")
        #expect(play.task("contact")?.holder.isLead == true)
        #expect(play.task("contact")?.ref.attempt == 2)
        #expect(play.task("opinions", "police")?.ref.attempt == 1)
    }

    @Test func keepsTheOutsidePartyWhenItsSponsorChanges() throws {
        var play = try DeputySuggestion.delivered()
        play.rule(.reassign(try #require(play.task("evaluate")).ref, agency: "housing"))
        let task = try #require(play.task("evaluate"))
        #expect(task.holder.agency == "housing")
        #expect(task.holder.party == "deputy")
        #expect(!task.holder.isLead)
    }

    @Test func endsAStepWithADeclaredOutcomeOnly() throws {
        var play = try DeputySuggestion.drafting()
        let ref = try #require(play.task("draft")).ref
        #expect(play.rule(.end(ref, outcome: "invented", fields: [:])).map(\.name) == [.ignored])
        play.rule(.end(ref, outcome: "done", fields: ["reply": "代拟", "resultClass": "C"]))
        #expect(play.open == ["review"])
    }

    @Test func goesBackToAStepByHand() throws {
        var play = try DeputySuggestion.delivered()
        play.rule(.back(to: "draft"))
        #expect(play.open == ["draft"])
        #expect(play.task("deliver")?.deadline?.due?.on.description == "2023-07-27")
        DeputySuggestion.draft(&play)
        #expect(play.task("review")?.ref.attempt == 2)
    }

    @Test func opensAClosedCaseAgain() throws {
        var play = try DeputySuggestion.delivered()
        DeputySuggestion.publish(&play)
        DeputySuggestion.evaluate(&play, "satisfied")
        #expect(play.state.closed != nil)
        play.rule(.reopen(at: "draft"))
        #expect(play.state.closed == nil)
        #expect(play.open == ["draft"])
        #expect(play.task("archive")?.state == .revoked)
    }

    @Test func takesBackWhatOneStepDid() throws {
        var play = try DeputySuggestion.delivered()
        play.rule(.undo(step: "deliver"))
        #expect(play.open.contains("undo deliver"))
        play.complete(try #require(play.undo("deliver")))
        #expect(play.rule(.undo(step: "deliver")).map(\.name) == [.ignored])
    }
}
