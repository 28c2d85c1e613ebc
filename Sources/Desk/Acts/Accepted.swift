package import Casework

/// What was done, for the person who did it.
package struct Accepted: Hashable, Sendable {
    package var task: TaskKey
    package var state: DeskTask.State
    /// The snapshot after the deed.
    package var report: StepReport
    /// The position of the entry in the agency's log.
    package var n: Int64
    /// What is worth telling although it was accepted.
    package var warnings: [Problem]

    package init(task: TaskKey, state: DeskTask.State, report: StepReport, n: Int64, warnings: [Problem] = []) {
        self.task = task
        self.state = state
        self.report = report
        self.n = n
        self.warnings = warnings
    }
}
