import Casework
import Contracts
import Foundation

/// The entries of one commit (or a part of a large one) as they travel to the owner's journal stream.
package struct JournalRecord: Sendable {
    package var owner: String
    package var entries: [Entry]

    package init(owner: String, entries: [Entry]) {
        self.owner = owner
        self.entries = entries
    }

    private struct Line: Decodable {
        var n: Int64
        var epoch: Int64
        var at: Int64
        var kind: String
        var caseID: String
        var body: String
        var chain: String
    }

    private struct Page: Decodable {
        var owner: String
        var entries: [Line]
    }

    /// JSON; the body of an entry is carried as text, byte for byte, because its hash is over bytes.
    package func encode() -> [UInt8] {
        let lines = entries.map { entry -> Value in
            [
                "n": .integer(entry.n), "epoch": .integer(entry.epoch), "at": .integer(entry.at.milliseconds),
                "kind": .text(entry.kind), "caseID": .text(entry.caseID),
                "body": .text(String(decoding: entry.body, as: UTF8.self)), "chain": .text(entry.chain.hex),
            ]
        }
        return JSONText.write(["owner": .text(owner), "entries": .list(lines)])
    }

    /// Reads what `encode` wrote.
    package static func decode(_ bytes: [UInt8]) throws -> JournalRecord {
        let page = try JSONDecoder().decode(Page.self, from: Data(bytes))
        return JournalRecord(
            owner: page.owner,
            entries: page.entries.map {
                Entry(
                    n: $0.n,
                    epoch: $0.epoch,
                    at: Instant(milliseconds: $0.at),
                    kind: $0.kind,
                    caseID: $0.caseID,
                    body: Array($0.body.utf8),
                    chain: [UInt8](hex: $0.chain) ?? []
                )
            }
        )
    }

    /// Splits a commit's entries so that no record grows past `limit` bytes of content (a single entry stays whole).
    package static func split(owner: String, entries: [Entry], limit: Int = 512 * 1024) -> [JournalRecord] {
        var records: [JournalRecord] = []
        var page: [Entry] = []
        var size = 0
        for entry in entries {
            if !page.isEmpty, size + entry.body.count > limit {
                records.append(JournalRecord(owner: owner, entries: page))
                page = []
                size = 0
            }
            page.append(entry)
            size += entry.body.count + 200
        }
        if !page.isEmpty { records.append(JournalRecord(owner: owner, entries: page)) }
        return records
    }
}
