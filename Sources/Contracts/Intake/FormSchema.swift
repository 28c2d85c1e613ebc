package import Casework

/// Makes the JSON Schema of a form, for checking, for machines that fill it in, and for people who read it.
package struct FormSchema: Sendable {
    /// What people read: words of fields, of the values of a choice, of outcomes.
    ///
    /// An id without words stands for itself.
    package struct Labels: Sendable {
        package var fields: [String: Words]
        package var values: [String: Words]
        package var outcomes: [String: Words]

        package init(fields: [String: Words] = [:], values: [String: Words] = [:], outcomes: [String: Words] = [:]) {
            self.fields = fields
            self.values = values
            self.outcomes = outcomes
        }

        /// The words of a workflow.
        package init(_ vocabulary: Vocabulary) {
            fields = vocabulary.words[Vocabulary.Kind.field.rawValue] ?? [:]
            values = vocabulary.words[Vocabulary.Kind.value.rawValue] ?? [:]
            outcomes = vocabulary.words[Vocabulary.Kind.outcome.rawValue] ?? [:]
        }
    }

    private let form: Form
    private let types: FieldTypes
    private let labels: Labels
    /// Values the case already has; they decide requirements that hang on fields of other forms.
    private let known: [String: Value]

    package init(form: Form, types: FieldTypes, labels: Labels = Labels(), known: [String: Value] = [:]) {
        self.form = form
        self.types = types
        self.labels = labels
        self.known = known
    }

    /// The `$schema` of everything that is published.
    package static let draft: Value = "https://json-schema.org/draft/2020-12/schema"

    /// The schema of the `fields` object alone; with `isClosed`, fields that the form does not have are refused.
    package func fields(isClosed: Bool) -> Value {
        var properties: [String: Value] = [:]
        for field in form.fields { properties[field.name] = property(field) }
        var schema: [String: Value] = ["type": "object", "properties": .object(properties)]
        let required = form.fields.filter(isAlwaysNeeded).map { Value.text($0.name) }
        if !required.isEmpty { schema["required"] = .list(required) }
        let conditions = form.fields.compactMap(fieldCondition)
        if !conditions.isEmpty { schema["allOf"] = .list(conditions) }
        if isClosed { schema["additionalProperties"] = false }
        return .object(schema)
    }

    /// The schema of the body that completes a step: `{outcome, fields, onBehalfOf?}`.
    ///
    /// Fields that an outcome needs are asked for with if/then. `examples` has one entry for each outcome, in order;
    /// each is accepted as it stands.
    package func completion(outcomes: [String], title: Words) -> Value {
        let conditions = outcomes.compactMap(outcomeCondition)
        var schema: [String: Value] = [
            "$schema": FormSchema.draft, "type": "object", "title": .text(both(title)),
            "required": ["outcome", "fields"], "additionalProperties": false,
            "properties": [
                "outcome": choice(outcomes, labels.outcomes, title: Words(zh: "结果", en: "Outcome")),
                "fields": fields(isClosed: true),
                "onBehalfOf": .object(
                    (types["person"]?.schema.object ?? [:]).merging(["title": "代他人办理 / On behalf of"]) { own, _ in own }
                ),
            ],
            "examples": .list(outcomes.map { ["outcome": .text($0), "fields": .object(example(outcome: $0))] }),
        ]
        if !conditions.isEmpty { schema["allOf"] = .list(conditions) }
        return .object(schema)
    }

    /// Values for every field that is needed always, or with the outcome or other values of this example.
    package func example(outcome: String? = nil) -> [String: Value] {
        var example: [String: Value] = [:]
        for field in form.fields where isNeeded(field, outcome: outcome, example) { example[field.name] = value(field) }
        // A field may be needed because of a later one; the second pass sees all values.
        for field in form.fields where example[field.name] == nil && isNeeded(field, outcome: outcome, example) {
            example[field.name] = value(field)
        }
        return example
    }

    private func isNeeded(_ field: Form.Field, outcome: String?, _ present: [String: Value]) -> Bool {
        switch field.need {
        case .always: true
        case .optional: false
        case .outcome(let outcomes): outcome.map(outcomes.contains) ?? false
        case .field(let other, let values): (present[other] ?? known[other]).map { holds($0, values) } ?? false
        }
    }

    private func isAlwaysNeeded(_ field: Form.Field) -> Bool {
        switch field.need {
        case .always: true
        case .optional, .outcome: false
        case .field(let other, let values):
            !has(other) && (known[other].map { holds($0, values) } ?? false)
        }
    }

    private func has(_ name: String) -> Bool { form.fields.contains { $0.name == name } }

    private func holds(_ value: Value, _ values: [String]) -> Bool { value.texts.contains { values.contains($0) } }

    private func fieldCondition(_ field: Form.Field) -> Value? {
        guard case .field(let other, let values) = field.need, has(other) else { return nil }
        return [
            "if": [
                "properties": .object([other: ["enum": .list(values.map(Value.text))]]), "required": [.text(other)],
            ],
            "then": ["required": [.text(field.name)]],
        ]
    }

    private func outcomeCondition(_ outcome: String) -> Value? {
        let needed = form.fields.filter { field in
            if case .outcome(let outcomes) = field.need { outcomes.contains(outcome) } else { false }
        }
        guard !needed.isEmpty else { return nil }
        return [
            "if": ["properties": ["outcome": ["const": .text(outcome)]], "required": ["outcome"]],
            "then": ["properties": ["fields": ["required": .list(needed.map { .text($0.name) })]]],
        ]
    }

    private func property(_ field: Form.Field) -> Value {
        let title = labels.fields[field.name] ?? Words(zh: field.name, en: field.name)
        let single: Value =
            if field.choices.isEmpty {
                types[field.type]?.schema ?? true
            } else {
                choice(field.choices, labels.values, field: field.name, title: title)
            }
        var members = single.object ?? [:]
        if field.isList, members["type"] != "array" {
            members = ["type": "array", "items": single, "maxItems": 500]
            let least = max(field.minimum, field.need == .optional ? 0 : 1)
            if least > 0 { members["minItems"] = .integer(Int64(least)) }
            if ["agency", "person", "file", "policy"].contains(field.type) || !field.choices.isEmpty {
                members["uniqueItems"] = true
            }
        }
        members["title"] = .text(both(title))
        return .object(members)
    }

    private func choice(_ values: [String], _ words: [String: Words], field: String = "", title: Words) -> Value {
        var members: [String: Value] = [
            "type": "string", "enum": .list(values.map(Value.text)), "title": .text(both(title)),
        ]
        let told = values.compactMap { value in
            (words["\(field).\(value)"] ?? words[value]).map { "\(value): \(both($0))" }
        }
        if !told.isEmpty { members["description"] = .text(told.joined(separator: "; ")) }
        return .object(members)
    }

    private func both(_ words: Words) -> String { words.zh == words.en ? words.zh : "\(words.zh) / \(words.en)" }

    private func value(_ field: Form.Field) -> Value {
        if let first = field.choices.first { return field.isList ? [.text(first)] : .text(first) }
        guard let type = types[field.type] else { return "示例" }
        guard field.isList, type.schema["type"] != "array" else { return type.example }
        let count = max(1, field.minimum)
        return .list(types.examples(of: field.type, count: count) ?? Array(repeating: type.example, count: count))
    }
}
