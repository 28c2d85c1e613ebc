import Contracts
import EventStore
import Fleet
import Foundation
import Hummingbird
import Logging

/// Puts every denied act of somebody known into the log, whichever route denied it, before the answer leaves.
///
/// A stranger leaves no trace: he could fill the disk with nothing but requests.
struct DenialRecord: RouterMiddleware {
    let door: PageDoor

    func handle(
        _ request: Request,
        context: FleetProcess.Context,
        next: (Request, FleetProcess.Context) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        guard let codes = response.takeDenial() else { return response }
        do {
            guard let person = try await door.known(request) else { return response }
            let denied = SessionBook.Denied(person, request, codes)
            // Nothing in the answer says that it is safe, so nobody waits for that.
            _ = try await door.engine.commit(patience: 0) {
                try $0.record(SessionBook.Kind.denied.rawValue, case: "", denied)
            }
        } catch {
            // What cannot be recorded stays denied.
            context.logger.error("a denial could not be recorded", metadata: ["reason": "\(error)"])
        }
        return response
    }
}

extension PageDoor {
    /// Who asks, by a token or by a session; nil for a stranger.
    fileprivate func known(_ request: Request) async throws -> Person? {
        if let token = request.bearerToken { return people.person(tokenHash: Secret.hash(token)) }
        return try await visitor(PageRequest(request))?.person
    }
}

extension SessionBook.Denied {
    /// What somebody was denied, without what an address may say of other people.
    init(_ person: Person, _ request: Request, _ codes: [String]) {
        let path = request.uri.path.removingPercentEncoding ?? request.uri.path
        self.init(
            person: person.id,
            agency: person.agency,
            method: request.method.rawValue,
            path: String(FreeText.masked(path).text.prefix(200)),
            codes: codes
        )
    }
}
