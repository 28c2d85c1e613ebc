import Casework
import EventStore
import Foundation
import RabbitMQ

/// What the person on duty does to a file that nobody else has open.
struct Repair {
    let setting: Setting
    let office: any Office

    private struct Outcome: Codable {
        var owner: String
        var entries: Int64
        var different: [String]
        var chain: String
    }

    /// Drops every folded table, folds the log again and compares; true when nothing differs.
    func refold() throws -> Bool {
        let store = try setting.store(at: setting.home.store(setting.owner), of: office)
        let report = try store.refold()
        try say(
            Outcome(
                owner: setting.owner,
                entries: report.entries,
                different: report.different,
                chain: try store.end().chain.hex
            )
        )
        return report.different.isEmpty
    }

    /// Replays the owner's journal into a new file, which takes the old one's place only when it is whole and this is
    /// no trial; the old one is kept beside it.
    func rebuild(_ options: ConnectionOptions, isTrial: Bool) async throws {
        let path = setting.home.store(setting.owner)
        // Held to the end, so that nobody opens the file while it is being replaced.
        let lock = try FileLock(path: path + ".lock")
        defer { extendLifetime(lock) }
        let fresh = path + ".rebuilt"
        for suffix in ["", "-wal", "-shm"] { try removeIfThere(fresh + suffix) }
        let end = try await Session.with(options, patience: .seconds(60)) { session in
            let ledger = try Ledger(try setting.store(at: fresh, of: office))
            try await Recovery(setting, session).replay(into: ledger)
            return ledger.end
        }
        guard end.n > 0 else { throw JournalEmpty(owner: setting.owner) }
        let outcome = Outcome(owner: setting.owner, entries: end.n, different: [], chain: end.chain.hex)
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

    /// Says which cases' terms were over before a day.
    func sayExpired(before day: LocalDate) throws {
        let store = try setting.store(at: setting.home.store(setting.owner), of: office)
        try say(try store.read { try office.expired(before: day, in: $0) })
    }

    /// Carries out the order that lies in a file.
    func destroy(_ file: String, _ options: ConnectionOptions) async throws {
        guard let order = try DurableFile.read(DestructionOrder.self, from: file) else { throw ArgumentsMissing() }
        let destruction = Destruction(setting: setting, office: office) { store in
            try await Session.with(options, patience: .seconds(60)) { session in
                let recovery = Recovery(setting, session)
                try await recovery.ship(store, after: try await recovery.safePosition(of: store))
            }
        }
        try say(try await destruction.run(order))
    }

    private func removeIfThere(_ path: String) throws {
        if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
    }

    private func say(_ outcome: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        FileHandle.standardOutput.write(try encoder.encode(outcome) + Data("\n".utf8))
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
