package import Casework

/// The JSON Schema of an answer, with an example for every outcome that is accepted as it stands.
package struct AnswerSchema: Sendable {
    let rules: DeskRules
    let practice: any Practice

    package init(rules: DeskRules, practice: any Practice) {
        self.rules = rules
        self.practice = practice
    }

    /// The schema of the body of `POST /tasks/{id}/complete`.
    package func schema(in setting: PracticeSetting) throws -> Value {
        let content = setting.task.content
        var schema = rules.forms.schema(of: content).object ?? [:]
        var properties = schema["properties"]?.object ?? [:]
        // The party is known, so that nobody has to guess whom he answers for.
        properties["onBehalfOf"] = content.party.map { ["type": "string", "enum": [.text($0)]] }
        schema["properties"] = .object(properties)
        let outcomes = setting.task.isDecidedByChild ? [] : content.outcomes
        schema["examples"] = .list(try preferred(outcomes).map { try example(of: $0, in: setting) })
        return .object(schema)
    }

    /// The plain way first: an opinion that agrees, else the first outcome.
    private func preferred(_ outcomes: [String]) -> [String] {
        outcomes.filter { $0 == "submitted" } + outcomes.filter { $0 != "submitted" }
    }

    /// An answer with this outcome that passes the form, the checks and the agency's own rules.
    package func example(of outcome: String, in setting: PracticeSetting) throws -> Value {
        let content = setting.task.content
        var answer = Deed.Answer(
            outcome: outcome,
            fields: rules.forms.example(
                outcome: outcome,
                of: content,
                person: setting.person,
                today: LocalDate(setting.now)
            ),
            onBehalfOf: content.party
        )
        for field in content.form.fields where answer.fields[field.name] != nil {
            answer.fields[field.name] = fitted(field, answer.fields[field.name] ?? .null, outcome, in: setting)
        }
        answer.fields = complete(answer, content)
        try practice.exemplify(&answer, in: setting)
        var body: [String: Value] = ["outcome": .text(outcome), "fields": .object(answer.fields)]
        body["onBehalfOf"] = content.party.map(Value.text)
        return .object(body)
    }

    /// What stands in the case already is a better example than an invented value.
    private func fitted(_ field: Form.Field, _ example: Value, _ outcome: String, in setting: PracticeSetting) -> Value
    {
        let content = setting.task.content
        // A choice may ask for other fields, which the example has for its own value only.
        if let known = content.fields[field.name], !field.isFile, field.choices.isEmpty { return known }
        switch field.type {
        case "person": return field.isList ? example : .text(setting.person)
        case "date" where !field.isList: return .text(LocalDate(setting.now).description)
        case "file":
            let count = max(field.minimum, 1)
            let needed = content.checks.contains("every-signatory-answered") && field.name == "receipts"
            let signatories = needed ? DeskTask.signatories(in: content.fields).count : 0
            return field.isList
                ? .list((1...max(count, signatories)).map(SampleFile.value(number:))) : SampleFile.value(number: 1)
        default: return example
        }
    }

    /// What the checks want beside the form.
    private func complete(_ answer: Deed.Answer, _ content: Assignment.Content) -> [String: Value] {
        var fields = answer.fields
        let has = { name in content.form.fields.contains { $0.name == name } }
        if content.checks.contains("lead-is-not-co-handler"), has("coHandlers"), let lead = fields["leadUnit"]?.text {
            let coHandlers = (fields["coHandlers"] ?? content.fields["coHandlers"])?.texts ?? []
            fields["coHandlers"] = .list(coHandlers.filter { $0 != lead }.map(Value.text))
        }
        if content.checks.contains("roster-complete"), has("attendees") {
            fields["attendees"] = .list(SharedChecks.roster(content).map(Value.text))
        }
        if content.checks.contains("late-opinions-named"), let reply = fields["reply"]?.text {
            let isNeeded = content.fields.contains { $0.key.hasPrefix("opinions.") && $0.value == "expired" }
            if isNeeded { fields["reply"] = .text("\(reply)有关单位\(SharedChecks.lateOpinionWords)。") }
        }
        if content.checks.contains("no-names-in-public-text"), has("redactions"),
            answer.outcome != "not-for-publication"
        {
            fields["redactions"] = fields["redactions"] ?? "代表和居民姓名、电话已隐去"
        }
        return fields
    }
}

extension Form.Field {
    /// True for attachments.
    var isFile: Bool { type == "file" }
}
