import Casework

/// A field that a form may ask for.
struct SketchField {
    var name: String
    var type: String
    var choices: [String] = []

    /// Those with choices first, so that later ones may hang on them.
    static let all = [
        SketchField(name: "mode", type: "", choices: ["visit", "phone", "meeting"]),
        SketchField(name: "resultClass", type: "", choices: ["A", "B", "C", "D"]),
        SketchField(name: "attitude", type: "", choices: ["satisfied", "basically", "dissatisfied"]),
        SketchField(name: "result", type: "", choices: ["satisfied", "basically", "dissatisfied"]),
        SketchField(name: "record", type: "text"), SketchField(name: "explanation", type: "text"),
        SketchField(name: "conclusion", type: "text"), SketchField(name: "report", type: "text"),
        SketchField(name: "column", type: "line"), SketchField(name: "url", type: "line"),
        SketchField(name: "contactedAt", type: "date"), SketchField(name: "deliveredOn", type: "date"),
        SketchField(name: "promisedOn", type: "date"), SketchField(name: "redactions", type: "(text)"),
        SketchField(name: "measures", type: "(texts)"), SketchField(name: "positions", type: "texts"),
        SketchField(name: "reason", type: "text if"), SketchField(name: "reasons", type: "text if"),
        SketchField(name: "coHandlers", type: "(agencies)"), SketchField(name: "leadUnit", type: "agency"),
    ]
}

extension WorkflowSketch {
    /// Gives a step a form of a few fields that no other form has.
    mutating func makeForm(_ step: inout SketchStep) {
        let free = SketchField.all.filter { freeFields.contains($0.name) }
        var fields = dice.some(dice.pick([0, 0, 1, 1, 2, 3]), of: free)
        // An answer that names the lead among the co-handlers is refused, whichever way chance fills in the two.
        if fields.contains(where: { $0.name == "leadUnit" }) { fields.removeAll { $0.name == "coHandlers" } }
        var parts: [String] = []
        for field in fields {
            freeFields.remove(field.name)
            if !field.choices.isEmpty {
                parts.append("\(field.name): [\(field.choices.joined(separator: ", "))]")
                // Fields of a step with instances stay with the instance, so needs cannot read them.
                guard !step.owner.isMany, !step.isTracking else { continue }
                step.choices[field.name] = field.choices
                choices[field.name] = field.choices
            } else if field.type == "text if" {
                parts.append("\(field.name): text if \(dice.pick(step.outcomes))")
            } else if field.type == "date", step.choices["resultClass"] != nil {
                parts.append("\(field.name): date if resultClass=B")
            } else {
                if field.type == "date" { step.dates.append(field.name) }
                parts.append("\(field.name): \(field.type)")
            }
        }
        guard !parts.isEmpty else { return }
        step.lines["form"] = "{\(parts.joined(separator: ", "))}"
        if dice.chance(15) { step.lines["check"] = "no-names-in-public-text" }
    }
}
