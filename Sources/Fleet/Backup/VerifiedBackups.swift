package import Casework
import Foundation

/// The logs of back-ups that were verified in a home, the newest of each owner (`verified-backups.json`).
///
/// They are the other half of a journal whose beginning the broker has dropped.
package struct VerifiedBackups: Codable, Hashable, Sendable {
    /// A log in a back-up, as it was verified.
    package struct Log: Codable, Hashable, Sendable {
        /// The last entry of the log.
        package var n: Int64
        package var epoch: Int64
        /// The running hash at `n`, lower-case hexadecimal.
        package var chain: String
        /// Where the back-up lay.
        package var folder: String
        /// When it was verified, by the machine's clock.
        package var verifiedAt: Instant
    }

    /// By owner.
    package private(set) var logs: [String: Log] = [:]

    /// None.
    package init() {}

    /// What a home knows of.
    ///
    /// - Throws: when the file is there and cannot be read.
    package init(of home: Home) throws {
        self = try DurableFile.read(VerifiedBackups.self, from: home.verifiedBackupsFile) ?? VerifiedBackups()
    }

    /// Every log of a back-up was verified; what was verified before and reaches further is kept.
    package mutating func add(_ backup: Backup, at moment: Instant) {
        for file in backup.manifest.files {
            if let known = logs[file.owner], (known.epoch, known.n) > (file.epoch, file.n) { continue }
            logs[file.owner] = Log(
                n: file.n,
                epoch: file.epoch,
                chain: file.chain,
                folder: backup.folder,
                verifiedAt: moment
            )
        }
    }

    /// Replaces what the home knows; it is on the disk when this returns.
    ///
    /// - Throws: `DurableFile.Failure`.
    package func write(to home: Home) throws {
        try DurableFile.write(json: self, to: home.verifiedBackupsFile)
        try DurableFile.flush(folder: home.path)
    }
}
