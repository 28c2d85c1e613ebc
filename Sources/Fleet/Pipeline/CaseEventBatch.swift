import Casework
import Contracts
import EventStore

/// Waiting messages as they go out: what the world is told of many cases travels in one message (design section 5), because
/// what a message costs the broker and each reader hardly depends on its size.
enum CaseEventBatch {
    /// A message and the rows of the outbox that are done with once it is confirmed.
    struct Load {
        var ids: [Int64]
        var message: Outgoing
    }

    /// A message grows no further than to about so many bytes.
    private static let most = 65_536
    /// The routing key of events of several shards or case types.
    private static let several = "several"

    /// The rows in their order, case events gathered; those come in their own order, and no order holds between exchanges.
    static func loads(_ rows: [Outbox.Row]) -> [Load] {
        var loads: [Load] = []
        var gathered: [Told] = []
        var size = 0
        func send() {
            loads += merged(gathered)
            (gathered, size) = ([], 0)
        }
        for row in rows {
            guard let told = Told(row) else {
                loads.append(Load(ids: [row.id], message: row.message))
                continue
            }
            if size + row.message.body.count > most || told.epoch != gathered.last?.epoch { send() }
            gathered.append(told)
            size += row.message.body.count
        }
        send()
        return loads
    }

    /// The case events of one entry.
    private struct Told {
        var row: Outbox.Row
        var envelope: Envelope
        var epoch: Int64
        var events: [Value]

        /// Nil for any other message.
        init?(_ row: Outbox.Row) {
            guard row.message.type == MessageType.caseEvents.rawValue,
                let envelope = Wire.read(body: row.message.body).subject, let epoch = envelope.epoch,
                let events = envelope.data["events"]?.list
            else { return nil }
            self.row = row
            self.envelope = envelope
            self.epoch = epoch
            self.events = events
        }
    }

    private static func merged(_ told: [Told]) -> [Load] {
        guard let first = told.first, let last = told.last, told.count > 1 else {
            return told.map { Load(ids: [$0.row.id], message: $0.row.message) }
        }
        var envelope = last.envelope
        envelope.id = Envelope.caseEventsID(epoch: last.epoch, entries: first.row.n...last.row.n)
        envelope.data = .object(["events": .list(told.flatMap(\.events))])
        var message = last.row.message
        message.messageID = envelope.id
        message.body = envelope.bytes
        // A reader of one type of case reads the stream whole and looks into the events.
        if told.contains(where: { $0.row.message.routingKey != message.routingKey }) { message.routingKey = several }
        return [Load(ids: told.map(\.row.id), message: message)]
    }
}
