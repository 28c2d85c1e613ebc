import Casework
import Contracts
import Desk
import EventStore
import Fleet
import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import Synchronization
import Testing

/// A housing desk with its engine and its HTTP API, before a broker that confirms at once, or never.
final class DeskAPIBench: Sendable {
    let engine: Engine
    let desk: Desk
    let files: FileStore
    let api: DeskAPI
    let people: PeopleDirectory
    private let folder: String

    init(
        confirms: Bool = true,
        agency: String = "housing",
        practice: (any Practice)? = nil,
        neighbours: any Neighbours = NoNeighbours()
    ) throws {
        folder = NSTemporaryDirectory() + "desk-api-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        desk = Desk(practice: practice ?? PlainPractice(agency: agency), rules: DeskBench.rules)
        let office = AgencyOffice(desk: desk)
        let store = try Store(owner: agency, path: folder + "/\(agency).sqlite", folds: office.folds)
        let engine = Engine(
            office: office,
            store: store,
            clock: StillClock(),
            dayKeys: DayKeys(folder: nil),
            log: Logger(label: "test")
        )
        let outlet = ConfirmingOutlet(confirms: confirms)
        outlet.engine.withLock { $0 = engine }
        self.engine = engine
        engine.start(outlet: outlet, safe: 0)
        files = FileStore(folder: folder + "/files")
        let people = [
            Sample.operatorLi, Sample.reviewerQin, Sample.leaderGao, Sample.person("police-luo", agency: "police"),
            Sample.person("housing-tang", roles: [.auditor]),
        ]
        let hashes = Dictionary(uniqueKeysWithValues: people.map { ($0.id, Secret.hash("token-of-\($0.id)")) })
        let services = ["coordinator", "police", "justice", "housing"].map {
            Credentials.ServiceKey(owner: $0, tokenHash: Secret.hash("token-of-process-\($0)"))
        }
        self.people = PeopleDirectory(people: people, hashes: hashes)
        api = DeskAPI(
            desk: desk,
            engine: engine,
            people: self.people,
            files: files,
            services: ServiceGate(keys: services),
            neighbours: neighbours
        )
    }

    /// Lets a test talk to the API, and stops the engine afterwards.
    func test(
        adding more: (Router<FleetProcess.Context>) -> Void = { _ in },
        _ work: @escaping @Sendable (Client) async throws -> Void
    ) async throws {
        let folder = folder
        let engine = engine
        defer {
            Thread.detachNewThread {
                engine.stop()
                try? FileManager.default.removeItem(atPath: folder)
            }
        }
        let router = Router(context: FleetProcess.Context.self)
        api.add(to: router)
        more(router)
        try await Application(router: router).test(.router) { client in try await work(Client(client: client)) }
    }

    func receive(
        _ content: Assignment.Content,
        state: Assignment.Standing.State = .open,
        sequence: Int = 1
    ) async throws {
        let assignment = Sample.assignment(content, sequence: sequence, state: state)
        _ = try await engine.commit { [desk] tx in
            try desk.receive(assignment, epoch: 1, causation: "test", in: tx)
        }
    }

    /// Speaks as a person, or as nobody.
    struct Client {
        let client: any TestClientProtocol

        func call(
            _ method: HTTPRequest.Method,
            _ path: String,
            as person: String?,
            _ body: String? = nil,
            type: String? = nil,
            bytes: [UInt8]? = nil
        ) async throws -> Reply {
            var headers: HTTPFields = [:]
            if let person { headers[.authorization] = "Bearer token-of-\(person)" }
            if let type { headers[.contentType] = type }
            let buffer = bytes.map { ByteBuffer(bytes: $0) } ?? body.map { ByteBuffer(string: $0) }
            return try await client.execute(uri: path, method: method, headers: headers, body: buffer) { response in
                Reply(status: response.status.code, bytes: Array(response.body.readableBytesView))
            }
        }
    }

    /// An answer of the API.
    struct Reply {
        let status: Int
        let bytes: [UInt8]

        var value: Value { JSONText.read(bytes).value ?? .null }
        var codes: [String] { value["problems"]?.list?.compactMap { $0["code"]?.text } ?? [] }
    }
}

/// Confirms every parcel as soon as it is sent, or keeps silent.
final class ConfirmingOutlet: Outlet {
    let engine = Mutex<Engine?>(nil)
    private let confirms: Bool

    init(confirms: Bool) { self.confirms = confirms }

    func send(_ parcels: [Parcel]) {
        guard confirms, let engine = engine.withLock({ $0 }) else { return }
        for parcel in parcels { engine.settled(parcel.token, .confirmed) }
    }
}

/// 2023-04-27T09:00:00+08:00, for ever.
struct StillClock: FleetTime {
    func now() -> Instant { Instant(milliseconds: 1_682_557_200_000) }
    func pause(until due: Instant) -> Duration? { due <= now() ? nil : .seconds(3600) }
}
