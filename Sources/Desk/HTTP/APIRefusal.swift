import Casework
import Fleet
import Hummingbird

/// A request that is not done: its status and all that is wrong with it.
struct APIRefusal: Error {
    let status: HTTPResponse.Status
    let problems: [Problem]

    init(_ status: HTTPResponse.Status, _ problems: [Problem]) {
        self.status = status
        self.problems = problems
    }

    init(_ status: HTTPResponse.Status, _ problem: Problem) { self.init(status, [problem]) }

    init(_ refusal: Refusal) {
        let status: HTTPResponse.Status =
            switch refusal.reason {
            case .missing: .notFound
            case .forbidden: .forbidden
            case .conflict: .conflict
            case .invalid: .unprocessableContent
            }
        self.init(status, refusal.problems)
    }

    var response: Response {
        get throws {
            var response = try json(["problems": problems], status: status)
            if status == .unauthorized { response.headers[.wwwAuthenticate] = "Bearer" }
            return isDenial ? response.denied(problems) : response
        }
    }

    /// Whether it says that somebody may not do this, rather than that it cannot be done.
    var isDenial: Bool { status == .unauthorized || status == .forbidden }
}

extension APIRefusal: HTTPResponseError {
    /// What is told where no page and no answer of the API was begun yet: a form that is too large to be read.
    func response(from request: Request, context: some RequestContext) throws -> Response { try response }
}

extension APIRefusal {
    /// The process cannot write its file, or is stopping.
    static var notSaved: APIRefusal {
        APIRefusal(
            .serviceUnavailable,
            Problem("NOT_SAVED", zh: "暂时无法保存，请稍后再试", en: "It cannot be saved at the moment; please try again")
        )
    }
}

/// Runs a request; a refusal becomes its answer, and a process that cannot save says that it may be tried again.
func answered(_ work: () async throws -> Response) async throws -> Response {
    do {
        return try await work()
    } catch let refusal as APIRefusal {
        return try refusal.response
    } catch is EngineError {
        return try APIRefusal.notSaved.response
    }
}
