import Casework
import Contracts
import Fleet

/// What a person wants to publish: a whole message, or only the data of a `case.submit`.
struct IntakeMessage {
    /// The bytes that travel.
    let body: [UInt8]
    let messageID: String?
    let type: String?
    /// The publisher's own number of the matter.
    let externalID: String?
    /// The data alone, for HTTP.
    let data: Value
    /// The second word of the routing key.
    let kind: String

    /// Takes a message as it is; data alone is put into an envelope whose id is made of sender, matter and content, so
    /// that the same file sent again is the same message.
    ///
    /// A text that is no JSON travels as it is too: the receipt then says what is wrong with it.
    init(_ bytes: [UInt8], from user: String, at now: Instant) {
        let value = JSONText.value(bytes).subject ?? .null
        let isMessage = value["specversion"] != nil
        let data = isMessage ? value["data"] ?? .null : value
        self.data = data
        externalID = data["externalId"]?.text
        let words = (data["caseType"]?.text ?? "unknown").filter {
            $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-")
        }
        kind = words.isEmpty ? "unknown" : String(words.prefix(60))
        if isMessage || value.object == nil {
            body = bytes
            messageID = value["id"]?.text
            type = value["type"]?.text
            return
        }
        let subject = (externalID ?? "-").filter { MessageID.isWellFormed(String($0)) }.prefix(80)
        let envelope = Envelope(
            id: MessageID.make(
                source: user,
                subject: subject.isEmpty ? "-" : String(subject),
                kind: "case.submit.\(ContentHash.of(data).prefix(12))"
            ),
            source: user,
            type: .caseSubmit,
            time: now,
            data: data
        )
        body = envelope.bytes
        messageID = envelope.id
        type = envelope.type.rawValue
    }
}
