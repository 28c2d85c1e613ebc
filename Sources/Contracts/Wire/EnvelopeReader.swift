import Casework

/// Reads the attributes of a message out of its JSON, all faults at once.
struct EnvelopeReader {
    private let members: [String: Value]
    private var problems: [Problem] = []

    private init(members: [String: Value]) { self.members = members }

    /// The envelope; only errors refuse it, warnings are for attributes that nothing depends on.
    static func read(_ value: Value) -> Reading<Envelope> {
        guard let members = value.object else {
            return .bad([
                Problem("ENVELOPE_SHAPE", zh: "消息正文应为一个JSON对象", en: "The body of a message is one JSON object")
            ])
        }
        var reader = EnvelopeReader(members: members)
        return reader.read()
    }

    private mutating func read() -> Reading<Envelope> {
        checkVersion()
        let id = identifier("id", isRequired: true)
        let source = identifier("source", isRequired: true)
        let type = messageType()
        let time = instant()
        let caseID = identifier("caseid")
        let step = identifier("step")
        let instance = identifier("instance")
        let attempt = whole("attempt")
        let sequence = whole("sequence")
        let epoch = whole("epoch")
        let causation = identifier("causationid")
        let trace = traceparent()
        let data = payload()
        guard let id, let source, let type, let time, let data, !problems.refuse else { return .bad(problems) }
        let envelope = Envelope(
            id: id,
            source: source,
            type: type,
            time: time,
            caseID: caseID,
            step: step,
            instance: instance,
            attempt: attempt.flatMap { Int(exactly: $0) },
            sequence: sequence.flatMap { Int(exactly: $0) },
            epoch: epoch,
            causationID: causation,
            traceparent: trace,
            data: data
        )
        return .good(envelope, warnings: problems)
    }

    private mutating func note(
        _ code: String,
        _ name: String,
        zh: String,
        en: String,
        severity: Problem.Severity = .error
    ) {
        problems.append(
            Problem(code, at: JSONPointer([.key(name)]).description, zh: zh, en: en, severity: severity)
        )
    }

    private mutating func text(_ name: String, isRequired: Bool) -> String? {
        switch members[name] {
        case .text(let text)?:
            if !text.isEmpty { return text }
            if isRequired { note("ATTRIBUTE_MISSING", name, zh: "属性\(name)为空", en: "The attribute \(name) is empty") }
        case nil, .null?:
            if isRequired { note("ATTRIBUTE_MISSING", name, zh: "缺少属性\(name)", en: "The attribute \(name) is missing") }
        case .bool?, .integer?, .decimal?, .list?, .object?:
            note("ATTRIBUTE_TYPE", name, zh: "属性\(name)应为文字", en: "The attribute \(name) must be text")
        }
        return nil
    }

    private mutating func checkVersion() {
        guard let version = text("specversion", isRequired: true), version != Envelope.specVersion else { return }
        note(
            "SPECVERSION_UNSUPPORTED",
            "specversion",
            zh: "CloudEvents版本应为1.0",
            en: "The CloudEvents version must be 1.0"
        )
    }

    private mutating func identifier(_ name: String, isRequired: Bool = false) -> String? {
        guard let text = text(name, isRequired: isRequired) else { return nil }
        if MessageID.isWellFormed(text) { return text }
        let (zh, en) = IdentifierFault(text).words
        note(
            name == "caseid" ? "CASE_ID_FORMAT" : "ID_FORMAT",
            name,
            zh: "属性\(name)\(zh)",
            en: "The attribute \(name) \(en)"
        )
        return nil
    }

    private mutating func messageType() -> MessageType? {
        guard let text = text("type", isRequired: true) else { return nil }
        if let type = MessageType(rawValue: text) { return type }
        let known = MessageType.allCases.first { known in
            let stem = known.rawValue.dropLast("1".count)
            let version = text.dropFirst(stem.count)
            return text.hasPrefix(stem) && !version.isEmpty && version.allSatisfy(\.isNumber)
        }
        if let known {
            note(
                "SCHEMA_VERSION_UNSUPPORTED",
                "type",
                zh: "不支持该消息版本,应为\(known.rawValue)",
                en: "This version is not supported; use \(known.rawValue)"
            )
        } else {
            note("TYPE_UNKNOWN", "type", zh: "未知消息类型", en: "This type of message is not known")
        }
        return nil
    }

