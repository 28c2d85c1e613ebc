/// What the export of a case proves by itself, without the log and without any key.
///
/// Proven: each entry, sealed texts included, is the one that its hash was made of behind the hash before it; entries that
/// stood next to each other in the log follow each other here unchanged, none missing between them; the order is that of the
/// log. So no part of an entry can be changed alone. Not proven: that these hashes are those of the owner's log, because
/// whoever makes a file anew can compute hashes that fit; and that nothing of the case stood between the runs. Both are shown
/// by a second copy (`CaseComparison`). The stated head is bound to the entries only where the last of them is the head;
/// history, exporter, moment and the owner's name are covered by no hash.
package struct CaseProof: Hashable, Sendable {
    /// The first entry that does not hold, nil when all do.
    package private(set) var flaw: CaseFlaw?
    /// How many runs of entries without others between them there are.
    package private(set) var runs = 0
    /// How many entries of other cases, or of none, stand between the runs and between the last one and the head.
    package private(set) var unseen: Int64 = 0

    /// Checks every entry in order.
    package init(_ export: CaseExport) {
        var last: CaseExport.Line?
        for (index, line) in export.entries.enumerated() {
            if let reason = CaseProof.fault(of: line, after: last, in: export) {
                flaw = CaseFlaw(index: index, n: line.n, reason: reason)
                return
            }
            let gap = line.n - (last?.n ?? line.n - 1) - 1
            if last == nil || gap > 0 { runs += 1 }
            unseen += gap
            last = line
        }
        guard let last else {
            flaw = CaseFlaw(index: 0, n: 0, reason: .missing)
            return
        }
        guard export.head.stands(behind: last) else {
            flaw = CaseFlaw(index: export.entries.count, n: export.head.n, reason: .head)
            return
        }
        unseen += export.head.n - last.n
    }

    private static func fault(
        of line: CaseExport.Line,
        after last: CaseExport.Line?,
        in export: CaseExport
    ) -> CaseFlaw.Reason? {
        let entry = line.entry(of: export.caseID)
        guard let before = [UInt8](hex: line.before), before.count == Chain.start.count,
            Chain.next(after: before, entry) == entry.chain
        else { return .altered }
        // Positions and lives were hashed with the entry: what is out of order here was put so.
        guard line.n > (last?.n ?? 0), line.epoch >= (last?.epoch ?? 0) else { return .order }
        let isFirst = line.n == 1
        let neighbour = isFirst ? Chain.start.hex : last.flatMap { $0.n == line.n - 1 ? $0.chain : nil }
        return neighbour.map { $0 == line.before } ?? true ? nil : .link
    }
}

/// Where the export of a case does not hold.
package struct CaseFlaw: Codable, Hashable, Sendable {
    package enum Reason: String, Codable, Sendable {
        /// The entry, or one of the hashes beside it, is not what was recorded.
        case altered
        /// It does not stand behind the entry before it.
        case order
        /// It does not link to its neighbour in the log.
        case link
        /// There is no entry at all, or one that stands elsewhere is not here.
        case missing
        /// An entry stands here and not elsewhere.
        case added
        /// The entry stands elsewhere otherwise.
        case different
        /// The end of the log as it is stated is before the last entry, or is another one than elsewhere.
        case head
    }

    /// Position in the file, from 0.
    package var index: Int
    /// Position in the log, as the file or the other copy states it.
    package var n: Int64
    package var reason: Reason
}

extension CaseExport.Head {
    /// Whether a log may end here whose last entry of the case is `line`.
    fileprivate func stands(behind line: CaseExport.Line) -> Bool {
        guard [UInt8](hex: chain)?.count == Chain.start.count, epoch >= line.epoch else { return false }
        return n == line.n ? (epoch, chain) == (line.epoch, line.chain) : n > line.n
    }
}
