import Casework
package import Contracts

extension DeskRules {
    /// The rules of one agency's desk as `contracts/` has them.
    package init(books: Books, agency: String) {
        let workflows = books.workflows
        let forms = FormWorks(
            registry: books.registry,
            calendarDay: LocalDate(dayNumber: 19_474),
            agency: agency,
            books: books
        )
        var documents: [String: DocumentSeries] = [:]
        for workflow in workflows.values {
            for (id, type) in workflow.documents {
                documents[id] = DocumentSeries(title: workflow.vocabulary.words(.document, id), pattern: type.pattern)
            }
        }
        self.init(
            short: books.registry.agencies[agency]?.short ?? "",
            documents: documents,
            separated: { caseType, step in workflows[caseType]?[step]?.notBy ?? [] },
            fieldClass: { caseType, field in
                guard let workflow = workflows[caseType] else { return nil }
                let all = workflow.form.fields + workflow.steps.flatMap(\.form.fields)
                return all.first { $0.name == field }?.fieldClass
            },
            formProblems: { forms.problems($0, $1, $2) },
            formSchema: { forms.schema($0) },
            example: { forms.example($0, $1) },
            isWorkingDay: { books.calendar.isWorkingDay($0) }
        )
    }
}

/// A step's form as a schema, an example and a check.
struct FormWorks: Sendable {
    let registry: Registry
    let sample: FieldSample
    let types: FieldTypes
    let labels: FormSchema.Labels

    init(registry: Registry, calendarDay: LocalDate, agency: String, books: Books) {
        self.registry = registry
        sample = FieldSample(today: calendarDay, person: registry.people(of: agency).first?.id ?? "")
        types = FieldTypes(registry: registry, depth: .city, sample: sample)
        var labels = FormSchema.Labels()
        for workflow in books.workflows.values {
            labels.fields.merge(workflow.vocabulary.words["field"] ?? [:]) { own, _ in own }
            labels.values.merge(workflow.vocabulary.words["value"] ?? [:]) { own, _ in own }
            labels.outcomes.merge(workflow.vocabulary.words["outcome"] ?? [:]) { own, _ in own }
        }
        self.labels = labels
    }

    func problems(_ form: Form, _ outcome: String, _ fields: [String: Value]) -> [Problem] {
        let made = FormCheck.make(
            form: form,
            registry: registry,
            depth: .city,
            sample: sample,
            labels: labels,
            isClosed: true
        )
        switch made {
        case .bad(let problems): return problems
        case .good(let check, _):
            let pointer = JSONPointer([.key("fields")])
            return check.check(fields, outcome: outcome, at: pointer).problems
        }
    }

    func schema(_ form: Form) -> Value {
        FormSchema(form: form, types: types, labels: labels).fields(isClosed: true)
    }

    func example(_ form: Form, _ outcome: String) -> [String: Value] {
        FormSchema(form: form, types: types, labels: labels).example(outcome: outcome)
    }
}
