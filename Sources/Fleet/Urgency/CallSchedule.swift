/// Which urgent task is called when; a value that knows no clock, no file and no hook.
///
/// While there is room, the beginnings of two calls for a task lie no further apart than its interval; a call that failed
/// is made again sooner. Times are of a clock that only goes forward.
package struct CallSchedule: Sendable {
    /// A call to make now.
    package struct Call: Hashable, Sendable {
        package var task: String
        /// How many calls for the task have reached somebody, and this one.
        package var number: Int
    }

    private struct Entry {
        var every: Duration
        var due: Duration
        var reached = 0
        var failures = 0
    }

    private var entries: [String: Entry] = [:]
    /// When the calls under way began; one goes on when its task is signed for meanwhile.
    private var running: [String: Duration] = [:]
    /// How many calls may be under way at once.
    private let most: Int

    private static let firstWait = Duration.seconds(5)

    package init(most: Int = 4) { self.most = most }

    /// Takes in which tasks nobody has signed for, each with its interval: a new one is called at once, one that is no
    /// longer named is never called again.
    package mutating func hold(_ unsigned: [String: Duration], at now: Duration) {
        entries = unsigned.reduce(into: [:]) { kept, task in
            var entry = entries[task.key] ?? Entry(every: task.value, due: now)
            entry.every = task.value
            kept[task.key] = entry
        }
    }

    /// The calls that begin now; who has waited longest comes first.
    package mutating func begin(at now: Duration) -> [Call] {
        let due = entries.filter { $0.value.due <= now && running[$0.key] == nil }
            .sorted { ($0.value.due, $0.key) < ($1.value.due, $1.key) }
            .prefix(max(0, most - running.count))
        for (task, _) in due { running[task] = now }
        return due.map { Call(task: $0.key, number: $0.value.reached + 1) }
    }

    /// A call has ended.
    package mutating func end(_ task: String, isReached: Bool, at now: Duration) {
        guard let begun = running.removeValue(forKey: task), var entry = entries[task] else { return }
        entry.due = max(now, begun + entry.every)
        if isReached {
            entry.reached += 1
            entry.failures = 0
        } else {
            let wait = Self.firstWait * (1 << min(entry.failures, 20))
            entry.failures += 1
            entry.due = min(entry.due, now + wait)
        }
        entries[task] = entry
    }

    /// When a call is next due; nil when nothing has to be looked at before a call ends or a task changes.
    package var next: Duration? {
        guard running.count < most else { return nil }
        return entries.filter { running[$0.key] == nil }.map(\.value.due).min()
    }

    /// How many tasks are called for.
    package var count: Int { entries.count }
}
