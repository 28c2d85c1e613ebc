import Casework
import CaseworkTesting
import Testing

/// What the domain notes say of votes of the owners (2.6), read from the shipped workflow as cases run by it.
@Suite struct TheTermsOfAVoteOfTheOwners {
    /// Row 27 of the domain notes: a vote does not open before its review has passed.
    @Test func nobodyVotesBeforeTheReviewHasPassed() throws {
        var play = try opened("hire-company")
        play.complete("accept", outcome: "accepted")
        #expect(play.open == ["review"])
        var returned = play
        returned.complete("review", outcome: "returned", fields: ["record": "议题不明"])
        #expect(returned.state.closed?.end == "not-accepted")
        #expect(returned.task("ballot") == nil)
        play.complete("review", outcome: "passed", fields: ["record": "可以表决"])
        #expect(play.open == ["roll"])
    }

    /// Row 23: an election waits for the review of its candidates, another matter does not.
    @Test func anElectionWaitsForTheReviewOfItsCandidates() throws {
        var play = try opened("elect-committee")
        play.complete("accept", outcome: "accepted")
        play.complete("review", outcome: "passed", fields: ["record": "可以"])
        #expect(play.open == ["candidates"])
        #expect(play.task("candidates")?.holder.party == "organisation")
        var failed = play
        failed.complete("candidates", outcome: "failed")
        #expect(failed.state.closed?.end == "not-accepted")
        play.complete("candidates", outcome: "passed", fields: ["candidates": ["甲**"]])
        #expect(play.open == ["roll"])
    }

    @Test func theVoteOpensWithTheFirstMinuteAndClosesWithTheLastOneOfTheDaysInTheNotice() throws {
        var play = try announced("hire-company", opens: "2025-03-18", closes: "2025-04-05")
        play.pass(to: try Instant.city("2025-03-17 23:59"))
        #expect(play.open == [])
        play.pass(to: try Instant.city("2025-03-18 00:00"))
        #expect(play.open == ["ballot"])
        let task = try #require(play.task("ballot"))
        #expect(task.holder.agency == "housing")
        #expect(task.holder.unit == "district")
        #expect(play.state.assignment(task.ref, by: play.workflow)?.content.register == "roll")
        // 2025-04-05 is a Saturday and a day of rest: what was announced holds all the same.
        play.pass(to: try Instant.city("2025-04-05 23:59"))
        #expect(play.open == ["ballot"])
        play.pass(to: try Instant.city("2025-04-06 00:00"))
        #expect(play.open == ["tally"])
        #expect(play.task("ballot")?.outcome == "polled")
        #expect(play.task("ballot")?.breaches == [], "a vote that closes is no breach")
    }

