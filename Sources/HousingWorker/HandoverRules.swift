import Casework
import Desk

/// What a handover between two companies must show: a decision, a notice in time, complete lists (domain.md 2.7).
enum HandoverRules {
    /// By rule where the result of the vote or the company's own notice came with the case; else a person looks.
    static func decide(_ task: DeskTask) -> Deed.Answer? {
        guard task.content.fields["decisionFiles"]?.list?.isEmpty == false else { return nil }
        return Deed.Answer(outcome: "on-file")
    }

    /// A notice that is late moves the end of the contract; the days stand in the step's constants, by the way of ending.
    static func termination(_ answer: Deed.Answer, _ setting: PracticeSetting) -> [Problem] {
        let day = { (name: String) in answer.fields[name]?.text.flatMap { LocalDate($0) } }
        guard let served = day("servedOn"), let end = day("terminatesOn") else { return [] }
        if served > LocalDate(setting.now) {
            return [problem("SERVED_IN_FUTURE", "servedOn", "送达日期晚于今天", "It was served later than today")]
        }
        let days = days(setting.task)
        let earliest = LocalDate(dayNumber: served.dayNumber + days)
        guard end < earliest else { return [] }
        return [
            problem(
                "TERMINATION_TOO_EARLY",
                "terminatesOn",
                "须提前\(days)日通知，合同最早于\(earliest)终止",
                "\(days) days' notice is needed; the contract ends on \(earliest) at the earliest"
            )
        ]
    }

    /// The list of the joint inspection is complete, and a dispute is about something on it.
    static func takeover(_ answer: Deed.Answer, _ task: DeskTask) -> [Problem] {
        let items = items(answer, "findings")
        var problems = incomplete(items, "findings", task)
        if answer.outcome == "disputed", !items.isEmpty, items.allSatisfy({ $0["met"] == .bool(true) }) {
            problems.append(problem("FINDINGS_MISMATCH", "findings", "有争议须指明未通过的项目", "Nothing on the list is disputed"))
        }
        return problems
    }

    /// Complete is what has everything, withheld what has nothing, and partial what lies between.
    static func handover(_ answer: Deed.Answer, _ task: DeskTask) -> [Problem] {
        let items = items(answer, "handedOver")
        var problems = incomplete(items, "handedOver", task)
        let met = items.count { $0["met"] == .bool(true) }
        let fits =
            switch answer.outcome {
            case "complete": met == items.count
            case "withheld": met == 0
            default: met > 0 && met < items.count
            }
        if !fits {
            problems.append(
                problem("HANDOVER_MISMATCH", "handedOver", "移交结果与清单不一致", "The result is not what the list shows")
            )
        }
        return problems
    }

    static func exemplify(_ answer: inout Deed.Answer, _ setting: PracticeSetting) {
        let task = setting.task
        for check in task.content.checks {
            switch check {
            case "earliest-termination":
                let today = LocalDate(setting.now)
                answer.fields["servedOn"] = .text(today.description)
                let earliest = today.dayNumber + days(task)
                let known = task.content.fields["terminatesOn"]?.text.flatMap { LocalDate($0)?.dayNumber } ?? 0
                answer.fields["terminatesOn"] = .text(LocalDate(dayNumber: max(known, earliest)).description)
            case "takeover-list":
                answer.fields["findings"] = list(task, met: { $0 > 0 || answer.outcome == "listed" })
            case "handover-list":
                let outcome = answer.outcome
                answer.fields["handedOver"] = list(
                    task,
                    met: { outcome == "complete" || outcome == "partial" && $0 > 0 }
                )
            default: break
            }
        }
    }

    private static func list(_ task: DeskTask, met: (Int) -> Bool) -> Value {
        .list(wanted(task).enumerated().map { ["item": .text($1), "met": .bool(met($0))] })
    }

    private static func incomplete(_ items: [[String: Value]], _ field: String, _ task: DeskTask) -> [Problem] {
        let present = Set(items.compactMap { $0["item"]?.text })
        let missing = wanted(task).filter { !present.contains($0) }
        guard !missing.isEmpty else { return [] }
        let names = missing.joined(separator: "、")
        return [problem("CHECKLIST_INCOMPLETE", field, "清单缺少：\(names)", "The list lacks: \(names)")]
    }

    private static func items(_ answer: Deed.Answer, _ field: String) -> [[String: Value]] {
        (answer.fields[field]?.list ?? []).compactMap(\.object)
    }

    private static func wanted(_ task: DeskTask) -> [String] {
        task.content.with?["items"]?.text?.split(separator: "|").map(String.init) ?? []
    }

    private static func days(_ task: DeskTask) -> Int {
        guard let ending = task.content.fields["ending"]?.text else { return 0 }
        return task.content.with?[ending]?.integer.map { Int($0) } ?? 0
    }

    private static func problem(_ code: String, _ field: String, _ zh: String, _ en: String) -> Problem {
        Problem(code, at: "/fields/\(field)", zh: zh, en: en)
    }
}
