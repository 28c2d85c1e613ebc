import Casework
import Contracts
import Desk
import EventStore
import Fleet
import GRDB
import Hummingbird

/// Votes over HTTP, for the people of the bureau: the roll, papers, the count.
struct VoteRoutes: Sendable {
    let office: VoteOffice
    let desk: Desk
    let engine: Engine
    let people: PeopleDirectory

    private struct Standing: Encodable, Sendable {
        var standing: String
        /// `safe`; `here, not yet safe`.
        var saved: String
    }

    func add(to router: Router<FleetProcess.Context>) {
        router.get("votes/:id") { request, context in try await Gate.answering { try await show(request, context) } }
        router.post("votes/:id/roll") { request, context in
            try await Gate.answering { try await bring(request, context) }
        }
        router.post("votes/:id/paper") { request, context in
            try await Gate.answering { try await enter(request, context) }
        }
    }

    private func show(_ request: Request, _ context: FleetProcess.Context) async throws -> Response {
        _ = try Gate(people: people).member(request, of: desk.agency)
        let id = try context.parameters.require("id")
        let now = engine.clock.now()
        guard let view = try await engine.read({ try VoteView.of(id, at: now, in: $0) }) else {
            throw Gate.notFound
        }
        return try json(view)
    }

    /// `{sheet, reason}`: the sheet as text.
    private func bring(_ request: Request, _ context: FleetProcess.Context) async throws -> Response {
        let person = try Gate(people: people).member(request, of: desk.agency)
        guard person.mayAct else { throw Gate.mayOnlyRead }
        let id = try context.parameters.require("id")
        var body = try await BodyReader(request, largest: 8 << 20)
        let (sheet, reason) = (body.text("sheet"), body.text("reason"))
        try body.finish()
        let roll: VoteRoll
        switch VoteRoll.read(Array(sheet.utf8)) {
        case .bad(let problems): return try Gate.refusal(.unprocessableContent, problems)
        case .good(let read, _): roll = read
        }
        let saved = try await engine.commit { [office] tx in
            try office.bring(roll, to: id, by: person, reason: reason, in: tx).map { _ in true }
        }
        return try answer(saved) { _ in "brought" }
    }

    /// `{voter, choice, rollHash}` of a paper ballot, by one person and then by another.
    private func enter(_ request: Request, _ context: FleetProcess.Context) async throws -> Response {
        let person = try Gate(people: people).member(request, of: desk.agency)
        guard person.mayAct else { throw Gate.mayOnlyRead }
        var body = try await BodyReader(request)
        let data: Value = [
            "caseId": .text(try context.parameters.require("id")), "voter": .text(body.text("voter")),
            "choice": .text(body.text("choice")), "rollHash": .text(body.text("rollHash")),
        ]
        try body.finish()
        let ballot: BallotCast
        switch BallotCast.read(data) {
        case .bad(let problems): return try Gate.refusal(.unprocessableContent, problems)
        case .good(let read, _): ballot = read
        }
        let saved = try await engine.commit { [office, desk] tx in
            try office.enter(ballot, by: person, on: desk, in: tx)
        }
        return try answer(saved) { $0.rawValue }
    }

    private func answer<T>(_ saved: Saved<Result<T, Refusal>>, _ word: (T) -> String) throws -> Response {
        switch saved {
        case .safe(.success(let value)): return try json(Standing(standing: word(value), saved: "safe"))
        case .notYetSafe(.success(let value)):
            return try json(Standing(standing: word(value), saved: "here, not yet safe"), status: .accepted)
        case .safe(.failure(let refusal)), .notYetSafe(.failure(let refusal)): return try Gate.refusal(refusal)
        }
    }
}
