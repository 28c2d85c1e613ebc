import Casework
import Contracts
import EventStore

/// Where messages about a case go: keys end in its virtual shard.
struct Address {
    let shard: String

    init(caseID: String) { shard = CaseNumber.read(caseID).subject?.shardKey ?? "00" }
}

/// Facts as messages.
enum Tell {
    static func assignment(
        _ assignment: Assignment,
        to address: Address,
        entry: Entry,
        cause: String?,
        trace: String?
    ) throws -> Outgoing {
        var envelope = try Envelope.assignment(assignment, time: entry.at, epoch: entry.epoch, causationID: cause)
        envelope.traceparent = TraceParent.make(for: envelope.id, causedBy: trace, of: assignment.content.caseID)
        return message(
            envelope,
            exchange: "huiban.assignments",
            key: "\(assignment.content.agency).\(address.shard)"
        )
    }

    static func world(
        _ news: [Contracts.CaseEvent],
        of caseType: String,
        to address: Address,
        entry: Entry
    ) throws
        -> Outgoing
    {
        try message(
            .caseEvents(CaseEvents(events: news), time: entry.at, epoch: entry.epoch, number: entry.n),
            exchange: "huiban.events",
            key: "\(caseType).\(address.shard)"
        )
    }

    static func message(_ envelope: Envelope, exchange: String, key: String) -> Outgoing {
        Outgoing(
            exchange: exchange,
            routingKey: key,
            messageID: envelope.id,
            type: envelope.type.rawValue,
            correlationID: envelope.caseID,
            body: envelope.bytes
        )
    }
}
