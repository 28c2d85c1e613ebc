import Casework
import CaseworkTesting
import Contracts
import Testing

@testable import huiban

/// What `calendar add` says, by the golden rows of the domain notes (sections 2.0 and 3).
@Suite struct DueExplanationTests {
    private func explanation(_ date: String, _ term: String, from: String = "00:00") throws -> DueExplanation {
        let request = try #require(TermRequest.read(date: date, time: from, term: term).subject)
        return DueExplanation(request, on: try Fixture.calendar())
    }

    @Test(arguments: [
        ("2023-09-28", 1, "2023-10-07"), ("2023-09-28", 5, "2023-10-11"), ("2024-02-08", 3, "2024-02-19"),
        ("2024-04-03", 2, "2024-04-08"), ("2025-01-24", 1, "2025-01-26"), ("2025-01-27", 5, "2025-02-10"),
        ("2025-09-30", 15, "2025-10-28"), ("2026-02-13", 1, "2026-02-14"), ("2026-02-13", 5, "2026-02-27"),
    ])
    func everyWorkingDayHasItsNumberAndTheLastIsTheTerm(start: String, count: Int, due: String) throws {
        let told = try explanation(start, "\(count)wd")
        #expect(told.days.compactMap(\.number) == Array(1...count))
        #expect(told.days.first?.number == nil)
        #expect(told.days.last?.date.description == due)
        #expect(told.lastDay.description == due)
        #expect(told.dueAt == told.lastDay.end)
        // No day between is left out.
        #expect(zip(told.days, told.days.dropFirst()).allSatisfy { $0.date.adding(days: 1) == $1.date })
        #expect(told.warnings == [])
    }

    @Test(arguments: [
        ("2023-11-30", "3mo", "2024-03-01T00:00:00+08:00"), ("2024-01-31", "1mo", "2024-03-01T00:00:00+08:00"),
        ("2023-04-27", "3mo", "2023-07-28T00:00:00+08:00"),
    ])
    func monthsEndOnTheSameDayOrTheLastOfTheMonth(start: String, term: String, due: String) throws {
        let told = try explanation(start, term)
        #expect(told.dueAt.description == due)
        #expect(told.days.allSatisfy { $0.number == nil })
    }

    @Test func everyKindOfDaySaysWhyItDidOrDidNotCount() throws {
        #expect(
            try explanation("2023-09-28", "1wd").lines(.en) == [
                "1wd from 2023-09-28T00:00:00+08:00: last day 2023-10-07, late from 2023-10-08T00:00:00+08:00",
                "  2023-09-28     working day, the day of the start is not counted (Civil Code art. 201)",
            ]
                + (["2023-09-29", "2023-09-30"] + (1...6).map { "2023-10-0\($0)" }).map {
                    "  \($0)     holiday (中秋节、国庆节), not counted"
                } + ["  2023-10-07  1  make-up working day, counted"]
        )
        #expect(
            try explanation("2023-05-12", "1wd").lines(.zh).dropFirst() == [
                "  2023-05-12     工作日，起算日不计（民法典第201条）", "  2023-05-13     周末，不计", "  2023-05-14     周末，不计",
                "  2023-05-15  1  工作日，计入",
            ]
        )
        #expect(
            try explanation("2023-04-27", "1mo").lines(.en).dropFirst(2) == [
                "  2023-05-27  weekend, a rest day, so the end moves on (Civil Code art. 203)",
                "  2023-05-28  weekend, a rest day, so the end moves on (Civil Code art. 203)",
                "  2023-05-29  working day, the term ends",
            ]
        )
    }

    @Test func halfDaysAreCountedFromTheMomentAndCarryNoNumber() throws {
        let told = try explanation("2023-05-15", "1.5wd", from: "09:00")
        #expect(told.dueAt.description == "2023-05-16T17:30:00+08:00")
        #expect(
            told.lines(.en).dropFirst() == [
                "  2023-05-15  working day, half days count from here, without one already begun",
                "  2023-05-16  working day, the term ends",
            ]
        )
    }

    @Test func hoursBeginAtTheTimeOfDayAndNeedNoCalendar() throws {
        let told = try explanation("2030-01-01", "24h", from: "22:30")
        #expect(told.dueAt.description == "2030-01-02T22:30:00+08:00")
        #expect(told.warnings == [])
    }

    @Test func everyYearWithoutANoticeIsWarnedOfOnce() throws {
        let told = try explanation("2026-12-29", "300wd")
        #expect(!told.isCertain)
        #expect(told.warnings.map(\.code) == ["CALENDAR_NOT_LOADED", "CALENDAR_NOT_LOADED"])
        #expect(told.warnings.map { $0.en.contains("2027") } == [true, false])
    }

    @Test(arguments: [
        ("2024-01-01", "00:00", "5x", "TERM_UNKNOWN"), ("2024-01-01", "00:00", "50%", "TERM_IS_SHARE"),
        ("2024-01-01", "00:00", "03-31", "TERM_WITHOUT_YEAR"), ("2024-01-01", "00:00", "", "TERM_UNKNOWN"),
        ("2024-01-01", "00:00", "by 2024-02-30", "TERM_UNKNOWN"), ("2024-02-30", "00:00", "5wd", "DATE_INVALID"),
        ("2024-01-01", "25:00", "5wd", "TIME_INVALID"), ("2024-01-01", "8:30", "5wd", "TIME_INVALID"),
        ("2024-01-01", "08:30:", "5wd", "TIME_INVALID"),
    ])
    func whatCannotBeCountedIsRefusedWithWhatIsAllowed(date: String, time: String, term: String, code: String) {
        let problems = TermRequest.read(date: date, time: time, term: term).problems
        #expect(problems.map(\.code) == [code])
        let allowed =
            code.hasPrefix("TERM") ? "30min 24h 0.5wd 5wd 15d 3mo" : code == "DATE_INVALID" ? "2023-04-27" : "23:59"
        #expect(problems.allSatisfy { $0.zh.contains(allowed) && $0.en.contains(allowed) })
    }

    @Test func everythingWrongWithARequestIsToldAtOnce() {
        let problems = TermRequest.read(date: "2024-02-30", time: "25:00", term: "5x").problems
        #expect(problems.map(\.code) == ["DATE_INVALID", "TIME_INVALID", "TERM_UNKNOWN"])
    }
}
