import EventStore
import Logging
import RabbitMQ
import ServiceLifecycle

/// Stops a process whose journal another one continues, in a newer epoch: the file was rebuilt elsewhere (design rule J).
///
/// It reads its own journal, all of it, but no more than a little at a time: when that is less than what is written it looks
/// at the newest records as well, and sees another's among them sooner.
struct JournalWatch: Service {
    let store: Store
    let options: ConnectionOptions
    let log: Logger
    var interval = Duration.seconds(2)

    /// Messages that are read at one look.
    private static let most = 50

    /// Looks until the process is asked to stop.
    ///
    /// - Throws: `StoreError.superseded`, or `StoreError.fileBehindJournal` when the file has nothing of its own.
    func run() async throws {
        let session = Session(options: options, patience: .seconds(60))
        do {
            try await cancelWhenGracefulShutdown {
                try await watch(BrokerJournal(owner: store.owner, session: session))
            }
        } catch {
            await session.close()
            throw error
        }
        await session.close()
    }

    private func watch(_ journal: BrokerJournal) async throws {
        let epoch = try store.end().epoch
        var next = JournalStart.last
        while !Task.isCancelled {
            do {
                let items = try await journal.peek(from: next, limit: Self.most)
                let newest = items.count < Self.most ? [] : try await journal.peek(from: .last, limit: Self.most)
                let entries = try (items + newest).compactMap { try $0.record() }.flatMap(\.entries)
                if let newer = entries.first(where: { $0.epoch > epoch }) {
                    throw try await Recovery(journal, log).outdated(store, by: newer)
                }
                if let last = items.last { next = .offset(last.offset + 1) }
            } catch let error as AMQPError {
                // The engine says that the broker is away; who came meanwhile is seen when it is back.
                log.debug("the journal cannot be looked at", metadata: ["reason": "\(error)"])
            }
            do {
                try await Task.sleep(for: interval)
            } catch is CancellationError {
                return
            }
        }
    }
}
