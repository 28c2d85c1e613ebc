import Foundation
import Synchronization

/// The signals by which a supervisor is told something.
enum StopSignals {
    private static let stops = Atomic<Int>(0)
    private static let retries = Atomic<Int>(0)

    /// How often Ctrl-C, SIGTERM or SIGHUP came.
    static var stopCount: Int { stops.load(ordering: .relaxed) }

    /// Takes a request (SIGUSR1) to try again what was given up.
    static func takeRetry() -> Bool { retries.exchange(0, ordering: .relaxed) > 0 }

    /// Starts counting.
    static func install() {
        // Both statics are touched here, because a signal handler must not be the one that initialises them.
        _ = (stopCount, takeRetry())
        for number in [SIGINT, SIGTERM, SIGHUP] {
            Foundation.signal(number) { _ in StopSignals.stops.add(1, ordering: .relaxed) }
        }
        Foundation.signal(SIGUSR1) { _ in StopSignals.retries.add(1, ordering: .relaxed) }
        Foundation.signal(SIGPIPE, SIG_IGN)
    }
}
