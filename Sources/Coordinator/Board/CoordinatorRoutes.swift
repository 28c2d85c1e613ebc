import Casework
import Contracts
import Desk
import EventStore
import Fleet
import Foundation
import GRDB
import Hummingbird

/// The coordinator's HTTP API: intake and receipts for integrators, cases for everybody of the fleet, rulings for the
/// coordinator's people (contracts/openapi.yaml).
struct CoordinatorRoutes: Sendable {
    let engine: Engine
    let office: CoordinatorOffice
    let views: CaseViews
    let clocks: SLAViews
    let gate: Gate
    let services: ServiceGate

    func add(to router: Router<FleetProcess.Context>) {
        router.post("/cases") { request, _ in try await Gate.answering { try await submit(request) } }
        router.get("/receipts/{id}") { request, context in
            try await Gate.answering { try await receipt(request, context) }
        }
        router.get("/cases") { request, _ in try await Gate.answering { try await list(request) } }
        router.get("/cases/{id}") { request, context in
            try await found(request, context) { try views.show($1, in: $0) }
        }
        router.get("/cases/{id}/history") { request, context in
            try await found(request, context) { try views.history($1, in: $0) }
        }
        router.get("/cases/{id}/export") { request, context in
            try await Gate.answering { try await export(request, context) }
        }
        router.get("/cases/{id}/explain") { request, context in
            let now = engine.clock.now()
            return try await found(request, context) { try views.explain($1, at: now, in: $0) }
        }
        router.post("/cases/{id}/rulings") { request, context in
            try await Gate.answering { try await rule(request, context) }
        }
        router.get("/files/:sha256/readers") { request, context in
            try await Gate.answering { try await readers(request, context) }
        }
        router.get("/services/clocks/{id}") { request, context in
            try await Gate.answering { try await clocks(request, context) }
        }
        router.get("/quiet") { _, _ in try await quiet() }
    }

    private func submit(_ request: Request) async throws -> Response {
        let user = try gate.integrator(request)
        let body = try await Gate.body(request, upTo: Wire.largestBody)
        let data: Value
        switch JSONText.value(body) {
        case .bad(let problems): return try Gate.refusal(.badRequest, problems)
        case .good(let value, _): data = value
        }
        let submission = Submission(
            user: user,
            messageID: "http/\(user)/\(ContentHash.of(data).prefix(16))",
            data: data["data"] ?? data,
            pointer: data["data"] == nil ? JSONPointer() : JSONPointer([.key("data")])
        )
        let saved = try await engine.commit { try office.intake.submit(submission, $0) }
        switch saved {
        case .notYetSafe(let receipt): return try json(receipt, status: .accepted)
        case .safe(let receipt):
            switch receipt.disposition {
            case .accepted: return try json(receipt, status: .created)
            case .duplicate, .held, .parked: return try json(receipt)
            case .conflict: return try json(receipt, status: .conflict)
            case .rejected:
                guard let seconds = receipt.retryAfter else { return try json(receipt, status: .unprocessableContent) }
                var busy = try json(receipt, status: .serviceUnavailable)
                busy.headers[.retryAfter] = String(seconds)
                return busy
            }
        }
    }

    private func receipt(_ request: Request, _ context: FleetProcess.Context) async throws -> Response {
        let user = try gate.integrator(request)
        let id = try context.parameters.require("id")
        guard let receipt = try await engine.read({ try Receipts.last(user: user, id: id, in: $0) }) else {
            throw Gate.notFound
        }
        return try json(receipt)
    }

    private func list(_ request: Request) async throws -> Response {
        let person = try gate.person(request)
        let state = request.uri.queryParameters["state"]
        let isOpen: Bool? = state == "open" ? true : state == "closed" ? false : nil
        let type = request.uri.queryParameters["type"].map(String.init)
        let limit = request.uri.queryParameters["limit"].flatMap { Int($0) } ?? 200
        let publisher = person.publisher
        let lines = try await engine.read { try views.list(isOpen: isOpen, type: type, limit: limit, in: $0) }
        return try json(lines.filter { publisher == nil || $0.publisher == publisher })
    }

