package import Casework

extension Envelope {
    /// A message with a typed payload; throws only what the payload's `encode` throws.
    package init<Payload: Encodable>(
        id: String,
        source: String,
        type: MessageType,
        time: Instant,
        caseID: String? = nil,
        step: String? = nil,
        instance: String? = nil,
        attempt: Int? = nil,
        sequence: Int? = nil,
        epoch: Int64? = nil,
        causationID: String? = nil,
        traceparent: String? = nil,
        payload: Payload
    ) throws {
        self.init(
            id: id,
            source: source,
            type: type,
            time: time,
            caseID: caseID,
            step: step,
            instance: instance,
            attempt: attempt,
            sequence: sequence,
            epoch: epoch,
            causationID: causationID,
            traceparent: traceparent,
            data: try ValueEncoding.value(payload)
        )
    }

    /// An assignment, told with the type that fits its state: assigned at first, standing later, revoked or undo.
    package static func assignment(
        _ assignment: Assignment,
        time: Instant,
        epoch: Int64,
        causationID: String? = nil,
        traceparent: String? = nil
    ) throws -> Envelope {
        let content = assignment.content
        let standing = assignment.standing
        let type: MessageType =
            if content.isUndo {
                .stepUndo
            } else if standing.state == .revoked {
                .stepRevoked
            } else if standing.sequence <= 1 {
                .stepAssigned
            } else {
                .stepStanding
            }
        return try Envelope(
            id: MessageID.make(
                source: "coordinator",
                subject: content.caseID,
                step: content.step,
                instance: content.instance,
                attempt: content.attempt,
                kind: type.name,
                n: standing.sequence
            ),
            source: "coordinator",
            type: type,
            time: time,
            caseID: content.caseID,
            step: content.step,
            instance: content.instance.isEmpty ? nil : content.instance,
            attempt: content.attempt,
            sequence: standing.sequence,
            epoch: epoch,
            causationID: causationID,
            traceparent: traceparent,
            payload: assignment
        )
    }

    /// An agency's report on its step.
    package static func report(
        _ report: StepReport,
        of caseID: String,
        from agency: String,
        time: Instant,
        epoch: Int64,
        causationID: String? = nil,
        traceparent: String? = nil
    ) throws -> Envelope {
        try Envelope(
            id: MessageID.make(
                source: agency,
                subject: caseID,
                step: report.step,
                instance: report.instance,
                attempt: report.attempt,
                kind: report.isUndo ? "undo.report" : "report",
                n: report.sequence
            ),
            source: agency,
            type: .stepReport,
            time: time,
            caseID: caseID,
            step: report.step,
            instance: report.instance.isEmpty ? nil : report.instance,
            attempt: report.attempt,
            sequence: report.sequence,
            epoch: epoch,
            causationID: causationID,
            traceparent: traceparent,
            payload: report
        )
    }

    /// The receipt for a message; `subject` is the case id or, without one, what the sender calls the matter.
    ///
    /// `number` tells the receipts about one subject apart (the number of the log entry that decided it).
    package static func receipt(
        _ receipt: Receipt,
        from source: String = "coordinator",
        subject: String,
        number: Int = 0,
        causationID: String? = nil,
        traceparent: String? = nil
    ) throws -> Envelope {
        try Envelope(
            id: MessageID.make(
                source: source,
                subject: subject,
                kind: "receipt.\(receipt.disposition.rawValue)",
                n: number
            ),
            source: source,
            type: .receipt,
            time: receipt.at,
            caseID: receipt.caseID,
            causationID: causationID,
            traceparent: traceparent,
            payload: receipt
        )
    }

    /// The case events of one entry of the log, `number`.
    package static func caseEvents(_ events: CaseEvents, time: Instant, epoch: Int64, number: Int64) throws -> Envelope
    {
        try Envelope(
            id: caseEventsID(epoch: epoch, entries: number...number),
            source: "coordinator",
            type: .caseEvents,
            time: time,
            epoch: epoch,
            payload: events
        )
    }

    /// The id under which the case events of these entries travel: other entries, another id.
    package static func caseEventsID(epoch: Int64, entries: ClosedRange<Int64>) -> String {
        let (first, last) = (entries.lowerBound, entries.upperBound)
        return "coordinator/events/\(epoch)/\(first == last ? "\(last)" : "\(first)-\(last)")"
    }
}
