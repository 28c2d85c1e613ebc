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