    private func found<Answer: Encodable & Sendable>(
        _ request: Request,
        _ context: FleetProcess.Context,
        _ read: @escaping @Sendable (Database, String) throws -> Answer?
    ) async throws -> Response {
        try await Gate.answering {
            let person = try gate.person(request)
            let id = try context.parameters.require("id")
            let answer: Answer? = try await engine.read { db in
                guard let state = try CaseBook.row(id, in: db)?.state, CoordinatorRoutes.mayRead(person, state) else {
                    return nil
                }
                return try read(db, id)
            }
            guard let answer else { throw Gate.notFound }
            return try json(answer)
        }
    }

    /// A case's entries and history, for the coordinator's people: an entry as it stands holds more than one agency may see.
    private func export(_ request: Request, _ context: FleetProcess.Context) async throws -> Response {
        let person = try gate.person(request)
        guard person.agency == "coordinator", person.publisher == nil else {
            let missing = Problem("ROLE_MISSING", zh: "只有督查室可以导出案件", en: "Only the Supervision Office exports a case")
            return try Gate.refusal(.forbidden, [missing])
        }
        let now = engine.clock.now()
        return try await found(request, context) { try views.export($1, by: person.id, at: now, in: $0) }
    }

    /// Whom a case is shown to: the coordinator's people, agencies that have or had a task in it, its publisher.
    static func mayRead(_ person: Person, _ state: Case) -> Bool {
        if let publisher = person.publisher { return state.publisher == publisher }
        return person.agency == "coordinator" || state.tasks.contains { $0.holder.agency == person.agency }
    }

    /// Who may see a file and who has it; told only to those who are among them.
    private func readers(_ request: Request, _ context: FleetProcess.Context) async throws -> Response {
        let owner = try services.owner(request)
        let sha256 = try context.parameters.require("sha256")
        let readers = try await engine.read { try CaseFiles.readers(of: sha256, in: $0) }
        guard readers.agencies.contains(owner) || readers.holders.contains(owner) else { throw Gate.fileNotFound }
        return try json(readers)
    }

    /// The clock of a task for the process of the agency that has it.
    private func clocks(_ request: Request, _ context: FleetProcess.Context) async throws -> Response {
        let owner = try services.owner(request)
        let id = try context.parameters.require("id")
        let task = request.uri.queryParameters["task"].map(String.init) ?? ""
        let now = engine.clock.now()
        let found = try await engine.read { db -> [ClockExplanation]? in
            guard let state = try CaseBook.row(id, in: db)?.state,
                state.tasks.contains(where: { $0.ref.id(in: id) == task && $0.holder.agency == owner })
            else { return nil }
            return try clocks.explain(id, step: nil, at: now, in: db)
        }
        guard let found else { throw Gate.notFound }
        return try json(found.filter { $0.task == task })
    }

    private func rule(_ request: Request, _ context: FleetProcess.Context) async throws -> Response {
        let person = try gate.member(request, of: "coordinator")
        let id = try context.parameters.require("id")
        let body = try await Gate.body(request, upTo: 65_536)
        let ruling: Ruling
        switch JSONText.value(body) {
        case .bad(let problems): return try Gate.refusal(.badRequest, problems)
        case .good(let value, _):
            switch RulingRequest.read(value, by: person.id) {
            case .bad(let problems): return try Gate.refusal(.unprocessableContent, problems)
            case .good(let good, _): ruling = good
            }
        }
        let saved = try await engine.commit { try office.decisions.rule(ruling, on: id, $0) }
        switch saved.value {
        case nil: throw Gate.notFound
        case .refused(let problem): return try Gate.refusal(.conflict, [problem])
        case .taken(let facts):
            let answer = ["ruling": ruling.id, "facts": "\(facts)"]
            if case .notYetSafe = saved { return try json(answer, status: .accepted) }
            return try json(answer)
        }
    }

    private struct Quiet: Codable {
        var isQuiet: Bool
        var nextDue: Instant?
        var now: Instant
        var open: [String]
    }

    private func quiet() async throws -> Response {
        let report = await engine.quiet()
        // What is open changes all the time until nothing moves, and reading every open case costs the more the more there are.
        let open = report.isQuiet ? try await engine.read { try views.openTasks(in: $0) } : []
        return try json(
            Quiet(isQuiet: report.isQuiet, nextDue: report.nextDue, now: engine.clock.now(), open: open)
        )
    }
}
