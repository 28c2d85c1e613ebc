import Casework
import CaseworkTesting
import Testing

/// The meaning of the workflow language, on files of a few lines.
@Suite struct TheWorkflowLanguage {
    @Test func skipsWhatHangsOnASkippedStep() throws {
        var play = try small(
            """
              a: {title: 甲, within: 1wd, outcomes: [x, z]}
              b: {title: 乙, within: 1wd, needs: a.x}
              c: {title: 丙, within: 1wd, needs: b}
              d: {title: 丁, within: 1wd, needs: b if started}
              e: {title: 戊, within: 1wd, needs: a.skipped|z}
            """
        )
        play.complete("a", outcome: "z")
        #expect(play.state.state(of: "b").phase == .skipped)
        #expect(play.state.state(of: "c").phase == .skipped)
        #expect(play.open == ["d", "e"])
    }

    @Test func takesKOfNeedsAndLetsTheThirdRunOn() throws {
        var play = try small(
            """
              a: {title: 甲, within: 1wd}
              b: {title: 乙, within: 1wd}
              c: {title: 丙, within: 1wd}
              d: {title: 丁, within: 1wd, needs: {2 of: [a, b, c]}}
            """
        )
        play.complete("a")
        #expect(play.task("d") == nil)
        play.complete("c")
        #expect(play.open == ["b", "d"])
    }

