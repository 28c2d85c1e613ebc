/// Names one task: a step, the entry of an `each` step, and the attempt; or the undo of one.
package struct TaskRef: Hashable, Codable, Sendable {
    package var step: String
    /// Empty for a step with one instance.
    package var instance: String
    package var attempt: Int
    package var isUndo: Bool

    package init(step: String, instance: String = "", attempt: Int = 1, isUndo: Bool = false) {
        self.step = step
        self.instance = instance
        self.attempt = attempt
        self.isUndo = isUndo
    }

    package init(_ report: StepReport) {
        self.init(step: report.step, instance: report.instance, attempt: report.attempt, isUndo: report.isUndo)
    }

    package init(_ content: Assignment.Content) {
        self.init(step: content.step, instance: content.instance, attempt: content.attempt, isUndo: content.isUndo)
    }

    /// The task's id within the whole system: `<case>.<step>[.<instance>].<attempt>[.undo]`.
    package func id(in caseID: String) -> String {
        let instance = instance.isEmpty ? "" : ".\(instance)"
        return "\(caseID).\(step)\(instance).\(attempt)\(isUndo ? ".undo" : "")"
    }
}
