package import Casework
import Foundation

/// What a back-up says of itself: `manifest.json`, written last, so that a folder without it is no back-up.
package struct BackupManifest: Codable, Hashable, Sendable {
    /// The log of one owner.
    package struct File: Codable, Hashable, Sendable {
        package var owner: String
        /// The file's name in the folder of the back-up.
        package var name: String
        /// The last entry of the log.
        package var n: Int64
        package var epoch: Int64
        /// The running hash at `n`, lower-case hexadecimal.
        package var chain: String
        /// Bytes.
        package var size: Int64
        /// Of the file, lower-case hexadecimal.
        package var sha256: String
        /// In which form the owner's tables were folded.
        package var schemaVersion: Int
        /// What stood for each folded table at `n`; those without rows are left out.
        package var tables: [String: String]
    }

    /// When it was made, by the machine's clock.
    package var madeAt: Instant
    /// The fleet's time then.
    package var fleetTime: Instant
    /// How the fleet's time ran.
    package var clock: ClockAnchor
    /// What the broker was told to declare, without passwords; nil in a home that has no broker of its own.
    package var topology: Value?
    package var files: [File]
    /// What is not in it, for whoever finds it alone.
    package var notes: Words = BackupManifest.leftOut

    private static let leftOut = Words(
        zh: "只有各单位的日志；其余各表由日志重算。密钥（credentials/keys）另行备份，其中 days 从不备份；附件（files）也另行备份。",
        en: """
            The owners' logs alone; every other table is folded from them. Keys (credentials/keys) are backed up apart, \
            those of days never; attachments (files) are backed up apart as well.
            """
    )

    /// The topology as a home's broker was started with it.
    ///
    /// - Throws: when the file is there and cannot be read.
    static func topology(of home: Home) throws -> Value? {
        guard let definitions = try DurableFile.read(Value.self, from: "\(home.brokerFolder)/definitions.json"),
            case .object(var members) = definitions
        else { return nil }
        // Hashes of passwords are secrets of this home alone.
        members["users"] = .list(
            (members["users"]?.list ?? []).map { user in
                .object((user.object ?? [:]).filter { $0.key != "password_hash" && $0.key != "hashing_algorithm" })
            }
        )
        return .object(members)
    }
}
