import Casework

/// The body of a `case.facts` entry: what one input did to one case.
struct CaseFacts: Codable {
    static let kind = "case.facts"

    var facts: [Casework.CaseEvent]
    /// The message or act that caused them.
    var cause: String?
    var traceparent: String?
}
