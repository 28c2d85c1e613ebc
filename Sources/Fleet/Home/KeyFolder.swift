import Crypto
package import EventStore
import Foundation

/// Where the keys lie that close the keys of an owner's cases: one file a version (mode 0600), outside log and journal.
///
/// Whoever has a log, a journal or a back-up without this folder reads nothing of what is sealed there. It must be kept as long
/// as the files: without it nothing sealed is ever read again, and a process refuses to start (`StoreError.keysLost`).
package struct KeyFolder: Sendable {
    private let path: String

    package init(_ home: Home, owner: String) { path = home.keys(owner) }

    private static let ending = ".key"

    /// Every key that is there; the first one is made when there is none.
    ///
    /// - Throws: `DurableFile.Failure`, or what the file system says.
    package func keys() throws -> KeyEncryptionKeys {
        if try versions().isEmpty { try make(1) }
        return try known()
    }

    /// Every key that is there; none is made.
    ///
    /// - Throws: `StoreError.keysLost` for one that cannot be read, or what the file system says.
    func known() throws -> KeyEncryptionKeys {
        KeyEncryptionKeys(try Dictionary(uniqueKeysWithValues: versions().map { ($0, try read($0)) }))
    }

    /// The versions that are there, oldest first.
    package func versions() throws -> [Int] {
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(KeyFolder.ending) }
            .compactMap { Int($0.dropLast(KeyFolder.ending.count)) }.sorted()
    }

    /// Makes the key of a version; it is there for good when this returns.
    package func make(_ version: Int) throws {
        try FileManager.default.createDirectory(
            atPath: path,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        let key = Data(Sealing.systemRandom(32)).base64EncodedString()
        try DurableFile.write(Data("\(key)\n".utf8), to: file(version))
        try DurableFile.flush(folder: path)
    }

    /// Removes every version before `version`; they are gone for good when this returns.
    package func removeKeys(before version: Int) throws {
        for old in try versions() where old < version { try FileManager.default.removeItem(atPath: file(old)) }
        try DurableFile.flush(folder: path)
    }

    private func file(_ version: Int) -> String { "\(path)/\(version)\(KeyFolder.ending)" }

    private func read(_ version: Int) throws -> SymmetricKey {
        let text = try String(contentsOfFile: file(version), encoding: .utf8)
        guard let bytes = Data(base64Encoded: text.trimmingCharacters(in: .whitespacesAndNewlines)), bytes.count == 32
        else { throw StoreError.keysLost(version: version) }
        return SymmetricKey(data: bytes)
    }
}
