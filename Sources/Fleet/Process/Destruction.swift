import Casework
import EventStore
import Foundation

/// The destruction of what names people in the cases of an order, in one owner's file that nobody else has open.
///
/// What was recorded comes first, in the file and in the journal, and the old keys go after it: whatever stops it in between,
/// a second run completes it, and nothing is half readable.
struct Destruction {
    let setting: Setting
    let office: any Office
    /// Brings what the journal lacks of the log, and returns once it is safe there.
    let ship: (Store) async throws -> Void

    /// What one owner did.
    struct Report: Codable, Hashable {
        var owner: String
        /// The cases of the order that were not destroyed here before.
        var destroyed: [String]
        var entries: Int64
        /// Attachments that were removed.
        var files: Int
    }

    private var path: String { setting.home.store(setting.owner) }
    private var folder: KeyFolder { KeyFolder(setting.home, owner: setting.owner) }

    func run(_ order: DestructionOrder) async throws -> Report {
        let destroyed = try record(order)
        let store = try setting.store(at: path, of: office)
        try await ship(store)
        // Only now: as long as the journal had not heard of the new key, a rebuilt file would have needed the old one.
        try folder.removeKeys(before: try store.rotatedVersion())
        try store.compact()
        return Report(
            owner: setting.owner,
            destroyed: destroyed,
            entries: try store.end().n,
            files: try removeFiles(store)
        )
    }

    /// Records what of the order was not done here before, under a new key; says which cases that are.
    private func record(_ order: DestructionOrder) throws -> [String] {
        let standing = try setting.store(at: path, of: office).standing(order.cases)
        guard !standing.isEmpty else { return [] }
        try folder.make((try folder.versions().last ?? 0) + 1)
        let ledger = try Ledger(try setting.store(at: path, of: office))
        var part = order
        part.cases = standing
        let (_, results) = try ledger.commit([{ [part] in try $0.destroyKeys(part) }], now: setting.clock.now())
        for case .failed(let error) in results { throw error }
        return standing
    }

    /// Removes attachments that nobody lists any more, and files that a rebuild had set aside or a back-up left behind: they
    /// hold what is destroyed.
    private func removeFiles(_ opened: Store) throws -> Int {
        var count = 0
        for hash in try opened.read(office.deadFiles) {
            let file = "\(setting.home.files(setting.owner))/\(hash)"
            guard FileManager.default.fileExists(atPath: file) else { continue }
            try FileManager.default.removeItem(atPath: file)
            count += 1
        }
        let store = URL(fileURLWithPath: path)
        let beside = store.deletingLastPathComponent().path
        let copies = ["before-rebuild-", "copying-"].map { "\(store.lastPathComponent).\($0)" }
        for name in try FileManager.default.contentsOfDirectory(atPath: beside)
        where copies.contains(where: { name.hasPrefix($0) }) {
            try FileManager.default.removeItem(atPath: "\(beside)/\(name)")
        }
        return count
    }
}
