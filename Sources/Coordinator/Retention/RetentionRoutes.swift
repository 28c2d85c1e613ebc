import Casework
import Contracts
import Desk
import EventStore
import Fleet
import Hummingbird

/// How long cases are kept, and what is asked to be deleted, over HTTP (contracts/openapi.yaml).
struct RetentionRoutes: Sendable {
    let engine: Engine
    let views: RetentionViews
    let gate: Gate
    let services: ServiceGate

    func add(to router: Router<FleetProcess.Context>) {
        router.get("/retention/due") { request, _ in try await Gate.answering { try await due(request) } }
        router.get("/cases/{id}/retention") { request, context in
            try await Gate.answering { try await show(request, context) }
        }
        router.post("/cases/{id}/retention") { request, context in
            try await Gate.answering { try await ask(request, context) }
        }
        router.get("/services/retention/{id}") { request, context in
            try await Gate.answering { try await closure(request, context) }
        }
    }

    /// `?by=2035-01-01`, today unless said.
    private func due(_ request: Request) async throws -> Response {
        _ = try gate.member(request, of: "coordinator")
        let text = request.uri.queryParameters["by"].map(String.init)
        guard let day = text.map({ LocalDate($0) }) ?? LocalDate(engine.clock.now()) else {
            let problem = Problem(
                "DATE_FORMAT",
                at: "/by",
                zh: "日期应写作2035-01-01",
                en: "A date is written 2035-01-01"
            )
            return try Gate.refusal(.badRequest, [problem])
        }
        return try json(["cases": try await engine.read { try views.expired(before: day, in: $0) }])
    }

    private func show(_ request: Request, _ context: FleetProcess.Context) async throws -> Response {
        let person = try gate.person(request)
        let id = try context.parameters.require("id")
        let today = LocalDate(engine.clock.now())
        let standing = try await engine.read { db -> RetentionViews.Standing? in
            guard let state = try CaseBook.row(id, in: db)?.state, CoordinatorRoutes.mayRead(person, state) else {
                return nil
            }
            return try views.standing(of: id, on: today, in: db)
        }
        guard let standing else { throw Gate.notFound }
        return try json(standing)
    }

    /// `{"reason": "…"}`: somebody asks to delete what names him.
    private func ask(_ request: Request, _ context: FleetProcess.Context) async throws -> Response {
        let person = try gate.member(request, of: "coordinator")
        guard person.mayDecide else { return try Gate.refusal(.forbidden, [BoardPages.roleMissing]) }
        let id = try context.parameters.require("id")
        let body: Value
        switch JSONText.value(try await Gate.body(request, upTo: 65_536)) {
        case .bad(let problems): return try Gate.refusal(.badRequest, problems)
        case .good(let value, _): body = value
        }
        let reason = body["reason"]?.text ?? ""
        let saved = try await engine.commit { try RetentionRequest.make(id, reason: reason, by: person.id, views, $0) }
        switch saved.value {
        case .noCase: throw Gate.notFound
        case .refused(let problems): return try Gate.refusal(.unprocessableContent, problems)
        case .answered(let reply):
            if case .notYetSafe = saved { return try json(reply, status: .accepted) }
            return try json(reply)
        }
    }

    /// Whether contact data of a case may still be shown at the desk of an agency that has or had a task in it.
    private func closure(_ request: Request, _ context: FleetProcess.Context) async throws -> Response {
        let owner = try services.owner(request)
        let id = try context.parameters.require("id")
        let today = LocalDate(engine.clock.now())
        let closure = try await engine.read { db -> DataClosure? in
            guard let (state, standing) = try views.find(id, on: today, in: db),
                state.tasks.contains(where: { $0.holder.agency == owner })
            else { return nil }
            if try RetentionBook.restrictedAt(id, in: db) != nil { return .restricted }
            switch standing.phase {
            case .open, .toBeFiled: return DataClosure.none
            case .archived, .over: return .archived
            }
        }
        guard let closure else { throw Gate.notFound }
        return try json(["closure": closure])
    }
}
