import Casework
import CaseworkTesting
import Testing

/// The coordinator's own time: a return is ruled on within the term that the step sets (domain notes 2.0, rule 9).
@Suite struct TheTimeToRuleOnAReturn {
    private func overdue(_ events: [CaseEvent]) -> [CaseEvent.RulingDue] {
        events.compactMap { if case .rulingDue(let ruling) = $0 { ruling } else { nil } }
    }

    private func asked() throws -> (play: Play, task: CaseTask) {
        var play = try DeputySuggestion.assigned()
        let task = try #require(play.task("opinions", "justice"))
        play.ask(.return, task)
        return (play, task)
    }

    @Test func isCountedFromTheActAndToldToWhomeverAsks() throws {
        let (play, _) = try asked()
        let due = try Instant.city("2023-04-29 00:00")
        #expect(play.task("opinions", "justice")?.requests.map(\.rulingDue) == [due])
        let waiting = play.state.waiting(by: play.workflow, at: play.clock.now).filter { $0.kind == .ruling }
        #expect(waiting.map(\.until) == [due])
        #expect(waiting.first?.sentence.zh == "等待督查室裁定司法局就“会办意见”提出的退回申请,须于2023-04-28前裁定。")
    }

    @Test func isOverOnceAndTheRequestWaitsOn() throws {
        var (play, task) = try asked()
        play.pass(to: try Instant.city("2023-05-10 09:00"))
        let facts = overdue(play.events)
        #expect(facts.map(\.request) == ["q1"])
        #expect(facts.first?.isOver == true)
        let sentence = try #require(facts.first.map { CaseEvent.rulingDue($0).sentence(by: play.workflow) })
        #expect(sentence.zh == "督查室未在2023-04-28前对司法局就“会办意见”提出的退回申请作出裁定,已记逾期。")
        #expect(
            play.state.waiting(by: play.workflow, at: play.clock.now).first { $0.kind == .ruling }?.isBreached == true
        )
        // The holder is not late by it, and what was asked can still be granted.
        #expect(play.task("opinions", "justice")?.breaches == [])
        play.rule(.grant(task.ref, request: "q1", agency: "police"))
        #expect(play.state.task(task.ref)?.state == .revoked)
        let ledger = try #require(
            ClockLedger.ledgers(of: zip(play.events, play.moments).map { (fact: $0, at: $1) }).first {
                $0.ref == task.ref
            }
        )
        #expect(ledger.entries.contains { $0.kind == .rulingDue(facts[0].due, isOver: true) })
    }

    @Test func isKeptByARulingAndByThePauseOfNobody() throws {
        var (play, task) = try asked()
        play.rule(.pause(task.ref, reason: "force-majeure"))
        #expect(play.state.timers.first?.timer == .ruling(task.ref, request: "q1"))
        play.rule(.deny(task.ref, request: "q1"))
        play.pass(to: try Instant.city("2023-05-10 09:00"))
        #expect(overdue(play.events) == [])
    }

    @Test func movesWithTheCalendar() throws {
        var (play, task) = try asked()
        var year = try #require(play.calendar.years.first { $0.year == 2023 })
        let day = try #require(LocalDate("2023-04-28"))
        year.holidays.append(WorkingCalendar.Holiday(name: "临时放假", first: day, last: day))
        let others = play.calendar.years.filter { $0.year != 2023 }
        play.load(WorkingCalendar(version: 2, years: others + [year], offices: play.calendar.offices))
        #expect(overdue(play.events).map(\.isOver) == [false])
        // 29 April to 3 May are the holidays of Labour Day.
        #expect(play.state.task(task.ref)?.requests.first?.rulingDue == (try Instant.city("2023-05-05 00:00")))
    }

    @Test func doesNotRunForARequestThatTheRulesRefuse() throws {
        var play = try DeputySuggestion.drafting()
        play.pass(to: try Instant.city("2023-05-08 09:00"))
        play.ask(.return, try #require(play.task("draft")))
        let asked = play.task("draft")?.requests ?? []
        #expect(asked.map(\.granted) == [false])
        #expect(asked.map(\.rulingDue) == [nil])
    }
}
