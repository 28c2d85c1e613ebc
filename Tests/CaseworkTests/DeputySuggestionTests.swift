import Casework
import CaseworkTesting
import Testing

@Suite struct ADeputysSuggestion {
    @Test func opensTheThreeOpinionsAndTheContactAtOnceAfterAssignment() throws {
        let play = try DeputySuggestion.assigned()
        #expect(play.open == ["contact", "opinions.police", "opinions.justice", "opinions.civil-affairs"])
        #expect(play.task("opinions", "civil-affairs")?.holder.agency == "civil-affairs")
        #expect(play.task("contact")?.holder.agency == "housing")
        #expect(play.task("contact")?.holder.isLead == true)
        #expect(play.task("opinions", "police")?.holder.isLead == false)
    }

    @Test func hasTheDueDatesOfTheDemoCase() throws {
        let play = try DeputySuggestion.assigned()
        #expect(play.task("opinions", "police")?.deadline?.due?.on.description == "2023-05-29")
        #expect(play.state.due(by: play.workflow, calendar: play.calendar)?.on.description == "2023-07-27")
        var later = try DeputySuggestion.drafting()
        #expect(later.task("draft")?.deadline?.due?.on.description == "2023-07-13")
        DeputySuggestion.draft(&later)
        DeputySuggestion.sign(&later)
        #expect(later.task("deliver")?.deadline?.legal?.on.description == "2023-07-27")
    }

    @Test func waitsWithTheDraftForEveryOpinionAndTheContact() throws {
        var play = try DeputySuggestion.assigned()
        DeputySuggestion.contact(&play)
        for agency in DeputySuggestion.coHandlers {
            #expect(play.task("draft") == nil)
            DeputySuggestion.submit(agency, &play)
        }
        #expect(play.open == ["draft"])
        #expect(play.state.state(of: "opinions").outcome == "submitted")
        #expect(play.state.state(of: "settle-disagreement").phase == .skipped)
    }

    @Test func goesOnWithoutALateOpinionAndRecordsBreachAndCardOnce() throws {
        var play = try DeputySuggestion.assigned()
        DeputySuggestion.submit("justice", &play)
        DeputySuggestion.submit("civil-affairs", &play)
        DeputySuggestion.contact(&play)
        play.pass(to: try Instant.city("2023-06-30 12:00"))
        let breaches = play.events.compactMap { if case .breached(let breach) = $0 { breach } else { nil } }
        #expect(breaches.filter { $0.ref.step == "opinions" }.map(\.ref.instance) == ["police"])
        #expect(breaches.first?.due == (try Instant.city("2023-05-30 00:00")))
        let cards = play.events.compactMap { if case .noticed(let notice) = $0 { notice } else { nil } }
            .filter { $0.ref.instance == "police" }.map(\.notice)
        #expect(cards == ["remind", "yellow-card", "red-card", "urge"])
        #expect(play.open == ["draft"])
        let draft = try #require(play.task("draft"))
        let seen = try #require(play.state.assignment(draft.ref, by: play.workflow)).content.fields
        #expect(seen["opinions.police.outcome"] == "expired")
        #expect(seen["opinions.justice.opinion"] == "意见")
        #expect(play.task("opinions", "police")?.standing.isBreached == true)
    }

    @Test func filesTheLateOpinionWithoutEffect() throws {
        var play = try DeputySuggestion.assigned()
        play.pass(to: try Instant.city("2023-05-30 00:00"))
        let late = try #require(play.task("opinions", "police"))
        let before = play.state
        let events = play.complete(late, outcome: "submitted", fields: ["opinion": "迟到", "signedBy": "p"])
        #expect(events.map(\.name) == [.heard, .late])
        #expect(play.state.lateCount == 1)
        #expect(play.state.record == before.record)
        #expect(play.state.steps == before.steps)
    }

