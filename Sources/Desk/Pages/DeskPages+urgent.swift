import Casework
import Contracts
import Fleet
import GRDB
import Hummingbird

extension DeskPages {
    /// A page of the desk, below what is urgent and unsigned in the visitor's unit: it stays until somebody signs.
    func render(
        _ template: String,
        _ content: [String: Any],
        title: String,
        _ page: PageRequest,
        _ visitor: PageDoor.Visitor,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let urgent = try await engine.read { try urgentTasks(visitor.person, in: $0) }
        var content = content
        if !urgent.isEmpty { content["urgentTasks"] = urgent }
        return try door.render(template, content, title: title, page, visitor, status: status)
    }

    private func urgentTasks(_ person: Person, in db: Database) throws -> [[String: String]] {
        try TaskTable.calling(in: db).filter { $0.unit == nil || $0.unit == person.unit }.prefix(5).compactMap { item in
            try TaskTable.fetch(item.key, in: db).map { task in
                ["address": "/desk/tasks/\(task.key.id)", "label": task.content.subject]
            }
        }
    }
}
