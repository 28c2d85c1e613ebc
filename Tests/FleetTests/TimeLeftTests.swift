import Casework
import CaseworkTesting
import Contracts
import Testing

@testable import Desk

/// Desk and board say the same of a deadline: today counts while it is there to be used.
@Suite struct TimeLeftTests {
    private func left(_ now: String) throws -> TimeLeft {
        let calendar = try Fixture.books().calendar
        return TimeLeft(
            until: try #require(Instant("2023-05-30T00:00:00+08:00")),
            from: try #require(Instant(now)),
            isWorkingDay: calendar.isWorkingDay
        )
    }

    @Test func theDaysUpToTheDeadlineAreCountedWithToday() throws {
        let weeks = try left("2023-04-27T08:31:00+08:00")
        #expect(weeks.workingDays == 21 && weeks.zh == "还有21个工作日")
        // A Sunday is no day that is left; two working days are.
        #expect(try left("2023-05-28T10:00:00+08:00").en == "1 working day left")
        #expect(try left("2023-05-26T10:00:00+08:00").workingDays == 2)
    }

    @Test func theLastDayIsToldInHoursAndWhatIsOverInWorkingDaysSince() throws {
        #expect(try left("2023-05-29T08:30:00+08:00").zh == "今天到期，还有15小时30分")
        #expect(try left("2023-05-30T00:00:00+08:00").en == "overdue by 1 working day")
        #expect(try left("2023-06-05T10:00:00+08:00").workingDays == -5)
    }
}
