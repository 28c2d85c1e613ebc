/// What an agency says of its step: a full snapshot that replaces every earlier one of the same attempt (design rule S).
package struct StepReport: Hashable, Codable, Sendable {
    package var step: String
    package var instance: String
    package var attempt: Int
    /// Grows with every act of the agency on this attempt; an older snapshot is counted and ignored.
    package var sequence: Int
    /// The coordinator's `Standing.sequence` that the agency had seen.
    package var seen: Int
    package var isUndo: Bool
    /// An offer taken up by the agency's people.
    package var isRaised: Bool
    package var signed: Act?
    package var holder: String?
    package var completed: Completion?
    package var requests: [Request]

    package init(
        step: String,
        instance: String = "",
        attempt: Int = 1,
        sequence: Int,
        seen: Int,
        isUndo: Bool = false,
        isRaised: Bool = false,
        signed: Act? = nil,
        holder: String? = nil,
        completed: Completion? = nil,
        requests: [Request] = []
    ) {
        self.step = step
        self.instance = instance
        self.attempt = attempt
        self.sequence = sequence
        self.seen = seen
        self.isUndo = isUndo
        self.isRaised = isRaised
        self.signed = signed
        self.holder = holder
        self.completed = completed
        self.requests = requests
    }

    /// Who did something, for which unit, and when (the moment of the act, which judges deadlines).
    package struct Act: Hashable, Codable, Sendable {
        package var by: String
        package var unit: String
        package var at: Instant

        package init(by: String, unit: String, at: Instant) {
            self.by = by
            self.unit = unit
            self.at = at
        }
    }

    /// The end of the step.
    package struct Completion: Hashable, Codable, Sendable {
        package var act: Act
        package var outcome: String
        package var fields: [String: Value]
        /// The number of the issued document, when the step issues one.
        package var document: String?
        /// Numbers made void by an undo.
        package var voided: [String]

        package init(act: Act, outcome: String, fields: [String: Value], document: String? = nil, voided: [String] = [])
        {
            self.act = act
            self.outcome = outcome
            self.fields = fields
            self.document = document
            self.voided = voided
        }
    }

    /// A request for a ruling of the coordinator.
    package struct Request: Hashable, Codable, Sendable {
        package enum Kind: String, Codable, Sendable {
            case `return`
            case extend
            case pause
            /// Why the step is late; nobody rules on it, and what presses for an explanation does not come any more.
            case explain
        }

        /// Unique within the attempt.
        package var id: String
        package var kind: Kind
        package var act: Act
        package var reason: String
        /// Law or rule the request stands on.
        package var basis: String?
        /// For a return: who should have it instead.
        package var suggestedAgency: String?
        /// For an extension: the term asked for, in the workflow language.
        package var term: String?

        package init(
            id: String,
            kind: Kind,
            act: Act,
            reason: String,
            basis: String? = nil,
            suggestedAgency: String? = nil,
            term: String? = nil
        ) {
            self.id = id
            self.kind = kind
            self.act = act
            self.reason = reason
            self.basis = basis
            self.suggestedAgency = suggestedAgency
            self.term = term
        }
    }
}
