import Casework
import Contracts

/// The body of `POST /cases/{id}/rulings` as a ruling of the core.
///
/// `{"id": …, "decision": "grant", "task": {"step": …, "instance": …, "attempt": 1}, "reason": …, …}`
enum RulingRequest {
    static func read(_ value: Value, by person: String) -> Reading<Ruling> {
        var problems: [Problem] = []
        func text(_ name: String, isRequired: Bool = true) -> String {
            if let text = value[name]?.text, !text.isEmpty { return text }
            if isRequired {
                problems.append(Problem("REQUIRED", at: "/\(name)", zh: "缺少 \(name)", en: "\(name) is missing"))
            }
            return ""
        }
        let id = text("id")
        let reason = text("reason")
        let decision = text("decision")
        func task() -> TaskRef {
            let task = value["task"]
            if task?["step"]?.text == nil {
                problems.append(Problem("REQUIRED", at: "/task/step", zh: "缺少步骤", en: "the step is missing"))
            }
            return TaskRef(
                step: task?["step"]?.text ?? "",
                instance: task?["instance"]?.text ?? "",
                attempt: Int(task?["attempt"]?.integer ?? 1)
            )
        }
        func span() -> Span {
            if let span = Span(text("term")) { return span }
            problems.append(
                Problem("TERM_FORMAT", at: "/term", zh: "期限应写作 5wd、15d、3mo", en: "a term is written 5wd, 15d, 3mo")
            )
            return .days(0)
        }
        func breach() -> CaseTask.Breach {
            guard let word = value["breach"]?.text else { return .policy }
            if let breach = CaseTask.Breach(rawValue: word) { return breach }
            problems.append(
                Problem("BREACH_UNKNOWN", at: "/breach", zh: "应为 policy 或 legal", en: "this is policy or legal")
            )
            return .policy
        }
        let made: Ruling.Decision? =
            switch decision {
            case "end": .end(task(), outcome: text("outcome"), fields: value["fields"]?.object ?? [:])
            case "waive": .waive(task())
            case "reassign": .reassign(task(), agency: text("agency"))
            case "lead": .lead(agency: text("agency"))
            case "grant": .grant(task(), request: text("request"), agency: value["agency"]?.text)
            case "deny": .deny(task(), request: text("request"))
            case "extend": .extend(task(), by: span())
            case "pause": .pause(task(), reason: text("pause"))
            case "excuse": .excuse(task(), breach())
            case "resume": .resume(task())
            case "back": .back(to: text("step"))
            case "undo": .undo(step: text("step"))
            case "reopen": .reopen(at: text("step"))
            default: nil
            }
        if made == nil {
            problems.append(
                Problem(
                    "DECISION_UNKNOWN",
                    at: "/decision",
                    zh: "没有这种裁定",
                    en: "one of end waive reassign lead grant deny extend pause resume excuse back undo reopen"
                )
            )
        }
        guard let made, problems.isEmpty else { return .bad(problems) }
        let consent = value["consent"]?.text
        return .good(Ruling(id: id, by: person, reason: reason, decision: made, consent: consent), warnings: [])
    }
}
