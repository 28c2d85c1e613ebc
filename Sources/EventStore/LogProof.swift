/// A walk over a log from its first entry, which says where the log stops being what its chain stands for.
///
/// Pure: whoever reads a log hands its entries over in order. No key is needed, because the chain covers bodies as they are
/// sealed; what a destruction took away is still proven.
package struct LogProof: Hashable, Sendable {
    /// Where the log ends as far as it holds.
    package private(set) var end = LogEnd.start
    /// The first entry that does not hold, nil as long as all do; nothing behind it is looked at.
    package private(set) var flaw: LogFlaw?

    package init() {}

    /// Takes the next entry in.
    package mutating func take(_ entry: Entry) {
        guard flaw == nil else { return }
        let n = end.n + 1
        if entry.n != n {
            flaw = .missing(n: n)
        } else if Chain.next(after: end.chain, entry) != entry.chain {
            flaw = .altered(n: n)
        } else {
            end = LogEnd(n: n, epoch: entry.epoch, chain: entry.chain)
        }
    }
}

/// Where a log does not hold.
package enum LogFlaw: Hashable, Sendable {
    /// No entry stands at this position, and one stands behind it.
    case missing(n: Int64)
    /// The entry, or the hash that it carries, is not the one that was recorded.
    case altered(n: Int64)

    /// The position of the entry.
    package var n: Int64 {
        switch self {
        case .missing(let n), .altered(let n): n
        }
    }
}
