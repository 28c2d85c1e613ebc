package import Casework

/// The kinds of entry a desk records.
package enum EntryKind: String, CaseIterable, Sendable {
    /// An assignment or a standing that was new.
    case assignment = "desk.assignment"
    /// A repeated assignment, answered with the current snapshot.
    case answer = "desk.answer"
    case act = "desk.act"
    case number = "desk.number"
    case numberVoid = "desk.number-void"
    case file = "desk.file"
    /// Somebody is away, or back.
    case absence = "desk.absence"
}

/// The body of `desk.assignment`.
package struct AssignmentEntry: Hashable, Codable, Sendable {
    package var assignment: Assignment
    /// The life of the coordinator's file that said it.
    package var epoch: Int64
    /// The id of the message.
    package var causation: String
    /// The trace context it came with.
    package var traceparent: String?

    package init(assignment: Assignment, epoch: Int64, causation: String, traceparent: String? = nil) {
        self.assignment = assignment
        self.epoch = epoch
        self.causation = causation
        self.traceparent = traceparent
    }
}

/// The body of `desk.answer`.
package struct AnswerEntry: Hashable, Codable, Sendable {
    package var task: TaskKey
    package var causation: String

    package init(task: TaskKey, causation: String) {
        self.task = task
        self.causation = causation
    }
}

/// The body of `desk.act`; its moment is the entry's.
package struct ActEntry: Hashable, Codable, Sendable {
    package var task: TaskKey
    /// A person's id, or `rule:<name>`.
    package var by: String
    package var unit: String
    package var deed: Deed

    package init(task: TaskKey, by: String, unit: String, deed: Deed) {
        self.task = task
        self.by = by
        self.unit = unit
        self.deed = deed
    }
}
