import Casework
import CaseworkTesting
import Testing

/// `overdue: {reassign: OWNER, within: TERM}`: a late step goes to somebody else, once, while the case clock runs on.
@Suite struct ALateStepThatIsHandedOn {
    private let steps = """
          a: {title: 甲, by: police/station as operator, within: 2wd, overdue: {reassign: justice as leader, within: 3wd}}
        """

    private func reassigned(_ events: [CaseEvent]) -> [CaseEvent.Reassigned] {
        events.compactMap { if case .reassigned(let change) = $0 { change } else { nil } }
    }

    @Test func isLateAndGoesToSomebodyElseWithATimeOfHisOwn() throws {
        var play = try Play.small(steps)
        let first = try #require(play.task("a"))
        play.pass(to: try Instant.city("2023-05-18 00:00"))
        let old = try #require(play.state.task(first.ref))
        #expect(old.state == .revoked)
        #expect(old.breaches == [.policy])
        #expect(old.rulings == ["handed-on"])
        let new = try #require(play.task("a"))
        #expect(new.ref.attempt == 2)
        #expect(new.holder == CaseTask.Holder(agency: "justice", role: "leader"))
        #expect(new.deadline?.due?.on.description == "2023-05-23")
        #expect(play.open == ["a"])
        let change = try #require(reassigned(play.events).first)
        #expect(
            CaseEvent.reassigned(change).sentence(by: play.workflow).zh == "公安局逾期,“甲”改交司法局办理,期限2023-05-23。"
        )
    }

    @Test func stillOwesItsHolderTheCardsOfTheBreachAndNoMore() throws {
        var play = try Play.small(steps)
        let first = try #require(play.task("a")).ref
        play.pass(to: try Instant.city("2023-05-19 12:00"))
        #expect(play.state.task(first)?.cards == ["remind", "yellow-card", "red-card", "urge"])
        #expect(play.state.task(first)?.rungs == [])
        #expect(play.task("a")?.ref.attempt == 2)
    }

    @Test func isHandedOnOnceAndTheLadderClimbsWithWhoeverHasItThen() throws {
        var play = try Play.small(steps)
        play.pass(to: try Instant.city("2023-07-31 12:00"))
        #expect(reassigned(play.events).count == 1)
        let task = try #require(play.task("a"))
        #expect(task.ref.attempt == 2 && task.state == .open)
        #expect(task.breaches == [.policy])
        #expect(task.cards.contains("city-office"))
        // A ruling gives it to a third agency; it is not sent back by its own clock.
        play.rule(.reassign(task.ref, agency: "housing"))
        #expect(play.task("a")?.deadline?.due?.on.description == "2023-08-03")
        play.pass(to: try Instant.city("2023-08-31 12:00"))
        #expect(play.task("a")?.holder.agency == "housing")
        #expect(play.task("a")?.breaches == [.policy])
    }

    @Test func staysWithWhoeverHasItAlready() throws {
        var play = try Play.small("  a: {title: 甲, by: police, within: 2wd, overdue: {reassign: lead, within: 3wd}}")
        play.rule(.reassign(try #require(play.task("a")).ref, agency: "housing"))
        play.pass(to: try Instant.city("2023-06-30 12:00"))
        #expect(reassigned(play.events).count == 1)
        #expect(play.task("a")?.holder == CaseTask.Holder(agency: "housing", isLead: true))
        #expect(play.task("a")?.breaches == [.policy])
    }

    @Test func isDoneByItsNewHolderAndAnAnswerOfTheOldOneIsFiled() throws {
        var play = try Play.small(steps)
        let old = try #require(play.task("a"))
        play.pass(to: try Instant.city("2023-05-18 09:00"))
        // Done in time, heard of late: it does not count as late, and the new holder goes on.
        let facts = play.complete(old, at: try Instant.city("2023-05-17 15:00"))
        #expect(facts.map(\.name) == [.heard, .late, .excused])
        #expect(play.state.task(old.ref)?.standingBreaches == [])
        play.complete("a")
        #expect(play.state.closed?.end == "resolved")
    }

    @Test func waitsForTheLaterEndWhereThereAreTwo() throws {
        var play = try Play.small(
            "  a: {title: 甲, within: {policy: 1wd, legal: 5wd, source: 法}, overdue: {reassign: police, within: 1wd}}"
        )
        play.pass(to: try Instant.city("2023-05-20 12:00"))
        #expect(play.task("a")?.breaches == [.policy])
        #expect(play.task("a")?.holder.agency == "housing")
        play.pass(to: try Instant.city("2023-05-23 00:00"))
        #expect(play.task("a")?.holder.agency == "police")
    }

    @Test func buysTheCaseNoTime() throws {
        var play = try Play.small(steps, more: "clock: a\n")
        let due = try Instant.city("2023-05-18 00:00")
        #expect(play.state.due(by: play.workflow, calendar: play.calendar)?.at == nil || play.state.clock != nil)
        #expect(play.state.clock?.deadline.due?.at == due)
        play.pass(to: try Instant.city("2023-05-19 12:00"))
        #expect(play.task("a")?.ref.attempt == 2)
        #expect(play.state.clock?.deadline.due?.at == due)
        #expect(play.state.due(by: play.workflow, calendar: play.calendar)?.at == due)
        let breaches = play.events.filter { if case .clockBreached = $0 { true } else { false } }
        #expect(breaches.count == 1)
    }

    @Test func movesWithTheCalendarByItsOwnTime() throws {
        var play = try Play.small(steps)
        play.pass(to: try Instant.city("2023-05-18 09:00"))
        var year = try #require(play.calendar.years.first { $0.year == 2023 })
        let day = try #require(LocalDate("2023-05-23"))
        year.holidays.append(WorkingCalendar.Holiday(name: "临时放假", first: day, last: day))
        let others = play.calendar.years.filter { $0.year != 2023 }
        play.load(WorkingCalendar(version: 2, years: others + [year], offices: play.calendar.offices))
        #expect(play.task("a")?.deadline?.due?.on.description == "2023-05-24")
    }

    @Test func isExplainedOnBothClocks() throws {
        var play = try Play.small(steps)
        play.pass(to: try Instant.city("2023-05-19 12:00"))
        let facts = zip(play.events, play.moments).map { (fact: $0, at: $1) }
        let calendar = play.calendar
        let clocks = play.state.clocks(
            facts,
            by: play.workflow,
            calendar: { _ in calendar },
            people: [:],
            at: play.clock.now
        )
        #expect(clocks.map(\.task) == ["WH-1.a.1", "WH-1.a.2"])
        #expect(clocks.map(\.verdict) == [.late, .running])
        let old = clocks[0].entries.map(\.words.zh)
        #expect(old.contains("公安局未在2023-05-17前完成“甲”,已记逾期。"))
        #expect(old.contains("公安局逾期,“甲”改交司法局办理,期限2023-05-23。"))
        #expect(clocks[1].ends.map(\.term.zh) == ["3个工作日,自本步骤开始起"])
    }
}
