package import EventStore
import Foundation
import Logging
import RabbitMQ

/// An owner's journal as the person on duty reads it: by the owner's own right, which lies in the home (promise 7).
package struct JournalReader: Sendable {
    private let owner: String
    private let options: ConnectionOptions

    /// - Throws: `Credentials.Failure.noBrokerUser`, or what is wrong with the address.
    package init(owner: String, home: Home) throws {
        self.owner = owner
        options = ConnectionOptions(
            endpoints: [try Endpoint(Credentials(home: home).brokerURL(of: owner))],
            name: "\(owner) audit"
        )
    }

    /// Hands on every record from the first to what is the last when this begins, while the owner's process runs or not.
    ///
    /// - Throws: `AMQPError` when the broker cannot be asked, `RecoveryError`, what `take` throws.
    package func walk(_ take: ([Entry]) throws -> Void) async throws { try await asked { _ = try await $0.walk(take) } }

    /// Where the journal begins, nil for an empty one.
    ///
    /// - Throws: as `walk`.
    package func beginning() async throws -> JournalBeginning? { try await asked { try await $0.beginning() } }

    /// The entry from which on the journal holds everything, nil for an empty one; all of it is read.
    ///
    /// - Throws: as `walk`.
    package func wholeFrom() async throws -> Int64? {
        var held = RangeSet<Int64>()
        try await walk { entries in
            for entry in entries where entry.n > 0 && entry.n < .max { held.insert(contentsOf: entry.n..<entry.n + 1) }
        }
        return held.ranges.last?.lowerBound
    }

    private func asked<T>(_ question: (Recovery) async throws -> T) async throws -> T {
        try await Session.with(options, patience: .seconds(60)) { session in
            try await question(
                Recovery(
                    BrokerJournal(owner: owner, session: session),
                    Logger(label: owner) { _ in SwiftLogNoOpLogHandler() }
                )
            )
        }
    }
}
