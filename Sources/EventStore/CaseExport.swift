package import Casework
import Foundation
package import GRDB

/// The entries of one case as they stand in an owner's log, with what it takes to check them where the log is not.
///
/// The chain of a log runs over whole entries, bodies included, so the entry of another case cannot be left out and yet be
/// gone through: no value that hides its body leads over it. Each entry here therefore comes with the running hash before it,
/// and entries that stand next to each other link; from one run of entries to the next nothing does. What follows from that,
/// and what only a second copy can show, is said by `CaseProof` and `CaseComparison`.
package struct CaseExport: Codable, Hashable, Sendable {
    /// The form of the document.
    package static let format = "huiban.case-export.v1"

    /// One entry of the case.
    package struct Line: Codable, Hashable, Sendable {
        /// Position in the owner's log.
        package var n: Int64
        /// Which life of the file wrote it.
        package var epoch: Int64
        /// When it was recorded, milliseconds since 1970 as the chain covers them.
        package var at: Int64
        package var kind: String
        /// The running hash before it, lower-case hexadecimal.
        package var before: String
        /// The fact byte for byte, JSON in a text; what is sealed in it stays sealed.
        package var body: String
        /// The running hash behind it, lower-case hexadecimal.
        package var chain: String
    }

    /// Where the owner's log ended when the case was exported.
    package struct Head: Codable, Hashable, Sendable {
        package var n: Int64
        package var epoch: Int64
        /// Lower-case hexadecimal.
        package var chain: String
    }

    package var format = CaseExport.format
    package var owner: String
    /// The case; every entry bears its number.
    package var caseID: String
    package var head: Head
    package var entries: [Line]
    /// Who exported it, and when; no hash covers this.
    package var by: String
    package var at: Instant
    /// What happened, in sentences, as whoever exported it may read it; no hash covers this.
    package var history: [Value]
}

extension CaseExport {
    /// A case as it stands in a log, nil when the log has nothing of it.
    ///
    /// - Throws: `DatabaseError`.
    package init?(
        of caseID: String,
        owner: String,
        by person: String,
        at moment: Instant,
        history: [Value],
        in db: Database
    ) throws {
        let entries = try Store.entries(of: caseID, in: db)
        guard !entries.isEmpty else { return nil }
        let end = try Store.end(in: db)
        self.owner = owner
        self.caseID = caseID
        head = Head(n: end.n, epoch: end.epoch, chain: end.chain.hex)
        by = person
        at = moment
        self.history = history
        var lines: [Line] = []
        lines.reserveCapacity(entries.count)
        for entry in entries {
            let isNext = lines.last?.n == entry.n - 1
            let before = try isNext ? lines.last?.chain : Store.chain(at: entry.n - 1, in: db).hex
            lines.append(Line(entry, before: before ?? ""))
        }
        self.entries = lines
    }
}

extension CaseExport.Line {
    fileprivate init(_ entry: Entry, before: String) {
        self.init(
            n: entry.n,
            epoch: entry.epoch,
            at: entry.at.milliseconds,
            kind: entry.kind,
            before: before,
            body: String(decoding: entry.body, as: UTF8.self),
            chain: entry.chain.hex
        )
    }

    /// The entry as a log holds it; a hash that is none is empty, which no chain fits.
    package func entry(of caseID: String) -> Entry {
        Entry(
            n: n,
            epoch: epoch,
            at: Instant(milliseconds: at),
            kind: kind,
            caseID: caseID,
            body: Array(body.utf8),
            chain: [UInt8](hex: chain) ?? []
        )
    }
}

extension Store {
    /// The running hash behind position `n`, that of an empty log for 0.
    fileprivate static func chain(at n: Int64, in db: Database) throws -> [UInt8] {
        guard n > 0 else { return Chain.start }
        let chain = try Data.fetchOne(db, sql: "SELECT chain FROM log WHERE n = ?", arguments: [n])
        return Array(chain ?? Data())
    }
}
