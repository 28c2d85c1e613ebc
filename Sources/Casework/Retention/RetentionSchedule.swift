/// How long the papers of each kind of case and each kind of document are kept (保管期限表).
package struct RetentionSchedule: Hashable, Codable, Sendable {
    /// By case type.
    package var cases: [String: RetentionRule]
    /// By document type.
    package var documents: [String: RetentionRule]

    package init(cases: [String: RetentionRule] = [:], documents: [String: RetentionRule] = [:]) {
        self.cases = cases
        self.documents = documents
    }

    /// What decides how long a case is kept.
    package struct Decision: Hashable, Codable, Sendable {
        package var rule: RetentionRule
        /// The document that asks for longer than the case's own kind does, nil when none does.
        package var document: String?
    }

    /// The longest of the terms of the case's type and of the documents it issued; nil when one of them has no rule, and then
    /// nobody may destroy it.
    package func decision(on state: Case, by workflow: Workflow) -> Decision? {
        guard let own = cases[state.workflow] else { return nil }
        var decision = Decision(rule: own, document: nil)
        for document in state.issuedDocuments(by: workflow).sorted() {
            guard let rule = documents[document] else { return nil }
            if rule.term > decision.rule.term { decision = Decision(rule: rule, document: document) }
        }
        return decision
    }

    /// Where a case stands on a day.
    package func standing(of state: Case, by workflow: Workflow, on day: LocalDate) -> RetentionStanding {
        RetentionStanding(
            endedOn: state.closed.map { LocalDate($0.at) },
            decision: decision(on: state, by: workflow),
            on: day
        )
    }
}

extension Case {
    /// The types of the documents that its steps, their undoing and its notices have brought into the world; one that was
    /// voided since was in the world all the same.
    package func issuedDocuments(by workflow: Workflow) -> Set<String> {
        var documents: Set<String> = []
        for task in tasks {
            documents.formUnion(task.cards.compactMap { workflow.notices[$0]?.issues })
            guard task.document != nil, let step = workflow[task.ref.step] else { continue }
            if !task.ref.isUndo {
                documents.formUnion([step.issues].compactMap { $0 })
            } else if case .act(_, _, let issues) = step.undo {
                documents.formUnion([issues].compactMap { $0 })
            }
        }
        return documents
    }
}
