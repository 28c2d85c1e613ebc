/// How somebody of one place is reached at once: a program that is run, or an address that is posted to.
package struct Hook: Hashable, Sendable {
    package enum Way: Hashable, Sendable {
        /// A program by its absolute path, and its arguments.
        case command([String])
        case url(String)
    }

    /// `police`, or `police/duty` for one unit of it.
    package var place: String
    package var way: Way
    /// The time from one call to the next, until somebody has signed.
    package var every: Duration

    package init(place: String, way: Way, every: Duration = .seconds(120)) {
        self.place = place
        self.way = way
        self.every = every
    }
}

/// The hooks of a home.
package struct Hooks: Hashable, Sendable {
    /// By place.
    package var entries: [String: Hook]

    package init(_ entries: [Hook] = []) {
        self.entries = Dictionary(entries.map { ($0.place, $0) }) { first, _ in first }
    }

    /// The hook for a task: the unit's own, else its agency's.
    package func hook(agency: String, unit: String?) -> Hook? {
        unit.flatMap { entries["\(agency)/\($0)"] } ?? entries[agency]
    }
}
