/// The comparison of an exported case with another copy of the owner's log, which shows what the file alone cannot.
///
/// With the log itself (the owner's file, or a back-up that somebody trusts): every entry of the case through where both
/// reach stands there as it stands here, and none is missing. With an export that somebody else kept: what was there then
/// stands there unchanged, nothing was taken away and nothing put in before its head. Either way the proof is as good as the
/// other copy.
package struct CaseComparison: Hashable, Sendable {
    /// The first entry that differs, nil when none does.
    package private(set) var flaw: CaseFlaw?
    /// The last position of the log that both cover.
    package let through: Int64

    /// Compares with another export of the same case, which has to hold by itself.
    package init(_ export: CaseExport, with other: CaseExport) {
        self.init(
            export,
            entries: other.entries.map { $0.entry(of: other.caseID) },
            head: export.head.n == other.head.n ? other.head.chain : nil,
            through: min(export.head.n, other.head.n)
        )
    }

    /// Compares with a log, whose chain has to hold through `proof.end`.
    ///
    /// - Throws: `StoreError.unreadable`.
    package init(_ export: CaseExport, with log: LogFile, _ proof: LogProof) throws {
        let through = min(export.head.n, proof.end.n)
        self.init(
            export,
            entries: try log.entries(of: export.caseID),
            head: through == export.head.n ? try log.entries(at: [through])[0]?.chain.hex : nil,
            through: through
        )
    }

    private init(_ export: CaseExport, entries: [Entry], head: String?, through: Int64) {
        self.through = through
        let own = export.entries.filter { $0.n <= through }
        let others = entries.filter { $0.n <= through }
        for index in 0..<max(own.count, others.count) {
            let line = own.indices.contains(index) ? own[index] : nil
            let other = others.indices.contains(index) ? others[index] : nil
            guard let reason = CaseComparison.fault(of: line?.entry(of: export.caseID), other) else { continue }
            let n = [line?.n, other?.n].compactMap { $0 }.min() ?? 0
            flaw = CaseFlaw(index: index, n: n, reason: reason)
            return
        }
        guard let head, head != export.head.chain else { return }
        flaw = CaseFlaw(index: export.entries.count, n: export.head.n, reason: .head)
    }

    private static func fault(of own: Entry?, _ other: Entry?) -> CaseFlaw.Reason? {
        switch (own, other) {
        case (nil, nil): nil
        case (nil, _?): .missing
        case (_?, nil): .added
        case (let own?, let other?) where own.n == other.n: own == other ? nil : .different
        case (let own?, let other?): own.n < other.n ? .added : .missing
        }
    }
}
