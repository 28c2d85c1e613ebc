import Synchronization

/// How often one and the same may come in a while; kept in memory only, for nobody's visits are anybody's business.
final class VisitLimit: Sendable {
    private let most: Int
    /// Milliseconds.
    private let window: Int64
    /// How many names are remembered: a flood of invented ones must not fill the memory.
    private let largest: Int
    private let visits = Mutex<[String: [Int64]]>([:])

    init(most: Int, in window: Int64, remembering largest: Int = 10_000) {
        self.most = most
        self.window = window
        self.largest = largest
    }

    /// Whether `name` may come once more at `now` milliseconds; a visit that is turned away does not count.
    func admits(_ name: String, at now: Int64) -> Bool {
        visits.withLock { visits in
            var own = (visits[name] ?? []).filter { $0 > now - window }
            guard own.count < most else { return false }
            own.append(now)
            visits[name] = own
            if visits.count > largest { visits = kept(visits, at: now) }
            return true
        }
    }

    /// Without those whose time is over; if that is not enough, the half that came last.
    private func kept(_ visits: [String: [Int64]], at now: Int64) -> [String: [Int64]] {
        let recent = visits.filter { ($0.value.last ?? 0) > now - window }
        guard recent.count > largest / 2 else { return recent }
        let last = recent.sorted { ($0.value.last ?? 0) > ($1.value.last ?? 0) }.prefix(largest / 2)
        return Dictionary(uniqueKeysWithValues: last.map { ($0.key, $0.value) })
    }
}
