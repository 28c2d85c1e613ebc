import Casework
package import Contracts

extension DeskRules {
    /// The rules of one agency's desk as `contracts/` has them.
    package init(books: Books, agency: String) {
        let workflows = books.workflows
        var documents: [String: DocumentSeries] = [:]
        var issuers: [String: Issuers] = [:]
        for workflow in workflows.values {
            issuers.merge(workflow.issuers) { old, new in
                var all = old
                all.merge(new)
                return all
            }
        }
        for workflow in workflows.values {
            for (id, type) in workflow.documents {
                documents[id] = DocumentSeries(
                    title: workflow.vocabulary.words(.document, id),
                    pattern: type.pattern,
                    namesAgency: issuers[id]?.only != agency
                )
            }
        }
        self.init(
            short: books.registry.agencies[agency]?.short ?? "",
            documents: documents,
            separated: { caseType, step in workflows[caseType]?[step]?.notBy ?? [] },
            fieldClass: { caseType, field in workflows[caseType]?.fieldClass(of: field) },
            forms: ContractForms(books: books),
            isWorkingDay: { books.calendar.isWorkingDay($0) },
            personalFields: books.personalFields
        )
    }
}
