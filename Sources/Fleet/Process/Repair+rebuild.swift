import Casework
import EventStore
import Foundation
import RabbitMQ

extension Repair {
    /// Replays the owner's journal into a new file, behind the log of a back-up where its folder is given.
    ///
    /// The new file takes the old one's place only when it is whole and this is no trial; the old one is kept beside it. It
    /// begins a new epoch.
    ///
    /// How far it is stands on standard error meanwhile, in the language that is given.
    func rebuild(
        _ options: ConnectionOptions,
        from folder: String?,
        isTrial: Bool,
        progress language: Language?
    ) async throws {
        let path = setting.home.store(setting.owner)
        // Held to the end, so that nobody opens the file while it is being replaced.
        let lock = try FileLock(path: path + ".lock")
        defer { extendLifetime(lock) }
        let fresh = path + ".rebuilt"
        for suffix in ["", "-wal", "-shm"] { try removeIfThere(fresh + suffix) }
        let backup = try folder.map { try Backup(at: $0) }
        let (base, end) = try await Session.with(options, patience: .seconds(60)) { session in
            if !isTrial { try await Lease(owner: setting.owner, session: session).take() }
            let ledger = try Ledger(try setting.store(at: fresh, of: office))
            let recovery = Recovery(setting, session)
            let progress = language.map { ReplayProgress(owner: setting.owner, language: $0) }
            defer { progress?.finish() }
            progress?.last = max(try await recovery.tail()?.n ?? 0, try backup?.file(of: setting.owner).n ?? 0)
            try backup?.replay(setting.owner, into: ledger) { progress?.note($0) }
            let base = ledger.end.n
            try await recovery.replay(into: ledger) { progress?.note($0) }
            let end = ledger.end
            if end.n > 0, !isTrial { try await recovery.beginEpoch(of: ledger, now: setting.clock.now()) }
            return (base, end)
        }
        guard end.n > 0 else { throw JournalEmpty(owner: setting.owner) }
        var outcome = Outcome(owner: setting.owner, entries: end.n, different: [], chain: end.chain.hex)
        outcome.fromBackup = backup.map { _ in base }
        outcome.epoch = isTrial ? nil : end.epoch + 1
        guard !isTrial else {
            for suffix in ["", "-wal", "-shm", ".lock"] { try removeIfThere(fresh + suffix) }
            return try say(outcome)
        }
        let old = "\(path).before-rebuild-\(Int(Date.now.timeIntervalSince1970))"
        for suffix in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: path + suffix) {
            try FileManager.default.moveItem(atPath: path + suffix, toPath: old + suffix)
        }
        for suffix in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: fresh + suffix) {
            try FileManager.default.moveItem(atPath: fresh + suffix, toPath: path + suffix)
        }
        try removeIfThere(fresh + ".lock")
        try say(outcome)
    }
}

/// A journal without entries, from which no file can come back.
struct JournalEmpty: Error, CustomStringConvertible {
    var owner: String

    var description: String {
        """
        \(owner) 的日志流是空的，无可重建；原文件未动。
        the journal of \(owner) is empty, there is nothing to rebuild; the file was left as it is.
        """
    }
}
