import Casework
import EventStore
import Foundation
import Logging
import RabbitMQ

/// A second process of an owner, mostly on another host: it writes what comes through the owner's journal into a file of its
/// own, and goes on with that where the first one ends (promise 5).
struct Standby {
    /// A newer life of the log began before the end of what was written.
    private struct Overtaken: Error {}

    let setting: Setting
    let office: any Office
    /// On the connection that reads and writes the journal.
    let lease: Lease

    /// Entries that are read at once.
    private static let most = 500
    private static let interval = Duration.milliseconds(500)

    /// Follows until the lease falls to this process; then a new epoch of the log has begun in the file and in the journal.
    ///
    /// A file that lacks nothing when the lease is there at once is that of the last to work, and goes on as it is. A broker
    /// that cannot be asked is asked again.
    ///
    /// - Throws: `StoreError`, where a person must act.
    func waitForTurn() async throws {
        while true {
            do {
                return try await follow(try Ledger(try setting.store(at: path, of: office)))
            } catch is Overtaken {
                let aside = "\(path).overtaken-\(Int(Date.now.timeIntervalSince1970))"
                setting.log.warning("the file was overtaken by another life of the log", metadata: ["kept": "\(aside)"])
                for suffix in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: path + suffix) {
                    try FileManager.default.moveItem(atPath: path + suffix, toPath: aside + suffix)
                }
            }
        }
    }

    private var path: String { setting.home.store(setting.owner) }

    private func follow(_ ledger: Ledger) async throws {
        let journal = BrokerJournal(owner: setting.owner, session: lease.session)
        let recovery = Recovery(journal, setting.log)
        var turn = Turn(ledger)
        while true {
            do {
                let isOurs = try await lease.isOurs()
                if turn.next == nil {
                    switch (try await place(of: ledger, recovery), isOurs) {
                    case (.level, true), (.ahead, true): return setting.log.info("nobody has worked since")
                    case (.ahead, false): setting.log.warning("the file is ahead of the journal; waiting for the lease")
                    case (.behind, _), (.level, false):
                        turn.next = try await recovery.replay(into: ledger)
                        setting.log.info("standing by", metadata: ["entries": "\(ledger.end.n)"])
                    }
                } else if isOurs {
                    return try await takeOver(&turn, recovery)
                } else {
                    try await read(journal, &turn)
                }
            } catch let error as AMQPError {
                setting.log.debug("the broker cannot be asked", metadata: ["reason": "\(error)"])
            } catch RecoveryError.journalUnreadable {
                // The stream is another one, or its broker is only just starting.
                turn.next = nil
            }
            try await Task.sleep(for: Standby.interval)
        }
    }

    /// Where a file stands that nobody writes, seen from its journal.
    private enum Place {
        case behind
        case level
        case ahead
    }

    private func place(of ledger: Ledger, _ recovery: Recovery) async throws -> Place {
        let end = ledger.end.n
        guard end > 0 else { return .behind }
        do {
            return try await recovery.safePosition(of: ledger.store) < end ? .ahead : .level
        } catch StoreError.fileBehindJournal {
            return .behind
        }
    }

    /// How far a follower is.
    private struct Turn {
        let ledger: Ledger
        /// From where on the stream has what was not read yet; nil before the first reading.
        var next: Int64?
        /// Up to which entry the journal has what the file has; nil while that is everything.
        var shipped: Int64?

        init(_ ledger: Ledger) { self.ledger = ledger }

        mutating func take(_ entries: [Entry]) throws {
            var fresh: [Entry] = []
            // What an older life of the log still writes is no part of it.
            for entry in entries where entry.epoch >= ledger.end.epoch {
                if entry.n > ledger.end.n {
                    fresh.append(entry)
                } else if try ledger.store.entries(after: entry.n - 1, limit: 1).first?.chain != entry.chain {
                    throw Overtaken()
                }
            }
            if !fresh.isEmpty { try ledger.replay(fresh) }
        }
    }

    private func read(_ journal: BrokerJournal, _ turn: inout Turn) async throws {
        while let next = turn.next {
            let items = try await journal.peek(from: .offset(next), limit: Standby.most)
            for item in items {
                if let record = try item.record() { try turn.take(record.entries) }
                turn.next = item.offset + 1
            }
            if items.count < Standby.most { return }
        }
    }

    /// Reads what the former one has said to its end, and begins a new epoch behind it.
    private func takeOver(_ turn: inout Turn, _ recovery: Recovery) async throws {
        let ledger = turn.ledger
        if turn.shipped == nil {
            turn.next = try await recovery.walk(from: turn.next ?? 0) { try turn.take($0) }
            let end = ledger.end.n
            // Nobody has ever worked as this owner.
            guard end > 0 else { return }
            try ledger.finishReplay()
            _ = try ledger.beginEpoch(
                now: max(setting.clock.now(), try ledger.store.lastMoment() ?? setting.clock.now())
            )
            turn.shipped = end
        }
        try await recovery.ship(ledger.store, after: turn.shipped ?? 0)
        setting.log.notice(
            "took over",
            metadata: ["entries": "\(turn.shipped ?? 0)", "epoch": "\(ledger.end.epoch)"]
        )
    }
}
