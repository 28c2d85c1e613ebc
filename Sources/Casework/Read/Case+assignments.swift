extension Case {
    /// What every agency is to know of its tasks: those offered or open, and those over whose last standing it has not
    /// echoed yet.
    package func assignments(by workflow: Workflow) -> [Assignment] {
        tasks.filter { $0.state == .offered || $0.state == .open || $0.isUntold }
            .compactMap { assignment($0, by: workflow) }
    }

    /// What an agency is to know of one task; nil when there is no such task.
    package func assignment(_ ref: TaskRef, by workflow: Workflow) -> Assignment? {
        task(ref).flatMap { assignment($0, by: workflow) }
    }

    private func assignment(_ task: CaseTask, by workflow: Workflow) -> Assignment? {
        nil
    }
}
