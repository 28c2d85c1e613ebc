/// One thing that is wrong with an input, told so that its sender can put it right (design section 3, promise 8).
package struct Problem: Hashable, Codable, Sendable, Error {
    /// How much it matters: an `error` refuses, a `hold` waits for completion (补正), a `warning` is accepted and told.
    package enum Severity: String, Codable, Sendable {
        case error
        case hold
        case warning
    }

    /// A stable word in capitals, `SUGGESTION_NO_FORMAT`.
    package var code: String
    /// Where, as a JSON pointer (RFC 6901) into the input; empty for the whole of it.
    package var pointer: String
    package var zh: String
    package var en: String
    package var severity: Severity

    package init(_ code: String, at pointer: String = "", zh: String, en: String, severity: Severity = .error) {
        self.code = code
        self.pointer = pointer
        self.zh = zh
        self.en = en
        self.severity = severity
    }
}
