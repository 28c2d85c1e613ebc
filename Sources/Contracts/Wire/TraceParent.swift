import Casework

/// W3C trace context (`00-<trace>-<span>-<flags>`), made of meaning so that a repeated message carries the same one.
package enum TraceParent {
    /// The context of a message: the trace of what caused it, or of its case, and a span of its own.
    ///
    /// - Parameters:
    ///   - messageID: The message that is to carry it.
    ///   - cause: The context that came in, or nil.
    ///   - caseID: What gives the trace its id when nothing came in.
    /// - Returns: A context that `Envelope` accepts.
    package static func make(for messageID: String, causedBy cause: String?, of caseID: String) -> String {
        let trace = cause.flatMap(traceID) ?? String(ContentHash.of(Array(caseID.utf8)).prefix(32))
        return "00-\(trace)-\(ContentHash.of(Array(messageID.utf8)).prefix(16))-01"
    }

    /// The trace id of a context, nil when it is none.
    package static func traceID(_ text: String) -> String? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 4, parts[1].utf8.count == 32 else { return nil }
        return String(parts[1])
    }
}
