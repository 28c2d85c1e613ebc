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
    package func walk(_ take: ([Entry]) throws -> Void) async throws {
        try await Session.with(options, patience: .seconds(60)) { session in
            let recovery = Recovery(
                owner: owner,
                journal: BrokerJournal(owner: owner, session: session),
                log: Logger(label: owner) { _ in SwiftLogNoOpLogHandler() },
                makeMark: { UUID().uuidString }
            )
            try await recovery.walk(take)
        }
    }
}
