import Casework
import Desk

/// What the answers of a mediation must say to be believed (domain.md 2.3).
enum MediationRules {
    /// No track is chosen while a side is missing or one of them refuses from the start.
    static func triage(_ answer: Deed.Answer, _ task: DeskTask) -> [Problem] {
        guard answer.outcome != "incomplete" else { return [] }
        var problems: [Problem] = []
        let roles = Set(MediatorBook.parties(task).compactMap { $0["role"]?.text })
        if task.content.fields["parties"] != nil, !roles.isSuperset(of: ["applicant", "respondent"]) {
            problems.append(
                problem("PARTY_MISSING", "outcome", "申请人或被申请人缺失，应先补正", "A side is missing; ask for it first")
            )
        }
        return problems
    }

    /// Whoever is in the way is one of the parties, by name.
    static func conflict(_ answer: Deed.Answer, _ task: DeskTask) -> [Problem] {
        let names = MediatorBook.parties(task).compactMap { $0["name"]?.text }
        guard let name = answer.fields["conflictWith"]?.text, !names.isEmpty, !names.contains(name) else { return [] }
        return [problem("PARTY_UNKNOWN", "conflictWith", "该当事人不在本案中", "This is not a party to the case")]
    }

    /// Sessions lie behind us, and one side that stayed away twice ends them without a settlement.
    static func sessions(_ answer: Deed.Answer, _ setting: PracticeSetting) -> [Problem] {
        var problems: [Problem] = []
        let moments = (answer.fields["heldAt"]?.texts ?? []).compactMap { Instant($0) }
        if moments.contains(where: { $0 > setting.now }) {
            problems.append(problem("SESSION_IN_FUTURE", "heldAt", "调解时间晚于现在", "A session lies in the future"))
        }
        if let absences = answer.fields["absences"]?.integer, absences >= 2, answer.outcome != "unsettled" {
            problems.append(
                problem("ABSENT_TWICE", "absences", "一方两次缺席，视为调解不成", "A side was absent twice: there is no settlement")
            )
        }
        return problems
    }

    /// An agreement takes effect when all have signed, and is performed after that.
    static func dates(_ answer: Deed.Answer, _ setting: PracticeSetting) -> [Problem] {
        var problems: [Problem] = []
        let day = { (name: String) in answer.fields[name]?.text.flatMap { LocalDate($0) } }
        guard let effective = day("effectiveOn") else { return [] }
        if effective > LocalDate(setting.now) {
            problems.append(
                problem("EFFECTIVE_IN_FUTURE", "effectiveOn", "生效日期晚于今天", "It takes effect later than today")
            )
        }
        let received = setting.task.content.fields["receivedAt"]?.text.flatMap { Instant($0) }.map { LocalDate($0) }
        if let received, effective < received {
            problems.append(
                problem("EFFECTIVE_TOO_EARLY", "effectiveOn", "生效日期早于受理", "It took effect before it was brought")
            )
        }
        if let last = day("performBy"), last < effective {
            problems.append(
                problem("PERFORMANCE_TOO_EARLY", "performBy", "履行期限早于生效日期", "It is due before it takes effect")
            )
        }
        return problems
    }

    static func exemplify(_ answer: inout Deed.Answer, _ setting: PracticeSetting) {
        let task = setting.task
        if task.content.form.fields.contains(where: { $0.type == "disputant" }), answer.fields["parties"] != nil {
            answer.fields["parties"] = [
                ["role": "applicant", "kind": "owner", "name": "李**"],
                ["role": "respondent", "kind": "company", "name": "示例物业有限公司"],
            ]
        }
        if answer.fields["conflictWith"] != nil, let name = MediatorBook.parties(task).first?["name"] {
            answer.fields["conflictWith"] = name
        }
        for check in task.content.checks {
            switch check {
            case "sessions-fit":
                answer.fields["heldAt"] = .list([.text(setting.now.description)])
                answer.fields["absences"] = .integer(answer.outcome == "unsettled" ? 2 : 0)
            case "agreement-dates":
                let today = LocalDate(setting.now)
                answer.fields["effectiveOn"] = .text(today.description)
                answer.fields["performBy"] = .text(LocalDate(dayNumber: today.dayNumber + 30).description)
            default: break
            }
        }
    }

    private static func problem(_ code: String, _ field: String, _ zh: String, _ en: String) -> Problem {
        Problem(code, at: field == "outcome" ? "/outcome" : "/fields/\(field)", zh: zh, en: en)
    }
}
