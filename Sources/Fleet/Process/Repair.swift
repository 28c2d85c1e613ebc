import Casework
import EventStore
import Foundation
import RabbitMQ

/// What the person on duty does to a file that nobody else has open.
struct Repair {
    let setting: Setting
    let office: any Office

    /// What was done, as the command line reads it.
    struct Outcome: Codable {
        var owner: String
        var entries: Int64
        var different: [String]
        var chain: String
        /// The epoch that begins behind the entries; nil when none does.
        var epoch: Int64?
        /// How many of the entries came from a back-up; nil without one.
        var fromBackup: Int64?
        /// The version of the keys without which a back-up cannot be folded.
        var lostKey: Int?
        /// Whether a destruction removed that version, which leaves later ones.
        var isDestroyed: Bool?
        /// Whether the tables of a back-up were folded in the form of today.
        var isComparable: Bool?
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
                try await Lease(owner: setting.owner, session: session).take()
                let recovery = Recovery(setting, session)
                try await recovery.ship(store, after: try await recovery.safePosition(of: store))
            }
        }
        try say(try await destruction.run(order))
    }

    func removeIfThere(_ path: String) throws {
        if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
    }

    func say(_ outcome: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        FileHandle.standardOutput.write(try encoder.encode(outcome) + Data("\n".utf8))
    }
}
