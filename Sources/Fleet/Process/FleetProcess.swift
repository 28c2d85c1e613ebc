import Casework
import CoreMetrics
package import EventStore
import Foundation
package import Hummingbird
import Logging
import Metrics
import RabbitMQ
import ServiceLifecycle
import UnixSignals

/// A process of the fleet from its start to its end: file and journal compared, connections, HTTP, graceful stop.
package enum FleetProcess {
    package typealias Context = BasicRequestContext

    /// Runs until a signal asks to stop.
    ///
    /// The exit code says why it ended: 0 asked to, 1 cannot run, 2 called wrongly, 78 a person must act because the
    /// file was lost or differs from its journal.
    package static func run(
        owner: String,
        makeOffice: @escaping @Sendable (Setting) throws -> any Office,
        prepare: @escaping @Sendable (Transaction) throws -> Void = { _ in },
        addRoutes: @escaping @Sendable (Router<Context>, Engine, Setting) throws -> Void
    ) async -> Never {
        LoggingSystem.bootstrap { JSONLogHandler(label: $0) }
        let log = Logger(label: owner)
        do {
            let arguments = try Arguments(CommandLine.arguments)
            let home = Home(arguments.home)
            let setting = Setting(
                owner: owner,
                home: home,
                contracts: arguments.contracts,
                clock: try FleetClock(home: home),
                log: log
            )
            let office = try makeOffice(setting)
            switch arguments.mode {
            case .serve: try await serve(setting, office: office, prepare: prepare, addRoutes: addRoutes)
            case .standby:
                try await standBy(setting, office)
                try await serve(setting, office: office, prepare: prepare, addRoutes: addRoutes)
            case .refold(nil): exit(try Repair(setting: setting, office: office).refold() ? 0 : 1)
            case .refold(let backup?): exit(try Repair(setting: setting, office: office).refold(backup) ? 0 : 1)
            case .rebuild(let backup, let isTrial, let progress):
                try await Repair(setting: setting, office: office)
                    .rebuild(options(setting), from: backup, isTrial: isTrial, progress: progress)
            case .expired(let day): try Repair(setting: setting, office: office).sayExpired(before: day)
            case .destroy(let order):
                try await Repair(setting: setting, office: office).destroy(order, options(setting))
            }
            exit(0)
        } catch let error as ArgumentsMissing {
            say("\(error)")
            exit(2)
        } catch let error as StoreError where !error.isPassing {
            log.critical("a person must act", metadata: ["reason": "\(error)"])
            say("\(owner): \(error)")
            exit(78)
        } catch {
            log.critical("cannot run", metadata: ["reason": "\(error)"])
            say("\(owner): \(error)")
            exit(1)
        }
    }

    private static func say(_ text: String) { FileHandle.standardError.write(Data("\(text)\n".utf8)) }

    private static func serve(
        _ setting: Setting,
        office: any Office,
        prepare: @escaping @Sendable (Transaction) throws -> Void,
        addRoutes: @Sendable (Router<Context>, Engine, Setting) throws -> Void
    ) async throws {
        let metrics = PrometheusRegistry()
        MetricsSystem.bootstrap(metrics)
        let options = try options(setting)
        let store = try setting.store(at: setting.home.store(setting.owner), of: office)
        let safe = try await safePosition(of: store, options, setting)
        if let oldest = try KeyFolder(setting.home, owner: setting.owner).versions().first,
            oldest < (try store.rotatedVersion())
        {
            setting.log.warning("a destruction was not completed; run huiban retention destroy again")
        }
        if let last = try store.lastMoment() { try FleetClock.keepMark(setting.home, of: last) }
        let engine = Engine(
            office: office,
            store: store,
            clock: setting.clock,
            dayKeys: DayKeys(folder: setting.home.dayKeys(setting.owner)),
            log: setting.log
        )
        let link = BrokerLink(options: options, log: setting.log)
        link.startPublishing(engine: engine)
        engine.start(outlet: link, safe: safe)
        _ = try await engine.commit(prepare)
        for note in try await engine.read({ try office.notes(in: $0) }) {
            setting.log.warning("\(note.code)", metadata: ["at": "\(note.pointer)", "reason": "\(note.en)"])
        }
        link.startConsuming(queues: office.queues, engine: engine)

        let router = Router(context: Context.self)
        let file = try FleetFile.read(from: setting.home)
        let process = file?.process(setting.owner)
        let port = process?.port ?? 0
        let door = process.flatMap { file?.pages(of: $0) } ?? "http://127.0.0.1:\(port)"
        let notice = UrgentNotice(setting, engine: engine, door: door)
        Operations(engine: engine, link: link, metrics: metrics, notice: notice).add(to: router)
        try addRoutes(router, engine, setting)
        let application = Application(
            router: router,
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)),
            logger: setting.log
        )
        let secure = try SecureDoor(file, setting.owner)?.service(router, log: setting.log)
        let entries = try store.end().n
        setting.log.info("ready", metadata: ["port": "\(port)", "entries": "\(entries)"])
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [
                    .init(service: application), .init(service: EngineWatch(engine: engine)),
                    .init(service: JournalWatch(store: store, options: options.named("watch"), log: setting.log)),
                    .init(service: HurrySignal(office: office)),
                ]
                    + (secure.map { [.init(service: $0)] } ?? [])
                    + (notice.map { [.init(service: $0)] } ?? []),
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: setting.log
            )
        )
        try await group.run()

        await link.stopConsuming()
        await onThread { engine.stop() }
        await link.stopPublishing()
        setting.log.info("stopped")
    }

    /// Follows another process of this owner until there is none.
    private static func standBy(_ setting: Setting, _ office: any Office) async throws {
        let session = Session(options: try options(setting).named("standby"), patience: .seconds(60))
        let standby = Standby(setting: setting, office: office, lease: Lease(owner: setting.owner, session: session))
        do {
            try await standby.waitForTurn()
        } catch {
            await session.close()
            throw error
        }
        await session.close()
    }

    /// The comparison of file and journal, which no other process of this owner changes meanwhile.
    ///
    /// A broker that has only just started may need a second look.
    private static func safePosition(
        of store: Store,
        _ options: ConnectionOptions,
        _ setting: Setting
    ) async throws
        -> Int64
    {
        var attempts = 0
        while true {
            do {
                return try await Session.with(options) { session in
                    try await Lease(owner: setting.owner, session: session).take()
                    return try await Recovery(setting, session).safePosition(of: store)
                }
            } catch let error as StoreError {
                throw error
            } catch let error as Lease.IsHeld {
                throw error
            } catch {
                attempts += 1
                guard attempts < 10 else { throw error }
                setting.log.warning("the journal cannot be read yet", metadata: ["reason": "\(error)"])
                try await Task.sleep(for: .milliseconds(500))
            }
        }
    }

    private static func options(_ setting: Setting) throws -> ConnectionOptions {
        try ConnectionOptions(
            endpoints: Credentials(home: setting.home).brokerURLs(of: setting.owner).map { try Endpoint($0) },
            name: setting.owner,
            backoff: Backoff(first: .milliseconds(100), most: .seconds(2))
        )
    }

    /// Runs blocking work on a thread of its own, so that no cooperative thread waits.
    private static func onThread(_ work: @escaping @Sendable () -> Void) async {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                work()
                continuation.resume()
            }
        }
    }
}
