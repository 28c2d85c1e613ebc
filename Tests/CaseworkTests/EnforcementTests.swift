import Casework
import CaseworkTesting
import Testing

/// What presses on somebody who is late, and what stops it.
@Suite struct Enforcement {
    private func notices(_ play: Play) -> [String] {
        play.events.compactMap {
            if case .noticed(let notice) = $0 { "\(notice.at.forPeople) \(notice.notice)" } else { nil }
        }
    }

    @Test func climbsTheLadderAtTheOpeningOfTheOffice() throws {
        var play = try Play.small("  a: {title: 甲, within: 5wd}")
        play.pass(to: try Instant.city("2023-07-31 12:00"))
        #expect(
            notices(play) == [
                "2023-05-19 08:30 remind", "2023-05-22 08:30 yellow-card", "2023-05-23 08:30 red-card",
                "2023-05-23 08:30 urge", "2023-05-29 08:30 supervise", "2023-06-05 08:30 criticise",
                "2023-06-08 08:30 property-committee", "2023-06-13 08:30 conference", "2023-06-20 08:30 city-office",
            ]
        )
    }

    @Test func stopsPressingForAnExplanationThatWasGiven() throws {
        var play = try Play.small("  a: {title: 甲, within: 5wd}")
        play.pass(to: try Instant.city("2023-05-24 10:00"))
        play.ask(.explain, try #require(play.task("a")), reason: "现场鉴定尚未出具报告")
        #expect(play.task("a")?.rulings == ["explained"])
        play.pass(to: try Instant.city("2023-07-31 12:00"))
        let later = notices(play).filter { $0 >= "2023-05-24" }.map { String($0.dropFirst(17)) }
        #expect(later == ["property-committee", "conference", "city-office"])
        // What moves the deadline does not bring them back.
        play.rule(.extend(try #require(play.task("a")).ref, by: .workingDays(60)))
        #expect(try #require(play.task("a")).rungs.allSatisfy { ![4, 5].contains($0.index) })
    }

    @Test func letsNobodyRuleOnWhatHeAskedFor() throws {
        var play = try Play.small("  a: {title: 甲, within: 5wd}")
        let task = try #require(play.task("a"))
        play.ask(.extend, task, term: "2wd")
        let own = Ruling(
            id: "r",
            by: "housing-li",
            reason: "理由",
            decision: .grant(task.ref, request: "q1", agency: nil)
        )
        let refusals = play.send(.rule(own)).compactMap {
            if case .ignored(let ignored) = $0 { ignored.reason } else { nil }
        }
        #expect(refusals == [.ownRequest])
        play.rule(.grant(task.ref, request: "q1", agency: nil))
        #expect(play.task("a")?.deadline?.due?.on.description == "2023-05-24")
    }

    @Test func stopsAClockOnlyForReasonsOfTheStepAndForSixtyDaysInAll() throws {
        var play = try Play.small("  a: {title: 甲, within: 5wd}\n  b: {title: 乙, within: 2h, allow: nothing}")
        let (a, b) = (try #require(play.task("a")).ref, try #require(play.task("b")).ref)
        func refusals(_ events: [CaseEvent]) -> [CaseEvent.Ignored.Reason] {
            events.compactMap { if case .ignored(let ignored) = $0 { ignored.reason } else { nil } }
        }
        #expect(refusals(play.rule(.pause(b, reason: "force-majeure"))) == [.pauseNotAllowed])
        #expect(refusals(play.rule(.pause(a, reason: "holiday"))) == [.pauseNotAllowed])
        play.rule(.pause(a, reason: "awaiting-material"))
        play.pass(to: try Instant.city("2023-07-20 09:00"))
        play.rule(.resume(a))
        #expect(play.task("a")?.deadline?.due?.on.description == "2023-07-21")
        #expect(refusals(play.rule(.pause(a, reason: "awaiting-material"))) == [.pauseNotAllowed])
    }
}

extension Play {
    /// A case of a few steps, opened on 15 May 2023 at nine; `a` closes it.
    static func small(_ steps: String, more: String = "", ends: String = "{resolved: a}") throws -> Play {
        let workflow = try Fixture.workflow(
            text: """
                case: test
                title: 测试
                version: 1
                lead: housing
                \(more)
                form: {title: line}
                steps:
                \(steps)
                ends: \(ends)
                """
        )
        var play = Play(workflow, calendar: try Fixture.calendar(), at: try Instant.city("2023-05-15 09:00"))
        play.open(["title": "一"])
        return play
    }
}
