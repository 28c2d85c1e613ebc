import Foundation

/// The machine's clocks at one moment.
package struct ClockReading: Hashable, Sendable {
    /// Milliseconds of a clock that never steps and rests while the machine sleeps.
    package var monotonic: Int64
    /// Milliseconds since 1970 by the wall clock.
    package var wall: Int64
    /// The boot that `monotonic` belongs to.
    package var boot: String

    package init(monotonic: Int64, wall: Int64, boot: String) {
        self.monotonic = monotonic
        self.wall = wall
        self.boot = boot
    }

    /// What the machine's clocks show now.
    package static func current() -> ClockReading {
        ClockReading(
            monotonic: milliseconds(CLOCK_MONOTONIC),
            wall: milliseconds(CLOCK_REALTIME),
            boot: ProcessIdentity.currentBoot
        )
    }

    private static func milliseconds(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}
