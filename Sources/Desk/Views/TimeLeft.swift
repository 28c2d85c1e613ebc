package import Casework

/// How long there is until a deadline, as people count it.
package struct TimeLeft: Hashable, Codable, Sendable {
    /// Milliseconds on the clock; 0 or less once the deadline has come.
    package var milliseconds: Int64
    /// Working days up to the day of the deadline, today among them, for it is still there to be used; negative: working
    /// days since.
    package var workingDays: Int
    package var zh: String
    package var en: String

    package init(until due: Instant, from now: Instant, isWorkingDay: (LocalDate) -> Bool) {
        milliseconds = due.milliseconds - now.milliseconds
        let today = LocalDate(now)
        // A deadline at 24:00 belongs to the day that ends then.
        let last = LocalDate(due + -1)
        let (from, to) = today <= last ? (today, last) : (last, today)
        // Longer than this nobody counts days, and a foolish date must not cost time.
        let span = min(to.dayNumber - from.dayNumber, 3_660)
        let isLeft = milliseconds > 0
        let later = span == 0 ? 0 : (1...span).count { isWorkingDay(LocalDate(dayNumber: from.dayNumber + $0)) }
        let days = later + (isLeft && isWorkingDay(today) ? 1 : 0)
        workingDays = isLeft ? days : -days
        let hours = abs(milliseconds) / 3_600_000
        let minutes = abs(milliseconds) / 60_000 % 60
        switch (isLeft, span == 0) {
        case (true, true):
            zh = "今天到期，还有\(hours)小时\(minutes)分"
            en = "due today, \(hours) h \(minutes) min left"
        case (true, false):
            zh = "还有\(days)个工作日"
            en = days == 1 ? "1 working day left" : "\(days) working days left"
        case (false, true):
            zh = "已超期\(hours)小时\(minutes)分"
            en = "overdue by \(hours) h \(minutes) min"
        case (false, false):
            zh = "已超期\(days)个工作日"
            en = days == 1 ? "overdue by 1 working day" : "overdue by \(days) working days"
        }
    }
}
