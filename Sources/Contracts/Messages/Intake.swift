package import Casework

/// Opens a case (`case.submit`).
///
/// The publisher's broker user and the external id together are the intent.
package struct CaseSubmit: Hashable, Codable, Sendable {
    /// A workflow's name, `deputy-suggestion`; `deputySuggestion` is accepted and normalised.
    package var caseType: String
    /// The publisher's own number of the matter; the same number again is the same intent.
    package var externalID: String
    package var title: String
    /// The case's own fields, by the form of its workflow.
    package var fields: [String: Value]
    /// The day a historic case was opened (`2023-04-27`), nil for today.
    package var openedOn: String?
    /// Where receipts go when the message's `reply_to` property is not set: a queue `reply.<user>.…`.
    package var replyTo: String?

    package init(
        caseType: String,
        externalID: String,
        title: String,
        fields: [String: Value],
        openedOn: String? = nil,
        replyTo: String? = nil
    ) {
        self.caseType = caseType
        self.externalID = externalID
        self.title = title
        self.fields = fields
        self.openedOn = openedOn
        self.replyTo = replyTo
    }

    private enum CodingKeys: String, CodingKey {
        case caseType, externalID = "externalId", title, fields, openedOn, replyTo
    }
}

/// Which case a later message speaks of: the case id, or the publisher's own number.
package struct CaseReference: Hashable, Sendable {
    package var caseID: String?
    package var externalID: String?

    package init(caseID: String? = nil, externalID: String? = nil) {
        self.caseID = caseID
        self.externalID = externalID
    }
}

/// `case.supplement`: more material for a case, from its publisher (补充, 补正).
package struct CaseSupplement: Hashable, Codable, Sendable {
    package var caseID: String?
    package var externalID: String?
    /// Distinguishes supplements of one case: `1`, `2` … as the publisher counts.
    package var number: Int
    package var fields: [String: Value]
    package var note: String?
    package var replyTo: String?

    package init(
        caseID: String? = nil,
        externalID: String? = nil,
        number: Int,
        fields: [String: Value] = [:],
        note: String? = nil,
        replyTo: String? = nil
    ) {
        self.caseID = caseID
        self.externalID = externalID
        self.number = number
        self.fields = fields
        self.note = note
        self.replyTo = replyTo
    }

    package var reference: CaseReference { CaseReference(caseID: caseID, externalID: externalID) }

    private enum CodingKeys: String, CodingKey {
        case caseID = "caseId", externalID = "externalId", number, fields, note, replyTo
    }
}

/// `case.withdraw`: the publisher takes the case back; it raises the workflow's offer `withdraw`.
package struct CaseWithdraw: Hashable, Codable, Sendable {
    package var caseID: String?
    package var externalID: String?
    package var reason: String
    /// The fields of the offer's form (a letter).
    package var fields: [String: Value]
    package var replyTo: String?

    package init(
        caseID: String? = nil,
        externalID: String? = nil,
        reason: String,
        fields: [String: Value] = [:],
        replyTo: String? = nil
    ) {
        self.caseID = caseID
        self.externalID = externalID
        self.reason = reason
        self.fields = fields
        self.replyTo = replyTo
    }

    package var reference: CaseReference { CaseReference(caseID: caseID, externalID: externalID) }

    private enum CodingKeys: String, CodingKey {
        case caseID = "caseId", externalID = "externalId", reason, fields, replyTo
    }
}

/// `case.rate`: the mark of the citizen or deputy.
package struct CaseRate: Hashable, Codable, Sendable {
    package var caseID: String?
    package var externalID: String?
    /// `satisfied`, `basically-satisfied`, `dissatisfied`, or another outcome of the rated step.
    package var rating: String
    /// The step that is rated, nil for the one that waits for a mark.
    package var step: String?
    package var fields: [String: Value]
    package var ratedAt: String?
    package var replyTo: String?

    package init(
        caseID: String? = nil,
        externalID: String? = nil,
        rating: String,
        step: String? = nil,
        fields: [String: Value] = [:],
        ratedAt: String? = nil,
        replyTo: String? = nil
    ) {
        self.caseID = caseID
        self.externalID = externalID
        self.rating = rating
        self.step = step
        self.fields = fields
        self.ratedAt = ratedAt
        self.replyTo = replyTo
    }

    package var reference: CaseReference { CaseReference(caseID: caseID, externalID: externalID) }

    private enum CodingKeys: String, CodingKey {
        case caseID = "caseId", externalID = "externalId", rating, step, fields, ratedAt, replyTo
    }
}

