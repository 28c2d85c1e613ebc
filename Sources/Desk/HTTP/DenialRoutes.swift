import Casework
import Fleet
import Hummingbird

/// `GET /denials`: who was denied what at this process, for those who answer for it and for auditors.
struct DenialRoutes: Sendable {
    let engine: Engine
    let people: PeopleDirectory

    func add(to router: Router<FleetProcess.Context>) {
        router.get("denials") { request, _ in try await answered { try await list(request) } }
    }

    private func list(_ request: Request) async throws -> Response {
        let person = try Gate(people: people).member(request, of: engine.office.owner)
        guard person.mayAudit else {
            throw APIRefusal(
                .forbidden,
                Problem(
                    "ROLE_MISSING",
                    zh: "须由审计、审核、负责或督查人员查阅",
                    en: "It takes an auditor, a reviewer, a leader or a coordinator"
                )
            )
        }
        let limit = request.uri.queryParameters["limit"].flatMap { Int($0) } ?? 200
        return try json(try await engine.read { try SessionBook.denials(limit: limit, in: $0) })
    }
}
