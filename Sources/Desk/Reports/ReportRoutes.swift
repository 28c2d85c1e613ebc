import Casework
import Contracts
import Fleet
import Hummingbird

/// Reports over HTTP, for the people of the agency that gives them.
struct ReportRoutes: Sendable {
    let engine: Engine
    let people: PeopleDirectory
    let reports: [AgencyReport]

    /// A report as programs read it.
    private struct Answer: Encodable, Sendable {
        struct Column: Encodable, Sendable {
            var name: String
            var title: [String: String]
            /// False for what only files show.
            var isOnScreen: Bool
        }

        var name: String
        var title: [String: String]
        var from: String
        var through: String
        /// Whether the month is over, so that the report can change no more.
        var isFinal: Bool
        var columns: [Column]
        /// The cells by the names of their columns.
        var lines: [[String: String]]
        /// The same for office programs.
        var csv: String
    }

    private struct Listed: Encodable, Sendable {
        var name: String
        var title: [String: String]
        var hint: [String: String]
    }

    func add(to router: Router<FleetProcess.Context>) {
        router.get("reports") { request, _ in try await answered { try await list(request) } }
        router.get("reports/:name") { request, context in try await answered { try await show(request, context) } }
    }

    private func list(_ request: Request) async throws -> Response {
        _ = try Gate(people: people).member(request, of: engine.office.owner)
        return try json(reports.map { Listed(name: $0.name, title: both($0.title), hint: both($0.hint)) })
    }

    private func show(_ request: Request, _ context: FleetProcess.Context) async throws -> Response {
        _ = try Gate(people: people).member(request, of: engine.office.owner)
        let name = try context.parameters.require("name")
        guard let report = reports.first(where: { $0.name == name }) else { throw Gate.notFound }
        let query = request.uri.queryParameters
        let language: Language = query["lang"] == "en" ? .en : .zh
        let period: ReportPeriod
        switch ReportPeriod.asked(query["month"].map(String.init) ?? "", now: engine.clock.now()) {
        case .bad(let problems): throw APIRefusal(.unprocessableContent, problems)
        case .good(let asked, _): period = asked
        }
        let asked = AgencyReport.Request(period: period, language: language)
        let table = try await engine.read { try report.make(asked, $0) }
        let names = table.columns.map(\.name)
        return try json(
            Answer(
                name: name,
                title: both(report.title),
                from: period.first.description,
                through: period.last.description,
                isFinal: period.isOver,
                columns: table.columns.map {
                    Answer.Column(name: $0.name, title: both($0.title), isOnScreen: $0.place != .file)
                },
                lines: table.lines.map { Dictionary(zip(names, $0)) { first, _ in first } },
                csv: table.csv(language)
            )
        )
    }

    private func both(_ words: Words) -> [String: String] { ["zh": words.zh, "en": words.en] }
}
