import Synchronization

/// When what nobody has echoed is said again: soon at first, then each time after twice as long (design rule S).
///
/// A queue keeps its order: what was said is still on its way as long as echoes of earlier things come in, however long the
/// queue is. It is lost, or the other side waits for a person, once a later thing is echoed, or nothing at all for the first
/// wait. Otherwise a busy fleet says everything again and is the busier for it.
///
/// Moments are milliseconds of a clock that only goes forward.
package final class Patience: Sendable {
    /// Something said that nobody has echoed.
    package struct Saying: Hashable, Sendable {
        package var name: String
        /// Things of one line are echoed in the order in which they were said.
        package var line: String
        /// Where it stands in the list that is looked at.
        package var place: Int64

        package init(_ name: String, line: String = "", place: Int64) {
            self.name = name
            self.line = line
            self.place = place
        }
    }

    private struct Wait {
        var saying: Saying
        var since: Int64
        var nextAt: Int64
        var length: Int64
    }

    private struct Line {
        /// When the latest thing was said that has been echoed.
        var reach: Int64
        var heardAt: Int64
    }

    private struct State {
        var waits: [String: Wait] = [:]
        var lines: [String: Line] = [:]
        var isOver = false
    }

    private static let longest: Int64 = 86_400_000
    /// No more than this is said again in one look: its answers come back together, and until they are read no timer fires.
    private static let most = 100

    private let first: Int64
    private let state = Mutex(State())

    /// Patience whose first wait takes `first` milliseconds.
    package init(first: Int64) { self.first = first }

    /// Which of all that `waiting` names are to be said again now; what is not named waits no more and is forgotten.
    ///
    /// `waiting` is in ascending order of places; when it is not everything (`isAll`), nothing is known of what stands behind
    /// its last place. What a look has no room for is due at the next one; what has waited longest goes first.
    package func due(among waiting: [Saying], isAll: Bool = true, at wall: Int64) -> Set<String> {
        state.withLock { state in
            var kept: [String: Wait] = [:]
            for saying in waiting {
                kept[saying.name] =
                    state.waits[saying.name]
                    ?? Wait(saying: saying, since: wall, nextAt: wall + first, length: first)
            }
            let end = isAll ? Int64.max : waiting.last?.place ?? .max
            for (name, wait) in state.waits where kept[name] == nil && wait.saying.place <= end {
                // Somebody who comes to an old thing at last says nothing of those after it.
                guard wait.since >= state.lines[wait.saying.line]?.reach ?? 0 else { continue }
                state.lines[wait.saying.line] = Line(reach: wait.since, heardAt: wall)
            }
            let over = waiting.compactMap { kept[$0.name] }
                .filter { wait in
                    state.isOver || wait.nextAt <= wall && isLost(wait, in: state.lines[wait.saying.line], at: wall)
                }
                .sorted { ($0.nextAt, $0.saying.place) < ($1.nextAt, $1.saying.place) }
            let due = state.isOver ? over[...] : over.prefix(Self.most)
            for wait in due {
                let length = min(wait.length * 2, Self.longest)
                kept[wait.saying.name] = Wait(
                    saying: wait.saying,
                    since: wait.since,
                    nextAt: wall + length,
                    length: length
                )
            }
            state = State(waits: kept, lines: state.lines)
            return Set(due.map(\.saying.name))
        }
    }

    private func isLost(_ wait: Wait, in line: Line?, at wall: Int64) -> Bool {
        guard let line else { return true }
        return line.reach > wait.since || wall - line.heardAt >= first
    }

    /// Ends every wait: all that waits is due at the next look, however much it is.
    package func end() { state.withLock { $0.isOver = true } }
}
