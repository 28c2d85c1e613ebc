/// What can happen to a case from outside.
package enum CaseInput: Hashable, Codable, Sendable {
    /// A publisher brings it.
    case open(Opening)
    /// An agency tells how its step stands; `agency` is what the broker enforced, not what the report says.
    case report(agency: String, StepReport)
    /// Somebody takes up an offer, `withdraw` for one.
    case raise(Raise)
    /// The publisher adds fields (补正).
    case supplement(Supplement)
    /// An outside party answers its step through the publisher.
    case answer(Answer)
    /// A timer of `Case.timers` has come.
    case timer(CaseTimer)
    /// The coordinator rules.
    case rule(Ruling)
    /// Another calendar holds: due dates are worked out again.
    case calendar
    /// What became of a case that a task called for, by `ChildCase.key`.
    case child(key: String, CaseEvent.ChildChange.News)

    package struct Opening: Hashable, Codable, Sendable {
        package var caseID: String
        package var workflow: String
        package var workflowVersion: Int
        package var subject: String
        package var publisher: String
        package var externalID: String
        package var fields: [String: Value]
        /// Acceptance, from which the clocks of the case run; may lie in the past.
        package var openedAt: Instant
        package var receivedAt: Instant
        /// The case that calls for it; nil for what a publisher brings.
        package var parent: CaseParent?

        package init(
            caseID: String,
            workflow: String,
            workflowVersion: Int,
            subject: String,
            publisher: String,
            externalID: String,
            fields: [String: Value],
            openedAt: Instant,
            receivedAt: Instant,
            parent: CaseParent? = nil
        ) {
            self.caseID = caseID
            self.workflow = workflow
            self.workflowVersion = workflowVersion
            self.subject = subject
            self.publisher = publisher
            self.externalID = externalID
            self.fields = fields
            self.openedAt = openedAt
            self.receivedAt = receivedAt
            self.parent = parent
        }
    }

    package struct Raise: Hashable, Codable, Sendable {
        /// Unique for the case: the message id.
        package var id: String
        package var step: String
        /// The publisher's user or the person.
        package var by: String
        package var fields: [String: Value]
        package var at: Instant

        package init(id: String, step: String, by: String, fields: [String: Value] = [:], at: Instant) {
            self.id = id
            self.step = step
            self.by = by
            self.fields = fields
            self.at = at
        }
    }

    package struct Supplement: Hashable, Codable, Sendable {
        package var id: String
        package var by: String
        package var fields: [String: Value]

        package init(id: String, by: String, fields: [String: Value]) {
            self.id = id
            self.by = by
            self.fields = fields
        }
    }

    package struct Answer: Hashable, Codable, Sendable {
        package var id: String
        package var step: String
        package var instance: String
        package var by: String
        package var outcome: String
        package var fields: [String: Value]
        package var at: Instant

        package init(
            id: String,
            step: String,
            instance: String = "",
            by: String,
            outcome: String,
            fields: [String: Value] = [:],
            at: Instant
        ) {
            self.id = id
            self.step = step
            self.instance = instance
            self.by = by
            self.outcome = outcome
            self.fields = fields
            self.at = at
        }
    }
}

/// What the coordinator decides, always with a reason.
package struct Ruling: Hashable, Codable, Sendable {
    /// Unique for the case, so that a repetition does nothing.
    package var id: String
    package var by: String
    package var reason: String
    package var decision: Decision
    /// How a party consented to more time, a letter or a day; asked where the step names one.
    package var consent: String?

    package init(id: String, by: String, reason: String, decision: Decision, consent: String? = nil) {
        self.id = id
        self.by = by
        self.reason = reason
        self.decision = decision
        self.consent = consent
    }

    package enum Decision: Hashable, Codable, Sendable {
        /// Ends an open task with a declared outcome.
        case end(TaskRef, outcome: String, fields: [String: Value])
        /// Drops a co-handler.
        case waive(TaskRef)
        /// Gives an open task to another agency, as a new attempt.
        case reassign(TaskRef, agency: String)
        /// Makes another agency the lead; its open tasks go along.
        case lead(agency: String)
        /// Grants a request; a return goes to `agency`, or drops the co-handler when there is none.
        case grant(TaskRef, request: String, agency: String?)
        case deny(TaskRef, request: String)
        /// A breach does not count.
        case excuse(TaskRef, CaseTask.Breach)
        /// Moves the deadline without a request.
        case extend(TaskRef, by: Span)
        /// Stops a clock for one of the reasons that the step allows.
        case pause(TaskRef, reason: String)
        case resume(TaskRef)
        /// Goes back to a step: a repeat by hand.
        case back(to: String)
        /// Takes back what one ended step did.
        case undo(step: String)
        /// Opens a closed case again at a step.
        case reopen(at: String)
    }
}

/// A moment at which something happens to a case by itself.
package enum CaseTimer: Hashable, Codable, Sendable {
    /// The `not-before` time of a step is over.
    case opens(step: String)
    case due(TaskRef, CaseTask.Breach)
    /// An end of the clock of the case as a whole.
    case clock(CaseTask.Breach)
    /// A rung of the ladder, by its place in it.
    case rung(TaskRef, index: Int)
    /// The clocks of the case have stood still for as long as they may.
    case pauseCap(TaskRef)
    /// The time in which the coordinator rules on a request.
    case ruling(TaskRef, request: String)
}
