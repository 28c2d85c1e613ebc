/// A term of the workflow language with its names resolved: a span counted from an anchor, or a table of such.
package indirect enum Term: Hashable, Codable, Sendable {
    /// `3mo after assign`; without an anchor the step's own opening.
    case fixed(span: Span, side: Side, anchor: Anchor)
    /// `{by: case.F, VALUE: TERM, …, else: TERM}`, by the latest value of the field.
    case table(by: Key, rows: [Row], otherwise: Term?)
    /// `none` in a row of a table: for this value there is no such term (a law that sets none).
    case absent

    /// Which way from the anchor the term is counted.
    package enum Side: String, Codable, Sendable {
        case after
        case before
    }

    /// From where a term is counted.
    package enum Anchor: Hashable, Codable, Sendable {
        /// The opening of the step itself.
        case opening
        /// The end of a step.
        case step(String)
        /// The due date of a step, whether it is open or not.
        case stepDue(String)
        /// The acceptance of the case.
        case acceptance
        /// A field of the case that holds a date, or a time: hours are counted from its moment.
        case field(String)
        /// The due date of the step whose ladder this is; rungs only.
        case due
    }

    /// What chooses the row of a table.
    package enum Key: Hashable, Codable, Sendable {
        case field(String)
        /// `hours` for a clock that runs around the clock, `days` for every other; rungs only.
        case clock
    }

    package struct Row: Hashable, Codable, Sendable {
        package var value: String
        package var term: Term

        package init(value: String, term: Term) {
            self.value = value
            self.term = term
        }
    }

    /// A span counted from the step's own opening.
    package static func within(_ span: Span) -> Term { .fixed(span: span, side: .after, anchor: .opening) }
}

/// The deadline of a step as its file states it (`within:`).
package struct DeadlineRule: Hashable, Codable, Sendable {
    /// Drives ladder and lists; when it stands alone, it is the legal term as well.
    package var policy: Term?
    /// Drives `overdue` and the statutory breach.
    package var legal: Term?
    /// Law and article, or the section of the domain notes.
    package var source: String?

    package init(policy: Term? = nil, legal: Term? = nil, source: String? = nil) {
        self.policy = policy
        self.legal = legal
        self.source = source
    }
}

/// The deadline of one task, worked out.
package struct Deadline: Hashable, Codable, Sendable {
    package var policy: Due?
    package var legal: Due?
    package var source: String?

    package init(policy: Due? = nil, legal: Due? = nil, source: String? = nil) {
        self.policy = policy
        self.legal = legal
        self.source = source
    }

    /// One of the two ends of the time.
    package struct Due: Hashable, Codable, Sendable {
        /// The first moment that is too late (see `DueDate`).
        package var at: Instant
        /// The last day before it moved off days of rest (see `DueDate`).
        package var nominal: LocalDate
        /// The anchor, and the span counted from it, for the explanation.
        package var from: Instant
        package var span: Span
        package var side: Term.Side
        package var anchor: Term.Anchor
        /// False when the calendar of a year it runs into is not loaded.
        package var isCertain: Bool

        package init(_ end: DueDate, from: Instant, span: Span, side: Term.Side, anchor: Term.Anchor) {
            at = end.at
            nominal = end.nominal
            self.from = from
            self.span = span
            self.side = side
            self.anchor = anchor
            isCertain = end.isCertain
        }

        /// The last day on which the act is in time.
        package var on: LocalDate { LocalDate(at + -1) }
    }

    /// The end that a breach of this kind is about.
    package func end(_ kind: CaseTask.Breach) -> Due? {
        switch kind {
        case .policy: policy
        case .legal: legal
        }
    }

    /// The earlier of the two.
    package var due: Due? {
        guard let policy else { return legal }
        guard let legal else { return policy }
        return legal.at < policy.at ? legal : policy
    }

    /// What drives ladder and lists.
    package var driver: Due? { policy ?? legal }

    /// What drives `overdue` and the statutory breach.
    package var last: Due? { legal ?? policy }
}
