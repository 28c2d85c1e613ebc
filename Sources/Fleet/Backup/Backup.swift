package import Casework
package import EventStore

/// A back-up in its folder: a log for each owner, and the manifest of what they have to be.
package struct Backup: Sendable {
    package let folder: String
    package let manifest: BackupManifest

    init(folder: String, manifest: BackupManifest) {
        self.folder = folder
        self.manifest = manifest
    }

    /// The back-up in a folder; of its files nothing is known yet.
    ///
    /// - Throws: `BackupError.noManifest`.
    package init(at folder: String) throws {
        do {
            guard let manifest = try DurableFile.read(BackupManifest.self, from: Backup.manifest(in: folder)) else {
                throw BackupError.noManifest(folder: folder, reason: nil)
            }
            self.init(folder: folder, manifest: manifest)
        } catch let error as DecodingError {
            throw BackupError.noManifest(folder: folder, reason: "\(error)")
        }
    }

    static func manifest(in folder: String) -> String { "\(folder)/manifest.json" }

    /// What the manifest says of an owner.
    ///
    /// - Throws: `BackupError.noOwner`.
    package func file(of owner: String) throws -> BackupManifest.File {
        guard let file = manifest.files.first(where: { $0.owner == owner }) else {
            throw BackupError.noOwner(owner, folder: folder)
        }
        return file
    }

    /// The log of an owner.
    ///
    /// - Throws: `BackupError.noOwner`, `StoreError.unreadable`.
    package func log(of owner: String) throws -> LogFile { try LogFile(path: path(of: file(of: owner))) }

    func path(of file: BackupManifest.File) -> String { "\(folder)/\(file.name)" }

    /// Writes an owner's log as entries that come back; its keys may be missing until later entries have closed them anew.
    ///
    /// `note` hears of each last entry that was written.
    ///
    /// - Throws: `StoreError`, or `BackupError.unfit` when the file is not what the manifest says.
    func replay(_ owner: String, into ledger: Ledger, note: (Int64) -> Void = { _ in }) throws {
        let file = try file(of: owner)
        let faults = faults(of: file)
        guard faults.isEmpty else { throw BackupError.unfit(owner: owner, faults: faults) }
        try log(of: owner).walk { entries in
            try ledger.replay(entries)
            note(ledger.end.n)
        }
        // It was read twice: what was written is what was checked.
        guard ledger.end.n == file.n, ledger.end.chain.hex == file.chain else {
            throw BackupError.unfit(owner: owner, faults: [.end(n: ledger.end.n, chain: ledger.end.chain.hex)])
        }
    }
}

/// Why a back-up cannot be made or used.
package enum BackupError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The folder for a new back-up has something in it, or is none.
    case notEmpty(folder: String)
    /// The folder is no back-up, or one that was never finished.
    case noManifest(folder: String, reason: String?)
    case noOwner(String, folder: String)
    /// The file of an owner is not what the manifest says.
    case unfit(owner: String, faults: [BackupFault])

    /// What a person should know.
    package var words: Words {
        switch self {
        case .notEmpty(let folder):
            Words(
                zh: "\(folder) 已有内容；备份要放在新的或空的目录里，什么都没有改动。",
                en: "\(folder) has something in it; a back-up goes into a new or empty folder. Nothing was changed."
            )
        case .noManifest(let folder, let reason):
            Words(
                zh: "\(folder) 不是备份，或备份没有做完：缺 manifest.json\(reason.map { "（\($0)）" } ?? "")。",
                en: "\(folder) is no back-up, or an unfinished one: no manifest.json\(reason.map { " (\($0))" } ?? "")."
            )
        case .noOwner(let owner, let folder):
            Words(zh: "备份 \(folder) 里没有 \(owner)。", en: "The back-up \(folder) has nothing of \(owner).")
        case .unfit(let owner, let faults):
            Words(
                zh: "备份里 \(owner) 的文件不可用，什么都没有改动：" + faults.map(\.words.zh).joined(separator: "；"),
                en: "The file of \(owner) in the back-up cannot be used; nothing was changed: "
                    + faults.map(\.words.en).joined(separator: "; ")
            )
        }
    }

    package var description: String { "\(words.zh)\n\(words.en)" }
}
