import Casework
import Contracts
import Crypto
import EventStore
import Fleet
import Foundation
import GRDB
import Hummingbird
import HummingbirdTesting
import Logging
import Synchronization
import Testing

@testable import Desk

/// An office that notes what it hears, fails on the messages it is told to fail on, and refuses some for good.
final class MoodyOffice: Office {
    let owner = "housing"
    let folds: [any Fold] = [Notebook(), DeadLetters()]
    let queues = ["assignments.housing", "ballots"]
    let seal = Seal(secret: SymmetricKey(data: Data("a secret of the test".utf8)), purpose: "test")
    private let failing = Mutex<Set<String>>([])
    private let refusing = Mutex<Set<String>>([])

    struct Failure: Error {}

    /// From now on it throws on messages with these ids, after it has recorded something.
    func fail(on ids: Set<String>) { failing.withLock { $0 = ids } }

    /// From now on it refuses messages with these ids for good.
    func refuse(_ ids: Set<String>) { refusing.withLock { $0 = ids } }

    func seal(of queue: String) -> Seal? { queue == "ballots" ? seal : nil }

    func receive(_ message: Incoming, _ transaction: Transaction) throws -> Handling {
        let id = message.envelope.id
        try transaction.record("word", case: "", Notebook.Word(text: id))
        if failing.withLock({ $0.contains(id) }) { throw Failure() }
        if refusing.withLock({ $0.contains(id) }) { return .dead([Problem("REFUSED", zh: "拒收", en: "refused")]) }
        return .done
    }
}

/// A process of housing with its moody office and the doors to what it put aside.
final class KeptBench: Sendable {
    let office = MoodyOffice()
    let engine: Engine
    private let people: PeopleDirectory
    private let folder = NSTemporaryDirectory() + "kept-\(UUID().uuidString)"

    init(sealing: Sealing? = nil) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let path = folder + "/housing.sqlite"
        let store = try Store(owner: "housing", path: path, folds: office.folds, sealing: sealing)
        let engine = Engine(
            office: office,
            store: store,
            clock: StillClock(),
            dayKeys: DayKeys(folder: nil),
            log: Logger(label: "test")
        )
        let outlet = ConfirmingOutlet(confirms: true)
        outlet.engine.withLock { $0 = engine }
        engine.start(outlet: outlet, safe: 0)
        self.engine = engine
        let staff = [
            Sample.operatorLi, Sample.reviewerQin, Sample.leaderGao,
            Sample.person("police-luo", agency: "police", roles: [.leader]),
        ]
        let hashes = Dictionary(uniqueKeysWithValues: staff.map { ($0.id, Secret.hash("token-of-\($0.id)")) })
        people = PeopleDirectory(people: staff, hashes: hashes)
    }

    /// Lets a test talk to the doors; afterwards the engine is stopped and every table must refold to what it was.
    func test(_ work: @escaping @Sendable (DeskAPIBench.Client) async throws -> Void) async throws {
        let router = Router(context: FleetProcess.Context.self)
        KeptRoutes(engine: engine, people: people).add(to: router)
        try await Application(router: router).test(.router) { try await work(DeskAPIBench.Client(client: $0)) }
        let engine = engine
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                engine.stop()
                continuation.resume()
            }
        }
        #expect(try engine.store.refold().different == [])
        try FileManager.default.removeItem(atPath: folder)
    }

    /// A message of the coordinator, delivered and settled.
    func deliver(
        _ id: String,
        case caseID: String? = Sample.caseID,
        queue: String = "assignments.housing",
        body: [UInt8]? = nil
    ) async {
        let envelope = Envelope(
            id: id,
            source: "coordinator",
            type: .stepAssigned,
            time: StillClock().now(),
            caseID: caseID,
            data: .object([:])
        )
        let raw = RawMessage(
            queue: queue,
            exchange: "huiban.assignments",
            routingKey: "housing.01",
            contentType: Envelope.contentType,
            messageID: id,
            correlationID: "13812345678",
            body: body ?? envelope.bytes
        )
        let engine = engine
        await withCheckedContinuation { continuation in
            engine.deliver(raw) { _ in continuation.resume() }
        }
    }

    /// What the office has noted, in order.
    func words() async throws -> [String] {
        try await engine.read { try String.fetchAll($0, sql: "SELECT text FROM words ORDER BY n") }
    }
}
