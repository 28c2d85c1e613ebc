/// A message that an entry caused; it waits in the outbox until the broker has confirmed it.
package struct Outgoing: Hashable, Sendable {
    package var exchange: String
    package var routingKey: String
    /// Made of meaning, so that a repetition carries the same id.
    package var messageID: String
    package var type: String
    package var contentType: String
    package var correlationID: String?
    package var body: [UInt8]
    /// True when a message that reaches no queue must come back (work); false for receipts, whose reader may have left.
    package var mandatory: Bool

    package init(
        exchange: String,
        routingKey: String,
        messageID: String,
        type: String,
        contentType: String = "application/cloudevents+json",
        correlationID: String? = nil,
        body: [UInt8],
        mandatory: Bool = true
    ) {
        self.exchange = exchange
        self.routingKey = routingKey
        self.messageID = messageID
        self.type = type
        self.contentType = contentType
        self.correlationID = correlationID
        self.body = body
        self.mandatory = mandatory
    }
}