    private mutating func instant() -> Instant? {
        guard let text = text("time", isRequired: true) else { return nil }
        do throws(TimeText.Fault) {
            return try TimeText.instant(text)
        } catch {
            let problem = error.problem(at: "/time", isTime: true)
            problems.append(problem)
            return nil
        }
    }

    private mutating func whole(_ name: String) -> Int64? {
        switch members[name] {
        case nil, .null?: return nil
        case .integer(let number)?:
            if number >= 0 { return number }
        // CloudEvents has only 32-bit integers; senders may write longer ones as text.
        case .text(let text)?:
            if let number = Int64(text), number >= 0 { return number }
        case .bool?, .decimal?, .list?, .object?: break
        }
        note("ATTRIBUTE_TYPE", name, zh: "属性\(name)应为非负整数", en: "The attribute \(name) must be a whole number from 0")
        return nil
    }

    /// A trace that cannot be followed is dropped with a warning: it never stops a case.
    private mutating func traceparent() -> String? {
        guard case .text(let text)? = members["traceparent"] else { return nil }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let isHex = parts.allSatisfy { part in part.utf8.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit } }
        if parts.map(\.utf8.count) == [2, 32, 16, 2], isHex { return text }
        note(
            "TRACEPARENT_FORMAT",
            "traceparent",
            zh: "traceparent格式不正确,已忽略",
            en: "The traceparent is malformed and was ignored",
            severity: .warning
        )
        return nil
    }

    private mutating func payload() -> Value? {
        if case .text(let kind)? = members["datacontenttype"], !kind.lowercased().hasPrefix("application/json") {
            note(
                "DATA_CONTENT_TYPE",
                "datacontenttype",
                zh: "datacontenttype应为application/json",
                en: "The datacontenttype must be application/json"
            )
        }
        guard let data = members["data"], data.object != nil else {
            note("DATA_MISSING", "data", zh: "缺少data对象", en: "The object data is missing")
            return nil
        }
        return data
    }
}

/// Why an identifier is refused, without repeating what it says (it may be an attack or personal data).
struct IdentifierFault {
    let words: (zh: String, en: String)

    init(_ text: String) {
        let hasControls = text.unicodeScalars.contains {
            $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) || $0.properties.isBidiControl
        }
        if hasControls {
            words = ("含控制字符", "contains control characters")
        } else if text.utf8.count > MessageID.longest {
            words = ("超过\(MessageID.longest)个字节", "is longer than \(MessageID.longest) bytes")
        } else {
            words = ("只能用字母、数字和 . _ : / ~ @ + = -", "may only hold letters, digits and . _ : / ~ @ + = -")
        }
    }
}

extension TimeText.Fault {
    /// What to tell the sender of a text that is not a date or a time.
    func problem(at pointer: String, isTime: Bool, text: String = "") -> Problem {
        switch self {
        case .noOffset:
            Problem(
                "TIMESTAMP_NO_OFFSET",
                at: pointer,
                zh: "时间缺少时区(如+08:00)",
                en: "The time has no offset, such as +08:00"
            )
        case .nonexistent where isTime:
            Problem("TIME_INVALID", at: pointer, zh: "时间\(text)不存在", en: "There is no such time\(text.leading(" "))")
        case .form where isTime:
            Problem(
                "TIME_INVALID",
                at: pointer,
                zh: "时间应写作2023-04-27T09:00:00+08:00",
                en: "A time is written 2023-04-27T09:00:00+08:00"
            )
        case .nonexistent:
            Problem("DATE_INVALID", at: pointer, zh: "日期\(text)不存在", en: "There is no such date\(text.leading(" "))")
        case .form:
            Problem("DATE_INVALID", at: pointer, zh: "日期应写作2023-04-27", en: "A date is written 2023-04-27")
        }
    }
}

extension String {
    /// The text with something before it, unless it is empty.
    fileprivate func leading(_ space: String) -> String { isEmpty ? "" : space + self }
}
