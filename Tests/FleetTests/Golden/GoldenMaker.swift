import Casework
import CaseworkTesting
import Contracts
import Crypto
import Foundation
import Testing

@testable import EventStore
@testable import Fleet

/// Makes a generation of the golden corpus of a city that was played to its end and is down (`ops/golden add`).
///
/// What a play does not bring about by itself (a dead letter, a void number, a destroyed key) is recorded behind it, from
/// `Tests/Golden/more.tsv`: owner, kind, type of the case or `-`, body; `{CASE}` stands for the case, `{N:kind}` for the position of
/// the last entry of that kind.
struct GoldenMaker {
    let home: String

    func add(as name: String) throws {
        let folder = Golden.folder.appending(path: name)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var manifest = Golden.Manifest(owners: [:])
        for owner in Golden.owners { manifest.owners[owner] = try write(owner, to: folder) }
        let data = try JSONEncoder().encode(manifest)
        try data.write(to: folder.appending(path: "generation.json"))
        try Data().write(to: folder.appending(path: "messages.jsonl"))
        var golden = try Golden(folder)
        var messages: [[UInt8]] = []
        for owner in Golden.owners {
            let store = try GoldenOffice.replayed(owner, golden)
            golden.manifest.owners[owner]?.tables = try store.tableDigests()
            messages += try GoldenOffice.messages(of: store).map(\.body)
        }
        messages = try GoldenMessages.distinct(messages + examples())
        try Data(messages.flatMap { $0 + [UInt8(ascii: "\n")] }).write(to: folder.appending(path: "messages.jsonl"))
        try golden.write()
    }

    /// Writes the log of an owner, with what the play did not bring; says what there is to say of it, but for its tables.
    private func write(_ owner: String, to folder: URL) throws -> Golden.Manifest.Owner {
        var keys = try keys(of: owner)
        // Of the coordinator's cases one is destroyed: its key goes with the first key outside the log.
        let isDestroying = owner == "coordinator"
        if isDestroying { keys[2] = Data(Sealing.systemRandom(32)) }
        let ledger = try Ledger(
            try GoldenOffice.store(owner, KeyEncryptionKeys(keys.mapValues { SymmetricKey(data: $0) }))
        )
        var entries: [Entry] = []
        try LogFile(path: Home(home).store(owner)).walk { entries += $0 }
        try ledger.replay(entries)
        let now = (entries.last?.at ?? Instant(milliseconds: 0)) + 60_000
        try record(GoldenMaker.more(), of: owner, kinds: Set(entries.map(\.kind)), ledger, at: now)
        if isDestroying {
            let made = try #require(entries.last { $0.kind == "key.made" }).decode(KeyTable.Made.self)
            let order = DestructionOrder(
                cases: [made.caseID],
                by: "coordinator-luo",
                second: "coordinator-shen",
                reason: "期满销毁"
            )
            try commit({ try $0.destroyKeys(order) }, ledger, at: now)
            keys[1] = nil
        }
        let log = try ledger.store.entries(after: 0, limit: .max)
        try Data(log.flatMap(GoldenLine.text)).write(to: folder.appending(path: "\(owner).tsv"))
        let texts = keys.map { ("\($0.key)", $0.value.base64EncodedString()) }
        return Golden.Manifest.Owner(
            n: ledger.end.n,
            chain: ledger.end.chain.hex,
            keys: Dictionary(uniqueKeysWithValues: texts),
            tables: [:]
        )
    }

    private func keys(of owner: String) throws -> [Int: Data] {
        let folder = Home(home).keys(owner)
        let versions = try KeyFolder(Home(home), owner: owner).versions()
        return try Dictionary(
            uniqueKeysWithValues: versions.map { version in
                let text = try String(contentsOfFile: "\(folder)/\(version).key", encoding: .utf8)
                let data = Data(base64Encoded: text.trimmingCharacters(in: .whitespacesAndNewlines))
                return (version, try #require(data))
            }
        )
    }

    /// A line of `more.tsv`.
    private struct More {
        let owner, kind, caseType, body: String
    }

    private static func more() throws -> [More] {
        try String(contentsOf: Golden.folder.appending(path: "more.tsv"), encoding: .utf8).split(separator: "\n").map {
            let fields = $0.split(separator: "\t").map(String.init)
            try #require(fields.count == 4, "more.tsv: \($0)")
            return More(owner: fields[0], kind: fields[1], caseType: fields[2], body: fields[3])
        }
    }

    /// Records what the play of an owner did not bring.
    private func record(
        _ more: [More],
        of owner: String,
        kinds: Set<String>,
        _ ledger: Ledger,
        at now: Instant
    ) throws {
        for line in more where line.owner == owner && !kinds.contains(line.kind) {
            let caseID = try line.caseType == "-" ? "" : self.caseID(line.caseType, in: ledger.store)
            var body = line.body.replacing("{CASE}", with: caseID)
            for match in line.body.matches(of: /\{N:([^}]+)\}/) {
                let n = try ledger.store.read { db in
                    try Store.entries(lastOf: String(match.1), after: 0, limit: 1, in: db).first?.n ?? 0
                }
                body = body.replacing(match.0, with: "\(n)")
            }
            let value = try #require(JSONText.value(body).subject, "more.tsv: \(body)")
            try commit({ try $0.record(line.kind, case: caseID, value) }, ledger, at: now)
        }
    }

    /// The first case of a type in a log, by the letters in its number; any case where the play brought none of that type.
    private func caseID(_ type: String, in store: Store) throws -> String {
        let ids = Set(try store.entries(after: 0, limit: .max).map(\.caseID)).filter { !$0.isEmpty }.sorted()
        return try #require(ids.first { $0.contains("-\(type)-") } ?? ids.first)
    }

    private func commit(_ work: @escaping (Transaction) throws -> Void, _ ledger: Ledger, at now: Instant) throws {
        for case .failed(let error) in try ledger.commit([work], now: now).results { throw error }
    }

    /// What outsiders send, and types that a play may do without, as `contracts/` shows them.
    private func examples() throws -> [[UInt8]] {
        let folder = Fixture.path("examples")
        var bodies = try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map {
            JSONText.write(try #require(JSONText.value(try bytes("\(folder)/\($0)")).subject))
        }
        for type in MessageType.allCases {
            let file = Fixture.path("schemas/\(type.schemaName).schema.json")
            for data in JSONText.value(try bytes(file)).subject?["examples"]?.list ?? [] {
                let envelope = Envelope(
                    id: "golden/\(type.name)",
                    source: "golden",
                    type: type,
                    time: try Instant.city("2023-04-27 10:00"),
                    data: data
                )
                bodies.append(envelope.bytes)
            }
        }
        return bodies
    }

    private func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: path))) }
}
