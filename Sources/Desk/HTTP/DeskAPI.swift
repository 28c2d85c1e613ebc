import Casework
package import Fleet
package import Hummingbird

/// A desk's JSON API (`contracts/openapi.yaml`): every request acts as the person whose token it carries.
package struct DeskAPI: Sendable {
    let desk: Desk
    let engine: Engine
    let people: PeopleDirectory
    let files: FileStore
    let services: ServiceGate
    let neighbours: any Neighbours

    package init(
        desk: Desk,
        engine: Engine,
        people: PeopleDirectory,
        files: FileStore,
        services: ServiceGate = ServiceGate(keys: []),
        neighbours: any Neighbours = NoNeighbours()
    ) {
        self.services = services
        self.neighbours = neighbours
        self.desk = desk
        self.engine = engine
        self.people = people
        self.files = files
    }

    /// Adds the desk's endpoints.
    package func add(to router: Router<FleetProcess.Context>) {
        router.get("tasks") { request, _ in try await answered { try await list(request) } }
        router.get("tasks/:id") { request, context in
            try await answered { try await show(request, context) }
        }
        router.post("tasks/:id/:act") { request, context in
            try await answered {
                // Who asks comes first: a stranger learns nothing, not even what a task's id looks like.
                let person = try person(request)
                return try await act(request, try key(context), context.parameters.get("act") ?? "", person)
            }
        }
        router.get("numbers") { request, _ in try await answered { try await numbers(request) } }
        router.post("files") { request, _ in try await answered { try await upload(request) } }
        router.get("files/:sha256") { request, context in
            try await answered { try await download(request, context.parameters.get("sha256") ?? "") }
        }
        router.get("services/files/:sha256") { request, context in
            try await answered { try await serve(request, context.parameters.get("sha256") ?? "") }
        }
        KeptRoutes(engine: engine, people: people).add(to: router)
        DenialRoutes(engine: engine, people: people).add(to: router)
    }

    /// The person whose bearer token the request carries, of this agency.
    ///
    /// Throws `APIRefusal`: 401 for no token or an unknown one, 403 for somebody of another agency.
    func person(_ request: Request) throws -> Person { try Gate(people: people).member(request, of: desk.agency) }

    private func key(_ context: FleetProcess.Context) throws -> TaskKey {
        guard let key = context.parameters.get("id").flatMap({ TaskKey(id: $0) })
        else { throw APIRefusal(.taskNotFound()) }
        return key
    }

    private func list(_ request: Request) async throws -> Response {
        let person = try person(request)
        let query = try TaskQuery.read(request)
        let now = engine.clock.now()
        let lines = try await engine.read { [desk] in try desk.lines(query, for: person, now: now, in: $0) }
        return try json(["tasks": lines])
    }

    private func show(_ request: Request, _ context: FleetProcess.Context) async throws -> Response {
        let person = try person(request)
        let key = try key(context)
        let now = engine.clock.now()
        let safe = engine.condition.safe
        let detail = try await engine.read { [desk] in
            try desk.detail(key, for: person, now: now, safe: safe, in: $0)
        }
        guard let detail else { throw APIRefusal(.taskNotFound()) }
        return try json(detail)
    }

    private func numbers(_ request: Request) async throws -> Response {
        _ = try person(request)
        let document = request.uri.queryParameters["document"].map(String.init)
        let year = request.uri.queryParameters["year"].flatMap { Int($0) }
        let safe = engine.condition.safe
        let lines = try await engine.read { [desk] in
            try desk.numbers.lines(document: document, year: year, safe: safe, in: $0)
        }
        return try json(["numbers": lines])
    }
}
