/// RabbitMQ 3.10.8 in memory, with its traps: what one task needs to play a whole fleet over and over.
///
/// The conformance suite of the client runs the same exercises against this and against the server. No clock, no chance, no
/// threads: the same calls have the same effects, and everything that a call causes has happened when it returns. It knows
/// nothing of cases. Held:
/// - Routing by the default, direct, fanout and topic exchanges and through alternate exchanges; a queue gets one copy, a
///   stream counts as a queue. Confirms come for what no queue wanted, too.
/// - A message for several queues is refused (nack) when one of them is full although the others keep it.
/// - Queues send up to `prefetch` messages on their way at once; what the client has not read counts as unsettled like the rest.
/// - What comes back goes out before everything that waits, in the order of its return; without a delivery limit a requeue
///   goes to the end. Every unsettled delivery of a lost connection counts as a failure; beyond the limit it is buried.
/// - Permissions of the definitions, the user id if there is one, topic permissions where there is a row; a refusal ends the
///   channel and everything that was sent behind it.
///
/// Simpler than the server:
/// - A limited queue takes one message more than its limit and then refuses everybody until it is at four fifths of the
///   limit; the server tells each channel apart, and a pipelining publisher can overshoot further.
/// - A buried message goes into full queues, too, and is lost when nothing is bound for it.
/// - One channel a connection. Streams are read with `records`, never consumed. No classic queues, no times to live, no
///   direct reply-to, no virtual hosts.
package final class MemoryBroker {
    /// Milliseconds, moved by the owner; decides which queues are young, see `kill`.
    package var now: Int64 = 0

    /// Memory alarm: a connection that publishes is not read any more, from that message on, until the alarm ends.
    ///
    /// Its publications and its acknowledgements wait; those of the others go on, also of one that published before.
    package var isAlarmed = false {
        didSet { if oldValue && !isAlarmed { endAlarm() } }
    }

    var definitions = Definitions.none
    var exchanges: [String: BrokerExchange] = [:]
    var queues: [String: BrokerQueue] = [:]
    var links: [UInt64: BrokerLink] = [:]
    /// Dropped while they were blocked.
    var unnoticed: [UInt64: BrokerLink] = [:]
    private var lastConnection: UInt64 = 0

    package init() {}

    deinit {
        // Queues and consumers hold each other.
        for queue in queues.values { queue.end() }
    }

    /// Logs in as a user who must be allowed what it does, or with nil as an administrator, whom nobody checks.
    package func connect(as user: String?) -> Connection {
        lastConnection += 1
        links[lastConnection] = BrokerLink(user: user)
        return Connection(id: lastConnection)
    }

    /// Whether a connection still stands; calls on one that does not are sent to nobody.
    package func isOpen(_ connection: Connection) -> Bool { links[connection.id] != nil }

    /// Takes what was said so far; what is not taken when the connection ends is lost, as on a wire.
    package func events(on connection: Connection) -> [Event] { links[connection.id]?.hear() ?? [] }

    /// How many messages are not settled in a queue, or lie in a stream; nil when there is none of that name.
    package func depth(of queue: String) -> Int? { queues[queue]?.depth }

    package func isThere(_ queue: String) -> Bool { queues[queue] != nil }

    /// Reads a stream; empty when there is none of that name.
    package func records(of stream: String, from offset: Int64, limit: Int) -> [StreamRecord] {
        guard let records = queues[stream]?.records, limit > 0 else { return [] }
        let first = Int(clamping: max(0, offset))
        guard first < records.count else { return [] }
        return records[first..<min(records.count, first + limit)].enumerated().map { index, letter in
            StreamRecord(offset: Int64(first + index), message: letter.message)
        }
    }
}
