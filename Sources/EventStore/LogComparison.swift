/// The comparison of a log in its file with the same log elsewhere, which finds the first entry that differs.
///
/// Entries from elsewhere may come in any order and more than once, as they do from a journal that was shipped again. What the
/// file has behind the last of them is no difference: it was not sent yet, or recorded after a back-up.
package struct LogComparison {
    private let file: LogFile
    private let skipsOvertaken: Bool
    private var held = RangeSet<Int64>()
    /// The first entry that differs, as far as is known; nil while none does.
    package private(set) var first: Int64?
    /// What stands elsewhere at `first`, nil when nothing does.
    package private(set) var other: Entry?

    /// A comparison with a file.
    ///
    /// - Parameters:
    ///   - file: the file.
    ///   - suspect: an entry that is known to differ; `other` says what stands for it elsewhere.
    ///   - skipsOvertaken: whether what an older epoch wrote where the file has a newer one is left out: a journal may have it.
    package init(_ file: LogFile, suspect: Int64? = nil, skipsOvertaken: Bool = false) {
        self.file = file
        self.skipsOvertaken = skipsOvertaken
        first = suspect
    }

    /// Takes in what stands elsewhere.
    ///
    /// - Throws: `StoreError.unreadable` when the file cannot be read.
    package mutating func take(_ entries: [Entry]) throws {
        let newest = skipsOvertaken ? try file.end().epoch : 0
        for (entry, own) in zip(entries, try file.entries(at: entries.map(\.n))) {
            if skipsOvertaken, entry.epoch < own?.epoch ?? newest { continue }
            if entry.n > 0, entry.n < .max { held.insert(contentsOf: entry.n..<entry.n + 1) }
            if entry.n == first {
                other = other ?? entry
            } else if entry != own, first.map({ entry.n < $0 }) ?? true {
                (first, other) = (entry.n, entry)
            }
        }
    }

    /// After the last entry: one that is missing below others differs as well, unless it comes before `begin`, which is where
    /// the other place begins.
    package mutating func finish(from begin: Int64 = 1) {
        guard let hole = self.hole(from: begin), first.map({ hole < $0 }) ?? true else { return }
        (first, other) = (hole, nil)
    }

    /// The last entry that stands elsewhere, 0 when none does.
    package var through: Int64 { held.ranges.last.map { $0.upperBound - 1 } ?? 0 }

    private func hole(from begin: Int64) -> Int64? {
        guard let last = held.ranges.last, begin < last.lowerBound else { return nil }
        return held.ranges.first { $0.contains(begin) }?.upperBound ?? begin
    }
}
