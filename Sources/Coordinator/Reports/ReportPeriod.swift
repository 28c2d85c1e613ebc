import Casework

/// The days that a report is about, and the moment whose state of things it shows.
struct ReportPeriod: Hashable, Sendable {
    var first: LocalDate
    var last: LocalDate
    /// Nothing that was recorded at or after this counts: a report on days gone by is the same whenever it is made.
    var before: Instant

    /// Whole days up to and with `last`, as it stood at their end, or as it stands when they are not over.
    init(from first: LocalDate, through last: LocalDate, now: Instant) {
        self.first = first
        self.last = last
        // A moment counts what was recorded in it.
        before = min(last.end, now + 1)
    }

    /// A month, written `2023-05`; nil for anything else.
    init?(month text: String, now: Instant) {
        guard let first = LocalDate("\(text)-01") else { return nil }
        self.init(from: first, through: first.adding(months: 1).adding(days: -1), now: now)
    }

    /// Whether its days are over, so that nothing in the report can change any more.
    var isOver: Bool { before == last.end }
}
