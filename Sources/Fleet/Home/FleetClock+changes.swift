package import Casework

/// How a fleet that comes up wants its time.
package struct ClockSettings: Hashable, Sendable {
    /// A changed mode, or nil to keep the one the home has (real for a new home).
    package var mode: ClockAnchor.Mode?
    /// Milliseconds of the fleet's time for one of the machine's, or nil to keep it.
    package var rate: Double?
    /// The time to start at, or nil to go on from where the home stood.
    package var start: Instant?
    /// True to let the time pass that passed while the fleet was down.
    package var passesDowntime: Bool

    package init(
        mode: ClockAnchor.Mode? = nil,
        rate: Double? = nil,
        start: Instant? = nil,
        passesDowntime: Bool = false
    ) {
        self.mode = mode
        self.rate = rate
        self.start = start
        self.passesDowntime = passesDowntime
    }
}

extension FleetClock {
    /// Sets the clock of a home going.
    ///
    /// - Throws: `Refusal.goesBack` when `start` is before the time the home has already lived through.
    @discardableResult
    package static func start(
        _ home: Home,
        _ settings: ClockSettings,
        at reading: ClockReading = .current()
    ) throws -> ClockAnchor {
        try change(home) { old in
            let isNew = old == nil
            var anchor = old ?? real(at: reading)
            if settings.passesDowntime, !isNew, anchor.isFrozen, anchor.mode != .jumping {
                anchor.virtual += Int64(Double(max(0, reading.wall - anchor.wall)) * anchor.rate)
                anchor.mark = max(anchor.mark, anchor.virtual)
            }
            anchor = anchor.anchored(at: reading)
            anchor.isFrozen = false
            if let mode = settings.mode {
                anchor.mode = mode
                anchor.rate = settings.rate ?? (mode == .jumping ? 0 : 1)
            } else if settings.start != nil, anchor.mode == .real {
                anchor.mode = .scaled
                anchor.rate = 1
            }
            if let start = settings.start {
                guard isNew || start.milliseconds >= anchor.mark else {
                    throw Refusal.goesBack(now: Instant(milliseconds: anchor.mark))
                }
                anchor.virtual = start.milliseconds
                anchor.mark = start.milliseconds
            }
            return anchor
        }
    }

    /// Moves the clock of a home forward to `instant`; a time that has already come is left as it is.
    ///
    /// - Throws: `Refusal`.
    package static func jump(_ home: Home, to instant: Instant, at reading: ClockReading = .current()) throws {
        try change(home) { old in
            guard let old else { throw Refusal.neverStarted }
            guard old.mode != .real else { throw Refusal.isReal }
            var anchor = old.anchored(at: reading)
            anchor.virtual = max(anchor.virtual, instant.milliseconds)
            anchor.mark = anchor.virtual
            return anchor
        }
    }

    /// Stops the clock of a home; real time goes on, and only its latest reading is kept.
    ///
    /// Called when the last process has ended, so that no process has seen a later time.
    package static func freeze(_ home: Home, at reading: ClockReading = .current()) throws {
        try change(home) { old in
            guard let old else { throw Refusal.neverStarted }
            guard !old.isFrozen else { return old }
            var anchor = old.anchored(at: reading)
            anchor.isFrozen = old.mode != .real
            return anchor
        }
    }

    /// Keeps the present time, or `instant` when that is later, as the time no later reading may fall behind.
    ///
    /// A process calls it at start with the time of its log's last entry; the supervisor calls it every second.
    package static func keepMark(
        _ home: Home,
        of instant: Instant? = nil,
        at reading: ClockReading = .current()
    ) throws {
        try change(home) { old in
            guard let old else { throw Refusal.neverStarted }
            var anchor = old
            anchor.mark = max(old.now(at: reading).milliseconds, instant?.milliseconds ?? .min)
            return anchor
        }
    }

    private static func real(at reading: ClockReading) -> ClockAnchor {
        ClockAnchor(
            mode: .real,
            rate: 1,
            virtual: reading.wall,
            monotonic: reading.monotonic,
            wall: reading.wall,
            boot: reading.boot,
            isFrozen: false,
            mark: .min
        )
    }

    @discardableResult
    private static func change(_ home: Home, _ work: (ClockAnchor?) throws -> ClockAnchor) throws -> ClockAnchor {
        try DurableFile.locked(home.clockFile + ".lock") {
            let old = try DurableFile.read(ClockAnchor.self, from: home.clockFile)
            let new = try work(old)
            if new != old { try DurableFile.write(json: new, to: home.clockFile) }
            return new
        }
    }
}
