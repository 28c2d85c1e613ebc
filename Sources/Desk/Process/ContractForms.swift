package import Casework
package import Contracts
import Synchronization

/// The forms of steps by the contracts folder; each is compiled once and kept, because many cases share it.
package final class ContractForms: AnswerForms {
    /// What a compiled check depends on.
    private struct Key: Hashable {
        var form: Form
        /// Values of the case that fields of this form hang on.
        var known: [String: Value]
    }

    private let registry: Registry
    private let labels: FormSchema.Labels
    private let checks = Mutex<[Key: FormCheck]>([:])

    /// A desk knows a few hundred forms; more than this comes from a fault and must not eat the memory.
    private static let mostChecks = 2_000

    package init(books: Books) {
        registry = books.registry
        var labels = FormSchema.Labels()
        for workflow in books.workflows.values {
            labels.fields.merge(workflow.vocabulary.words["field"] ?? [:]) { own, _ in own }
            labels.values.merge(workflow.vocabulary.words["value"] ?? [:]) { own, _ in own }
            labels.outcomes.merge(workflow.vocabulary.words["outcome"] ?? [:]) { own, _ in own }
        }
        self.labels = labels
    }

    package func check(
        _ fields: [String: Value],
        outcome: String,
        of content: Assignment.Content
    ) -> Reading<[String: Value]> {
        switch compiled(content) {
        case .bad(let problems): .bad(problems)
        case .good(let check, _): check.check(fields, outcome: outcome, at: JSONPointer([.key("fields")]))
        }
    }

    package func schema(of content: Assignment.Content) -> Value {
        let schema = form(content, person: "", today: LocalDate(dayNumber: 0))
        return schema.completion(outcomes: content.outcomes, title: content.title)
    }

    package func example(
        outcome: String,
        of content: Assignment.Content,
        person: String,
        today: LocalDate
    ) -> [String: Value] {
        form(content, person: person, today: today).example(outcome: outcome)
    }

    private func form(_ content: Assignment.Content, person: String, today: LocalDate) -> FormSchema {
        let sample = FieldSample(today: today, person: person)
        let types = FieldTypes(registry: registry, depth: .city, sample: sample)
        return FormSchema(form: content.form, types: types, labels: labels, known: known(content))
    }

    private func compiled(_ content: Assignment.Content) -> Reading<FormCheck> {
        let key = Key(form: content.form, known: known(content))
        if let check = checks.withLock({ $0[key] }) { return .good(check, warnings: []) }
        // The case's place was settled at intake; a step's form may name the whole city.
        let sample = FieldSample(today: LocalDate(dayNumber: 0), person: "")
        let made = FormCheck.make(
            form: content.form,
            registry: registry,
            depth: .city,
            sample: sample,
            labels: labels,
            isClosed: true,
            known: key.known
        )
        if let check = made.subject {
            checks.withLock { checks in
                if checks.count >= Self.mostChecks { checks.removeAll() }
                checks[key] = check
            }
        }
        return made
    }

    private func known(_ content: Assignment.Content) -> [String: Value] {
        let wanted = content.form.fields.compactMap { field in
            if case .field(let other, _) = field.need { other } else { nil }
        }
        return content.fields.filter { wanted.contains($0.key) }
    }
}
