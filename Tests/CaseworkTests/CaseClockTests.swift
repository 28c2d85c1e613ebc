import Casework
import CaseworkTesting
import Testing

/// The clock of the case as a whole runs whether the step that it is about is open or not.
@Suite struct TheCaseClock {
    /// The deputy's suggestion, assigned on 27 April 2023 and left alone.
    private func leftAlone(until day: String) throws -> Play {
        var play = try DeputySuggestion.assigned()
        play.pass(to: try Instant.city("\(day) 12:00"))
        return play
    }

    private func told(_ play: Play, _ name: CaseEvent.Name) -> [String] {
        zip(play.events, play.moments).filter { $0.0.name == name }.map { event, moment in
            "\(moment.forPeople) \(event.sentence(by: play.workflow, people: [:]).en)"
        }
    }

    @Test func beginsWithTheAssignmentAndIsBreachedAtThreeMonths() throws {
        let play = try leftAlone(until: "2023-12-29")
        let changes = told(play, .clockChanged)
        #expect(changes.count == 1)
        #expect(changes.first?.contains("The case is due 2023-07-27") == true)
        #expect(
            told(play, .clockBreached) == [
                "2023-07-28 00:00 The case is late: “Delivery to the deputies” was not done by 2023-07-27 (rule: 代表法 第42条)."
            ]
        )
        #expect(play.state.closed == nil)
    }

    @Test func letsTheLeadGoOnWithoutOpinionsAndSendsCardsWhenOfficesOpen() throws {
        let play = try leftAlone(until: "2023-06-30")
        #expect(play.state.state(of: "opinions").outcome == "expired")
        let notices = zip(play.events, play.moments).compactMap { event, moment -> String? in
            guard case .noticed(let notice) = event, notice.ref.instance == "police" else { return nil }
            return "\(notice.at.forPeople) \(notice.notice)"
        }
        #expect(
            notices.suffix(3) == ["2023-05-29 08:30 yellow-card", "2023-05-30 08:30 red-card", "2023-05-30 08:30 urge"]
        )
    }

    @Test func isAccountedForDayByDay() throws {
        let play = try leftAlone(until: "2023-12-29")
        let facts = zip(play.events, play.moments).map { (fact: $0, at: $1) }
        let calendar = play.calendar
        let clocks = play.state.clocks(
            facts,
            by: play.workflow,
            calendar: { _ in calendar },
            people: [:],
            at: play.clock.now
        )
        let whole = try #require(clocks.first)
        #expect(whole.isCase && whole.task == play.state.id)
        let end = try #require(whole.ends.first)
        #expect(end.kind == .legal && end.lastDay.description == "2023-07-27")
        // 27 April does not count; three months are 91 days; 155 more have gone by.
        #expect(end.counted == 91)
        #expect(end.over == 155)
        #expect(end.lines.count == 1 + 91 + 155)
    }

    @Test func anEndThatPassedIsNotToldAgainWhenTheClockComesBackToIt() throws {
        let play = try leftAlone(until: "2023-12-29")
        let events = play.events
        let began = try #require(events.firstIndex { $0.name == .clockChanged })
        guard case .clockChanged(var change) = events[began] else { return }
        let deadline = change.deadline
        change.deadline.legal?.at = play.clock.now + 86_400_000
        let away = evolve(play.state, .clockChanged(change))
        #expect(away.clock?.breaches == [])
        change.deadline = deadline
        #expect(evolve(away, .clockChanged(change)).clock?.breaches == [.legal])
    }

    @Test func stopsWithTheDeliveryAndRunsAgainWhenTheDeputyIsDissatisfied() throws {
        var play = try DeputySuggestion.assigned()
        for agency in ["police", "justice", "civil-affairs"] { DeputySuggestion.submit(agency, &play) }
        DeputySuggestion.contact(&play)
        DeputySuggestion.draft(&play)
        DeputySuggestion.sign(&play, number: 88)
        DeputySuggestion.deliver(&play)
        #expect(play.state.clock == nil)
        DeputySuggestion.evaluate(&play, "dissatisfied")
        let due = play.state.clock?.deadline.due
        #expect(due?.span == .months(1))
        let facts = zip(play.events, play.moments).map { (fact: $0, at: $1) }
        #expect(ClockLedger.whole(of: facts)?.verdict == .running)
    }
}

/// What the ledger of a clock says of it in the end.
@Suite struct AVerdict {
    private func verdict(_ play: Play) throws -> ClockLedger.Verdict {
        let facts = zip(play.events, play.moments).map { (fact: $0, at: $1) }
        return try #require(ClockLedger.ledgers(of: facts).first).verdict
    }

    @Test func tellsOnTimeFromOnTimeAfterAnExtensionFromLate() throws {
        var early = try Play.small("  a: {title: 甲, within: 2wd}")
        early.complete("a")
        #expect(try verdict(early) == .onTime)

        var extended = try Play.small("  a: {title: 甲, within: 2wd}")
        let task = try #require(extended.task("a"))
        extended.ask(.extend, task, term: "1wd")
        extended.rule(.grant(task.ref, request: "q1", agency: nil))
        extended.pass(to: try Instant.city("2023-05-18 10:00"))
        extended.complete("a")
        #expect(try verdict(extended) == .onTimeAfterExtension)

        var late = try Play.small("  a: {title: 甲, within: 2wd}")
        late.pass(to: try Instant.city("2023-05-18 10:00"))
        late.complete("a")
        #expect(try verdict(late) == .late)
    }

    @Test func excusesABreachWhenTheActHadBeenInTime() throws {
        var play = try Play.small("  a: {title: 甲, within: 2wd}")
        play.pass(to: try Instant.city("2023-05-18 10:00"))
        #expect(play.task("a")?.standingBreaches == [.policy])
        play.complete("a", at: try Instant.city("2023-05-17 23:59"))
        #expect(play.events.contains { $0.name == .excused })
        #expect(play.task("a")?.standingBreaches == [])
        #expect(try verdict(play) == .onTime)
    }

    @Test func refusesAnExtensionThatIsAskedASecondTooLate() throws {
        var play = try Play.small("  a: {title: 甲, within: 2wd}")
        play.advance(to: try Instant.city("2023-05-18 00:00"))
        let refusals = play.ask(.extend, try #require(play.task("a")), term: "1wd").compactMap {
            if case .ruled(let ruling) = $0 { ruling.refusal } else { nil }
        }
        #expect(refusals == [.tooLate])
    }
}
