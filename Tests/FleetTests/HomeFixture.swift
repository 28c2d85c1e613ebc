import Casework
import Foundation
import Synchronization

@testable import Fleet

/// A home in a folder of its own that goes with it.
final class TemporaryHome: Sendable {
    let home: Home

    init() throws {
        home = Home("\(NSTemporaryDirectory())/huiban-home-\(UUID().uuidString)")
        try home.create()
    }

    deinit { try? FileManager.default.removeItem(atPath: home.path) }
}

/// A machine whose clocks move only when told to.
final class HandClock: Sendable {
    private let reading: Mutex<ClockReading>

    init(wall: Int64 = 1_700_000_000_000, monotonic: Int64 = 5_000_000) {
        reading = Mutex(ClockReading(monotonic: monotonic, wall: wall, boot: "boot-1"))
    }

    var now: ClockReading { reading.withLock { $0 } }

    /// Lets real time pass.
    func pass(_ milliseconds: Int64) {
        reading.withLock {
            $0.monotonic += milliseconds
            $0.wall += milliseconds
        }
    }

    /// Sets the wall clock without any time passing.
    func setWall(_ milliseconds: Int64) { reading.withLock { $0.wall = milliseconds } }

    /// Starts the machine again: its monotonic clock begins anew.
    func reboot(after milliseconds: Int64) {
        reading.withLock {
            $0.wall += milliseconds
            $0.monotonic = 1000
            $0.boot = "boot-2"
        }
    }
}
