import Casework
import EventStore
import Foundation
import Logging
import RabbitMQ

/// A second process of an owner, mostly on another host: it writes what comes through the owner's journal into a file of its
/// own, and goes on with that where the first one ends (promise 5).
struct Standby {
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
            } catch is Follower.Overtaken {
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
        var follower = Follower(ledger)
        while true {
            do {
                let isOurs = try await lease.isOurs()
                if follower.next == nil {
                    switch (try await place(of: ledger, recovery), isOurs) {
                    case (.level, true), (.ahead, true): return setting.log.info("nobody has worked since")
                    case (.ahead, false): setting.log.warning("the file is ahead of the journal; waiting for the lease")
                    case (.behind, _), (.level, false):
                        try await follower.catchUp(recovery)
                        setting.log.info("standing by", metadata: ["entries": "\(ledger.end.n)"])
                    }
                } else if isOurs {
                    let entries = try await follower.takeOver(recovery, now: setting.clock.now())
                    return setting.log.notice(
                        "took over",
                        metadata: ["entries": "\(entries)", "epoch": "\(ledger.end.epoch)"]
                    )
                } else {
                    try await read(journal, &follower)
                }
            } catch let error as AMQPError {
                setting.log.debug("the broker cannot be asked", metadata: ["reason": "\(error)"])
            } catch RecoveryError.journalUnreadable {
                // The stream is another one, or its broker is only just starting.
                follower.forgetPlace()
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

    private func read(_ journal: BrokerJournal, _ follower: inout Follower) async throws {
        while let next = follower.next {
            let items = try await journal.peek(from: .offset(next), limit: Standby.most)
            try follower.take(items)
            if items.count < Standby.most { return }
        }
    }
}
