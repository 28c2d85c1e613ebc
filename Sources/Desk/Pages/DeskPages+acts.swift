import Casework
import Contracts
import EventStore
import Fleet
import Hummingbird

extension DeskPages {
    /// What somebody does on a task's page.
    func act(_ page: PageRequest, _ key: TaskKey, _ name: String, _ visitor: PageDoor.Visitor) async throws -> Response
    {
        let sight = try await sight(key, visitor)
        let person = visitor.person
        let run: DeskAPI.Act
        switch name {
        case "complete":
            let (outcome, party) = (page.field("outcome"), page.form["onBehalfOf"]?.first)
            let fields = answer(page, sight.task)
            run = { try $0.complete(key, outcome: outcome, fields: fields, onBehalfOf: party, by: person, in: $1) }
        case "draft":
            var fields = answer(page, sight.task)
            let outcome = page.field("outcome")
            fields[DeskPages.draftedOutcome] = outcome.isEmpty ? nil : .text(outcome)
            let kept = fields
            run = { try $0.draft(key, kept, by: person, in: $1) }
        case "reveal":
            if let problem = await closure(of: sight.task) {
                return try await show(page, key, visitor, problems: [problem], status: .conflict)
            }
            let reason = page.field("reason")
            run = { try $0.reveal(key, reason: reason, by: person, in: $1) }
        case "act":
            var body = BodyReader(form: page.form)
            run = try api.act(page.field("act"), key, person, &body)
            if !body.problems.isEmpty {
                return try await show(page, key, visitor, problems: body.problems, status: .unprocessableContent)
            }
        case _: throw APIRefusal(.taskNotFound())
        }
        let isSilent = name == "draft" && page.field("by") != "hand"
        let saved = try await engine.commit { [desk] in try run(desk, $0) }
        switch saved {
        case .safe(.success):
            return isSilent ? Response(status: .noContent) : back(key, name == "draft" ? .drafted : .done)
        case .notYetSafe(.success): return isSilent ? Response(status: .accepted) : back(key, .notYetSafe)
        case .safe(.failure(let refusal)), .notYetSafe(.failure(let refusal)):
            if isSilent { throw APIRefusal(refusal) }
            // Sent twice from one form: the first did it.
            let fields = answer(page, sight.task)
            if name == "complete",
                let said = try await repeated(key, outcome: page.field("outcome"), fields, visitor)
            {
                return said
            }
            let response = try await show(
                page,
                key,
                visitor,
                typed: name == "complete" || name == "draft" ? page.form : nil,
                problems: refusal.problems,
                status: APIRefusal(refusal).status
            )
            return APIRefusal(refusal).isDenial ? response.denied(refusal.problems) : response
        }
    }

    func back(_ key: TaskKey, _ flash: PageFlash) -> Response {
        door.redirect(to: "/desk/tasks/\(key.id)?said=\(flash.rawValue)")
    }

    /// The same for many tasks, each with a result of its own.
    func bulk(_ page: PageRequest, _ visitor: PageDoor.Visitor) async throws -> Response {
        let person = visitor.person
        let act = page.field("act")
        guard ["sign", "claim", "assign"].contains(act) else { throw APIRefusal(.taskNotFound()) }
        var results: [[String: Any]] = []
        var denials: [Problem] = []
        for id in (page.form["task"] ?? []).prefix(500) {
            guard let key = TaskKey(id: id) else { continue }
            var body = BodyReader(form: ["to": page.form["to"] ?? []])
            let run = try api.act(act, key, person, &body)
            let saved = try await engine.commit { [desk] in try run(desk, $0) }
            if case .failure(let refusal) = saved.value, APIRefusal(refusal).isDenial { denials += refusal.problems }
            let (subject, problems) = try await engine.read { db in
                (try TaskTable.fetch(key, in: db)?.content.subject ?? id, saved.value.problems)
            }
            let text =
                problems.isEmpty
                ? saved.flash.words[page.language]
                : problems.map { $0.words[page.language] }
                    .joined(separator: "；")
            results.append(["task": subject, "text": text, "kind": problems.isEmpty ? "good" : "bad"])
        }
        let response = try await list(page, visitor, bulk: results)
        return denials.isEmpty ? response : response.denied(denials)
    }
}

extension Result where Failure == Refusal {
    /// All that speaks against it; empty for a success.
    var problems: [Problem] {
        switch self {
        case .success: []
        case .failure(let refusal): refusal.problems
        }
    }
}