/// `step.answer`: an outside party (court, deputy, company) ends a step that waits for it.
package struct StepAnswer: Hashable, Codable, Sendable {
    package var caseID: String?
    package var externalID: String?
    package var step: String
    package var instance: String?
    package var attempt: Int?
    package var outcome: String
    package var fields: [String: Value]
    /// The moment of the act, which judges the deadline; nil for the moment of arrival.
    package var answeredAt: String?
    package var replyTo: String?

    package init(
        caseID: String? = nil,
        externalID: String? = nil,
        step: String,
        instance: String? = nil,
        attempt: Int? = nil,
        outcome: String,
        fields: [String: Value] = [:],
        answeredAt: String? = nil,
        replyTo: String? = nil
    ) {
        self.caseID = caseID
        self.externalID = externalID
        self.step = step
        self.instance = instance
        self.attempt = attempt
        self.outcome = outcome
        self.fields = fields
        self.answeredAt = answeredAt
        self.replyTo = replyTo
    }

    package var reference: CaseReference { CaseReference(caseID: caseID, externalID: externalID) }

    private enum CodingKeys: String, CodingKey {
        case caseID = "caseId", externalID = "externalId", step, instance, attempt, outcome, fields, answeredAt, replyTo
    }
}

// `fields` may be left out of these messages; Codable would refuse that.

extension CaseSupplement {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            caseID: try container.decodeIfPresent(String.self, forKey: .caseID),
            externalID: try container.decodeIfPresent(String.self, forKey: .externalID),
            number: try container.decode(Int.self, forKey: .number),
            fields: try container.decodeIfPresent([String: Value].self, forKey: .fields) ?? [:],
            note: try container.decodeIfPresent(String.self, forKey: .note),
            replyTo: try container.decodeIfPresent(String.self, forKey: .replyTo)
        )
    }
}

extension CaseWithdraw {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            caseID: try container.decodeIfPresent(String.self, forKey: .caseID),
            externalID: try container.decodeIfPresent(String.self, forKey: .externalID),
            reason: try container.decode(String.self, forKey: .reason),
            fields: try container.decodeIfPresent([String: Value].self, forKey: .fields) ?? [:],
            replyTo: try container.decodeIfPresent(String.self, forKey: .replyTo)
        )
    }
}

extension CaseRate {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            caseID: try container.decodeIfPresent(String.self, forKey: .caseID),
            externalID: try container.decodeIfPresent(String.self, forKey: .externalID),
            rating: try container.decode(String.self, forKey: .rating),
            step: try container.decodeIfPresent(String.self, forKey: .step),
            fields: try container.decodeIfPresent([String: Value].self, forKey: .fields) ?? [:],
            ratedAt: try container.decodeIfPresent(String.self, forKey: .ratedAt),
            replyTo: try container.decodeIfPresent(String.self, forKey: .replyTo)
        )
    }
}

extension StepAnswer {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            caseID: try container.decodeIfPresent(String.self, forKey: .caseID),
            externalID: try container.decodeIfPresent(String.self, forKey: .externalID),
            step: try container.decode(String.self, forKey: .step),
            instance: try container.decodeIfPresent(String.self, forKey: .instance),
            attempt: try container.decodeIfPresent(Int.self, forKey: .attempt),
            outcome: try container.decode(String.self, forKey: .outcome),
            fields: try container.decodeIfPresent([String: Value].self, forKey: .fields) ?? [:],
            answeredAt: try container.decodeIfPresent(String.self, forKey: .answeredAt),
            replyTo: try container.decodeIfPresent(String.self, forKey: .replyTo)
        )
    }
}
