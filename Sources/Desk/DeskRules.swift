package import Casework

/// What a desk takes from `contracts/`: its word in document numbers, the documents, four-eyes, field classes, forms.
package struct DeskRules: Sendable {
    /// The agency's short word in document numbers (房).
    package var short: String
    package var documents: [String: DocumentSeries]
    /// The steps whose doers may not do this one (`not-by`), by case type and step.
    package var separated: @Sendable (_ caseType: String, _ step: String) -> [String]
    /// The privacy class of a field of a case type, nil when no form has it.
    package var fieldClass: @Sendable (_ caseType: String, _ field: String) -> String?
    package var forms: any AnswerForms
    package var isWorkingDay: @Sendable (LocalDate) -> Bool
    /// The names of the fields whose texts stand sealed in the log.
    package var personalFields: Set<String>

    package init(
        short: String,
        documents: [String: DocumentSeries] = [:],
        separated: @escaping @Sendable (String, String) -> [String] = { _, _ in [] },
        fieldClass: @escaping @Sendable (String, String) -> String? = { _, _ in nil },
        forms: any AnswerForms = OpenForms(),
        isWorkingDay: @escaping @Sendable (LocalDate) -> Bool = { _ in true },
        personalFields: Set<String> = []
    ) {
        self.short = short
        self.documents = documents
        self.separated = separated
        self.fieldClass = fieldClass
        self.forms = forms
        self.isWorkingDay = isWorkingDay
        self.personalFields = personalFields
    }

    /// The field classes that name people.
    package static let namingClasses: Set<String> = ["contact", "parties", "reporter"]
}
