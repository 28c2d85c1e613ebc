import Casework
import Desk

/// What an inspection report must say to be believed.
enum InspectionRules {
    /// Result, severity and list agree: a problem is one that the list shows.
    static func consistent(_ answer: Deed.Answer) -> [Problem] {
        var problems: [Problem] = []
        let isClean = ["no-problem", "passed"].contains(answer.outcome)
        if let severity = answer.fields["severity"]?.text, (severity == "none") != isClean {
            problems.append(
                Problem(
                    "SEVERITY_MISMATCH",
                    at: "/fields/severity",
                    zh: "检查结论与严重程度不一致：无问题填“none”，有问题不得填“none”",
                    en: "Result and severity disagree: none where there is no problem, and only there"
                )
            )
        }
        let isAllMet = items(answer).allSatisfy { $0["met"] == .bool(true) }
        if isAllMet != isClean {
            problems.append(
                Problem(
                    "FINDINGS_MISMATCH",
                    at: "/fields/findings",
                    zh: "检查结论与检查表不一致",
                    en: "The result is not what the list shows"
                )
            )
        }
        return problems
    }

    /// The list has every item that a matter of this kind asks for (domain.md 1, row 5).
    static func complete(_ answer: Deed.Answer, _ task: DeskTask) -> [Problem] {
        let missing = missing(answer, task)
        guard !missing.isEmpty else { return [] }
        let list = missing.joined(separator: "、")
        return [
            Problem(
                "CHECKLIST_INCOMPLETE",
                at: "/fields/findings",
                zh: "检查表缺少：\(list)",
                en: "The list lacks: \(list)"
            )
        ]
    }

    static func exemplify(_ answer: inout Deed.Answer, _ task: DeskTask) {
        let isClean = ["no-problem", "passed"].contains(answer.outcome)
        if answer.fields["severity"] != nil { answer.fields["severity"] = isClean ? "none" : "general" }
        if task.content.checks.contains("checklist-complete") {
            let more = missing(answer, task).map { Value.object(["item": .text($0), "met": true]) }
            answer.fields["findings"] = .list((answer.fields["findings"]?.list ?? []) + more)
        }
        let findings = items(answer).enumerated().map { index, item in
            Value.object(item.merging(["met": .bool(isClean || index > 0)]) { _, new in new })
        }
        answer.fields["findings"] = .list(findings)
    }

    private static func items(_ answer: Deed.Answer) -> [[String: Value]] {
        (answer.fields["findings"]?.list ?? []).compactMap(\.object)
    }

    private static func missing(_ answer: Deed.Answer, _ task: DeskTask) -> [String] {
        let kind = task.content.fields["category"]?.text?.split(separator: ".").last.map(String.init) ?? ""
        let wanted =
            (task.content.with?[kind] ?? task.content.with?["items"])?.text?.split(separator: "|").map(String.init)
            ?? []
        let present = Set(items(answer).compactMap { $0["item"]?.text })
        return wanted.filter { !present.contains($0) }
    }
}
