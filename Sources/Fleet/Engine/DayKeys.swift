package import Casework
import Crypto
import EventStore
import Foundation
import Synchronization

/// The keys that close what is kept of dead letters: one a day, which goes thirty days later and takes what it closed along.
///
/// A dead letter belongs to no case, so no case's term ends it. Its log is never rewritten, and nobody need stop the process.
package final class DayKeys: Sendable {
    /// How long the body of a dead letter can be read (proposal, domain.md 5.6: at most 30 days, then redacted).
    package static let days = 30

    private static let ending = ".key"

    /// Nil where keys live as long as this value.
    private let folder: String?
    private let random: @Sendable (_ count: Int) -> [UInt8]
    private let known = Mutex<[LocalDate: SymmetricKey]>([:])

    /// - Parameters:
    ///   - folder: where the keys lie, one file a day (mode 0600); nil keeps them in memory.
    ///   - random: so many bytes that nobody can foretell.
    package init(folder: String?, random: @escaping @Sendable (_ count: Int) -> [UInt8] = Sealing.systemRandom) {
        self.folder = folder
        self.random = random
    }

    /// What closes the bodies of a day; its key is there for good when this returns.
    ///
    /// - Throws: `DurableFile.Failure`, or what the file system says.
    func seal(of day: LocalDate) throws -> Seal {
        if let seal = try seal(thatOpens: day) { return seal }
        let key = SymmetricKey(data: random(32))
        if let folder {
            try FileManager.default.createDirectory(
                atPath: folder,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
            let text = key.withUnsafeBytes { Data($0) }.base64EncodedString()
            try DurableFile.write(Data("\(text)\n".utf8), to: file(day, in: folder))
            try DurableFile.flush(folder: folder)
        }
        known.withLock { $0[day] = key }
        return seal(key)
    }

    /// What opens the bodies of a day, nil when its key is gone.
    ///
    /// - Throws: when the key is there and cannot be read.
    func seal(thatOpens day: LocalDate) throws -> Seal? {
        if let key = known.withLock({ $0[day] }) { return seal(key) }
        guard let folder, FileManager.default.fileExists(atPath: file(day, in: folder)) else { return nil }
        let text = try String(contentsOfFile: file(day, in: folder), encoding: .utf8)
        guard let bytes = Data(base64Encoded: text.trimmingCharacters(in: .whitespacesAndNewlines)) else { return nil }
        let key = SymmetricKey(data: bytes)
        known.withLock { $0[day] = key }
        return seal(key)
    }

    /// Removes the keys whose bodies may not be read any more on `today`.
    ///
    /// - Throws: what the file system says; the next call goes on.
    package func forget(on today: LocalDate) throws {
        let first = today.adding(days: 1 - DayKeys.days)
        known.withLock { known in known = known.filter { $0.key >= first } }
        guard let folder, FileManager.default.fileExists(atPath: folder) else { return }
        let old = try FileManager.default.contentsOfDirectory(atPath: folder).filter { name in
            guard name.hasSuffix(DayKeys.ending), let day = LocalDate(String(name.dropLast(DayKeys.ending.count)))
            else { return false }
            return day < first
        }
        guard !old.isEmpty else { return }
        for name in old { try FileManager.default.removeItem(atPath: "\(folder)/\(name)") }
        try DurableFile.flush(folder: folder)
    }

    private func seal(_ key: SymmetricKey) -> Seal { Seal(secret: key, purpose: "kept", random: random) }

    private func file(_ day: LocalDate, in folder: String) -> String { "\(folder)/\(day)\(DayKeys.ending)" }
}
