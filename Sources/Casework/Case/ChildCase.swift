/// A case that a task has called for: one that is to be opened, is open, or has closed.
package struct ChildCase: Hashable, Codable, Sendable {
    /// The id of the task that called for it first, and the rung; by it the same call never opens two.
    package var key: String
    package var workflow: String
    /// The rung of the ladder that called for it; nil for the child of the step itself.
    package var rung: Int?
    /// What it is to be opened with.
    package var fields: [String: Value]
    /// What the owner answered whose task ends when the child is open; nil where nobody was asked.
    package var completed: StepReport.Completion?
    /// What ends the task when the child is open and nobody waits for it.
    package var cause: CaseEvent.TaskEnded.Cause
    /// Its number; nil until it is open.
    package var number: String?
    /// The end with which it has closed.
    package var end: String?
    package var endedAt: Instant?
    /// Why it could not be opened.
    package var problems: [Problem]
    /// True when it was asked to withdraw because nobody needs it any more.
    package var isRecalled: Bool

    /// True while it is being handled.
    package var isOpen: Bool { number != nil && end == nil }
}

/// The case that opened this one.
package struct CaseParent: Hashable, Codable, Sendable {
    package var caseID: String
    /// The call, `ChildCase.key`.
    package var key: String
    /// What the step is called that called for it.
    package var title: Words
    /// Who led the calling case when it called.
    package var lead: String
    /// 1 for the child of a case that nobody called.
    package var generation: Int

    package init(caseID: String, key: String, title: Words, lead: String, generation: Int) {
        self.caseID = caseID
        self.key = key
        self.title = title
        self.lead = lead
        self.generation = generation
    }
}

extension CaseEvent {
    /// What has become of a case that a task called for.
    package struct ChildChange: Hashable, Codable, Sendable {
        package enum News: Hashable, Codable, Sendable {
            /// It is to be opened.
            case called(fields: [String: Value], completed: StepReport.Completion?, cause: TaskEnded.Cause)
            case opened(number: String)
            /// It cannot be opened so.
            case refused(problems: [Problem])
            /// It has closed; `fields` is what its people worked out.
            case closed(number: String, end: String, at: Instant, fields: [String: Value])
            /// Its offer `withdraw` is to be raised.
            case recalled(number: String)
        }

        package var ref: TaskRef
        package var holder: CaseTask.Holder
        package var key: String
        package var workflow: String
        package var rung: Int?
        package var news: News
    }
}

extension CaseTask {
    /// The child that its step opened last, nil for a step that opens none or has not yet.
    package var child: ChildCase? { children?.last { $0.rung == nil } }
}

extension Case {
    /// What the people of this case worked out, for the case that called for it: their fields of the class `work`.
    package func result(by workflow: Workflow) -> [String: Value] {
        let names = Set(workflow.steps.flatMap(\.form.fields).filter { $0.fieldClass == "work" }.map(\.name))
        return record.latest.filter { names.contains($0.key) && $0.value != .null }
    }
}
