import Casework
import Contracts
import EventStore
import GRDB
import Synchronization

/// Whether so much waits to be sent that new cases have to wait at the door: an agency's queue is full, or the broker takes
/// less than comes in.
///
/// What has a case already goes on: its reports, supplements and withdrawals end cases, and make the queue shorter.
final class Congestion: Sendable {
    /// In how many seconds to come again.
    static let retryAfter = 60
    /// Counting takes as long as there is much to count, so that a short outbox is looked at only so often.
    private static let interval = 64

    private let most: Int
    private let state = Mutex((asked: 0, isLong: false))

    /// Congestion from the moment on when more than `most` messages wait.
    init(most: Int = 20_000) { self.most = most }

    /// Whether a new case has to wait.
    func isThere(in db: Database) throws -> Bool {
        let isDue = state.withLock { state in
            defer { state.asked += 1 }
            return state.isLong || state.asked % Congestion.interval == 0
        }
        guard isDue else { return false }
        let isLong = try Outbox.holds(moreThan: most, in: db)
        state.withLock { $0.isLong = isLong }
        return isLong
    }

    static let problem = Problem(
        "BUSY",
        zh: "系统繁忙，这一件没有受理；请\(retryAfter)秒后原样再发",
        en: "busy; nothing was taken: send the same again in \(retryAfter) s"
    )
}
