/// How a step or a notice opens a case of its own (workflow language, section 2.8).
package struct ChildCall: Hashable, Codable, Sendable {
    /// The workflow of the child.
    package var workflow: String
    /// True when the step stays open until the child closes, and ends with the name of the child's end; false when it
    /// ends at once with `started`.
    package var waits: Bool
    /// The names of the child's intake fields: what the calling case knows under the same name goes along.
    package var fields: [String]
    /// Values for the child's fields: a constant, or `case.FIELD` of the calling case.
    package var with: [String: Value]

    package init(workflow: String, waits: Bool, fields: [String] = [], with: [String: Value] = [:]) {
        self.workflow = workflow
        self.waits = waits
        self.fields = fields
        self.with = with
    }

    /// What a `with:` may name beside the fields of the case.
    ///
    /// `handlers`: its lead, then everybody else who has or had a task of it; `subject`: the title it was brought under.
    package static let facts = ["handlers", "subject"]
}
