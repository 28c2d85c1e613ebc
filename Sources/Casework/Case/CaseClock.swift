/// The clock of the case as a whole: the due date of its `clock` step, which runs whether that step is open or not.
package struct CaseClock: Hashable, Codable, Sendable {
    package var step: String
    package var deadline: Deadline
    /// The ends that have passed.
    package var breaches: [CaseTask.Breach]

    /// An end that passed, whatever became of the clock since: it never passes twice.
    package struct Passed: Hashable, Codable, Sendable {
        package var kind: CaseTask.Breach
        package var due: Instant
    }

    /// A clock that begins or moves; an end at a moment that it has already passed has been told.
    init(step: String, deadline: Deadline, passed: [Passed]) {
        self.step = step
        self.deadline = deadline
        breaches = passed.filter { past in
            switch past.kind {
            case .legal: deadline.legal?.at == past.due
            case .policy: deadline.policy?.at == past.due
            }
        }.map(\.kind)
    }
}

extension CaseEvent {
    /// The case's clock has begun to run, or its end has moved.
    package struct ClockChanged: Hashable, Codable, Sendable {
        package var step: String
        package var deadline: Deadline
        package var at: Instant
        /// What moved it, where that is not what happened in the case itself.
        package var cause: DeadlineChanged.Cause?
    }

    /// An end of the case's clock has passed.
    package struct ClockBreached: Hashable, Codable, Sendable {
        package var step: String
        package var kind: CaseTask.Breach
        /// True when there is one end, which is both.
        package var isBoth: Bool
        package var due: Instant
        package var source: String?
    }

    /// What the case's clock was about is over.
    package struct ClockStopped: Hashable, Codable, Sendable {
        package var step: String
        package var at: Instant
        /// True when it was done, false when nobody has to do it any more.
        package var isDone: Bool
    }
}
