import EventStore
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
}
