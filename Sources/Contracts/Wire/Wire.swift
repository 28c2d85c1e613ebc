import Casework

/// The border between messages as bytes with AMQP properties and messages as values.
///
/// It knows AMQP's property names and nothing of a broker or its client, so the same code reads deliveries, dead
/// letters and files.
package enum Wire {
    /// The basic properties of AMQP 0-9-1 that mirror an envelope, and those that an answer needs.
    package struct Properties: Hashable, Sendable {
        package var contentType: String?
        package var contentEncoding: String?
        package var messageID: String?
        package var type: String?
        package var appID: String?
        package var correlationID: String?
        /// Seconds since 1970, as AMQP counts.
        package var timestamp: UInt64?
        package var replyTo: String?
        /// The broker user who published, when the broker vouched for it.
        package var userID: String?
        /// The header of that name.
        package var traceparent: String?

        package init(
            contentType: String? = nil,
            contentEncoding: String? = nil,
            messageID: String? = nil,
            type: String? = nil,
            appID: String? = nil,
            correlationID: String? = nil,
            timestamp: UInt64? = nil,
            replyTo: String? = nil,
            userID: String? = nil,
            traceparent: String? = nil
        ) {
            self.contentType = contentType
            self.contentEncoding = contentEncoding
            self.messageID = messageID
            self.type = type
            self.appID = appID
            self.correlationID = correlationID
            self.timestamp = timestamp
            self.replyTo = replyTo
            self.userID = userID
            self.traceparent = traceparent
        }
    }

    /// The largest body that is read, in bytes (design section 5).
    package static let largestBody = 1 << 20

    /// The properties that mirror an envelope: id, type, source, time, case, media type, trace.
    package static func properties(mirroring envelope: Envelope) -> Properties {
        Properties(
            contentType: Envelope.contentType,
            messageID: envelope.id,
            type: envelope.type.rawValue,
            appID: envelope.source,
            correlationID: envelope.caseID ?? envelope.causationID,
            timestamp: UInt64(max(0, envelope.time.milliseconds / 1000)),
            traceparent: envelope.traceparent
        )
    }

    /// Reads a delivery; a bare body with a content type of JSON is enough (`amqp-publish` sets nothing more).
    ///
    /// Where properties and body disagree the body counts, and PROPERTY_MISMATCH says so as a warning.
    package static func read(body: [UInt8], properties: Properties = Properties()) -> Reading<Envelope> {
        var problems = contentProblems(properties)
        if body.count > largestBody {
            problems.append(
                Problem("BODY_TOO_LARGE", zh: "消息超过1 MiB", en: "The message is larger than 1 MiB")
            )
        }
        guard !problems.refuse else { return .bad(problems) }
        let document = JSONText.read(body)
        problems += document.problems
        guard let value = document.value else { return .bad(problems) }
        switch EnvelopeReader.read(value) {
        case .bad(let faults): return .bad((problems + faults).capped)
        case .good(let envelope, let warnings):
            problems += warnings
            problems += mismatches(envelope, properties)
            return problems.refuse ? .bad(problems.capped) : .good(envelope, warnings: problems.capped)
        }
    }

    private static func contentProblems(_ properties: Properties) -> [Problem] {
        var problems: [Problem] = []
        let kind = (properties.contentType ?? "").split(separator: ";").first.map { String($0).lowercased() } ?? ""
        switch kind {
        case Envelope.contentType, "application/json": break
        case "":
            problems.append(
                Problem(
                    "CONTENT_TYPE_MISSING",
                    zh: "缺少content_type,按\(Envelope.contentType)处理",
                    en: "There is no content_type; read as \(Envelope.contentType)",
                    severity: .warning
                )
            )
        default:
            problems.append(
                Problem(
                    "CONTENT_TYPE_WRONG",
                    zh: "content_type应为\(Envelope.contentType)",
                    en: "The content_type must be \(Envelope.contentType)"
                )
            )
        }
        if let encoding = properties.contentEncoding,
            !["", "utf-8", "utf8", "identity"].contains(encoding.lowercased())
        {
            problems.append(
                Problem("CONTENT_ENCODING", zh: "不支持压缩或其他编码", en: "Compressed or otherwise encoded bodies are not read")
            )
        }
        return problems
    }

    private static func mismatches(_ envelope: Envelope, _ properties: Properties) -> [Problem] {
        let mirrored: [(property: String, attribute: String, stated: String?, body: String)] = [
            ("message_id", "id", properties.messageID, envelope.id),
            ("type", "type", properties.type, envelope.type.rawValue),
            ("app_id", "source", properties.appID, envelope.source),
            (
                "timestamp", "time", properties.timestamp.map(String.init),
                String(max(0, envelope.time.milliseconds / 1000))
            ),
        ]
        return mirrored.filter { $0.stated != nil && $0.stated != "" && $0.stated != $0.body }
            .map { pair in
                Problem(
                    "PROPERTY_MISMATCH",
                    at: "/\(pair.attribute)",
                    zh: "AMQP属性\(pair.property)与正文的\(pair.attribute)不一致,以正文为准",
                    en:
                        "The AMQP property \(pair.property) differs from \(pair.attribute) in the body; the body counts",
                    severity: .warning
                )
            }
    }
}
