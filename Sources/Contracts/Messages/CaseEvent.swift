package import Casework

/// Something the world may know of a case: no personal data, no text but what may be told to the citizen.
package struct CaseEvent: Hashable, Codable, Sendable {
    package enum Kind: String, Codable, CaseIterable, Sendable {
        case opened = "case.opened"
        case progressed = "case.progressed"
        case dueChanged = "case.due-changed"
        case escalated = "case.escalated"
        case closed = "case.closed"
        case reopened = "case.reopened"
    }

    package var kind: Kind
    package var caseID: String
    package var caseType: String
    /// Counts the events of this case from 1: a reader keeps the highest and ignores the rest.
    package var number: Int
    package var at: Instant
    /// The broker user who submitted the case, and the number that user gave it.
    package var publisher: String?
    package var externalID: String?
    /// The step that opened or ended (`progressed`), was escalated, or whose due date changed.
    package var step: String?
    /// How the step ended; nil when it opened.
    package var stepOutcome: String?
    /// The due date of the case, where it has one.
    package var due: Instant?
    /// The card or notice of an escalation: `yellow-card`.
    package var notice: String?
    /// The end of the workflow that closed it: `resolved`.
    package var outcome: String?
    /// What may be told to the citizen or deputy, at closing.
    package var publicText: Words?
    /// Steps that could not be undone and stand, at an early end.
    package var stands: [String]?

    package init(
        kind: Kind,
        caseID: String,
        caseType: String,
        number: Int,
        at: Instant,
        publisher: String? = nil,
        externalID: String? = nil,
        step: String? = nil,
        stepOutcome: String? = nil,
        due: Instant? = nil,
        notice: String? = nil,
        outcome: String? = nil,
        publicText: Words? = nil,
        stands: [String]? = nil
    ) {
        self.kind = kind
        self.caseID = caseID
        self.caseType = caseType
        self.number = number
        self.at = at
        self.publisher = publisher
        self.externalID = externalID
        self.step = step
        self.stepOutcome = stepOutcome
        self.due = due
        self.notice = notice
        self.outcome = outcome
        self.publicText = publicText
        self.stands = stands
    }

    private enum CodingKeys: String, CodingKey {
        case kind, caseID = "caseId", caseType, number, at, publisher, externalID = "externalId", step, stepOutcome, due
        case notice, outcome, publicText, stands
    }
}

/// The data of `huiban.case.events.v1`: the events of one commit, in the order in which they happened.
package struct CaseEvents: Hashable, Codable, Sendable {
    package var events: [CaseEvent]

    package init(events: [CaseEvent]) { self.events = events }
}
