/// Where the papers of a case stand on a day: in use, to be filed, filed, or kept long enough.
package struct RetentionStanding: Hashable, Codable, Sendable {
    package enum Phase: String, Codable, Sendable {
        case open
        /// Ended; to be filed by 30 June of the next year (机关档案: 次年上半年归档).
        case toBeFiled = "to-be-filed"
        /// Filed, from 1 July of the next year on.
        case archived
        /// The term is over: it waits for the next destruction.
        case over
    }

    package var phase: Phase
    /// The day on which the case ended, nil while it is open.
    package var endedOn: LocalDate?
    /// The last day for filing.
    package var fileBy: LocalDate?
    /// The last day of the term, which is counted from 1 January of the year after the end; nil while the case is open, for
    /// ever, and without a rule.
    package var keptThrough: LocalDate?
    /// What decides, nil when no rule covers the case: then it is kept.
    package var decision: RetentionSchedule.Decision?

    package init(endedOn: LocalDate?, decision: RetentionSchedule.Decision?, on day: LocalDate) {
        self.endedOn = endedOn
        self.decision = decision
        guard let endedOn else {
            phase = .open
            return
        }
        let next = endedOn.year + 1
        fileBy = LocalDate(year: next, month: 6, day: 30)
        keptThrough = decision?.rule.term.years.flatMap { LocalDate(year: endedOn.year + $0, month: 12, day: 31) }
        if let keptThrough, day > keptThrough {
            phase = .over
        } else if let fileBy, day > fileBy {
            phase = .archived
        } else {
            phase = .toBeFiled
        }
    }
}
