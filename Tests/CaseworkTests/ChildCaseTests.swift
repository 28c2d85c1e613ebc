import Casework
import CaseworkTesting
import Testing

/// Cases that a case opens (workflow language, section 2.8).
@Suite struct ACaseThatOpensACase {
    private static let waiting = """
          a: {title: 甲, within: 1wd, form: {estate: estate}}
          talk:
            title: 会商
            needs: a
            within: 10wd
            case: joint-conference
            with: {topic: 处置受阻, attendees: case.handlers}
            undo: withdraw
          b: {title: 乙, needs: talk.decided, within: 1wd}
          withdraw: {title: 撤回, by: reporter via housing, until: b, undo: never}
        """
    private static let ends = "{withdrawn: {needs: withdraw, undo: true}, resolved: b, unresolved: talk}"

    @Test func staysOpenUntilThatClosesAndThenEndsAsItDid() throws {
        var play = try Play.small(Self.waiting, ends: Self.ends)
        play.complete("a", fields: ["estate": "示例花园"])
        let child = try #require(play.task("talk")?.child)
        #expect(child.number == "WH-C1")
        #expect(child.key == "WH-1.talk.1")
        #expect(child.fields["topic"] == "处置受阻")
        #expect(child.fields["attendees"] == ["housing"])
        #expect(child.fields["estate"] == "示例花园")
        #expect(child.fields["receivedAt"] == nil)
        #expect(play.open == ["talk"])
        let standing = play.state.assignment(try #require(play.task("talk")?.ref), by: play.workflow)
        #expect(standing?.standing.child == "WH-C1")
        #expect(standing?.content.child == "joint-conference")
        play.closeChild("talk", end: "decided", fields: ["conclusion": "由街道组织清运"])
        #expect(play.task("talk")?.outcome == "decided")
        #expect(play.open == ["b"])
        #expect(play.state.record["talk.WH-C1.conclusion"] == "由街道组织清运")
        #expect(play.workflow.fieldClass(of: "talk.WH-C1.conclusion") == "work")
        play.complete("b")
        #expect(play.state.closed?.end == "resolved")
    }

    @Test func isDecidedByThatAndByNoAnswer() throws {
        var play = try Play.small(Self.waiting, ends: Self.ends)
        play.complete("a", fields: ["estate": "示例花园"])
        let facts = play.complete("talk", outcome: "decided")
        #expect(play.open == ["talk"])
        let reasons = facts.compactMap { if case .ignored(let ignored) = $0 { ignored.reason } else { nil } }
        #expect(reasons == [.childDecides])
    }

    @Test func neverCallsTwiceForTheSameHoweverOftenItIsTold() throws {
        var play = try Play.small(Self.waiting, ends: Self.ends)
        play.complete("a", fields: ["estate": "示例花园"])
        let child = try #require(play.task("talk")?.child)
        #expect(play.send(.child(key: child.key, .opened(number: "WH-OTHER"))).isEmpty)
        play.closeChild("talk", end: "not-decided")
        let at = play.clock.now
        let again = CaseEvent.ChildChange.News.closed(number: "WH-C1", end: "not-decided", at: at, fields: [:])
        #expect(play.send(.child(key: child.key, again)).isEmpty)
        #expect(play.send(.child(key: "WH-1.talk.9", again)).isEmpty)
        #expect(play.calls == 1)
        #expect(play.state.closed?.end == "unresolved")
    }

    @Test func takesItAlongToWhoeverGetsTheStepAndCallsAgainOnlyWhenTheCaseGoesBack() throws {
        var play = try Play.small(Self.waiting, ends: Self.ends)
        play.complete("a", fields: ["estate": "示例花园"])
        play.rule(.reassign(try #require(play.task("talk")).ref, agency: "police"))
        #expect(play.calls == 1)
        #expect(play.task("talk")?.holder.agency == "police")
        #expect(play.task("talk")?.child?.number == "WH-C1")
        play.rule(.back(to: "a"))
        #expect(play.recalled == ["WH-C1"])
        play.complete("a", fields: ["estate": "示例花园"])
        #expect(play.calls == 2)
        #expect(play.task("talk")?.child?.number == "WH-C2")
        // What the first one comes to is filed, and changes nothing.
        let first = try #require(play.state.tasks.first { $0.ref.step == "talk" }?.child)
        play.send(
            .child(
                key: first.key,
                .closed(number: "WH-C1", end: "withdrawn", at: play.clock.now, fields: [:])
            )
        )
        #expect(play.open == ["talk"])
    }

    @Test func asksThatToWithdrawWhenItIsTakenBackItself() throws {
        var play = try Play.small(Self.waiting, ends: Self.ends)
        play.complete("a", fields: ["estate": "示例花园"])
        play.raise("withdraw")
        #expect(play.recalled == ["WH-C1"])
        #expect(play.state.closed?.end == "withdrawn")
        #expect(play.state.closed?.stands == [])
    }

    @Test func goesOnAtOnceWhereItDoesNotWait() throws {
        var play = try Play.small(
            """
              a: {title: 甲, within: 1wd, form: {text: text}}
              report:
                title: 转隐患
                needs: a
                within: 2h
                case: safety-hazard
                wait: false
                with: {source: inspection, channel: transfer}
                form: {hazardKind: [facade, other], danger: [life, none, unknown], estate: estate}
                undo: never
              notify:
                title: 请求会商
                needs: a
                case: joint-conference
                wait: false
                with: {topic: 会商}
                undo: withdraw
              withdraw: {title: 撤回, by: reporter via housing, until: end, undo: never}
              b: {title: 乙, needs: [report, notify], within: 1wd}
            """,
            ends: "{withdrawn: {needs: withdraw, undo: true}, resolved: b}"
        )
        play.complete("a", fields: ["text": "外墙脱落"])
        // What asks for nothing is over as soon as it opens.
        #expect(play.task("notify")?.outcome == "started")
        #expect(play.open == ["report"])
        let answer: [String: Value] = ["hazardKind": "facade", "danger": "none", "estate": "示例花园"]
        play.complete("report", outcome: "started", by: "housing-li", fields: answer)
        #expect(play.task("report")?.outcome == "started")
        #expect(play.task("report")?.ended?.by == "housing-li")
        let hazard = try #require(play.task("report")?.child?.fields)
        #expect(hazard["hazardKind"] == "facade")
        #expect(hazard["source"] == "inspection")
        #expect(hazard["channel"] == "transfer")
        #expect(hazard["text"] == "外墙脱落")
        #expect(play.open == ["b"])
        play.raise("withdraw")
        // The conference is asked to withdraw, the hazard goes on whatever becomes of its case.
        #expect(play.recalled == [try #require(play.task("notify")?.child?.number)])
        #expect(play.state.closed?.stands == ["report"])
        play.closeChild("report", end: "resolved")
        #expect(play.task("report")?.child?.end == "resolved")
        #expect(play.state.closed?.end == "withdrawn")
    }

    @Test func staysOpenWhenItCannotBeOpenedAndTriesAgainWithOtherFields() throws {
        var play = try Play.small(Self.waiting, ends: Self.ends)
        play.opensChildren = false
        play.complete("a", fields: ["estate": "示例花园"])
        let child = try #require(play.task("talk")?.child)
        let problem = Problem("TERRITORY_UNRESOLVED", zh: "名录中没有", en: "not in the register")
        play.send(.child(key: child.key, .refused(problems: [problem])))
        #expect(play.open == ["talk"])
        #expect(play.calls == 1)
        let told = play.events.last?.sentence(by: play.workflow)
        #expect(told?.zh == "“会商”未能提起联席会议:名录中没有。")
        play.rule(.end(try #require(play.task("talk")).ref, outcome: "started", fields: [:]))
        #expect(play.calls == 1)
        play.rule(.back(to: "a"))
        play.opensChildren = true
        play.complete("a", fields: ["estate": "示例新村"])
        #expect(play.calls == 2)
        #expect(play.task("talk")?.child?.number != nil)
    }

    /// A rung of the ladder opens the conference, and the step that is late does not change by it (domain notes 1, row 17).
    @Test func isCalledForByTheLadderOfALateStepToo() throws {
        var play = try Play.small(
            "  a: {title: 甲, by: police, within: 5wd}\n  b: {title: 乙, by: justice, within: 60wd}",
            ends: "{resolved: a}"
        )
        play.pass(to: try Instant.city("2023-06-13 08:30"))
        let task = try #require(play.task("a"))
        #expect(task.cards.suffix(1) == ["conference"])
        let child = try #require(task.children?.first)
        #expect(child.rung == 7)
        #expect(child.workflow == "joint-conference")
        #expect(child.fields["attendees"] == ["housing", "police", "justice"])
        #expect(task.state == .open)
        play.complete("b")
        play.send(
            .child(
                key: child.key,
                .closed(number: "WH-C1", end: "decided", at: play.clock.now, fields: ["conclusion": "限三日办结"])
            )
        )
        #expect(play.open == ["a"])
        #expect(play.state.record["a.WH-C1.conclusion"] == "限三日办结")
        #expect(play.events.last?.sentence(by: play.workflow).zh == "联席会议WH-C1办结:已议定。")
        play.complete("a")
        #expect(play.state.closed?.end == "resolved")
    }

    /// A conference that is late calls no conference.
    @Test func callsForNoneOfItsOwnKind() throws {
        var play = Play(
            try Fixture.workflow("joint-conference"),
            calendar: try Fixture.calendar(),
            at: try Instant.city("2023-05-15 10:00")
        )
        play.open(["title": "会商", "topic": "会商", "attendees": ["police"]])
        play.pass(to: try Instant.city("2023-09-15 10:00"))
        #expect(play.task("convene")?.cards.contains("city-office") == true)
        #expect(play.calls == 0)
    }
}
