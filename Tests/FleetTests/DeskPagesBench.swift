import Casework
import CaseworkTesting
import Contracts
import Desk
import Fleet
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

/// A browser before a desk's pages: it keeps its cookie and the word of its forms.
struct DeskPagesBench: Sendable {
    let bench: DeskAPIBench

    init(
        confirms: Bool = true,
        practice: (any Practice)? = nil,
        neighbours: any Neighbours = NoNeighbours()
    ) throws {
        bench = try DeskAPIBench(confirms: confirms, practice: practice, neighbours: neighbours)
    }

    /// Lets a test click through the pages, and stops the engine afterwards.
    func test(_ work: @escaping @Sendable (Browser) async throws -> Void) async throws {
        let pages = try pages()
        let (door, desk, engine) = (try door(), bench.desk, bench.engine)
        try await bench.test(
            adding: {
                pages.add(to: $0)
                desk.practice.addPages(to: $0, door: door, desk: desk, engine: engine)
            },
            { try await work(Browser(client: $0.client)) }
        )
    }

    private func pages() throws -> DeskPages {
        DeskPages(
            door: try door(),
            api: bench.api,
            books: try Fixture.books(),
            templates: try DocumentTemplates(folder: Fixture.path("documents")),
            reports: []
        )
    }

    private func door() throws -> PageDoor {
        PageDoor(
            agency: "housing",
            engine: bench.engine,
            people: bench.people,
            registry: try Fixture.books().registry,
            templates: try PageTemplates(bench.desk.practice.pages.templates),
            home: "/desk"
        )
    }
}

/// What a person's browser does.
final class Browser: Sendable {
    let client: any TestClientProtocol
    private let cookie: String?
    private let csrf: String

    init(client: any TestClientProtocol, cookie: String? = nil, csrf: String = "") {
        self.client = client
        self.cookie = cookie
        self.csrf = csrf
    }

    /// A page as it came.
    struct Page: Sendable {
        var status: Int
        var html: String
        var location: String?
        var cookie: String?
        var fields: HTTPFields
    }

    func get(_ path: String) async throws -> Page { try await call(.get, path, nil) }

    /// Sends a form; with the word of its page unless `csrf` says otherwise.
    func post(_ path: String, _ form: [(String, String)], csrf: String? = nil) async throws -> Page {
        let all = form + [("csrf", csrf ?? self.csrf)]
        let body = all.map { "\(Browser.escaped($0.0))=\(Browser.escaped($0.1))" }.joined(separator: "&")
        return try await call(.post, path, body)
    }

    /// Signs in; the browser that comes back is that person's.
    func signIn(as person: String) async throws -> Browser {
        let page = try await post("/sign-in", [("person", person), ("secret", "token-of-\(person)")])
        let cookie = try #require(page.cookie)
        let desk = try await Browser(client: client, cookie: cookie).get("/desk")
        let word = try #require(desk.html.split(separator: "data-csrf=\"").dropFirst().first?.prefix(64))
        return Browser(client: client, cookie: cookie, csrf: String(word))
    }

    private func call(_ method: HTTPRequest.Method, _ path: String, _ body: String?) async throws -> Page {
        var headers: HTTPFields = [:]
        if let cookie { headers[.cookie] = cookie }
        if body != nil { headers[.contentType] = "application/x-www-form-urlencoded" }
        return try await client.execute(
            uri: path,
            method: method,
            headers: headers,
            body: body.map { ByteBuffer(string: $0) }
        ) { response in
            Page(
                status: response.status.code,
                html: String(decoding: response.body.readableBytesView, as: UTF8.self),
                location: response.headers[.location],
                cookie: response.headers[.setCookie]?.split(separator: ";").first.map(String.init),
                fields: response.headers
            )
        }
    }

    private static func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}
