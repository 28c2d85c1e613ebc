package import Casework
import Contracts
package import Fleet
package import Hummingbird

/// Who asks: a personal token, looked up among the people of this home; roles are checked where the decision is made.
package struct Gate: Sendable {
    let people: PeopleDirectory

    package init(people: PeopleDirectory) { self.people = people }

    /// The person whose token the request carries; refuses with 401.
    package func person(_ request: Request) throws -> Person {
        guard let token = request.bearerToken, let person = people.person(tokenHash: Secret.hash(token)) else {
            throw APIRefusal(
                .unauthorized,
                Problem("TOKEN_UNKNOWN", zh: "请出示有效的个人令牌", en: "Please present a valid personal token")
            )
        }
        return person
    }

    /// The same, of one agency; refuses others with 403.
    package func member(_ request: Request, of agency: String) throws -> Person {
        let person = try person(request)
        guard person.agency == agency else { throw APIRefusal(.otherAgency()) }
        return person
    }

    /// The broker user whose integrator asks; refuses everybody else with 403.
    package func integrator(_ request: Request) throws -> String {
        guard let user = try person(request).publisher else {
            throw APIRefusal(
                .forbidden,
                Problem("NOT_AN_INTEGRATOR", zh: "只有接口方可以提交案件", en: "Only integrators submit cases")
            )
        }
        return user
    }

    /// What a request is told that names nothing its sender may see.
    package static var notFound: any Error {
        APIRefusal(.notFound, Problem("NOT_FOUND", zh: "没有找到", en: "There is no such thing here"))
    }

    /// What is told of a file that its asker may not see, or that is not there.
    package static var fileNotFound: any Error { APIRefusal.fileNotFound }

    /// A refusal with all its problems.
    package static func refusal(_ status: HTTPResponse.Status, _ problems: [Problem]) throws -> Response {
        try APIRefusal(status, problems).response
    }

    /// A refusal as the desk gives it.
    package static func refusal(_ refusal: Refusal) throws -> Response { try APIRefusal(refusal).response }

    /// What somebody is told whose roles only let him read.
    package static var mayOnlyRead: any Error {
        APIRefusal(.forbidden, Problem("ROLE_MISSING", zh: "您的角色只能查阅", en: "Your roles only let you read"))
    }

    /// The bytes of a body; refuses one of more than `largest` with 413.
    package static func body(_ request: Request, upTo largest: Int) async throws -> [UInt8] {
        let tooLarge = Problem(
            "BODY_TOO_LARGE",
            zh: "正文超过\(largest / 1024) KiB",
            en: "The body is larger than \(largest / 1024) KiB"
        )
        return try await BodyReader.bytes(request, largest: largest, tooLarge: tooLarge)
    }

    /// Runs a handler and turns refusals into answers.
    package static func answering(_ work: () async throws -> Response) async throws -> Response {
        try await answered(work)
    }
}

/// Which process asks: a token of this home for each owner's process; no person has one.
package struct ServiceGate: Sendable {
    private let tokens: TokenBook<String>

    package init(keys: [Credentials.ServiceKey]) { tokens = TokenBook(keys.map { ($0.tokenHash, $0.owner) }) }

    /// The owner whose process asks; refuses with 401.
    package func owner(_ request: Request) throws -> String {
        guard let token = request.bearerToken, let owner = tokens.holder(tokenHash: Secret.hash(token)) else {
            throw APIRefusal(
                .unauthorized,
                Problem("SERVICE_TOKEN_UNKNOWN", zh: "只供本机群的进程使用", en: "Only processes of this fleet ask here")
            )
        }
        return owner
    }
}

extension Request {
    /// The token of an `Authorization: Bearer` header.
    var bearerToken: String? {
        let words = (headers[.authorization] ?? "").split(separator: " ", maxSplits: 1)
        return words.count == 2 && words[0].lowercased() == "bearer" ? String(words[1]) : nil
    }
}
