/// A case type: its steps, clocks and ends, with every default filled in (workflow language, section 1).
package struct Workflow: Hashable, Codable, Sendable {
    /// The id, `deputy-suggestion`; with `version` it says by which rules a running case goes on.
    package var name: String
    package var version: Int
    package var title: Words
    package var lead: Lead
    /// The step whose due date is the due date of the case, or nil.
    package var clock: String?
    /// What the intake message brings, common fields included.
    package var form: Form
    /// In the order of the file.
    package var steps: [Step]
    /// In order of precedence.
    package var ends: [End]
    package var notices: [String: Notice]
    package var documents: [String: DocumentType]
    package var vocabulary: Vocabulary
    /// The agencies that have a worker; absent in a workflow stored before the word existed.
    package var workers: [String]?

    package init(
        name: String,
        version: Int,
        title: Words,
        lead: Lead,
        clock: String? = nil,
        form: Form = Form(),
        steps: [Step],
        ends: [End],
        notices: [String: Notice] = [:],
        documents: [String: DocumentType] = [:],
        vocabulary: Vocabulary = Vocabulary(),
        workers: [String]? = nil
    ) {
        self.name = name
        self.version = version
        self.title = title
        self.lead = lead
        self.clock = clock
        self.form = form
        self.steps = steps
        self.ends = ends
        self.notices = notices
        self.documents = documents
        self.vocabulary = vocabulary
        self.workers = workers
    }

    /// Who leads the case (主办).
    package enum Lead: Hashable, Codable, Sendable {
        case agency(String)
        /// The latest value of a field of the case.
        case field(String)
        /// Whoever leads the case that opened this one.
        case parent
    }

    /// How a case can close.
    package struct End: Hashable, Codable, Sendable {
        package var name: String
        package var needs: Need
        package var reason: CloseReason
        /// True when it fires as soon as its needs are true, and what was done is undone first.
        package var isUndo: Bool

        package init(name: String, needs: Need, reason: CloseReason, isUndo: Bool = false) {
            self.name = name
            self.needs = needs
            self.reason = reason
            self.isUndo = isUndo
        }
    }

    /// What a rung of a ladder can do.
    package struct Notice: Hashable, Codable, Sendable {
        /// The type of document it issues, or nil.
        package var issues: String?
        /// The case it opens; the step that it is about does not change by it.
        package var child: ChildCall?
        /// The workflow of a case that cannot be opened, because no file has it or because this workflow was stored before
        /// cases could open cases; such rungs are left out.
        package var opens: String?

        package init(issues: String? = nil, child: ChildCall? = nil, opens: String? = nil) {
            self.issues = issues
            self.child = child
            self.opens = opens
        }
    }

    /// A series of document numbers.
    package struct DocumentType: Hashable, Codable, Sendable {
        /// `武{short}函〔{year}〕{n}号`, or nil when the documents of this type carry no number.
        package var pattern: String?

        package init(pattern: String?) { self.pattern = pattern }
    }

    /// The step with this id.
    package subscript(_ step: String) -> Step? { steps.first { $0.id == step } }
}

/// The eight reasons for which a case closes (domain notes, section 2.0).
package enum CloseReason: String, CaseIterable, Codable, Sendable {
    case resolved
    case partly
    case unresolved
    case explained
    case merged
    case withdrawn
    case referred
    case notAccepted = "not-accepted"
}
