import Casework

/// Rules that a workflow may name at any agency (`rule:` in the workflow language).
package enum SharedRules {
    /// The answer that the rule called `name` gives; nil when there is no such rule, or a person has to look.
    package static func decide(_ name: String, _ task: DeskTask) -> Deed.Answer? {
        switch name {
        case "as-given": asGiven(task)
        default: nil
        }
    }

    /// The step's first outcome, and of its form what the workflow gives it (`with:`): a step that needs nobody.
    private static func asGiven(_ task: DeskTask) -> Deed.Answer? {
        guard let outcome = task.content.outcomes.first else { return nil }
        let names = Set(task.content.form.fields.map(\.name))
        return Deed.Answer(outcome: outcome, fields: (task.content.with ?? [:]).filter { names.contains($0.key) })
    }
}
