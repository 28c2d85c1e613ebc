import Casework
import Contracts
import EventStore

/// A task's snapshot on its way to the coordinator.
struct ReportMessage {
    let agency: String
    let task: DeskTask
    /// The entry that caused it.
    let entry: Entry

    /// The message; its id is made of meaning, so that a repeated answer carries the same one.
    func outgoing() throws -> Outgoing {
        let envelope = try Envelope.report(
            task.report,
            of: task.key.caseID,
            from: agency,
            time: entry.at,
            epoch: entry.epoch
        )
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
