import Casework
import Contracts
import EventStore
import Fleet
import Hummingbird

extension DeskAPI {
    typealias Act = @Sendable (Desk, Transaction) throws -> Result<Accepted, Refusal>

    /// `POST /tasks/{id}/{act}`.
    func act(_ request: Request, _ key: TaskKey, _ name: String, _ person: Person) async throws -> Response {
        var body = try await BodyReader(request)
        let act = try act(name, key, person, &body)
        try body.finish()
        let saved = try await engine.commit { [desk] tx in try act(desk, tx) }
        switch saved {
        case .safe(.success(let accepted)): return try json(ActAnswer(accepted, isSafe: true))
        case .notYetSafe(.success(let accepted)):
            return try json(ActAnswer(accepted, isSafe: false), status: .accepted)
        // A refusal changed nothing, so there is nothing to make safe.
        case .safe(.failure(let refusal)), .notYetSafe(.failure(let refusal)): throw APIRefusal(refusal)
        }
    }

    /// What an act's name means, with its arguments from a body.
    func act(_ name: String, _ key: TaskKey, _ person: Person, _ body: inout BodyReader) throws -> Act {
        switch name {
        case "sign": return { try $0.sign(key, by: person, in: $1) }
        case "claim": return { try $0.claim(key, by: person, in: $1) }
        case "raise": return { try $0.raise(key, by: person, in: $1) }
        case "assign":
            let id = body.text("to")
            guard let colleague = people[id], colleague.agency == desk.agency else {
                try body.finish()
                throw APIRefusal(
                    .unprocessableContent,
                    Problem("PERSON_UNKNOWN", at: "/to", zh: "本机关没有此人", en: "There is no such person in this agency")
                )
            }
            return { try $0.assign(key, to: colleague, by: person, in: $1) }
        case "complete":
            let (outcome, fields, party) = (
                body.text("outcome"), body.object("fields"), body.optionalText("onBehalfOf")
            )
            return { try $0.complete(key, outcome: outcome, fields: fields, onBehalfOf: party, by: person, in: $1) }
        case "return":
            let (reason, basis) = (body.text("reason"), body.text("basis"))
            let agency = body.optionalText("suggestedAgency")
            return {
                try $0.requestReturn(key, reason: reason, basis: basis, suggestedAgency: agency, by: person, in: $1)
            }
        case "extend":
            let (term, reason) = (body.text("term"), body.text("reason"))
            return { try $0.extend(key, term: term, reason: reason, by: person, in: $1) }
        case "pause":
            let reason = body.text("reason")
            return { try $0.pause(key, reason: reason, by: person, in: $1) }
        case "explain":
            let reason = body.text("reason")
            return { try $0.explain(key, reason: reason, by: person, in: $1) }
        case "note":
            let text = body.text("text")
            return { try $0.note(key, text, by: person, in: $1) }
        case "draft":
            let fields = body.object("fields")
            return { try $0.draft(key, fields, by: person, in: $1) }
        default:
            throw APIRefusal(.notFound, Problem("ACT_UNKNOWN", zh: "没有此操作", en: "There is no such act"))
        }
    }
}

/// What a person is told about an act.
struct ActAnswer: Encodable {
    var task: String
    var state: DeskTask.State
    /// The number of the issued document; only once it is safe, because a number once seen must stand (promise 1).
    var number: String?
    var voided: [String]?
    var warnings: [Problem]
    /// `safe`, or `here, not yet safe`.
    var saved: String

    init(_ accepted: Accepted, isSafe: Bool) {
        task = accepted.task.id
        state = accepted.state
        number = isSafe ? accepted.report.completed?.document : nil
        voided = accepted.report.completed.flatMap { $0.voided.isEmpty ? nil : $0.voided }
        warnings = accepted.warnings
        saved = isSafe ? "safe" : "here, not yet safe"
    }
}
