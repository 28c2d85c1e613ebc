import Casework
package import Contracts
package import Fleet
import Foundation
package import GRDB
package import Hummingbird

/// The desk's pages: what an agency's people work in.
package struct DeskPages: Sendable {
    let door: PageDoor
    let api: DeskAPI
    let workflows: [String: Workflow]
    let templates: DocumentTemplates
    /// What stands in a notice about somebody else's task, by the names that its template uses.
    let noticeFacts: NoticeFacts
    let reports: [AgencyReport]

    package typealias NoticeFacts = @Sendable (TaskKey, Database) throws -> [String: String]

    package init(
        door: PageDoor,
        api: DeskAPI,
        books: Books,
        templates: DocumentTemplates,
        reports: [AgencyReport],
        noticeFacts: @escaping NoticeFacts = { _, _ in [:] }
    ) {
        self.noticeFacts = noticeFacts
        self.reports = reports
        self.door = door
        self.api = api
        workflows = books.workflows
        self.templates = templates
    }

    var desk: Desk { api.desk }
    var engine: Engine { api.engine }

    package func add(to router: Router<FleetProcess.Context>) {
        SignIn(door: door).add(to: router)
        router.get("") { _, _ in door.redirect(to: door.home) }
        router.get("desk") { request, _ in
            let page = PageRequest(request)
            return try await door.answer(page) { try await list(page, $0) }
        }
        router.get("desk/live") { request, _ in
            let page = PageRequest(request)
            return try await door.answer(page) { try await counts($0) }
        }
        router.get("desk/tasks.csv") { request, _ in
            let page = PageRequest(request)
            return try await door.answer(page) { try await table(page, $0) }
        }
        router.get("desk/bulk") { request, _ in
            let page = PageRequest(request)
            return try await door.answer(page) { _ in door.redirect(to: PageDoor.address(page, at: "/desk")) }
        }
        router.post("desk/bulk") { request, _ in
            let page = try await PageRequest.reading(request)
            return try await door.change(page) { try await bulk(page, $0) }
        }
        router.post("desk/files") { request, _ in
            let page = PageRequest(request)
            return try await door.change(page) { visitor in
                try await answered { try await api.upload(request, by: visitor.person) }
            }
        }
        router.get("desk/files/:sha256") { request, context in
            let page = PageRequest(request)
            return try await door.answer(page) { visitor in
                try await api.download(context.parameters.get("sha256") ?? "", by: visitor.person)
            }
        }
        router.get("desk/leave") { request, _ in
            let page = PageRequest(request)
            return try await door.answer(page) { try await leave(page, $0, []) }
        }
        router.post("desk/leave") { request, _ in
            let page = try await PageRequest.reading(request)
            return try await door.change(page) { try await takeLeave(page, $0) }
        }
        router.get("desk/reports") { request, _ in
            let page = PageRequest(request)
            return try await door.answer(page) { try await reportList(page, $0) }
        }
        router.get("desk/reports/:name") { request, context in
            let page = PageRequest(request)
            return try await door.answer(page) { try await report(page, context.parameters.get("name") ?? "", $0) }
        }
        router.get("desk/reports/:name/file") { request, context in
            let page = PageRequest(request)
            return try await door.answer(page) { _ in
                try await reportFile(page, context.parameters.get("name") ?? "")
            }
        }
        router.get("desk/numbers") { request, _ in
            let page = PageRequest(request)
            return try await door.answer(page) { try await numbers(page, $0) }
        }
        router.get("desk/numbers/:number") { request, context in
            let page = PageRequest(request)
            return try await door.answer(page) { _ in
                try await notice((context.parameters.get("number") ?? "").removingPercentEncoding ?? "")
            }
        }
        router.get("desk/tasks/:id") { request, context in
            let page = PageRequest(request)
            return try await door.answer(page) { try await show(page, try key(context), $0) }
        }
        router.get("desk/tasks/:id/live") { request, context in
            let page = PageRequest(request)
            return try await door.answer(page) { try await news(page, try key(context), $0) }
        }
        router.get("desk/tasks/:id/proof") { request, context in
            let page = PageRequest(request)
            return try await door.answer(page) { try await proof(page, try key(context), $0) }
        }
        router.get("desk/tasks/:id/document") { request, context in
            let page = PageRequest(request)
            return try await door.answer(page) { try await document(page, try key(context), $0) }
        }
        // Whoever is on the answer to a form and asks for it in the other language arrives at the task.
        router.get("desk/tasks/:id/:act") { request, context in
            let page = PageRequest(request)
            return try await door.answer(page) { _ in
                door.redirect(to: PageDoor.address(page, at: "/desk/tasks/\(try key(context).id)"))
            }
        }
        router.post("desk/tasks/:id/:act") { request, context in
            let page = try await PageRequest.reading(request)
            return try await door.change(page) { visitor in
                try await act(page, try key(context), context.parameters.get("act") ?? "", visitor)
            }
        }
    }

    private func key(_ context: FleetProcess.Context) throws -> TaskKey {
        guard let key = context.parameters.get("id").flatMap({ TaskKey(id: $0) })
        else { throw APIRefusal(.taskNotFound()) }
        return key
    }

    func words(_ caseType: String) -> FieldWords { FieldWords(workflows[caseType]) }

    /// A colleague's name; the word of a rule or an id as it is.
    func name(_ id: String) -> String { door.people[id]?.name ?? id }
}