    @Test func judgesAnAnswerByWhenItWasGivenNotWhenItArrived() throws {
        var play = try DeputySuggestion.assigned()
        let act = try Instant.city("2023-05-29 23:00")
        play.clock.advance(to: try Instant.city("2023-05-30 09:00"))
        play.complete(
            "opinions",
            "police",
            outcome: "submitted",
            fields: ["opinion": "意见", "signedBy": "p"],
            at: act
        )
        #expect(play.task("opinions", "police")?.outcome == "submitted")
        #expect(play.task("opinions", "police")?.breaches == [])

        let events = play.complete(
            "opinions",
            "justice",
            outcome: "submitted",
            fields: ["opinion": "意见", "signedBy": "p"]
        )
        #expect(play.task("opinions", "justice")?.outcome == "expired")
        #expect(events.map(\.name).contains(.late))
    }

    @Test func keepsTheDrafterFromReviewAndSignature() throws {
        var play = try DeputySuggestion.drafting()
        DeputySuggestion.draft(&play, by: "housing-li")
        #expect(play.task("review")?.notBy == ["housing-li"])
        let refused = play.complete("review", outcome: "passed", by: "housing-li")
        #expect(refused.map(\.name) == [.heard, .ignored])
        #expect(play.open == ["review"])
        play.complete("review", outcome: "returned", by: "housing-sun")
        DeputySuggestion.draft(&play, by: "housing-zhao")
        play.complete("review", outcome: "passed", by: "housing-wu")
        #expect(play.task("sign-off")?.notBy == ["housing-li", "housing-sun", "housing-zhao", "housing-wu"])
        #expect(play.task("sign-off")?.holder.role == "leader")
    }

    @Test func goesBackToTheDraftAtMostTwiceFromReview() throws {
        var play = try DeputySuggestion.drafting()
        for attempt in 1...3 {
            #expect(play.task("draft")?.ref.attempt == attempt)
            DeputySuggestion.draft(&play)
            play.complete("review", outcome: "returned", by: "housing-sun")
        }
        #expect(play.open == ["sign-off"])
        play.complete(
            "sign-off",
            outcome: "returned",
            by: "housing-qian",
            fields: ["signer": "q", "sealedOn": "2023-06-20"]
        )
        #expect(play.open == ["draft"])
        #expect(play.state.repeats == ["sign-off#0": 1])
    }

    @Test func isHandledAgainWithinAMonthWhenTheDeputyIsDissatisfied() throws {
        var play = try DeputySuggestion.delivered()
        play.pass(to: try Instant.city("2023-05-18 10:00"))
        DeputySuggestion.evaluate(&play, "dissatisfied")
        #expect(play.open == ["draft"])
        #expect(play.task("draft")?.ref.attempt == 2)
        #expect(play.state.due(by: play.workflow, calendar: play.calendar)?.on.description == "2023-06-19")
        #expect(play.task("draft")?.deadline?.due?.on.description == "2023-06-05")
        #expect(play.task("publish")?.state == .revoked)
        DeputySuggestion.draft(&play)
        DeputySuggestion.sign(&play, number: 101)
        #expect(play.task("deliver")?.deadline?.due?.on.description == "2023-06-19")
        DeputySuggestion.deliver(&play)
        #expect(play.task("evaluate")?.ref.attempt == 2)
        DeputySuggestion.evaluate(&play, "satisfied")
        DeputySuggestion.publish(&play)
        #expect(play.state.closed?.reason == .resolved)
    }

    @Test func endsInASpecialReportAfterTwoVainRehandlings() throws {
        var play = try DeputySuggestion.delivered()
        DeputySuggestion.publish(&play)
        for number in 89...90 {
            DeputySuggestion.evaluate(&play, "dissatisfied")
            DeputySuggestion.draft(&play)
            DeputySuggestion.sign(&play, number: number)
            DeputySuggestion.deliver(&play)
            DeputySuggestion.publish(&play)
        }
        DeputySuggestion.evaluate(&play, "dissatisfied")
        #expect(play.open == ["special-report"])
        play.complete("special-report", fields: ["report": "报告"], document: "武督报〔2023〕1号")
        #expect(play.state.closed?.end == "unresolved")
    }

