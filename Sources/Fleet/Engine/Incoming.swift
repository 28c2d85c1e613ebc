package import Casework
package import Contracts

/// A message as the broker delivered it, before anybody has looked inside.
package struct RawMessage: Hashable, Sendable {
    package var queue: String
    package var exchange: String
    package var routingKey: String
    package var contentType: String?
    package var messageID: String?
    package var type: String?
    package var correlationID: String?
    package var replyTo: String?
    package var userID: String?
    package var isRedelivered: Bool
    package var body: [UInt8]
    /// The size of a body that was refused while it arrived (then `body` is empty).
    package var oversized: Int?

    package init(
        queue: String,
        exchange: String,
        routingKey: String,
        contentType: String? = nil,
        messageID: String? = nil,
        type: String? = nil,
        correlationID: String? = nil,
        replyTo: String? = nil,
        userID: String? = nil,
        isRedelivered: Bool = false,
        body: [UInt8],
        oversized: Int? = nil
    ) {
        self.queue = queue
        self.exchange = exchange
        self.routingKey = routingKey
        self.contentType = contentType
        self.messageID = messageID
        self.type = type
        self.correlationID = correlationID
        self.replyTo = replyTo
        self.userID = userID
        self.isRedelivered = isRedelivered
        self.body = body
        self.oversized = oversized
    }

    /// The sender as the broker enforced it: the first word of the routing key (topic permission).
    package var sender: String { String(routingKey.prefix { $0 != "." }) }
}

/// A message whose envelope could be read.
package struct Incoming: Sendable {
    package var raw: RawMessage
    package var envelope: Envelope
    /// What was wrong without making it unreadable (properties that disagree with the body).
    package var warnings: [Problem]

    package init(raw: RawMessage, envelope: Envelope, warnings: [Problem] = []) {
        self.raw = raw
        self.envelope = envelope
        self.warnings = warnings
    }

    package var sender: String { raw.sender }
}
