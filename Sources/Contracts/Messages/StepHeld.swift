package import Casework

/// `step.held`: a worker could not take an assignment in; the step waits with this reason, its clock stays visible.
package struct StepHeld: Hashable, Codable, Sendable {
    package var caseID: String
    package var step: String
    package var instance: String
    package var attempt: Int
    /// The id of the assignment that could not be worked.
    package var messageID: String
    package var problems: [Problem]
    package var at: Instant

    package init(
        caseID: String,
        step: String,
        instance: String = "",
        attempt: Int,
        messageID: String,
        problems: [Problem],
        at: Instant
    ) {
        self.caseID = caseID
        self.step = step
        self.instance = instance
        self.attempt = attempt
        self.messageID = messageID
        self.problems = problems
        self.at = at
    }
}

/// `fence`: a message an owner sends through its own queue, to know that what arrived before it has been read.
package struct Fence: Hashable, Codable, Sendable {
    /// Which fence of this sender it is.
    package var number: Int64

    package init(number: Int64) { self.number = number }
}
