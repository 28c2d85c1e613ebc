/// How long to wait before trying again: doubling from `first` to `most`, with the upper half left to chance.
package struct Backoff: Sendable, Equatable {
    package var first: Duration
    package var most: Duration

    package init(first: Duration = .milliseconds(100), most: Duration = .seconds(10)) {
        self.first = first
        self.most = most
    }

    /// The wait before the next attempt.
    ///
    /// - Parameters:
    ///   - failures: attempts that failed in a row, at least 1.
    ///   - chance: 0 to 1, a fresh random number, so that many clients do not come back at one moment.
    /// - Returns: between half and all of the doubled wait.
    package func delay(failures: Int, chance: Double) -> Duration {
        var whole = first
        for _ in 1..<max(2, min(failures, 32)) where whole < most && failures > 1 {
            whole *= 2
        }
        whole = min(whole, most)
        return whole / 2 + whole / 2 * min(max(chance, 0), 1)
    }
}
