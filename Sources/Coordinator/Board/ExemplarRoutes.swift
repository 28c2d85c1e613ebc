import Casework
import Contracts
import Desk
import EventStore
import Fleet
import Hummingbird

/// `POST /cases/{id}/exemplar`: a closed case is chosen as an example for others, or is one no more.
struct ExemplarRoutes: Sendable {
    let engine: Engine
    let library: Library
    let gate: Gate

    func add(to router: Router<FleetProcess.Context>) {
        router.post("/cases/{id}/exemplar") { request, context in
            try await Gate.answering { try await choose(request, context) }
        }
    }

    /// `{"summary": "…"}`, or `{"drop": true}`.
    private func choose(_ request: Request, _ context: FleetProcess.Context) async throws -> Response {
        let person = try gate.member(request, of: "coordinator")
        guard person.mayDecide else { return try Gate.refusal(.forbidden, [BoardPages.roleMissing]) }
        let id = try context.parameters.require("id")
        let body: Value
        switch JSONText.value(try await Gate.body(request, upTo: 65_536)) {
        case .bad(let problems): return try Gate.refusal(.badRequest, problems)
        case .good(let value, _): body = value
        }
        let summary = body["drop"] == true ? nil : body["summary"]?.text ?? ""
        let saved = try await engine.commit { try Exemplars.choose(id, summary, by: person.id, library, $0) }
        switch saved.value {
        case nil: throw Gate.notFound
        case .some(let problems) where !problems.isEmpty: return try Gate.refusal(.unprocessableContent, problems)
        case .some:
            if case .notYetSafe = saved { return try json(["case": id], status: .accepted) }
            return try json(["case": id])
        }
    }
}

extension Exemplars {
    /// Records the choice.
    ///
    /// - Returns: What speaks against it, nothing when it was recorded or was so before; nil when there is no such case.
    static func choose(
        _ caseID: String,
        _ summary: String?,
        by person: String,
        _ library: Library,
        _ transaction: Transaction
    ) throws -> [Problem]? {
        guard let state = try CaseBook.row(caseID, in: transaction.db)?.state,
            let workflow = try library.workflow(state.workflow, state.workflowVersion, in: transaction.db)
        else { return nil }
        let problems = summary.map { self.problems($0, of: state, by: workflow) } ?? []
        guard problems.isEmpty, try self.summary(of: caseID, in: transaction.db) != summary else { return problems }
        try transaction.record(kind, case: caseID, Chosen(by: person, summary: summary))
        return []
    }
}
