import Casework
import EventStore
import Foundation
import GRDB
import Logging
import ServiceLifecycle
import Synchronization
import Testing

@testable import Fleet

/// A process whose engine has ended is of no use to anybody.
@Suite(.timeLimit(.minutes(1))) struct EngineWatchTests {
    private struct Idle: Office {
        let owner = "idle"
        let folds: [any Fold] = []
        let queues: [String] = []
        let fences: [FenceRoute] = []

        func receive(_ message: Incoming, _ transaction: Transaction) throws -> Handling { .done }
        func nextDue(in db: Database) throws -> Instant? { nil }
        func fire(_ transaction: Transaction, through moment: Instant) throws {}
    }

    private struct Still: FleetTime {
        func now() -> Instant { Instant(milliseconds: 0) }
        func pause(until due: Instant) -> Duration? { nil }
    }

    private func engine() throws -> Engine {
        let path = FileManager.default.temporaryDirectory.appending(path: "huiban-\(UUID().uuidString).sqlite").path
        let store = try Store(owner: "idle", path: path, folds: [])
        return Engine(
            office: Idle(),
            store: store,
            clock: Still(),
            dayKeys: DayKeys(folder: nil),
            log: Logger(label: "test")
        )
    }

    @Test func theProcessEndsWithTheReasonWhenTheEngineHasEnded() async throws {
        let engine = try engine()
        engine.status.withLock { $0.fatal = "the disk is full" }
        let ended = await #expect(throws: EngineWatch.Ended.self) {
            try await EngineWatch(engine: engine, interval: .milliseconds(1)).run()
        }
        #expect(ended?.description == "the engine has ended: the disk is full")
    }

    @Test func itLooksOnUntilItIsAskedToStop() async throws {
        let watch = EngineWatch(engine: try engine(), interval: .seconds(60))
        let group = ServiceGroup(configuration: .init(services: [.init(service: watch)], logger: Logger(label: "test")))
        async let run: Void = group.run()
        await group.triggerGracefulShutdown()
        try await run
    }
}
