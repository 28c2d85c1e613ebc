extension Case {
    /// How long the clocks of a case may stand still in all, in milliseconds: 60 days (domain notes, section 2.0, rule 7).
    static let longestPause: Int64 = 60 * 86_400_000

    /// The time that clocks of the case have stood still until a moment, in milliseconds.
    func pausedTime(at moment: Instant) -> Int64 {
        runningPauses.reduce(endedPauses) { $0 + moment.milliseconds - $1.milliseconds }
    }

    /// When the clocks of the case will have stood still for as long as they may; nil while none stands still.
    ///
    /// Pauses side by side use the time up together, so all of them end at the same moment.
    var pauseCapAt: Instant? {
        let running = runningPauses
        guard let latest = running.max() else { return nil }
        let left = running.reduce(Case.longestPause - endedPauses) { $0 + $1.milliseconds - latest.milliseconds }
        let count = Int64(running.count)
        return latest + max(0, (left + count - 1) / count)
    }

    private var runningPauses: [Instant] { openTasks.compactMap(\.pausedAt) }

    private var endedPauses: Int64 {
        tasks.flatMap(\.adjustments).reduce(0) { sum, adjustment in
            switch adjustment {
            case .paused(let since, let until): sum + until.milliseconds - since.milliseconds
            case .extended: sum
            }
        }
    }
}
