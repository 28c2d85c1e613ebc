import Casework

/// A step that is being made up: what the graph hangs on as values, everything else as it will stand in the file.
struct SketchStep {
    var id: String
    var title: String
    var owner = SketchOwner()
    /// Heaviest first, as the file declares them.
    var outcomes = ["done"]
    /// Results that only the engine gives: `expired`, `none`.
    var engineOutcomes: [String] = []
    var needs = Need.always
    /// True for an offer, which nobody must take up.
    var isOffer = false
    var isTracking = false
    var repeats: [(outcome: String, from: String)] = []
    /// Outcomes that a run made up here does not take, because a way to them is not certain.
    var uncertain: Set<String> = []
    /// Its fields with choices that become fields of the case.
    var choices: [String: [String]] = [:]
    /// Its fields that hold a date.
    var dates: [String] = []
    var term = SketchTerm()
    /// Everything else, by its key.
    var lines: [String: String] = [:]

    private static let keys = [
        "by", "not-by", "copy", "sees", "enough", "needs", "until", "not-before", "within", "overdue", "ladder",
        "allow", "outcomes", "form", "case", "wait", "with", "check", "issues", "repeat", "undo",
    ]

    init(id: String, title: String) {
        self.id = id
        self.title = title
    }

    /// True when another case does its work.
    var isCall: Bool { lines["case"] != nil }

    /// True when it goes to somebody else at its deadline, who has a time of his own.
    var isPassedOn: Bool { lines["overdue"]?.hasPrefix("{") ?? false }

    /// Everything it can end with.
    var results: [String] { outcomes + engineOutcomes }

    /// The step as it stands in the file.
    var yaml: String {
        var lines = lines
        lines["by"] = owner.yaml
        lines["needs"] = needs.yaml
        lines["within"] = term.yaml
        if outcomes != ["done"] { lines["outcomes"] = "[\(outcomes.joined(separator: ", "))]" }
        let text = SketchStep.keys.compactMap { key in
            lines[key].flatMap { $0.isEmpty ? nil : "    \(key): \($0)\n" }
        }
        return "  \(id):\n    title: \(title)\n" + text.joined()
    }
}

/// Who does a step that is being made up.
struct SketchOwner {
    var yaml = ""
    var role: String?
    /// True when only people of one unit may do it.
    var hasUnit = false
    /// True when several do it, each for himself.
    var isMany = false
}

/// How long a step may take, and how late it can be when everybody takes all his time.
struct SketchTerm {
    var yaml = ""
    /// The longest it takes from its opening, in working days; nil when it is counted from elsewhere.
    var own: Int?
    /// The step it is counted from, nil for its own opening or the acceptance of the case.
    var anchor: String?
    /// The latest end, in working days from acceptance.
    var latest = 0
}
