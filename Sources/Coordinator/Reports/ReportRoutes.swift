import Casework
import Contracts
import Desk
import Fleet
import GRDB
import Hummingbird

/// Reports over HTTP, for everybody of the agencies.
struct ReportRoutes: Sendable {
    let engine: Engine
    let office: CoordinatorOffice
    let gate: Gate

    func add(to router: Router<FleetProcess.Context>) {
        router.get("/reports/bulletin") { request, _ in try await Gate.answering { try await bulletin(request) } }
        router.get("/reports/publication") { request, _ in try await Gate.answering { try await publication(request) } }
    }

    private func bulletin(_ request: Request) async throws -> Response {
        let language: Language = request.uri.queryParameters["lang"] == "en" ? .en : .zh
        return try await reporting(request) { period, db in
            try Bulletin.make(
                period,
                registry: office.intake.registry,
                calendar: try office.calendars.current(in: db),
                in: db
            ).value(language)
        }
    }

    private func publication(_ request: Request) async throws -> Response {
        try await reporting(request) { try PublicationLag.lines($0, in: $1) }
    }

    private func reporting<Answer: Encodable & Sendable>(
        _ request: Request,
        _ read: @escaping @Sendable (ReportPeriod, Database) throws -> Answer
    ) async throws -> Response {
        guard try gate.person(request).publisher == nil else { throw Gate.notFound }
        switch ReportPeriod.asked(request.uri.queryParameters["month"].map(String.init) ?? "", now: engine.clock.now())
        {
        case .bad(let problems): return try Gate.refusal(.unprocessableContent, problems)
        case .good(let period, _): return try json(try await engine.read { try read(period, $0) })
        }
    }
}

extension ReportPeriod {
    /// A month that somebody asked for: one that has begun.
    static func asked(_ text: String, now: Instant) -> Reading<ReportPeriod> {
        guard let period = ReportPeriod(month: text, now: now) else {
            return .bad([
                Problem("MONTH_FORMAT", at: "month", zh: "月份应写作 2023-05", en: "a month is written 2023-05")
            ])
        }
        guard period.first.start <= now else {
            return .bad([
                Problem("MONTH_AHEAD", at: "month", zh: "该月尚未开始", en: "that month has not begun")
            ])
        }
        return .good(period, warnings: [])
    }
}
