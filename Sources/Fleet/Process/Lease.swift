import Logging
import RabbitMQ

/// The right to be the one process that works as an owner: a queue that the broker gives to one connection alone, and that goes
/// with that connection.
///
/// The connection that writes an owner's journal has it. So whoever has it next finds in the journal everything that was ever
/// said to be safe; that later words of the former holder do not count is the epoch's doing (design rule J).
struct Lease {
    /// Another process works as this owner.
    struct IsHeld: Error, CustomStringConvertible {
        let owner: String
        var description: String {
            """
            另一个进程正以 \(owner) 的名义工作；同一单位只能有一个。
            another process works as \(owner), and one at a time may.
            """
        }
    }

    /// How long a process waits for one that has ended, in case the broker has not noticed yet.
    static let patience = Duration.seconds(30)

    let owner: String
    let session: Session

    /// The queue that stands for it.
    static func queue(of owner: String) -> String { "lease.\(owner)" }

    /// Whether the session's connection has it, from now on or for long.
    ///
    /// - Throws: when the broker cannot be asked.
    func isOurs() async throws(AMQPError) -> Bool {
        do throws(AMQPError) {
            try await session.declareQueue(Lease.queue(of: owner), durable: false, exclusive: true)
            return true
        } catch {
            guard error.brokerCode == Lease.locked else { throw error }
            return false
        }
    }

    /// Takes it, or waits until it is free.
    ///
    /// - Throws: `IsHeld`, or `AMQPError` when the broker cannot be asked.
    func take(within limit: Duration = patience) async throws {
        let end = ContinuousClock.now + limit
        while try await !isOurs() {
            guard ContinuousClock.now < end else { throw IsHeld(owner: owner) }
            try await Task.sleep(for: .milliseconds(200))
        }
    }

    /// RESOURCE_LOCKED of AMQP 0-9-1.
    private static let locked: UInt16 = 405
}