    @Test func takesThirtyDaysOfSilenceAsNoFeedbackAndNotAsABreach() throws {
        var play = try DeputySuggestion.delivered()
        DeputySuggestion.publish(&play)
        play.pass(to: try Instant.city("2023-08-01 09:00"))
        #expect(play.state.state(of: "evaluate").outcome == "no-feedback")
        #expect(play.task("evaluate")?.breaches == [])
        #expect(play.task("evaluate")?.cards == ["remind", "remind"])
        #expect(play.state.closed?.end == "resolved")
    }

    @Test func opensTheCoordinationOnlyForADisagreement() throws {
        var play = try DeputySuggestion.assigned()
        DeputySuggestion.submit("police", &play, outcome: "disagrees")
        DeputySuggestion.submit("justice", &play)
        DeputySuggestion.submit("civil-affairs", &play, outcome: "no-opinion")
        DeputySuggestion.contact(&play)
        #expect(play.state.state(of: "opinions").outcome == "disagrees")
        #expect(play.open == ["settle-disagreement"])
        #expect(play.task("settle-disagreement")?.holder.agency == "housing")
        #expect(play.task("settle-disagreement")?.holder.party == "city-office")
        play.complete("settle-disagreement", outcome: "ruled", fields: ["positions": ["甲"], "conclusion": "乙"])
        #expect(play.open == ["draft"])
    }

    @Test func closesPartlyAndKeepsTrackOfThePromiseInClassB() throws {
        var play = try DeputySuggestion.delivered(class: "B")
        DeputySuggestion.publish(&play)
        DeputySuggestion.evaluate(&play, "basically-satisfied")
        #expect(play.state.closed?.end == "partly")
        #expect(play.open == ["follow-up", "archive"])
        #expect(play.task("follow-up")?.deadline?.due?.on.description == "2023-12-29")
        play.complete("follow-up", outcome: "changed", fields: ["explanation": "推迟", "promisedOn": "2024-03-29"])
        #expect(play.task("follow-up")?.ref.attempt == 2)
        #expect(play.task("follow-up")?.deadline?.due?.on.description == "2024-03-29")
        #expect(play.state.closed != nil)
        play.complete("follow-up", outcome: "solved", fields: ["explanation": "已解决"])
        play.complete(
            "answer-again",
            by: "housing-qian",
            fields: ["reply": "再次答复", "receipts": ["r"]],
            document: "武房函〔2023〕99号"
        )
        play.complete("archive")
        #expect(play.open == [])
        #expect(play.state.isQuiet)
    }

    @Test func runsFromIntakeToArchive() throws {
        var play = try DeputySuggestion.delivered()
        #expect(play.open == ["publish", "evaluate"])
        #expect(play.task("evaluate")?.holder.agency == "coordinator")
        #expect(play.task("evaluate")?.holder.party == "deputy")
        DeputySuggestion.evaluate(&play, "satisfied")
        #expect(play.state.closed == nil)
        DeputySuggestion.publish(&play)
        #expect(play.state.closed?.end == "resolved")
        #expect(play.open == ["archive"])
        play.complete("archive")
        #expect(play.state.isQuiet)
        #expect(play.state.ignoredCount == 0)
    }

    @Test(arguments: [("not-accepted", "not-accepted"), ("merged", "merged")])
    func closesAtOnceWhenItIsNotTaken(outcome: String, end: String) throws {
        var play = try DeputySuggestion.opened()
        play.complete(
            "register",
            outcome: outcome,
            fields: ["category": "propertyService", "reason": "个人事项", "mergedInto": "WH-0"]
        )
        #expect(play.state.closed?.end == end)
        #expect(play.open == ["archive"])
        #expect(play.state.state(of: "withdraw").phase == .skipped)
    }
}
