package import Casework

/// A message: CloudEvents 1.0 in structured JSON, with the extensions of this project.
///
/// Extension names are lowercase letters and digits only, as CloudEvents asks: `caseid step instance attempt sequence
/// epoch causationid traceparent`.
package struct Envelope: Hashable, Sendable {
    /// Made of meaning (`MessageID`); the same statement has the same id whenever it is said.
    package var id: String
    /// The sender: an owner (`coordinator`, `police` …) or an integrator's broker user.
    package var source: String
    package var type: MessageType
    /// When it was said.
    package var time: Instant
    package var caseID: String?
    package var step: String?
    package var instance: String?
    package var attempt: Int?
    /// Orders the snapshots about one subject (design rule S).
    package var sequence: Int?
    /// Grows when a sender starts again from a rebuilt file; orders before everything else.
    package var epoch: Int64?
    /// The id of the message that caused this one.
    package var causationID: String?
    /// W3C trace context.
    package var traceparent: String?
    /// The payload; read it with `payload(_:)`.
    package var data: Value

    package init(
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
        data: Value
    ) {
        self.id = id
        self.source = source
        self.type = type
        self.time = time
        self.caseID = caseID
        self.step = step
        self.instance = instance
        self.attempt = attempt
        self.sequence = sequence
        self.epoch = epoch
        self.causationID = causationID
        self.traceparent = traceparent
        self.data = data
    }

    /// The version of CloudEvents that is spoken.
    package static let specVersion = "1.0"
    /// The media type of a structured message.
    package static let contentType = "application/cloudevents+json"

    /// The typed payload; problems point below `/data`.
    package func payload<Payload: Decodable & Sendable>(_ type: Payload.Type) -> Reading<Payload> {
        ValueDecoding.decode(type, from: data, at: JSONPointer([.key("data")]))
    }

    /// The whole message as a value, attributes without content left out.
    package var value: Value {
        var members: [String: Value] = [
            "specversion": .text(Envelope.specVersion), "id": .text(id), "source": .text(source),
            "type": .text(type.rawValue), "time": .text(time.description), "datacontenttype": "application/json",
            "data": data,
        ]
        members["caseid"] = caseID.map(Value.text)
        members["step"] = step.map(Value.text)
        members["instance"] = instance.map(Value.text)
        members["attempt"] = attempt.map { .integer(Int64($0)) }
        members["sequence"] = sequence.map { .integer(Int64($0)) }
        members["epoch"] = epoch.map(Value.integer)
        members["causationid"] = causationID.map(Value.text)
        members["traceparent"] = traceparent.map(Value.text)
        return .object(members)
    }

    /// The bytes that travel, in canonical form.
    package var bytes: [UInt8] { JSONText.write(value) }
}

extension Envelope: Codable {
    package init(from decoder: any Decoder) throws {
        let value = try Value(from: decoder)
        switch EnvelopeReader.read(value) {
        case .good(let envelope, _): self = envelope
        case .bad(let problems):
            let codes = problems.map { "\($0.code) \($0.pointer)" }.joined(separator: ", ")
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: codes))
        }
    }

    package func encode(to encoder: any Encoder) throws { try value.encode(to: encoder) }
}
