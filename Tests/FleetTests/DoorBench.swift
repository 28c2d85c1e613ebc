import Casework
import Contracts
import Desk
import EventStore
import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import Synchronization
import Testing

@testable import Coordinator
@testable import Fleet

/// A process's whole door, API and pages, with the people of the shipped contracts in a home of its own.
final class DoorBench: Sendable {
    let engine: Engine
    let temporary: TemporaryHome
    private let addRoutes: @Sendable (Router<FleetProcess.Context>) throws -> Void
    private let owner: String
    /// The coordinator's office; nil for an agency.
    let coordinator: CoordinatorOffice?

    var credentials: Credentials { Credentials(home: temporary.home) }

    private static let contracts = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "contracts").path

    init(
        _ owner: String = "housing",
        people: [String] = DoorBench.people,
        confirms: Bool = true,
        isDrill: Bool = false,
        practice: (any Practice)? = nil,
        limits: CitizenDoor = CitizenDoor(),
        congestion: Congestion = Congestion()
    ) throws {
        self.owner = owner
        temporary = try TemporaryHome()
        let home = temporary.home
        try Credentials(home: home).preparePeople(people)
        try Credentials(home: home).prepareServices(["coordinator", "housing", "police"])
        try FleetClock.start(home, ClockSettings())
        var file = FleetFile()
        file.isDrill = isDrill
        try file.write(to: home)
        let setting = Setting(
            owner: owner,
            home: home,
            contracts: DoorBench.contracts,
            clock: try FleetClock(home: home),
            log: Logger(label: "test")
        )
        let parts = Parts(limits: limits, congestion: congestion)
        let desks = Desks(practice: practice ?? PlainPractice(agency: owner))
        let office: any Office =
            owner == "coordinator" ? try parts.make(setting) : AgencyOffice(desk: try desks.desk(setting))
        let store = try Store(owner: owner, path: home.store(owner), folds: office.folds)
        engine = Engine(
            office: office,
            store: store,
            clock: StillClock(),
            dayKeys: DayKeys(folder: nil),
            log: Logger(label: "test")
        )
        coordinator = office as? CoordinatorOffice
        let outlet = ConfirmingOutlet(confirms: confirms)
        outlet.engine.withLock { [engine] in $0 = engine }
        engine.start(outlet: outlet, safe: 0)
        addRoutes = { [engine] router in
            if owner == "coordinator" {
                try parts.addRoutes(to: router, engine, setting)
            } else {
                _ = try desks.addRoutes(to: router, engine, setting)
            }
        }
    }

    /// A case of the seed at a coordinator's, whether its journal answers or not; gives its number.
    func openCase() async throws -> String {
        let office = try #require(coordinator)
        let file = URL(fileURLWithPath: DoorBench.contracts).appending(path: "examples/deputy-suggestion-20230333.json")
        let data = try #require(JSONText.value(Array(try Data(contentsOf: file))).subject?["data"])
        let submission = Submission(user: "suggestions", messageID: "suggestions/1", data: data)
        let receipt = try await engine.commit(patience: 1) { transaction in
            try office.library.take(office.loaded, transaction)
            return try office.intake.submit(submission, transaction)
        }
        return try #require(receipt.value.caseID)
    }

    static let people = ["housing-li", "housing-chen", "police-wang", "coordinator-fang", "coordinator-luo"]

    /// Every route of the door, as the router itself lists them: `GET /tasks/{}`.
    func routes() throws -> [DoorRoute] {
        let router = Router(context: FleetProcess.Context.self)
        try addRoutes(router)
        return router.routes.map { DoorRoute(method: $0.method, path: "\($0.path)") }
    }

    /// Lets a test come to the door; afterwards the engine is stopped and every table must refold to what it was.
    func test(_ work: @escaping @Sendable (Caller) async throws -> Void) async throws {
        let router = Router(context: FleetProcess.Context.self)
        try addRoutes(router)
        try await Application(router: router).test(.router) { [owner, credentials] client in
            try await work(Caller(client: client, owner: owner, credentials: credentials))
        }
        let engine = engine
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                engine.stop()
                continuation.resume()
            }
        }
        #expect(try engine.store.refold().different == [])
    }

    /// Somebody at the door, with a browser or a program.
    struct Caller {
        let client: any TestClientProtocol
        let owner: String
        let credentials: Credentials

        /// An answer as a browser gets it.
        struct Reply {
            let status: Int
            let headers: HTTPFields
            let text: String

            /// The secret of a session that was opened.
            var session: String? {
                headers[.setCookie].flatMap { cookie in
                    cookie.split(separator: ";").first?.split(separator: "=", maxSplits: 1).last.map(String.init)
                }
            }
        }

        /// Opens a page, or sends a form there, in a browser with a session.
        func browse(
            _ method: HTTPRequest.Method,
            _ path: String,
            session: String? = nil,
            _ form: [String: String] = [:]
        ) async throws -> Reply {
            var headers: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
            if let session { headers[.cookie] = "huiban-\(owner)=\(session)" }
            var fields = form
            if let session, method == .post { fields["csrf"] = Secret.hash("csrf " + session) }
            let body = fields.map { name, value in
                "\(name)=\(value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")"
            }
            return try await send(method, path, headers, body.joined(separator: "&"))
        }

        /// Signs in with a secret.
        func signIn(_ person: String, _ secret: String) async throws -> Reply {
            try await browse(.post, "/sign-in", session: nil, ["person": person, "secret": secret])
        }

        /// The session of somebody who signs in with his token.
        func session(_ person: String) async throws -> String {
            try #require(try await signIn(person, credentials.token(of: person)).session)
        }

        /// Calls the API with a person's token, or with none.
        func call(
            _ method: HTTPRequest.Method,
            _ path: String,
            as person: String?,
            _ body: String = ""
        ) async throws
            -> Reply
        {
            var headers: HTTPFields = [.contentType: "application/json"]
            if let person { headers[.authorization] = "Bearer \(try credentials.token(of: person))" }
            return try await send(method, path, headers, body)
        }

        func send(
            _ method: HTTPRequest.Method,
            _ path: String,
            _ headers: HTTPFields,
            _ body: String
        ) async throws
            -> Reply
        {
            try await client.execute(uri: path, method: method, headers: headers, body: ByteBuffer(string: body)) {
                Reply(status: $0.status.code, headers: $0.headers, text: String(buffer: $0.body))
            }
        }
    }
}
