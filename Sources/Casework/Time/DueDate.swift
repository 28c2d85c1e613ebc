/// The end of a term, and how it was counted.
///
/// `at` is the first moment that is too late: an act before it is in time, an act at it or later is not, and a timer
/// set to it fires exactly at the breach. A term of days ends at 24:00 of its last day, so `at` is the next midnight.
package struct DueDate: Hashable, Sendable {
    package var at: Instant
    /// The last day before it moved off days of rest; from it a pause keeps what is left.
    package var nominal: LocalDate
    /// Each day that was looked at, in order; only filled by `WorkingCalendar.explain`.
    package var days: [CountedDay]
    /// False when a day of a year without a loaded notice took part (`CALENDAR_NOT_LOADED`).
    package var isCertain: Bool

    /// The last day on which the act is in time.
    package var on: LocalDate { LocalDate(at + -1) }

    /// One day of the count.
    package struct CountedDay: Hashable, Codable, Sendable {
        package enum Part: String, Codable, Sendable {
            /// The day of the start, which does not count (Civil Code art. 201).
            case start
            case counted
            /// A rest day that does not count in working days.
            case rest
            /// A rest day on which the term would have ended, so that it moves on (Civil Code art. 203).
            case rolled
        }

        package var date: LocalDate
        package var kind: WorkingCalendar.DayKind
        package var part: Part
    }
}

/// The point from which a term is counted: a moment for hours, its day for days.
package struct AnchorPoint: Hashable, Sendable {
    package var instant: Instant
    package var day: LocalDate

    /// Something that happened.
    package static func moment(_ instant: Instant) -> AnchorPoint {
        AnchorPoint(instant: instant, day: LocalDate(instant))
    }

    /// The end of a term: its day is the last one in time, not the midnight after it.
    package static func due(_ instant: Instant) -> AnchorPoint {
        AnchorPoint(instant: instant, day: LocalDate(instant + -1))
    }

    /// A date of the case.
    package static func date(_ date: LocalDate) -> AnchorPoint { AnchorPoint(instant: date.end, day: date) }
}
