import Casework
import CaseworkTesting
import Testing

/// The due dates that the example cases of the domain notes (section 6.1) give.
@Suite struct TheExampleCases {
    @Test(arguments: [
        ("DEMO-001 opinion", "2023-04-27 09:10", "1mo", "2023-05-29"),
        ("DEMO-001 reply", "2023-04-27 09:10", "3mo", "2023-07-27"),
        ("DEMO-001 extended reply", "2023-04-27 09:10", "6mo", "2023-10-27"),
        ("DEMO-002 sign for", "2025-01-24 16:40", "1wd", "2025-01-26"),
        ("DEMO-002 reply", "2025-01-24 16:40", "5wd", "2025-02-07"),
        ("DEMO-003 mediation", "2024-03-04 10:00", "1mo", "2024-04-07"),
        ("DEMO-003 confirmation", "2024-03-20 10:00", "30d", "2024-04-19"),
        ("DEMO-005 acceptance", "2024-05-13 09:00", "2wd", "2024-05-15"),
        ("DEMO-007 termination", "2025-04-10 09:00", "60d", "2025-06-09"),
        ("DEMO-007 hand-over", "2025-06-09 09:00", "15d", "2025-06-24"),
        ("DEMO-008 publication", "2024-06-01 09:00", "03-31", "2025-03-31"),
    ])
    func endOnTheDayThatTheNotesGive(what: String, start: String, term: String, day: String) throws {
        let span = try #require(Span(term))
        let due = try Fixture.calendar().due(span, after: .moment(try Instant.city(start)))
        #expect(due.on.description == day, "\(what)")
    }

    @Test(arguments: [
        ("DEMO-004 on site", "2025-10-01 22:15", "24h", "2025-10-02 22:15"),
        ("DEMO-009 check-in", "2026-02-16 07:05", "30min", "2026-02-16 07:35"),
        ("DEMO-009 first control", "2026-02-16 07:05", "2h", "2026-02-16 09:05"),
        ("DEMO-010 on site, hard", "2024-10-05 19:20", "2h", "2024-10-05 21:20"),
    ])
    func runAroundTheClockThroughHolidays(what: String, start: String, term: String, moment: String) throws {
        let span = try #require(Span(term))
        let due = try Fixture.calendar().due(span, after: .moment(try Instant.city(start)))
        #expect(due.at == (try Instant.city(moment)), "\(what)")
    }

    @Test func keepTheNominalDayOfTheOpinionThatMovedOffASaturday() throws {
        let due = try Fixture.calendar().due(.months(1), after: .moment(try Instant.city("2023-04-27 09:10")))
        #expect(due.nominal.description == "2023-05-27")
    }
}

/// A case that is handed about has no more time for it.
@Suite struct ATransfer {
    @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
    func buysNoTimeOnTheClockOfTheCase(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var play = try DeputySuggestion.assigned()
        let due = try #require(play.state.clock?.deadline)
        for _ in 0..<20 {
            play.pass(to: play.clock.now + Int64.random(in: 1...3 * 86_400_000, using: &random))
            guard let task = play.state.openTasks.randomElement(using: &random) else { break }
            let agencies = ["police", "justice", "civil-affairs"].filter { $0 != task.holder.agency }
            play.rule(.reassign(task.ref, agency: try #require(agencies.randomElement(using: &random))))
            #expect(play.state.clock?.deadline == due, "seed \(seed)")
            // Terms that are counted from a fixed day stay where they were, whoever has the step.
            let opinions = play.state.openTasks.filter { $0.ref.step == "opinions" }
            #expect(opinions.allSatisfy { $0.deadline?.due?.on.description == "2023-05-29" }, "seed \(seed)")
        }
    }
}
