package import Casework
import Contracts
import Fleet
package import Hummingbird

/// Who asks: a personal token, looked up among the people of this home; roles are checked where the decision is made.
package struct Gate: Sendable {
    let people: PeopleDirectory

    package init(people: PeopleDirectory) { self.people = people }

    /// The person whose token the request carries; refuses with 401.
    package func person(_ request: Request) throws -> Person {
        let words = (request.headers[.authorization] ?? "").split(separator: " ", maxSplits: 1)
        guard words.count == 2, words[0].lowercased() == "bearer",
            let person = people.person(tokenHash: Secret.hash(String(words[1])))
        else {
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

    /// A refusal with all its problems.
    package static func refusal(_ status: HTTPResponse.Status, _ problems: [Problem]) throws -> Response {
        try APIRefusal(status, problems).response
    }

    /// Runs a handler and turns refusals into answers.
    package static func answering(_ work: () async throws -> Response) async throws -> Response {
        try await answered(work)
    }
}
