package import GRDB

/// A component whose tables are a fold of the log: they can be dropped and folded again at any time (design rule J).
package protocol Fold: Sendable {
    /// The entry kinds it reads.
    var kinds: Set<String> { get }
    /// The tables it writes; nobody else writes them, and it writes them only in `fold`.
    var tables: [String] { get }
    /// Creates the tables (and indexes) where they are missing.
    func create(in db: Database) throws
    /// Takes one entry in and says what it causes; determined by the entry and the tables alone.
    func fold(_ entry: Entry, in db: Database) throws -> [Outgoing]
}
