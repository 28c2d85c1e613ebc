import Casework
import Desk

/// How grave a hazard is and who goes first (domain.md 2.4, row 1).
enum HazardLevel {
    /// By rule where the report says whether somebody is in danger; nil leaves it to the officer on duty.
    static func decide(_ task: DeskTask) -> Deed.Answer? {
        let fields = task.content.fields
        let isFire = lists(task, "fire", fields["hazardKind"])
        let level: String
        switch fields["danger"]?.text {
        case "life": level = "I"
        case "none": level = isFire ? "II" : "III"
        default: return nil
        }
        let orderBody = isFire ? "fire-rescue" : fields["hazardKind"] == "conflict" ? "police" : "street"
        return Deed.Answer(
            outcome: "done",
            fields: [
                "level": .text(level), "zone": lists(task, "city", fields["districtCode"]) ? "city" : "suburb",
                "responder": level == "II" ? "fire-rescue" : "police", "orderBody": .text(orderBody),
            ]
        )
    }

    /// Danger to life is level I whoever decides, and only who can act is sent.
    static func objections(to answer: Deed.Answer, on task: DeskTask) -> [Problem] {
        var problems: [Problem] = []
        if task.content.fields["danger"] == "life", answer.fields["level"] != "I" {
            problems.append(
                Problem("LEVEL_TOO_LOW", at: "/fields/level", zh: "危及生命的应为一级", en: "Danger to life is level I")
            )
        }
        for (field, fit) in [
            ("responder", ["police", "fire-rescue"]), ("orderBody", ["police", "fire-rescue", "street"]),
        ] {
            guard let name = answer.fields[field]?.text, !fit.contains(name) else { continue }
            let list = fit.joined(separator: ", ")
            problems.append(
                Problem("PARTY_UNFIT", at: "/fields/\(field)", zh: "只能是：\(list)", en: "This must be one of \(list)")
            )
        }
        return problems
    }

    static func exemplify(_ answer: inout Deed.Answer, on task: DeskTask) {
        answer.fields["level"] = task.content.fields["danger"] == "life" ? "I" : answer.fields["level"] ?? "II"
        answer.fields["responder"] = "police"
        answer.fields["orderBody"] = "police"
    }

    /// Whether one of the step's constants, a list of words, has a value.
    private static func lists(_ task: DeskTask, _ name: String, _ value: Value?) -> Bool {
        guard let word = value?.text else { return false }
        return task.content.with?[name]?.text?.split(separator: " ").contains { $0 == word } ?? false
    }
}
