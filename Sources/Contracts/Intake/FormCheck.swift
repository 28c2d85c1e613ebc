package import Casework

/// Checks what somebody filled in against a form: used for intake and for the answers of steps.
package struct FormCheck: Sendable {
    let form: Form
    private let registry: Registry
    private let depth: Registry.TerritoryDepth
    private let schema: Schema
    let isClosed: Bool
    let labels: FormSchema.Labels

    /// A check for a form, or why the form cannot be checked.
    package static func make(
        form: Form,
        registry: Registry,
        depth: Registry.TerritoryDepth,
        sample: FieldSample,
        labels: FormSchema.Labels = FormSchema.Labels(),
        isClosed: Bool = false,
        known: [String: Value] = [:]
    ) -> Reading<FormCheck> {
        let types = FieldTypes(registry: registry, depth: depth, sample: sample)
        let unknown = form.fields.filter { $0.choices.isEmpty && types[$0.type] == nil }
        guard unknown.isEmpty else {
            return .bad(
                unknown.map { field in
                    Problem(
                        "FIELD_TYPE_UNKNOWN",
                        at: "/\(field.name)",
                        zh: "没有字段类型\(field.type)",
                        en: "There is no field type \(field.type)"
                    )
                }
            )
        }
        let document = FormSchema(form: form, types: types, labels: labels, known: known).fields(isClosed: isClosed)
        switch Schema.read(document, name: "form") {
        case .bad(let problems): return .bad(problems)
        case .good(let schema, _):
            return .good(
                FormCheck(
                    form: form,
                    registry: registry,
                    depth: depth,
                    schema: schema,
                    isClosed: isClosed,
                    labels: labels
                ),
                warnings: []
            )
        }
    }

    /// The fields put right and masked, or everything that is wrong with them; what only waits for completion (补正) is
    /// told with severity `hold` and refuses nothing.
    ///
    /// With an outcome, the fields that this outcome needs must be there.
    package func check(
        _ fields: [String: Value],
        outcome: String? = nil,
        at pointer: JSONPointer = JSONPointer()
    ) -> Reading<[String: Value]> {
        var tidying = Tidying(registry: registry, toleratesUnknown: !isClosed)
        let tidied = tidying.fields(fields, form: form, at: pointer)
        var problems = schema.check(.object(tidied), at: pointer).map { named($0, tidied, at: pointer) }
        for field in form.fields {
            guard case .outcome(let outcomes) = field.need, let outcome, outcomes.contains(outcome),
                tidied[field.name] == nil
            else { continue }
            problems.append(
                Problem(
                    "FIELD_MISSING",
                    at: pointer.appending(field.name).description,
                    zh: "结果为\(outcome)时须填\(field.name)",
                    en: "The outcome \(outcome) needs \(field.name)"
                )
            )
        }
        problems += rules(tidied, at: pointer)
        problems += tidying.warnings
        return problems.refuse ? .bad(problems.capped) : .good(tidied, warnings: problems.capped)
    }

    /// A list that must not be empty is told by the name of its field: `DEPARTMENTS_EMPTY`.
    private func named(_ problem: Problem, _ fields: [String: Value], at pointer: JSONPointer) -> Problem {
        guard problem.code == "TOO_FEW_ITEMS",
            let field = form.fields.first(where: { pointer.appending($0.name).description == problem.pointer }),
            fields[field.name] == .list([])
        else { return problem }
        let words = labels.fields[field.name] ?? Vocabulary.asWords(field.name)
        let code = Vocabulary.english(field.name).split(separator: " ").joined(separator: "_").uppercased()
        return Problem(
            "\(code)_EMPTY",
            at: problem.pointer,
            zh: "\(words.zh)为空",
            en: "There is no entry in: \(words.en)"
        )
    }

    /// What one value cannot show: fields that contradict one another, people who do not exist.
    private func rules(_ fields: [String: Value], at pointer: JSONPointer) -> [Problem] {
        var problems: [Problem] = []
        if let lead = fields["leadUnit"]?.text, fields["coHandlers"]?.texts.contains(lead) == true {
            problems.append(
                Problem(
                    "LEAD_IN_COHANDLERS",
                    at: pointer.appending("coHandlers").description,
                    zh: "主办单位不得同时为会办单位",
                    en: "The lead agency cannot be a co-handler as well"
                )
            )
        }
        if depth == .street, form.fields.contains(where: { $0.type == "street" }), fields["street"] == nil {
            problems.append(
                Problem(
                    "TERRITORY_UNRESOLVED",
                    at: pointer.appending("street").description,
                    zh: "须具体到街道",
                    en: "The street must be named as well"
                )
            )
        }
        problems += dispute(fields, at: pointer)
        problems += majority(fields, at: pointer)
        for field in form.fields where field.type == "person" || field.type == "persons" {
            for id in fields[field.name]?.texts ?? [] where registry.people[id] == nil {
                problems.append(
                    Problem(
                        "PERSON_UNKNOWN",
                        at: pointer.appending(field.name).description,
                        zh: "没有人员\(SchemaWords.shown(id))",
                        en: "There is no person \(SchemaWords.shown(id))"
                    )
                )
            }
        }
        return problems
    }
}
