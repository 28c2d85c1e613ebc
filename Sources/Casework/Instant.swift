/// A moment, in milliseconds since 1970-01-01T00:00:00Z.
///
/// Read and written in the city's offset, +08:00 (no summer time).
package struct Instant: Hashable, Comparable, Sendable {
    package var milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// The city's offset from UTC (Asia/Shanghai has had no summer time since 1991), in milliseconds.
    package static let cityOffset: Int64 = 8 * 3_600_000

    package static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }

    package static func + (instant: Instant, milliseconds: Int64) -> Instant {
        Instant(milliseconds: instant.milliseconds + milliseconds)
    }
}

/// A day of the city's calendar, without a time.
package struct LocalDate: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01.
    package var dayNumber: Int

    package init(dayNumber: Int) { self.dayNumber = dayNumber }

    package static func < (left: LocalDate, right: LocalDate) -> Bool { left.dayNumber < right.dayNumber }
}
