import Casework
import Contracts
import Desk
import EventStore
import Fleet
import Hummingbird

/// What anybody may open: a form for each estate, and where the case of a receipt number stands.
///
/// It all lies under `/citizen`, so that a proxy can let that in and nothing else. Nobody signs in, and nothing that is
/// shown here names a person or repeats what somebody wrote.
struct CitizenPages: Sendable {
    let door: PageDoor
    let office: CoordinatorOffice
    let limits: CitizenDoor

    var engine: Engine { door.engine }

    func add(to router: Router<FleetProcess.Context>) {
        router.get("citizen") { request, _ in
            try await answer(PageRequest(request), limits.looks) { page in
                // Whoever types his number comes here with it.
                guard let typed = page.parameter("number") else { return try render("lookup", [:], "find", page) }
                guard let number = ReceiptNumber(typed.trimmed) else { throw CitizenRefusal(.notFound, "noNumber") }
                return door.redirect(to: "/citizen/cases/\(number.text)")
            }
        }
        router.get("citizen/estates/:code") { request, context in
            try await answer(PageRequest(request), limits.looks) { page in
                let estate = try await estate(context)
                return try form(page, estate, ReceiptNumber(of: estate.code))
            }
        }
        router.post("citizen/estates/:code") { request, context in
            try await answer(try await PageRequest.reading(request), limits.forms) { page in
                try await complain(page, try await estate(context))
            }
        }
        router.get("citizen/estates/:code/rating") { request, context in
            try await answer(PageRequest(request), limits.looks) { page in
                try ratingForm(page, try await estate(context))
            }
        }
        router.post("citizen/estates/:code/rating") { request, context in
            try await answer(try await PageRequest.reading(request), limits.forms) { page in
                try await rateEstate(page, try await estate(context))
            }
        }
        router.get("citizen/cases/:number") { request, context in
            try await answer(PageRequest(request), limits.looks) { page in
                let (number, found) = try await found(context)
                return try show(page, number, found)
            }
        }
        router.post("citizen/cases/:number") { request, context in
            try await answer(try await PageRequest.reading(request), limits.forms) { page in
                let (number, found) = try await found(context)
                return try await rate(page, number, found)
            }
        }
    }

    /// Answers anybody who does not come too often; what cannot be done is said on a page.
    private func answer(
        _ page: PageRequest,
        _ limit: VisitLimit,
        _ work: (PageRequest) async throws -> Response
    ) async throws -> Response {
        do {
            guard limit.admits(CitizenDoor.origin(of: page.request), at: door.wall()) else {
                throw CitizenRefusal(.tooManyRequests, "tooOften")
            }
            return try await work(page)
        } catch let refusal as CitizenRefusal {
            return try said(refusal, page)
        } catch is EngineError {
            return try said(CitizenRefusal(.serviceUnavailable, "notSaved"), page)
        }
    }

    private func said(_ refusal: CitizenRefusal, _ page: PageRequest) throws -> Response {
        let text = CitizenWords[refusal.words][page.language]
        return try render("citizen-said", ["text": text], "site", page, status: refusal.status)
    }

    func render(
        _ template: String,
        _ content: [String: Any],
        _ title: String,
        _ page: PageRequest,
        status: HTTPResponse.Status = .ok
    ) throws -> Response {
        var content = content
        content["c"] = CitizenWords.all(page.language)
        return try door.render(template, content, title: CitizenWords[title][page.language], page, nil, status: status)
    }

    private func estate(_ context: FleetProcess.Context) async throws -> Estate {
        let code = context.parameters.get("code") ?? ""
        guard let estate = try await engine.read({ try Estate.find(code, in: $0) }) else {
            throw CitizenRefusal(.notFound, "noEstate")
        }
        return estate
    }

    private func found(_ context: FleetProcess.Context) async throws -> (ReceiptNumber, CitizenCase) {
        guard let number = ReceiptNumber(context.parameters.get("number") ?? ""),
            let found = try await engine.read({ try CitizenCase.find(number, library: office.library, in: $0) })
        else { throw CitizenRefusal(.notFound, "noNumber") }
        return (number, found)
    }
}

/// Something that is not done for a citizen, by the name of its words.
struct CitizenRefusal: Error {
    let status: HTTPResponse.Status
    let words: String

    init(_ status: HTTPResponse.Status, _ words: String) {
        self.status = status
        self.words = words
    }
}
