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
    /// All that is wrong with the fields of an answer.
    package var formProblems: @Sendable (_ form: Form, _ outcome: String, _ fields: [String: Value]) -> [Problem]
    /// The JSON Schema of a form's fields.
    package var formSchema: @Sendable (_ form: Form) -> Value
    /// Fields that pass a form with this outcome.
    package var example: @Sendable (_ form: Form, _ outcome: String) -> [String: Value]
    package var isWorkingDay: @Sendable (LocalDate) -> Bool

    package init(
        short: String,
        documents: [String: DocumentSeries] = [:],
        separated: @escaping @Sendable (String, String) -> [String] = { _, _ in [] },
        fieldClass: @escaping @Sendable (String, String) -> String? = { _, _ in nil },
        formProblems: @escaping @Sendable (Form, String, [String: Value]) -> [Problem] = { _, _, _ in [] },
        formSchema: @escaping @Sendable (Form) -> Value = { _ in ["type": "object"] },
        example: @escaping @Sendable (Form, String) -> [String: Value] = { _, _ in [:] },
        isWorkingDay: @escaping @Sendable (LocalDate) -> Bool = { _ in true }
    ) {
        self.short = short
        self.documents = documents
        self.separated = separated
        self.fieldClass = fieldClass
        self.formProblems = formProblems
        self.formSchema = formSchema
        self.example = example
        self.isWorkingDay = isWorkingDay
    }

    /// The field classes that name people.
    package static let namingClasses: Set<String> = ["contact", "parties", "reporter"]
}
