package import Casework
import EventStore
import Foundation

extension Backup {
    /// Copies the logs of some owners into a folder, while their processes run or not.
    ///
    /// Each owner's is whole at an entry of its own: what one had heard and another had not yet said is said again after both
    /// came back (design rule S).
    ///
    /// - Parameters:
    ///   - home: the home.
    ///   - owners: whose logs.
    ///   - folder: a folder that is empty or not there; whatever stops this leaves it empty.
    ///   - madeAt: the machine's time.
    /// - Returns: the back-up, on the disk for good.
    /// - Throws: `BackupError.notEmpty`, `StoreError.unreadable`, or what the file system says.
    package static func make(of home: Home, owners: [String], in folder: String, madeAt: Instant) throws -> Backup {
        try prepare(folder)
        do {
            let clock = try FleetClock(home: home)
            let manifest = BackupManifest(
                madeAt: madeAt,
                fleetTime: clock.now(),
                clock: clock.anchor,
                topology: try BackupManifest.topology(of: home),
                files: try owners.map { try copy($0, of: home, into: folder) }
            )
            try DurableFile.write(json: manifest, to: self.manifest(in: folder))
            try DurableFile.flush(folder: folder)
            try DurableFile.flush(folder: URL(fileURLWithPath: folder).deletingLastPathComponent().path)
            return Backup(folder: folder, manifest: manifest)
        } catch {
            for name in try FileManager.default.contentsOfDirectory(atPath: folder) { unlink("\(folder)/\(name)") }
            throw error
        }
    }

    private static func prepare(_ folder: String) throws {
        let files = FileManager.default
        var isFolder: ObjCBool = false
        if files.fileExists(atPath: folder, isDirectory: &isFolder) {
            guard isFolder.boolValue, try files.contentsOfDirectory(atPath: folder).isEmpty else {
                throw BackupError.notEmpty(folder: folder)
            }
        } else {
            try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
        }
        try files.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder)
    }

    private static func copy(_ owner: String, of home: Home, into folder: String) throws -> BackupManifest.File {
        let name = "\(owner).sqlite"
        let part = "\(folder)/\(name).part"
        let copy = try StoreCopy.make(of: home.store(owner), at: part)
        let digest = try FileDigest(path: part)
        try FileManager.default.moveItem(atPath: part, toPath: "\(folder)/\(name)")
        return BackupManifest.File(
            owner: owner,
            name: name,
            n: copy.end.n,
            epoch: copy.end.epoch,
            chain: copy.end.chain.hex,
            size: digest.size,
            sha256: digest.sha256,
            schemaVersion: copy.schemaVersion,
            tables: copy.tables
        )
    }
}
