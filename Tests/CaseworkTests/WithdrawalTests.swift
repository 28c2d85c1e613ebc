import Casework
import CaseworkTesting
import Testing

@Suite struct AWithdrawal {
    @Test func isOfferedFromAcceptanceUntilDelivery() throws {
        var play = try DeputySuggestion.opened()
        #expect(play.task("withdraw") == nil)
        play.complete("register", outcome: "accepted", fields: ["category": "c"])
        #expect(play.task("withdraw")?.state == .offered)
        #expect(play.task("withdraw")?.holder.party == "deputy")
        play = try DeputySuggestion.delivered()
        #expect(play.task("withdraw")?.state == .revoked)
        #expect(play.raise("withdraw", fields: ["letter": "l.pdf"]).map(\.name) == [.ignored])
    }

    @Test func waitsForTheLetterWhenItCameWithoutOne() throws {
        var play = try DeputySuggestion.assigned()
        play.raise("withdraw")
        #expect(play.open.contains("withdraw"))
        #expect(play.state.ending == nil)
        play.complete("withdraw", fields: ["letter": "l.pdf"])
        #expect(play.state.ending?.end == "withdrawn")
    }

    @Test func revokesWhatIsOpenAndUndoesWhatWasDoneInReverseOrder() throws {
        var play = try DeputySuggestion.assigned()
        DeputySuggestion.submit("police", &play)
        play.raise("withdraw", fields: ["letter": "l.pdf"])
        #expect(play.task("contact")?.state == .revoked)
        #expect(play.task("opinions", "justice")?.state == .revoked)
        #expect(play.open == ["undo opinions.police"])
        play.complete(try #require(play.undo("opinions")))
        #expect(play.open == ["undo assign"])
        play.complete(try #require(play.undo("assign")))
        #expect(play.open == ["undo register"])
        #expect(play.state.closed == nil)
        play.complete(try #require(play.undo("register")))
        #expect(play.state.closed?.end == "withdrawn")
        #expect(play.state.closed?.stands == [])
        #expect(play.open == ["archive"])
    }

    @Test func coversEveryNumberOfEveryAttemptNewestFirst() throws {
        var play = try DeputySuggestion.drafting()
        DeputySuggestion.draft(&play)
        play.complete("review", outcome: "passed", by: "housing-sun")
        play.complete(
            "sign-off",
            outcome: "returned",
            by: "housing-qian",
            fields: ["signer": "q", "sealedOn": "2023-06-20"],
            document: "武房函〔2023〕88号"
        )
        DeputySuggestion.draft(&play)
        DeputySuggestion.sign(&play, number: 89)
        play.raise("withdraw", fields: ["letter": "l.pdf"])
        let undo = try #require(play.undo("sign-off"))
        #expect(undo.covers == ["武房函〔2023〕89号", "武房函〔2023〕88号"])
        #expect(play.open == ["undo sign-off"])
        let content = try #require(play.state.assignment(undo.ref, by: play.workflow)).content
        #expect(content.isUndo)
        #expect(content.title.zh == "作废文号")
        play.complete(undo)
        #expect(play.open == ["undo draft"])
        play.complete(try #require(play.undo("draft")))
        #expect(play.open == ["undo opinions.police", "undo opinions.justice", "undo opinions.civil-affairs"])
    }

    @Test func gives3WorkingDaysForAnUndoAndRecordsItsBreach() throws {
        var play = try DeputySuggestion.assigned()
        play.raise("withdraw", fields: ["letter": "l.pdf"])
        let undo = try #require(play.undo("assign"))
        // 29 April to 3 May 2023 are holidays.
        #expect(undo.deadline?.due?.on.description == "2023-05-05")
        play.pass(to: try Instant.city("2023-05-08 09:00"))
        #expect(play.undo("assign")?.breaches == [.policy])
        #expect(play.open == ["undo assign"])
    }

    @Test func losesAgainstADeliveryThatWasRecordedFirst() throws {
        var play = try DeputySuggestion.drafting()
        DeputySuggestion.draft(&play)
        DeputySuggestion.sign(&play)
        play.raise("withdraw")
        DeputySuggestion.deliver(&play)
        #expect(play.open.contains("withdraw"))
        #expect(play.state.ending == nil)
    }
}
