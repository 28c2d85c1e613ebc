package import Casework

/// A clock that only moves when a test moves it.
package struct ManualClock: Sendable {
    package private(set) var now: Instant

    package init(_ now: Instant) { self.now = now }

    /// Moves the clock; it never goes back.
    package mutating func advance(to moment: Instant) { now = max(now, moment) }

    package mutating func advance(minutes: Int64) { now = now + minutes * 60_000 }
}

extension Instant {
    /// A moment of the city, `2023-04-27 09:00`, for tests.
    package static func city(_ text: String) throws -> Instant {
        guard let instant = Instant(text.count == 16 ? "\(text):00+08:00" : text) else { throw Unwritten(text: text) }
        return instant
    }

    private struct Unwritten: Error { var text: String }
}
