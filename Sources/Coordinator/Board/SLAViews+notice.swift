import Casework
import Contracts
import Desk
import GRDB

extension SLAViews {
    /// What a notice says of the task it hurries on, by the names of `contracts/documents/urge-notice.mustache`.
    func notice(_ key: TaskKey, registry: Registry, in db: Database) throws -> [String: String] {
        guard let state = try CaseBook.row(key.caseID, in: db)?.state,
            let task = state.tasks.first(where: { $0.ref.id(in: key.caseID) == key.id })
        else { return [:] }
        let workflow = try library.workflow(state.workflow, state.workflowVersion, in: db)
        var facts = [
            "subject": state.subject, "agency": registry.words(forParty: task.holder.agency)?.zh ?? task.holder.agency,
            "step": workflow?[task.ref.step]?.title.zh ?? task.ref.step,
        ]
        if let due = task.deadline?.due?.at { facts["due"] = PageMoments.due(due, now: due, .zh) }
        if let source = task.deadline?.source { facts["source"] = source }
        return facts
    }
}
