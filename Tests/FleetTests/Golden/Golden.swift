import Casework
import Contracts
import Crypto
import Foundation

@testable import EventStore

/// The golden corpus (`Tests/Golden`): logs and messages as every version has written them, one folder a generation.
///
/// A generation is a small city that was played to its end: a file `OWNER.tsv` with the whole log of each owner, one line an
/// entry; `messages.jsonl` with a message of every type and shape; `generation.json` with what must come of them. Generations
/// are added and never changed, but for what stands for the tables, which may be folded otherwise one day.
struct Golden {
    /// What a generation says of itself, in `generation.json`.
    struct Manifest: Codable {
        struct Owner: Codable {
            /// The last entry of the log, and the running hash behind it.
            var n: Int64
            var chain: String
            /// The keys outside the log, base 64 by version: the people are invented, and without keys the folds of what is
            /// sealed would never be looked at.
            var keys: [String: String]
            /// What stands for each folded table that has rows.
            var tables: [String: String]
        }

        var owners: [String: Owner]
    }

    static let owners = ["coordinator", "police", "justice", "civil-affairs", "housing"]
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Golden")

    let folder: URL
    var manifest: Manifest

    var name: String { folder.lastPathComponent }

    /// Every generation, oldest first; a new one was added when that was asked for (`ops/golden`).
    static let generations: Result<[Golden], any Error> = Result {
        if let home = ProcessInfo.processInfo.environment["HUIBAN_GOLDEN_HOME"] {
            try GoldenMaker(home: home).add(as: "v\((try numbers().last ?? 0) + 1)")
        }
        return try numbers().map { try Golden(folder.appending(path: "v\($0)")) }
    }

    private static func numbers() throws -> [Int] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).compactMap { name in
            name.hasPrefix("v") ? Int(name.dropFirst()) : nil
        }.sorted()
    }

    init(_ folder: URL) throws {
        self.folder = folder
        let data = try Data(contentsOf: folder.appending(path: "generation.json"))
        manifest = try JSONDecoder().decode(Manifest.self, from: data)
    }

    /// Writes what the generation says of itself.
    func write() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try (try encoder.encode(manifest) + Data("\n".utf8)).write(to: folder.appending(path: "generation.json"))
    }

    /// The log of an owner.
    func log(_ owner: String) throws -> [Entry] {
        let text = try Data(contentsOf: folder.appending(path: "\(owner).tsv"))
        var previous = Chain.start
        return try text.split(separator: UInt8(ascii: "\n")).map { line in
            guard var entry = GoldenLine.entry(Array(line)) else { throw Unreadable(line: line) }
            entry.chain = Chain.next(after: previous, entry)
            previous = entry.chain
            return entry
        }
    }

    /// Its messages, one line each.
    func messages() throws -> [[UInt8]] {
        try Data(contentsOf: folder.appending(path: "messages.jsonl")).split(separator: UInt8(ascii: "\n"))
            .map { Array($0) }
    }

    func keys(_ owner: String) -> KeyEncryptionKeys {
        let texts = manifest.owners[owner]?.keys ?? [:]
        return KeyEncryptionKeys(
            Dictionary(
                uniqueKeysWithValues: texts.compactMap { version, text in
                    guard let number = Int(version), let bytes = Data(base64Encoded: text) else { return nil }
                    return (number, SymmetricKey(data: bytes))
                }
            )
        )
    }

    private struct Unreadable: Error {
        let line: Data
    }
}

/// An entry as a line of text: position, life, moment, kind, case and body between tabs; bodies are JSON without either.
///
/// Its hash is left out: the last one, in the manifest, stands for all.
enum GoldenLine {
    static func text(_ entry: Entry) -> [UInt8] {
        let fields = ["\(entry.n)", "\(entry.epoch)", "\(entry.at.milliseconds)", entry.kind, entry.caseID]
        return Array(fields.map { "\($0)\t" }.joined().utf8) + entry.body + [UInt8(ascii: "\n")]
    }

    static func entry(_ line: [UInt8]) -> Entry? {
        let fields = line.split(separator: UInt8(ascii: "\t"), maxSplits: 5, omittingEmptySubsequences: false)
        let texts = fields.prefix(5).map { String(decoding: $0, as: UTF8.self) }
        guard fields.count == 6, let n = Int64(texts[0]), let epoch = Int64(texts[1]), let at = Int64(texts[2])
        else { return nil }
        return Entry(
            n: n,
            epoch: epoch,
            at: Instant(milliseconds: at),
            kind: texts[3],
            caseID: texts[4],
            body: Array(fields[5]),
            chain: []
        )
    }
}
