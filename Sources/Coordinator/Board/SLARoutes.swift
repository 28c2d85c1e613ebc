import Casework
import Contracts
import Desk
import EventStore
import Fleet
import Foundation
import GRDB
import Hummingbird

/// The clocks over HTTP: board, forecast, explanation, what waits for a ruling, and another calendar.
struct SLARoutes: Sendable {
    let engine: Engine
    let office: CoordinatorOffice
    let views: SLAViews
    let gate: Gate

    func add(to router: Router<FleetProcess.Context>) {
        router.get("/sla/board") { request, _ in try await Gate.answering { try await board(request) } }
        router.get("/sla/inbox") { request, _ in try await Gate.answering { try await inbox(request) } }
        router.get("/sla/explain/{id}") { request, context in
            try await Gate.answering { try await explain(request, context) }
        }
        router.post("/calendars") { request, _ in try await Gate.answering { try await load(request) } }
    }

    /// The coordinator's people see every clock, an agency's people their own.
    private func board(_ request: Request) async throws -> Response {
        let person = try gate.person(request)
        guard person.publisher == nil else { throw Gate.notFound }
        let query = request.uri.queryParameters
        let now = engine.clock.now()
        var filter = SLAViews.Filter(limit: query["limit"].flatMap { Int($0) } ?? 200)
        filter.agency = person.agency == "coordinator" ? query["agency"].map(String.init) : person.agency
        filter.unit = query["unit"].map(String.init)
        if let part = query["part"] {
            guard part == "lead" || part == "co-handler" else {
                let unknown = Problem(
                    "PART_UNKNOWN",
                    at: "part",
                    zh: "应为 lead 或 co-handler",
                    en: "this is lead or co-handler"
                )
                return try Gate.refusal(.unprocessableContent, [unknown])
            }
            filter.isLead = part == "lead"
        }
        if let text = query["within"].map(String.init) {
            guard let span = Span(text), span.isDays || span.isHours else {
                return try Gate.refusal(.unprocessableContent, [SLARoutes.noTerm(text)])
            }
            filter.before = try await engine.read {
                try office.calendars.current(in: $0).due(span, after: .moment(now)).at
            }
        }
        let asked = filter
        return try json(try await engine.read { try views.board(asked, at: now, in: $0) })
    }

    private static func noTerm(_ text: String) -> Problem {
        Problem("TERM_FORMAT", at: "within", zh: "期限应写作 3wd、24h：\(text)", en: "a term is written 3wd, 24h: \(text)")
    }

    private func inbox(_ request: Request) async throws -> Response {
        _ = try gate.member(request, of: "coordinator")
        let now = engine.clock.now()
        return try json(try await engine.read { try views.inbox(at: now, in: $0) })
    }

    private func explain(_ request: Request, _ context: FleetProcess.Context) async throws -> Response {
        let person = try gate.person(request)
        let id = try context.parameters.require("id")
        let step = request.uri.queryParameters["step"].map(String.init)
        let now = engine.clock.now()
        let clocks: [ClockExplanation]? = try await engine.read { db in
            guard let state = try CaseBook.row(id, in: db)?.state, CoordinatorRoutes.mayRead(person, state) else {
                return nil
            }
            return try views.explain(id, step: step, at: now, in: db)
        }
        guard let clocks else { throw Gate.notFound }
        if clocks.isEmpty, let step { return try Gate.refusal(.notFound, [SLARoutes.noClock(step)]) }
        return try json(clocks)
    }

    private static func noClock(_ step: String) -> Problem {
        Problem("NO_CLOCK", at: "step", zh: "“\(step)”还没有计时", en: "there is no clock of \(step) yet")
    }

    /// A year's notice: what it would move, or from now on the calendar that holds.
    ///
    /// `{"year": {…}, "reason": "…", "dryRun": true}`
    private func load(_ request: Request) async throws -> Response {
        let person = try gate.member(request, of: "coordinator")
        let body = try await Gate.body(request, upTo: 262_144)
        let value: Value
        switch JSONText.value(body) {
        case .bad(let problems): return try Gate.refusal(.badRequest, problems)
        case .good(let read, _): value = read
        }
        let notice: CalendarNotice
        switch CalendarNotice.read(JSONText.write(value["year"] ?? .null), expected: nil) {
        case .bad(let problems): return try Gate.refusal(.unprocessableContent, problems)
        case .good(let read, _): notice = read
        }
        let reason = value["reason"]?.text ?? ""
        let isDry = value["dryRun"] == .bool(true)
        guard isDry || !reason.isEmpty else {
            let missing = Problem("REQUIRED", at: "/reason", zh: "缺少理由", en: "the reason is missing")
            return try Gate.refusal(.unprocessableContent, [missing])
        }
        guard isDry || person.roles.contains(.coordinator) || person.roles.contains(.leader) else {
            let missing = Problem("ROLE_MISSING", zh: "只有督查员或负责人可以载入", en: "A coordinator or leader loads it")
            return try Gate.refusal(.forbidden, [missing])
        }
        let now = engine.clock.now()
        let preview = try await engine.read { db in
            let calendar = Calendars.merged(try office.calendars.current(in: db), with: notice.year)
            return try CalendarPreview.of(calendar, library: office.library, at: now, in: db)
        }
        guard !isDry else { return try json(preview) }
        let saved = try await engine.commit { transaction in
            let calendar = Calendars.merged(try office.calendars.current(in: transaction.db), with: notice.year)
            try office.calendars.record(calendar, by: person.id, reason: reason, transaction)
        }
        if case .notYetSafe = saved { return try json(preview, status: .accepted) }
        return try json(preview)
    }
}
