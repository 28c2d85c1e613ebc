/// A message to publish, under a number of the caller's by which its outcome is told.
package struct Publication: Sendable, Equatable {
    package var token: UInt64
    package var exchange: String
    package var routingKey: String
    /// The broker sends the message back when no queue is bound for it.
    package var mandatory: Bool
    package var properties: MessageProperties
    package var body: [UInt8]

    package init(
        token: UInt64,
        exchange: String,
        routingKey: String,
        mandatory: Bool = true,
        properties: MessageProperties = MessageProperties(),
        body: [UInt8]
    ) {
        self.token = token
        self.exchange = exchange
        self.routingKey = routingKey
        self.mandatory = mandatory
        self.properties = properties
        self.body = body
    }

    /// Why the wire format cannot carry this message, or nil.
    ///
    /// The library would notice only after it had sent the first of the three frames, when the connection is past saving.
    var defect: String? {
        if exchange.utf8.count > 255 { return "the exchange name is longer than 255 bytes" }
        if routingKey.utf8.count > 255 { return "the routing key is longer than 255 bytes" }
        for (name, value) in properties.shortStrings where (value?.utf8.count ?? 0) > 255 {
            return "the property \(name) is longer than 255 bytes"
        }
        if properties.headers.keys.contains(where: { $0.utf8.count > 255 }) {
            return "a header name is longer than 255 bytes"
        }
        if FieldValue.table(properties.headers).wireSize > Self.headerBudget {
            return "the headers are longer than \(Self.headerBudget) bytes"
        }
        return nil
    }

    /// Bytes that the headers may take: a header frame is never split, and the smallest frame that 4.x agrees to is 8192.
    private static let headerBudget = 4096

    /// About how many bytes this takes on the wire, frames included.
    var wireSize: Int {
        body.count + (body.count / 131_064 + 1) * 8 + exchange.utf8.count + routingKey.utf8.count
            + FieldValue.table(properties.headers).wireSize + 512
    }
}

extension FieldValue {
    /// How many bytes the value takes on the wire, without its own name.
    var wireSize: Int {
        switch self {
        case .text(let text): 5 + text.utf8.count
        case .bytes(let bytes): 5 + bytes.count
        case .integer, .number, .timestamp: 9
        case .bool: 2
        case .nothing: 1
        case .list(let values): values.reduce(5) { $0 + $1.wireSize }
        case .table(let fields): fields.reduce(5) { $0 + 1 + $1.key.utf8.count + $1.value.wireSize }
        }
    }
}

/// How a publication ended; told exactly once for each token.
package enum PublishOutcome: Sendable, Equatable {
    /// The broker took responsibility: every queue that the message was routed to has it.
    case confirmed
    /// The broker did not. `retryable` says whether the same message may pass later without anybody changing it.
    case refused(reason: Refusal, retryable: Bool)

    /// The outcome for a refusal, with the judgement that goes with it.
    package init(_ refusal: Refusal) {
        self = .refused(reason: refusal, retryable: refusal.isRetryable)
    }
}

/// Why a publication was not taken.
package enum Refusal: Sendable, Equatable {
    /// A queue was full (reject-publish) or failed. Other queues may have a copy, so a retry can double it there.
    case nacked
    /// No queue is bound for the routing key.
    case returned(code: UInt16, text: String)
    /// The user may not write to that exchange or routing key (403).
    case accessRefused(String)
    /// The exchange does not exist (404).
    case notFound(String)
    /// The broker will not take a body of this size (406).
    case tooLarge(String)
    /// Something else in the message is against the rules, such as a user id of somebody else (406).
    case preconditionFailed(String)
    /// The wire format cannot carry the message; it was never sent.
    case malformed(String)
    /// The broker closed the channel or the connection because of this message, with another code.
    case protocolRefused(code: UInt16, text: String)
    /// No confirm came in time, for instance from a queue that has lost its majority. It may still have been taken.
    case unconfirmed

    /// Whether the same message may pass later: queues drain and topology is put back, permissions and content are not.
    package var isRetryable: Bool {
        switch self {
        case .nacked, .returned, .notFound, .unconfirmed: true
        case .accessRefused, .tooLarge, .preconditionFailed, .malformed, .protocolRefused: false
        }
    }

    /// The refusal that a closed channel or connection means for the message that caused it.
    init(code: UInt16, text: String) {
        switch code {
        case 403: self = .accessRefused(text)
        case 404: self = .notFound(text)
        // The broker has one code for both; only its words tell them apart (rabbit_channel check_msg_size).
        case 406 where text.contains("larger than"): self = .tooLarge(text)
        case 406: self = .preconditionFailed(text)
        default: self = .protocolRefused(code: code, text: text)
        }
    }
}
