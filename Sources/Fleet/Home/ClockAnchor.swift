package import Casework

/// How the fleet's time follows from the machine's: what `clock.json` holds.
///
/// Real time is the wall clock itself. The other two modes are counted from an anchor on the machine's monotonic clock,
/// so that a step of the wall clock moves nothing and a sleeping machine's cases sleep with it.
package struct ClockAnchor: Hashable, Codable, Sendable {
    /// The three kinds of time a fleet can live in.
    package enum Mode: String, Codable, Sendable {
        /// The wall clock. It cannot be frozen or moved: deadlines of the real world do not wait for a machine.
        case real
        /// Faster or slower than the wall clock, or as fast from another date.
        case scaled
        /// Moved from due instant to due instant; stands still between jumps unless a rate is given too.
        case jumping
    }

    package var mode: Mode
    /// Milliseconds of the fleet's time for one millisecond of the machine's.
    package var rate: Double
    /// The fleet's time at the anchor, in milliseconds since 1970.
    package var virtual: Int64
    /// The machine's monotonic clock at the anchor, in milliseconds.
    package var monotonic: Int64
    /// The wall clock at the anchor, in milliseconds since 1970; what `--continue` counts from.
    package var wall: Int64
    /// The boot the monotonic reading belongs to.
    package var boot: String
    package var isFrozen: Bool
    /// The latest time known to have been shown to anybody: no reading is earlier.
    package var mark: Int64

    /// The fleet's time at a reading of the machine's clocks.
    package func now(at reading: ClockReading) -> Instant {
        let time: Int64
        switch mode {
        case .real:
            time = reading.wall
        case .scaled, .jumping:
            // After a reboot without a stop the anchor's monotonic reading means nothing: time stands until `up`.
            let flows = !isFrozen && boot == reading.boot
            time = flows ? virtual + Int64(Double(reading.monotonic - monotonic) * rate) : virtual
        }
        return Instant(milliseconds: max(time, mark))
    }

    /// The same clock with its anchor moved to a reading, so that it can be changed from there on.
    package func anchored(at reading: ClockReading) -> ClockAnchor {
        var copy = self
        copy.virtual = now(at: reading).milliseconds
        copy.mark = copy.virtual
        copy.monotonic = reading.monotonic
        copy.wall = reading.wall
        copy.boot = reading.boot
        return copy
    }

    /// Milliseconds of the machine's time until the fleet's clock shows `due`; nil when it will not by itself.
    package func wait(for due: Instant, at reading: ClockReading) -> Double? {
        let distance = Double(due.milliseconds - now(at: reading).milliseconds)
        if distance <= 0 { return 0 }
        switch mode {
        case .real: return distance
        case .scaled, .jumping: return isFrozen || rate <= 0 || boot != reading.boot ? nil : distance / rate
        }
    }
}
