/// The properties that travel in a message's header frame (AMQP 0-9-1, class basic).
package struct MessageProperties: Sendable, Equatable {
    package var contentType: String?
    package var contentEncoding: String?
    package var headers: [String: FieldValue]
    /// Delivery mode 2: the broker writes the message to disk in a durable queue.
    package var persistent: Bool
    package var priority: UInt8?
    package var correlationID: String?
    package var replyTo: String?
    /// How long the message may wait in a queue, in milliseconds, as digits.
    package var expiration: String?
    package var messageID: String?
    /// Whole seconds since 1970.
    package var timestamp: UInt64?
    package var type: String?
    /// The broker refuses a message whose user id is not the login of its connection.
    package var userID: String?
    package var appID: String?

    package init(
        contentType: String? = nil,
        contentEncoding: String? = nil,
        headers: [String: FieldValue] = [:],
        persistent: Bool = true,
        priority: UInt8? = nil,
        correlationID: String? = nil,
        replyTo: String? = nil,
        expiration: String? = nil,
        messageID: String? = nil,
        timestamp: UInt64? = nil,
        type: String? = nil,
        userID: String? = nil,
        appID: String? = nil
    ) {
        self.contentType = contentType
        self.contentEncoding = contentEncoding
        self.headers = headers
        self.persistent = persistent
        self.priority = priority
        self.correlationID = correlationID
        self.replyTo = replyTo
        self.expiration = expiration
        self.messageID = messageID
        self.timestamp = timestamp
        self.type = type
        self.userID = userID
        self.appID = appID
    }

    /// The properties that the wire carries as short strings, by name: each holds at most 255 bytes.
    var shortStrings: [(name: String, value: String?)] {
        [
            ("content-type", contentType), ("content-encoding", contentEncoding), ("correlation-id", correlationID),
            ("reply-to", replyTo), ("expiration", expiration), ("message-id", messageID), ("type", type),
            ("user-id", userID), ("app-id", appID),
        ]
    }
}