    @Test func theVoteIsExtendedOnceAndNoMore() throws {
        var play = try announced("hire-company", opens: "2025-03-18", closes: "2025-04-02")
        play.pass(to: try Instant.city("2025-04-01 09:00"))
        play.ask(.extend, try #require(play.task("ballot")), id: "e1", term: "10d")
        play.rule(.grant(try #require(play.task("ballot")).ref, request: "e1", agency: nil))
        #expect(play.task("ballot")?.deadline?.due?.on.description == "2025-04-14")
        play.ask(.extend, try #require(play.task("ballot")), id: "e2", term: "10d")
        #expect(play.task("ballot")?.requests.last?.granted == false)
    }

    @Test func aVoteThatIsBrokenOffMakesEveryBallotVoidBeforeTheRollIsFreed() throws {
        var play = try announced("hire-company", opens: "2025-03-18", closes: "2025-04-02")
        play.pass(to: try Instant.city("2025-03-20 09:00"))
        #expect(play.task("ballot")?.state == .open)
        play.raise("withdraw")
        play.complete("withdraw")
        #expect(play.task("ballot")?.state == .revoked)
        for _ in 0..<20 where play.state.closed == nil {
            play.complete(try #require(play.state.openTasks.first))
        }
        #expect(play.state.closed?.end == "aborted")
        var late = try announced("hire-company", opens: "2025-03-18", closes: "2025-04-02")
        late.pass(to: try Instant.city("2025-04-03 09:00"))
        late.raise("withdraw")
        #expect(late.open == ["tally"], "nobody breaks off what has been voted")
    }

    @Test func anElectionIsFiledWithinThirtyDaysAndAnnulledByACourtWithinAYear() throws {
        var play = try announced("elect-committee", opens: "2025-03-18", closes: "2025-04-02")
        try publish(&play, "passed")
        play.pass(to: try Instant.city("2025-04-12 09:00"))
        #expect(play.task("object")?.outcome == "no-objection")
        #expect(play.open == ["file"])
        #expect(play.task("file")?.deadline?.legal?.nominal.description == "2025-05-03")
        play.complete("file", fields: ["files": []])
        play.complete("record", outcome: "filed")
        #expect(play.state.closed?.end == "passed")
        let suit = try #require(play.task("challenge"))
        #expect(suit.deadline?.legal?.nominal.description == "2026-04-03")
        play.complete(suit, outcome: "annulled", fields: ["courtNumber": "（2025）鄂0105民初1号"])
        #expect(play.open.contains { $0.hasPrefix("undo ") })
        for _ in 0..<20 where !play.open.isEmpty { play.complete(try #require(play.state.openTasks.first)) }
        #expect(play.state.closed?.end == "annulled")
    }

    @Test func anObjectionCanBringASecondCountAndOnlyOne() throws {
        var play = try announced("use-fund", opens: "2025-03-18", closes: "2025-04-02")
        try publish(&play, "passed")
        play.complete("object", outcome: "raised", fields: ["grounds": "重复计票"])
        play.complete("verify", outcome: "recount", fields: ["facts": "应当复核"])
        #expect(play.open == ["tally"])
        play.complete("tally", outcome: "failed", fields: tally)
        play.complete("witness", outcome: "certified")
        play.complete("publish", fields: ["photo": "x"])
        play.complete("object", outcome: "raised", fields: ["grounds": "仍有异议"])
        play.complete("verify", outcome: "recount", fields: ["facts": "已复核过"])
        #expect(play.state.closed?.end == "failed")
    }

    @Test(arguments: ["dismiss-company", "hire-company"])
    func aPassedVoteAboutTheCompanyOpensItsHandoverWhenTheTimeForObjectionsIsOver(matter: String) throws {
        var play = try announced(matter, opens: "2025-03-18", closes: "2025-04-02")
        try publish(&play, "passed")
        #expect(play.task("execute") == nil)
        var failed = try announced(matter, opens: "2025-03-18", closes: "2025-04-02")
        try publish(&failed, "failed")
        failed.pass(to: try Instant.city("2025-04-12 09:00"))
        #expect(failed.calls == 0)
        play.pass(to: try Instant.city("2025-04-12 09:00"))
        #expect(play.open == ["execute"])
        let answer: [String: Value] = [
            "ending": "dismissed", "oldCompany": "甲物业有限公司", "terminatesOn": "2025-06-20",
        ]
        play.complete("execute", outcome: "started", by: "housing-li", fields: answer)
        let handover = try #require(play.task("execute")?.child)
        #expect(handover.fields["noticeBy"] == "committee")
        #expect(handover.fields["estate"] == "示例府")
        #expect(handover.fields["oldCompany"] == "甲物业有限公司")
        #expect(play.calls == 1)
        #expect(play.state.closed?.end == "passed")
        // A court annuls the vote: the handover is asked to stop.
        play.complete("challenge", outcome: "annulled", fields: ["courtNumber": "（2025）鄂0105民初1号"])
        #expect(play.recalled == ["WH-C1"])
    }

    private let tally: [String: Value] = [
        "votedArea": 6_000_000, "votedHeads": 600, "yesArea": 3_000_001, "yesHeads": 301,
    ]

    private func publish(_ play: inout Play, _ outcome: String) throws {
        play.pass(to: try Instant.city("2025-04-03 09:00"))
        play.complete("tally", outcome: outcome, fields: tally)
        play.complete("witness", outcome: "certified")
        play.complete("publish", fields: ["photo": "x"])
    }

    private func announced(_ matter: String, opens: String, closes: String) throws -> Play {
        var play = try opened(matter)
        play.complete("accept", outcome: "accepted")
        play.complete("review", outcome: "passed", fields: ["record": "可以"])
        play.complete("candidates", outcome: "passed", fields: ["candidates": ["甲**"]])
        let roll: [String: Value] = ["rollHash": "a", "rollArea": 9_000_000, "rollUnits": 930, "rollHeads": 900]
        play.complete("roll", outcome: "frozen", fields: roll)
        play.complete("show-roll", outcome: "final")
        let days: [String: Value] = ["opensOn": .text(opens), "closesOn": .text(closes), "meetingItems": []]
        play.complete("notice", fields: days)
        return play
    }

    private func opened(_ matter: String) throws -> Play {
        let now = try Instant.city("2025-02-20 09:05")
        var play = Play(try Fixture.workflow("owners-vote"), calendar: try Fixture.calendar(), at: now)
        play.open([
            "title": "业主共同决定", "districtCode": "420105", "street": "示例四街道", "estate": "示例府", "channel": "website",
            "receivedAt": "2025-02-20T09:00:00+08:00", "proposer": "committee", "matter": .text(matter), "items": [],
            "text": "请求表决",
        ])
        return play
    }
}
