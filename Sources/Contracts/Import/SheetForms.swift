import Casework

/// The forms of the case types, as the reader of a sheet needs them.
struct SheetForms: Sendable {
    private let forms: [String: SheetForm]

    init(_ books: Books) {
        let sample = FieldSample(today: LocalDate(dayNumber: 0), person: "")
        forms = books.workflows.mapValues { workflow in
            let depth = books.registry.depth(of: workflow.name)
            let types = FieldTypes(registry: books.registry, depth: depth, sample: sample)
            return SheetForm(form: workflow.form, types: types)
        }
    }

    /// Every field of every case type.
    var fields: Set<String> { Set(forms.values.flatMap { $0.form.fields.map(\.name) }) }

    /// The form of a case type, kebab-case or camelCase.
    subscript(caseType: String) -> SheetForm? { forms[Naming.kebab(caseType)] }
}

/// Makes values of the texts of cells, by the types of a form's fields.
struct SheetForm: Sendable {
    let form: Form
    let types: FieldTypes

    /// The value a cell stands for, nil for a field that the form does not have.
    ///
    /// What does not look like its type stays a text: the check then says what was expected.
    func value(_ text: String, of name: String) -> Value? {
        guard let field = form.fields.first(where: { $0.name == name }) else { return nil }
        let kind = field.choices.isEmpty ? types[field.type]?.schema["type"]?.text : nil
        if kind == "object" || kind == "array" { return JSONText.value(text).subject ?? .text(text) }
        guard field.isList else { return single(text, kind) }
        let elements = text.split(separator: ";").map { String($0).trimmingSpaces }.filter { !$0.isEmpty }
        return .list(elements.map { single($0, kind) })
    }

    private func single(_ text: String, _ kind: String?) -> Value {
        switch kind {
        case "integer": Int64(text).map(Value.integer) ?? .text(text)
        case "boolean": ["true": .bool(true), "false": .bool(false)][text] ?? .text(text)
        default: .text(text)
        }
    }
}
