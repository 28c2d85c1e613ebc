import EventStore
import GRDB
package import Logging

/// Where a process stands: its home, its contracts, its clock.
package struct Setting: Sendable {
    /// The owner: `police`, `coordinator` and so on.
    package var owner: String
    package var home: Home
    /// The folder with workflows, schemas, people and code lists.
    package var contracts: String
    package var clock: FleetClock
    package var log: Logger
}

extension Setting {
    /// A file of this owner, opened for its office; what names people in its log is sealed.
    func store(at path: String, of office: any Office) throws -> Store {
        let keys = try KeyFolder(home, owner: owner).keys()
        return try Store(
            owner: owner,
            path: path,
            folds: office.folds,
            sealing: Sealing(fields: office.personalFields, keys: keys)
        )
    }

    /// A store for as long as somebody holds it, in which a log can be folded with the keys of the home as they are.
    func scratchStore(of office: any Office) throws -> Store {
        let keys = try KeyFolder(home, owner: owner).known()
        return try Store(
            owner: owner,
            // SQLite keeps a file without a name where temporary files lie, and nobody else can find it: what is in the clear
            // in it goes with this process, whatever ends that (sqlite.org/inmemorydb.html).
            database: try DatabaseQueue(path: ""),
            folds: office.folds,
            sealing: Sealing(fields: office.personalFields, keys: keys)
        )
    }
}
