import Casework
import Contracts
import Fleet
import Hummingbird

/// The doors to what a process put aside: looking for its agency's people, deciding for those who answer for it.
struct KeptRoutes: Sendable {
    let engine: Engine
    let people: PeopleDirectory

    private var kept: KeptMessages { KeptMessages(engine: engine) }

    func add(to router: Router<FleetProcess.Context>) {
        router.get("dead") { request, _ in
            try await answered {
                _ = try person(request)
                let reasons = request.uri.queryParameters["reasons"].map(String.init)
                return try json(
                    try await engine.read { db in
                        try reasons.map { try KeptViews.dead(reasons: $0, in: db) } ?? KeptViews.dead(in: db)
                    }
                )
            }
        }
        router.get("dead/:n") { request, context in
            try await answered {
                _ = try person(request)
                let n = try number(context)
                guard let dead = try await engine.read({ [engine] in try KeptViews.dead(n, engine.dayKeys, in: $0) })
                else { throw Gate.notFound }
                return try json(dead)
            }
        }
        router.post("dead/:n/redrive") { request, context in
            try await answered { try await redrive(request, context) }
        }
        router.get("parked") { request, _ in
            try await answered {
                _ = try person(request)
                return try json(try await engine.read { try KeptViews.parked(in: $0) })
            }
        }
        router.post("parked/:case/release") { request, context in
            try await answered { try await release(request, context.parameters.get("case") ?? "") }
        }
        router.post("parked/:case/skip") { request, context in
            try await answered { try await skip(request, context.parameters.get("case") ?? "") }
        }
    }

    private func person(_ request: Request) throws -> Person {
        try Gate(people: people).member(request, of: engine.office.owner)
    }

    private func number(_ context: FleetProcess.Context) throws -> Int64 {
        guard let n = context.parameters.get("n").flatMap({ Int64($0) }) else { throw Gate.notFound }
        return n
    }

    /// Who decides and why; refuses those who do not answer for others' work.
    private func decision(_ person: Person, _ body: inout BodyReader) throws -> KeptMessages.Decision {
        let reason = body.text("reason")
        try body.finish()
        let problems = TextRule.problems(reason, at: "/reason")
        guard problems.isEmpty else { throw APIRefusal(.unprocessableContent, problems) }
        return KeptMessages.Decision(by: person.id, reason: reason)
    }

    private func decider(_ request: Request) throws -> Person {
        let person = try person(request)
        guard person.mayDecide else {
            throw APIRefusal(
                .forbidden,
                Problem(
                    "ROLE_MISSING",
                    zh: "须由审核人、负责人或督查人员决定",
                    en: "It takes a reviewer, a leader or a coordinator"
                )
            )
        }
        return person
    }

    private func redrive(_ request: Request, _ context: FleetProcess.Context) async throws -> Response {
        let person = try decider(request)
        let n = try number(context)
        var body = try await BodyReader(request)
        let decision = try decision(person, &body)
        let saved = try await engine.commit { [kept] in try kept.redrive(n, decision, $0) }
        switch saved.value {
        case .handled: return try told(KeptAnswer(n: n, state: "handled", saved: saved.word), saved)
        case .missing: throw Gate.notFound
        case .refused(let problems): throw APIRefusal(.conflict, problems)
        }
    }

    private func release(_ request: Request, _ caseID: String) async throws -> Response {
        let person = try decider(request)
        var body = try await BodyReader(request)
        let decision = try decision(person, &body)
        let saved = try await engine.commit { [kept] in try kept.release(caseID, decision, $0) }
        guard let release = saved.value else { throw Gate.notFound }
        // What was handled before the stop stands; the answer says both.
        if release.stoppedAt != nil { return try json(release, status: .conflict) }
        return try told(release, saved)
    }

    private func skip(_ request: Request, _ caseID: String) async throws -> Response {
        let person = try decider(request)
        var body = try await BodyReader(request)
        let n = body.whole("n")
        let decision = try decision(person, &body)
        let saved = try await engine.commit { [kept] in try kept.skip(n, of: caseID, decision, $0) }
        guard saved.value else { throw Gate.notFound }
        return try told(KeptAnswer(n: n, state: "skipped", saved: saved.word), saved)
    }

    private func told<Body: Encodable, T>(_ body: Body, _ saved: Saved<T>) throws -> Response {
        if case .notYetSafe = saved { return try json(body, status: .accepted) }
        return try json(body)
    }
}

/// What became of one kept message.
private struct KeptAnswer: Encodable {
    var n: Int64
    /// `handled` or `skipped`.
    var state: String
    var saved: String
}

extension Saved {
    /// `safe`, or `here, not yet safe`.
    fileprivate var word: String {
        switch self {
        case .safe: "safe"
        case .notYetSafe: "here, not yet safe"
        }
    }
}
