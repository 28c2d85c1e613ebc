import Testing

@testable import Casework

/// Terms are counted from 1 January of the year after the end (domain notes 5.6).
@Suite struct RetentionTests {
    private func day(_ text: String) -> LocalDate { LocalDate(text) ?? LocalDate(dayNumber: 0) }

    private func standing(_ term: RetentionTerm, endedOn: String?, on today: String) -> RetentionStanding {
        RetentionStanding(
            endedOn: endedOn.map(day),
            decision: RetentionSchedule.Decision(rule: RetentionRule(term: term, basis: .proposal, source: "")),
            on: day(today)
        )
    }

    @Test(arguments: [
        (RetentionTerm.tenYears, "2024-05-13", "2025-06-30", "2034-12-31"),
        (.tenYears, "2024-01-01", "2025-06-30", "2034-12-31"), (.tenYears, "2024-12-31", "2025-06-30", "2034-12-31"),
        (.thirtyYears, "2023-07-20", "2024-06-30", "2053-12-31"),
    ])
    func aTermEndsWithAYear(term: RetentionTerm, ended: String, fileBy: String, through: String) {
        let found = standing(term, endedOn: ended, on: ended)
        #expect(found.fileBy == day(fileBy))
        #expect(found.keptThrough == day(through))
    }

    @Test func aCaseIsFiledAndThenOver() {
        let phases = [
            ("2024-05-13", RetentionStanding.Phase.toBeFiled), ("2025-06-30", .toBeFiled), ("2025-07-01", .archived),
            ("2034-12-31", .archived), ("2035-01-01", .over),
        ]
        for (today, phase) in phases {
            #expect(standing(.tenYears, endedOn: "2024-05-13", on: today).phase == phase, "\(today)")
        }
    }

    @Test func whatIsOpenOrKeptForEverIsNeverOver() {
        #expect(standing(.tenYears, endedOn: nil, on: "2999-01-01").phase == .open)
        let forEver = standing(.permanent, endedOn: "2024-05-13", on: "2999-01-01")
        #expect(forEver.phase == .archived)
        #expect(forEver.keptThrough == nil)
        let uncovered = RetentionStanding(endedOn: day("2024-05-13"), decision: nil, on: day("2999-01-01"))
        #expect(uncovered.phase == .archived)
    }

    @Test func termsHaveAnOrder() {
        #expect(RetentionTerm.allCases.sorted() == [.tenYears, .thirtyYears, .permanent])
    }
}
