import Casework
import Contracts
import Desk
import EventStore
import Fleet
import GRDB
import Hummingbird

/// The board: what the supervision office watches and decides.
struct BoardPages: Sendable {
    let door: PageDoor
    let office: CoordinatorOffice
    let library: Library
    let views: SLAViews
    let cases: CaseViews

    var engine: Engine { door.engine }

    /// The shared pages' templates and the board's own.
    static func templates() throws -> PageTemplates {
        try PageTemplates([
            "board": PackageResources.board_mustache, "cases": PackageResources.cases_mustache,
            "case": PackageResources.case_mustache,
            "kept": PackageResources.kept_mustache, "rates": PackageResources.rates_mustache,
            "estates": PackageResources.estates_mustache, "poster": PackageResources.poster_mustache,
            "citizen": PackageResources.citizen_mustache, "complaint": PackageResources.complaint_mustache,
            "receipt": PackageResources.receipt_mustache, "lookup": PackageResources.lookup_mustache,
            "estate-rating": PackageResources.estate_rating_mustache,
            "citizen-said": PackageResources.citizen_said_mustache,
        ])
    }

    func add(to router: Router<FleetProcess.Context>) {
        router.get("board") { request, _ in
            let page = PageRequest(request)
            return try await door.answer(page) { try await board(page, $0) }
        }
        router.get("board/live") { request, _ in
            let page = PageRequest(request)
            return try await door.answer(page) { _ in try await live() }
        }
        router.get("board/events") { request, _ in
            let page = PageRequest(request)
            return try await door.answer(page) { _ in try await happened(page) }
        }
        router.get("board/rates") { request, _ in
            let page = PageRequest(request)
            return try await door.answer(page) { try await rates(page, $0) }
        }
        router.get("board/rule") { request, _ in
            let page = PageRequest(request)
            return try await door.answer(page) { _ in door.redirect(to: PageDoor.address(page, at: "/board")) }
        }
        router.post("board/rule") { request, _ in
            let page = try await PageRequest.reading(request)
            return try await door.change(page) { try await rule(page, $0) }
        }
        router.get("board/cases") { request, _ in
            let page = PageRequest(request)
            return try await door.answer(page) { try await list(page, $0) }
        }
        router.get("board/cases/:id") { request, context in
            let page = PageRequest(request)
            return try await door.answer(page) { try await show(page, context.parameters.get("id") ?? "", $0) }
        }
        router.post("board/cases/:id/exemplar") { request, context in
            let page = try await PageRequest.reading(request)
            return try await door.change(page) { try await choose(page, context.parameters.get("id") ?? "", $0) }
        }
        router.get("board/proof/:id") { request, context in
            let page = PageRequest(request)
            return try await door.answer(page) { try await proof(page, context.parameters.get("id") ?? "", $0) }
        }
        router.get("board/estates") { request, _ in
            let page = PageRequest(request)
            return try await door.answer(page) { try await estates(page, $0) }
        }
        router.get("board/estates/:code") { request, context in
            let page = PageRequest(request)
            return try await door.answer(page) { try await poster(page, context.parameters.get("code") ?? "", $0) }
        }
        router.get("board/kept") { request, _ in
            let page = PageRequest(request)
            return try await door.answer(page) { try await kept(page, $0) }
        }
        router.post("board/kept") { request, _ in
            let page = try await PageRequest.reading(request)
            return try await door.change(page) { try await settle(page, $0) }
        }
    }

    /// A page with the board's own words.
    func render(
        _ template: String,
        _ content: [String: Any],
        title: String,
        _ page: PageRequest,
        _ visitor: PageDoor.Visitor,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        var content = content
        let urgent = try await urgent()
        if !urgent.isEmpty { content["urgentTasks"] = urgent }
        content["w"] = BoardWords.all(page.language)
        return try door.render(template, content, title: title, page, visitor, status: status)
    }

    /// What is urgent in the whole city and nobody has signed for: it stays on every page until somebody has.
    private func urgent() async throws -> [[String: String]] {
        try await engine.read { db in
            try Row.fetchAll(
                db,
                sql: "SELECT DISTINCT cases.id, cases.subject FROM clocks JOIN cases USING (seq) "
                    + "WHERE clocks.urgent AND NOT clocks.signed ORDER BY seq LIMIT 5"
            ).map { ["address": "/board/cases/\($0["id"] as String)", "label": $0["subject"]] }
        }
    }

    func agency(_ id: String, _ language: Language) -> String {
        door.registry.words(forParty: id)?[language] ?? id
    }

    func cards(_ cards: [String], _ language: Language, _ workflow: Workflow?) -> [[String: String]] {
        cards.map { card in
            let words = workflow?.vocabulary.words["notice"]?[card] ?? BoardWords.cards[card]
            return ["kind": card == "yellow-card" ? "yellow" : "red", "text": words?[language] ?? card]
        }
    }
}
