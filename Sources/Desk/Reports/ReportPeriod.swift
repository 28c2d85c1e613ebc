package import Casework
package import Contracts

/// The days that a report is about, and the moment whose state of things it shows.
package struct ReportPeriod: Hashable, Sendable {
    package var first: LocalDate
    package var last: LocalDate
    /// Nothing that was recorded at or after this counts: a report on days gone by is the same whenever it is made.
    package var before: Instant

    /// Whole days up to and with `last`, as it stood at their end, or as it stands when they are not over.
    package init(from first: LocalDate, through last: LocalDate, now: Instant) {
        self.first = first
        self.last = last
        // A moment counts what was recorded in it.
        before = min(last.end, now + 1)
    }

    /// A month, written `2023-05`; nil for anything else.
    package init?(month text: String, now: Instant) {
        guard let first = LocalDate("\(text)-01") else { return nil }
        self.init(from: first, through: first.adding(months: 1).adding(days: -1), now: now)
    }

    /// The month of a day, as it is asked for.
    package static func month(of day: LocalDate) -> String { String(day.description.prefix(7)) }

    /// Whether its days are over, so that nothing in the report can change any more.
    package var isOver: Bool { before == last.end }
}

extension ReportPeriod {
    /// A month that somebody asked for: one that has begun.
    package static func asked(_ text: String, now: Instant) -> Reading<ReportPeriod> {
        guard let period = ReportPeriod(month: text, now: now) else {
            return .bad([
                Problem("MONTH_FORMAT", at: "month", zh: "月份应写作 2023-05", en: "a month is written 2023-05")
            ])
        }
        guard period.first.start <= now else {
            return .bad([Problem("MONTH_AHEAD", at: "month", zh: "该月尚未开始", en: "that month has not begun")])
        }
        return .good(period, warnings: [])
    }
}