    @Test func endsAStepWithInstancesWhenEnoughHaveAnswered() throws {
        var play = try small(
            """
              a: {title: 甲, by: [police, justice, housing, civil-affairs], enough: 1/2 yes-please, within: 1wd, outcomes: [no-thanks, yes-please]}
              b: {title: 乙, within: 1wd, needs: a}
            """
        )
        play.complete("a", "police", outcome: "no-thanks")
        play.complete("a", "justice", outcome: "yes-please")
        #expect(play.open == ["a.housing", "a.civil-affairs"])
        play.complete("a", "housing", outcome: "yes-please")
        #expect(play.task("a", "civil-affairs")?.state == .revoked)
        #expect(play.state.state(of: "a").outcome == "no-thanks")
        #expect(play.open == ["b"])
        let late = play.complete(try #require(play.task("a", "civil-affairs")), outcome: "yes-please")
        #expect(late.map(\.name) == [.heard, .late])
    }

    @Test func endsAtOnceWithNoneWhenTheListIsEmpty() throws {
        var play = try small(
            """
              a: {title: 甲, by: each case.helpers, within: 1wd}
              b: {title: 乙, within: 1wd, needs: a.none}
            """,
            open: false
        )
        play.open([:])
        #expect(play.open == ["b"])
        #expect(play.state.state(of: "a").outcome == "none")
    }

    @Test func countsOnlyThePathAfterARepeat() throws {
        var play = try small(
            """
              a: {title: 甲, within: 1wd}
              b: {title: 乙, within: 1wd}
              c: {title: 丙, within: 1wd, needs: {any: [a, b]}}
              d: {title: 丁, within: 1wd, needs: c, outcomes: [again, fine], repeat: {if: again, from: b, at-most: 1}}
            """
        )
        play.complete("a")
        play.complete("b")
        play.complete("c")
        play.complete("d", outcome: "again")
        // `a` was taken before the repeat and does not count again.
        #expect(play.open == ["b"])
        play.complete("b")
        #expect(play.open == ["c"])
        play.complete("c")
        play.complete("d", outcome: "again")
        #expect(play.state.closed?.end == "resolved")
    }

    @Test func takesBackLaterStepsThatHangOnThePath() throws {
        var play = try small(
            """
              a: {title: 甲, within: 1wd}
              b: {title: 乙, within: 1wd, needs: a, outcomes: [again, fine], repeat: {if: again, from: a, at-most: 1}}
              c: {title: 丙, within: 1wd, needs: a}
              d: {title: 丁, within: 1wd, needs: c}
              e: {title: 戊, within: 1wd}
            """
        )
        play.complete("a")
        play.complete("c")
        play.complete("b", outcome: "again")
        #expect(play.open == ["e", "a"])
        #expect(play.task("c")?.outcome == "done")
        #expect(play.task("d")?.state == .revoked)
        play.complete("a")
        #expect(play.task("c")?.ref.attempt == 2)
    }

    @Test func restartsInnerCountersOnly() throws {
        var play = try small(
            """
              a: {title: 甲, within: 1wd}
              b: {title: 乙, within: 1wd, needs: a, outcomes: [again, fine], repeat: {if: again, from: a, at-most: 1}}
              c: {title: 丙, within: 1wd, needs: b, outcomes: [again, fine], repeat: {if: again, from: a, at-most: 2}}
            """
        )
        play.complete("a")
        play.complete("b", outcome: "again")
        play.complete("a")
        play.complete("b", outcome: "fine")
        play.complete("c", outcome: "again")
        #expect(play.state.repeats == ["c#0": 1])
    }

    @Test func opensNotBeforeItsTime() throws {
        var play = try small(
            """
              a: {title: 甲, within: 1wd}
              b: {title: 乙, within: 1wd, needs: a, not-before: [3d after a, 1wd after a]}
            """
        )
        play.complete("a")
        #expect(play.open == [])
        #expect(play.state.closed == nil)
        #expect(play.state.waiting(by: play.workflow, at: play.clock.now).map(\.kind) == [.time])
        play.pass(to: try Instant.city("2023-05-18 23:59"))
        #expect(play.open == [])
        play.pass(to: try Instant.city("2023-05-19 00:00"))
        #expect(play.open == ["b"])
    }

    @Test func opensAnOfferByItselfWhenItsTimeComes() throws {
        var play = try small(
            """
              a: {title: 甲, within: 30d}
              b: {title: 乙, within: 1wd, until: a, not-before: 2h after case}
              c: {title: 丙, within: 1wd, needs: b if started}
            """
        )
        #expect(play.open == ["a", "c"])
        play.pass(to: try Instant.city("2023-05-15 11:00"))
        #expect(play.open == ["a", "b", "c"])
    }

    @Test func readsATableByTheLatestValueAndMovesTheDueDate() throws {
        var play = try small(
            """
              a: {title: 甲, within: 1wd, form: {level: [I, II]}}
              b: {title: 乙, within: {by: case.level, I: 2h, II: 3wd}, needs: a}
              c: {title: 丙, within: 1wd, needs: a, form: {level: [I, II]}}
            """
        )
        play.complete("a", fields: ["level": "II"])
        #expect(play.task("b")?.deadline?.due?.on.description == "2023-05-18")
        let before = try #require(play.task("b")).sequence
        let events = play.complete("c", fields: ["level": "I"])
        #expect(events.map(\.name).contains(.deadlineChanged))
        #expect(play.task("b")?.deadline?.due?.at == (try Instant.city("2023-05-15 11:00")))
        #expect(try #require(play.task("b")).sequence > before)
    }

    @Test func letsPolicyDriveTheCardsAndLawDriveTheEnd() throws {
        var play = try small(
            """
              a: {title: 甲, within: {policy: 1wd, legal: 5wd, source: 法}, overdue: expired}
            """
        )
        play.pass(to: try Instant.city("2023-05-17 12:00"))
        #expect(play.task("a")?.breaches == [.policy])
        #expect(play.task("a")?.cards == ["remind", "yellow-card", "red-card", "urge"])
        #expect(play.open == ["a"])
        play.pass(to: try Instant.city("2023-05-30 12:00"))
        #expect(play.task("a")?.outcome == "expired")
        #expect(play.task("a")?.breaches == [.policy, .legal])
        #expect(play.state.closed?.end == "resolved")
    }

    @Test func givesHourTermsAYellowCardAtThreeQuarters() throws {
        var play = try small("  a: {title: 甲, within: 4h}")
        play.pass(to: try Instant.city("2023-05-15 11:59"))
        #expect(play.task("a")?.cards == ["remind"])
        play.pass(to: try Instant.city("2023-05-15 12:00"))
        #expect(play.task("a")?.cards == ["remind", "yellow-card"])
        play.pass(to: try Instant.city("2023-05-15 13:00"))
        #expect(play.task("a")?.cards == ["remind", "yellow-card", "red-card", "urge"])
    }

    @Test func climbsTheWholeLadder() throws {
        var play = try small("  a: {title: 甲, within: 2wd}")
        play.pass(to: try Instant.city("2023-07-31 00:00"))
        #expect(
            play.task("a")?.cards == [
                "remind", "yellow-card", "red-card", "urge", "supervise", "criticise", "property-committee",
                "conference", "city-office",
            ]
        )
    }

