import Casework
import Contracts
import EventStore

/// A task's snapshot on its way to the coordinator.
struct ReportMessage {
    let agency: String
    let task: DeskTask
    /// When it was said first.
    let time: Instant
    /// The life of the agency's file that says it.
    let epoch: Int64

    /// The message; its id is made of meaning, so that a repeated answer carries the same one.
    func outgoing() throws -> Outgoing {
        var envelope = try Envelope.report(
            task.report,
            of: task.key.caseID,
            from: agency,
            time: time,
            epoch: epoch
        )
        envelope.traceparent = TraceParent.make(for: envelope.id, causedBy: task.trace, of: task.key.caseID)
        return Outgoing(
            exchange: "huiban.reports",
            routingKey: "\(agency).\(task.key.shard)",
            messageID: envelope.id,
            type: envelope.type.rawValue,
            contentType: Envelope.contentType,
            correlationID: task.key.caseID,
            body: envelope.bytes
        )
    }
}
