import Casework
import Contracts
import EventStore
package import Fleet
package import Hummingbird
import Logging

/// Signing in and out of a process's pages.
package struct SignIn: Sendable {
    let door: PageDoor
    private let passwords = PasswordCheck()

    package init(door: PageDoor) { self.door = door }

    package func add(to router: Router<FleetProcess.Context>) {
        router.get("sign-in") { request, _ in try show(PageRequest(request), []) }
        router.post("sign-in") { request, _ in
            door.lookAgain()
            return try await enter(try await PageRequest.reading(request))
        }
        router.post("sign-out") { request, _ in
            let page = try await PageRequest.reading(request)
            return try await door.change(page) { visitor in
                let everywhere = page.field("everywhere") == "1"
                try await close(visitor, isEverywhere: everywhere)
                var response = door.redirect(to: "/sign-in")
                response.headers[.setCookie] = door.cookie(door.cookieName, "", "Max-Age=0; HttpOnly")
                return response
            }
        }
        router.get("me") { request, _ in
            let page = PageRequest(request)
            return try await door.answer(page) { try await me(page, $0) }
        }
        router.get("assets/:name") { _, context in
            guard let asset = context.parameters.get("name").flatMap(PageTemplates.asset) else {
                return Response(status: .notFound)
            }
            return Response(
                status: .ok,
                headers: [.contentType: asset.type, .cacheControl: "max-age=3600"],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: asset.bytes))
            )
        }
    }

    private func show(
        _ page: PageRequest,
        _ problems: [Problem],
        status: HTTPResponse.Status = .ok
    ) throws -> Response {
        let next = page.parameter("next") ?? page.field("next")
        return try door.render(
            "sign-in",
            ["problems": problems.map { $0.words[page.language] }, "person": page.field("person"), "next": next],
            title: PageWords["signIn"][page.language],
            page,
            nil,
            status: status
        )
    }

    private func enter(_ page: PageRequest) async throws -> Response {
        let (id, secret) = (page.field("person").lowercased(), page.field("secret"))
        let known = door.people[id]
        let wall = door.wall()
        if let known, try await door.engine.read({ try SessionBook.isLocked(known.id, wall: wall, in: $0) }) {
            return try show(page, [SignIn.locked], status: .tooManyRequests)
        }
        guard let isProven = try await isProven(known, secret) else {
            return try show(page, [SignIn.busy], status: .serviceUnavailable)
        }
        guard let person = known, isProven else {
            if let known {
                let body = SessionBook.Failed(person: known.id, wall: wall)
                _ = try await door.engine.commit { try $0.record(SessionBook.Kind.failed.rawValue, case: "", body) }
            }
            return try show(page, [SignIn.wrong], status: .unauthorized)
        }
        guard person.agency == door.agency else {
            let codes = Refusal.otherAgency().problems.map(\.code)
            let body = SessionBook.Denied(person, page.request, codes)
            _ = try await door.engine.commit { try $0.record(SessionBook.Kind.denied.rawValue, case: "", body) }
            return try show(page, Refusal.otherAgency().problems, status: .forbidden)
        }
        let cookie = Secret.random()
        let body = SessionBook.Opened(person: person.id, session: Secret.hash(cookie), wall: wall)
        _ = try await door.engine.commit { try $0.record(SessionBook.Kind.opened.rawValue, case: "", body) }
        var response = door.redirect(to: SignIn.local(page.field("next")) ?? door.home)
        response.headers[.setCookie] = door.cookie(door.cookieName, cookie, "HttpOnly")
        return response
    }

    /// Whether a secret is the token or the password of somebody; nil when too many passwords wait to be compared.
    private func isProven(_ person: Person?, _ secret: String) async throws -> Bool? {
        guard let person else { return false }
        if door.people.person(tokenHash: Secret.hash(secret))?.id == person.id { return true }
        guard let kept = door.people.password(of: person) else { return false }
        return try await passwords.matches(secret, kept)
    }

    private func close(_ visitor: PageDoor.Visitor, isEverywhere: Bool) async throws {
        let session = isEverywhere ? nil : Secret.hash(visitor.secret)
        let body = SessionBook.Closed(person: visitor.person.id, session: session)
        _ = try await door.engine.commit { try $0.record(SessionBook.Kind.closed.rawValue, case: "", body) }
    }

    /// A place of this process, so that nobody is led elsewhere by an address he was given.
    static func local(_ address: String) -> String? {
        address.hasPrefix("/") && !address.hasPrefix("//") && !address.contains("\\") ? address : nil
    }

    private static let wrong = Problem("SIGN_IN_WRONG", zh: "编号或口令不对", en: "The id or the secret is wrong")
    private static let busy = Problem(
        "SIGN_IN_BUSY",
        zh: "同时登录的人太多，请稍后再试",
        en: "Too many people are signing in; please try again in a moment"
    )
    private static let locked = Problem(
        "SIGN_IN_LOCKED",
        zh: "错误次数过多，请15分钟后再试",
        en: "Too many wrong tries; please try again in 15 minutes"
    )
}
