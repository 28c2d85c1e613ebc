import GRDB

/// Where each life of a log begins: what an older one wrote behind the beginning of a newer one is no part of the log.
///
/// A rebuild begins a new epoch (design rule J). Whoever still has the old file and writes on tells a story of its own.
package struct Epochs: Hashable, Sendable {
    /// The first entry of each epoch.
    private var begins: [Int64: Int64] = [:]

    /// None is known.
    package init() {}

    /// Takes entries in, in any order.
    package mutating func take(_ entries: [Entry]) {
        for entry in entries { begin(entry.epoch, at: entry.n) }
    }

    private mutating func begin(_ epoch: Int64, at n: Int64) { begins[epoch] = min(begins[epoch] ?? n, n) }

    /// Whether a newer epoch had begun at or before the place of an entry.
    package func haveOvertaken(_ entry: Entry) -> Bool {
        begins.contains { $0.key > entry.epoch && $0.value <= entry.n }
    }

    /// The epochs of a log.
    init(in db: Database) throws {
        for row in try Row.fetchAll(db, sql: "SELECT epoch, MIN(n) AS n FROM log GROUP BY epoch") {
            begin(row["epoch"], at: row["n"])
        }
    }
}

/// The first entry of an epoch.
struct EpochBegun: Codable, Sendable {
    static let kind = "epoch.begun"

    var epoch: Int64
}

extension Store {
    /// Where each life of the log begins.
    package func epochs() throws -> Epochs { try read(Epochs.init(in:)) }
}
