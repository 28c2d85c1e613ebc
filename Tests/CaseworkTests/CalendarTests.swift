import Casework
import CaseworkTesting
import Testing

@Suite struct TheWorkingCalendar {
    let calendar: WorkingCalendar

    init() throws { calendar = try Fixture.calendar() }

    @Test(arguments: [(2023, 249), (2024, 251), (2025, 248), (2026, 248)])
    func hasAsManyWorkingDaysAsTheNoticesGive(year: Int, expected: Int) throws {
        let first = try #require(LocalDate(year: year, month: 1, day: 1))
        let last = try #require(LocalDate(year: year, month: 12, day: 31))
        #expect(calendar.workingDays(after: first.adding(days: -1), through: last) == expected)
    }

    @Test(arguments: [
        ("2023-09-28", 1, "2023-10-07"), ("2023-09-28", 5, "2023-10-11"), ("2024-02-08", 3, "2024-02-19"),
        ("2024-04-03", 2, "2024-04-08"), ("2025-01-24", 1, "2025-01-26"), ("2025-01-27", 5, "2025-02-10"),
        ("2025-09-30", 15, "2025-10-28"), ("2026-02-13", 1, "2026-02-14"), ("2026-02-13", 5, "2026-02-27"),
    ])
    func countsWorkingDaysAcrossHolidaysAndMakeUpDays(start: String, count: Int, due: String) throws {
        let anchor = AnchorPoint.moment(try Instant.city("\(start) 10:00"))
        #expect(calendar.due(.workingDays(count), after: anchor).on.description == due)
    }

    @Test func knowsNewYearsEveOf2024AsAWorkingDay() throws {
        #expect(calendar.isWorkingDay(try #require(LocalDate("2024-02-09"))))
    }

    @Test(arguments: [
        ("2023-11-30", 3, "2024-02-29"), ("2024-01-31", 1, "2024-02-29"), ("2023-04-27", 3, "2023-07-27"),
        ("2023-04-27", 1, "2023-05-29"), ("2024-03-04", 1, "2024-04-07"),
    ])
    func endsMonthsOnTheSameDayOrTheLastAndRollsOffRestDays(start: String, count: Int, due: String) throws {
        let anchor = AnchorPoint.moment(try Instant.city("\(start) 10:00"))
        #expect(calendar.due(.months(count), after: anchor).on.description == due)
    }

    @Test func endsATermOfDaysAtMidnightAfterItsLastDay() throws {
        let due = calendar.due(.days(15), after: .moment(try Instant.city("2023-05-15 09:00")))
        #expect(due.at == (try Instant.city("2023-05-31 00:00")))
        #expect(due.on.description == "2023-05-30")
    }

    @Test func neverRollsBeforeAnAnchor() throws {
        let day = AnchorPoint.date(try #require(LocalDate("2023-07-31")))
        #expect(calendar.due(.days(1), before: day).on.description == "2023-07-30")
        let deliver = AnchorPoint.due(try Instant.city("2023-07-28 00:00"))
        #expect(calendar.due(.workingDays(10), before: deliver).on.description == "2023-07-13")
    }

    @Test func runsHoursAroundTheClockOverHolidays() throws {
        let start = try Instant.city("2023-09-29 22:30")
        #expect(calendar.due(.hours(24), after: .moment(start)).at == (try Instant.city("2023-09-30 22:30")))
        #expect(calendar.due(.minutes(30), after: .moment(start)).at == (try Instant.city("2023-09-29 23:00")))
    }

    @Test(arguments: [
        ("2023-05-15 09:00", "2023-05-15 17:30"), ("2023-05-15 15:00", "2023-05-16 12:00"),
        ("2023-05-12 18:00", "2023-05-15 12:00"), ("2023-05-15 07:00", "2023-05-15 12:00"),
    ])
    func takesHalfAWorkingDayAsTheNextWholeSession(start: String, due: String) throws {
        #expect(calendar.due(.sessions(1), after: .moment(try Instant.city(start))).at == (try Instant.city(due)))
    }

    @Test func takesTheNextSuchDayOfTheYear() throws {
        let anchor = AnchorPoint.moment(try Instant.city("2024-03-31 10:00"))
        #expect(calendar.due(.monthDay(month: 3, day: 31), after: anchor).on.description == "2025-03-31")
        let earlier = AnchorPoint.moment(try Instant.city("2023-05-01 10:00"))
        // 2024-03-31 is a Sunday.
        #expect(calendar.due(.monthDay(month: 3, day: 31), after: earlier).on.description == "2024-04-01")
    }

    @Test func endsNoTermWhereNoDateCanBeWritten() throws {
        let now = AnchorPoint.moment(try Instant.city("2023-04-27 10:00"))
        for due in [
            calendar.due(.months(100_000), after: now), calendar.due(.date(.last), after: now),
            calendar.due(.months(100_000), before: now), calendar.due(.days(1), after: .date(.last)),
        ] {
            #expect(Instant(due.at.description) == due.at)
            #expect(LocalDate(due.nominal.description) == due.nominal)
        }
    }

    @Test func flagsYearsWithoutANoticeAndTakesMondaysToFridays() throws {
        let due = calendar.due(.workingDays(5), after: .moment(try Instant.city("2026-12-29 10:00")))
        #expect(!due.isCertain)
        #expect(due.on.description == "2027-01-05")
        #expect(calendar.problem(on: due.on)?.code == "CALENDAR_NOT_LOADED")
        #expect(calendar.due(.workingDays(5), after: .moment(try Instant.city("2026-06-01 10:00"))).isCertain)
    }

    @Test func explainsEveryDayOfACount() throws {
        let anchor = AnchorPoint.moment(try Instant.city("2023-04-27 10:00"))
        let due = calendar.explain(.months(1), .after, anchor)
        #expect(due.days.map(\.date.description) == ["2023-04-27", "2023-05-27", "2023-05-28", "2023-05-29"])
        #expect(due.days.map(\.part) == [.start, .rolled, .rolled, .counted])
        #expect(due.at == calendar.due(.months(1), after: anchor).at)
    }

    @Test func explainsTheSameDueDateAsItComputes() throws {
        var random = SeededGenerator(seed: 7)
        let spans: [Span] = [
            .workingDays(7), .days(30), .months(2), .sessions(3), .hours(5), .monthDay(month: 2, day: 29),
        ]
        let start = try Instant.city("2023-01-01 00:00")
        for _ in 0..<500 {
            let anchor = AnchorPoint.moment(start + Int64.random(in: 0...(4 * 365 * 86_400_000), using: &random))
            for span in spans {
                #expect(calendar.explain(span, .after, anchor).at == calendar.due(span, after: anchor).at)
                #expect(calendar.due(span, after: anchor).at > anchor.instant)
            }
        }
    }
}