    @Test func waitsForARulingWhenNoEndFits() throws {
        var play = try small("  a: {title: 甲, within: 1wd, outcomes: [x, z]}", ends: "{resolved: a.x}")
        play.complete("a", outcome: "z")
        #expect(play.state.closed == nil)
        #expect(play.state.waiting(by: play.workflow, at: play.clock.now).map(\.kind) == [.stuck])
    }

    @Test(.timeLimit(.minutes(1)))
    func takesACaseBackOnceWhateverEndsAreTrueThen() throws {
        var play = try small(
            """
              a: {title: 甲, within: 1wd}
              b: {title: 乙, until: end}
              c: {title: 丙, within: 1wd, needs: end, outcomes: [x, z]}
            """,
            ends: "{withdrawn: {needs: b, undo: true}, unresolved: {needs: c.x, undo: true}, resolved: a}"
        )
        play.raise("b")
        #expect(play.state.closed?.end == "withdrawn")
        #expect(play.open == ["c"])
        let events = play.complete("c", outcome: "x")
        #expect(events.map(\.name) == [.heard, .taskEnded, .stepEnded])
        #expect(play.state.closed?.end == "withdrawn")
    }

    @Test func undoesAnAttemptOnceEvenIfTheCaseIsReopened() throws {
        var play = try small(
            """
              a: {title: 甲, by: [police, justice], enough: 1, within: 1wd, undo: 撤销}
              b: {title: 乙, within: 1wd, needs: a, outcomes: [x, z]}
            """,
            ends: "{withdrawn: {needs: b.x, undo: true}, resolved: a}"
        )
        play.complete("a", "police")
        play.complete("b", outcome: "x")
        #expect(play.open == ["undo a.police"])
        play.complete(try #require(play.undo("a")))
        #expect(play.state.closed?.end == "withdrawn")
        play.rule(.reopen(at: "a"))
        play.complete("a", "justice")
        play.complete("b", outcome: "x")
        #expect(play.open == ["undo a.justice"])
    }

    @Test func asksAnAgencyOnceThatIsNamedTwice() throws {
        var play = try small(
            """
              a: {title: 甲, by: [lead, housing, police], within: 1wd}
            """
        )
        #expect(play.open == ["a.housing", "a.police"])
        play.complete("a", "housing")
        play.complete("a", "police")
        #expect(play.open == [])
        #expect(play.state.closed?.end == "resolved")
    }

    private func small(
        _ steps: String,
        ends: String = "{resolved: {2 of: [a, a if started]}}",
        open: Bool = true
    ) throws -> Play {
        let text = """
            case: test
            title: 测试
            version: 1
            lead: housing
            form: {helpers: (agencies)}
            steps:
            \(steps)
            ends: \(ends)
            """
        var play = Play(
            try Fixture.workflow(text: text),
            calendar: try Fixture.calendar(),
            at: try Instant.city("2023-05-15 09:00")
        )
        if open { play.open(["helpers": ["police"]]) }
        return play
    }
}
