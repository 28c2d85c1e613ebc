import Casework
import Desk

/// What the street must show civil affairs before a committee loses or gets back its office (domain.md 2.5).
enum CommitteeRules {
    /// An interview is not sprung on anybody; that a working day lies between, the workflow sees to.
    static func announced(_ answer: Deed.Answer, _ setting: PracticeSetting) -> [Problem] {
        guard let moment = answer.fields["interviewAt"]?.text.flatMap({ Instant($0) }),
            LocalDate(moment) <= LocalDate(setting.now)
        else { return [] }
        return [
            problem("INTERVIEW_TOO_SOON", "interviewAt", "约谈须提前通知，不得在今天", "An interview is announced before its day")
        ]
    }

    /// An interview comes first, or somebody says why not (domain.md 1, row 21).
    static func suspension(_ answer: Deed.Answer, _ setting: PracticeSetting) throws -> [Problem] {
        guard answer.outcome == "suspended", try lacksInterview(setting),
            answer.fields["overrideReason"]?.text?.isBlank ?? true
        else { return [] }
        return [
            problem(
                "INTERVIEW_MISSING",
                "overrideReason",
                "没有约谈记录，须说明未约谈即停职的理由",
                "No interview is on record; say why it is suspended without one"
            )
        ]
    }

    /// A referral goes to a body that may act: those the step names.
    static func referral(_ answer: Deed.Answer, _ task: DeskTask) -> [Problem] {
        let bodies = bodies(task)
        guard let name = answer.fields["referredTo"]?.text, !bodies.isEmpty, !bodies.contains(name) else { return [] }
        let list = bodies.joined(separator: ", ")
        return [problem("PARTY_UNFIT", "referredTo", "只能移送：\(list)", "It can be referred to \(list)")]
    }

    /// A fifth of the owners and the assembly is called.
    static func recall(_ answer: Deed.Answer, _ task: DeskTask) -> [Problem] {
        guard let asking = answer.fields["ownersAsking"]?.integer, let all = owners(task) else { return [] }
        if asking > all {
            return [problem("MORE_THAN_ALL", "ownersAsking", "提议人数超过业主总人数\(all)", "There are only \(all) owners")]
        }
        guard asking * 5 >= all, answer.outcome == "not-asked" else { return [] }
        return [
            problem(
                "RECALL_MUST_BE_CALLED",
                "ownersAsking",
                "提议业主已达五分之一，应当通知召开业主大会",
                "A fifth of the owners asks, so the assembly must be called"
            )
        ]
    }

    static func exemplify(_ answer: inout Deed.Answer, _ setting: PracticeSetting) throws {
        for check in setting.task.content.checks {
            switch check {
            case "interview-announced":
                let day = LocalDate(dayNumber: LocalDate(setting.now).dayNumber + 3)
                answer.fields["interviewAt"] = .text("\(day)T09:00:00+08:00")
            case "interview-on-record-or-override" where answer.outcome == "suspended":
                if try lacksInterview(setting) { answer.fields["overrideReason"] = "两次通知均未到场或情况紧急，先行停职" }
            case "referral-body":
                answer.fields["referredTo"] = bodies(setting.task).first.map(Value.text) ?? "discipline"
            case "a-fifth-asks":
                let all = owners(setting.task) ?? 0
                answer.fields["ownersAsking"] = .integer(answer.outcome == "called" ? (all + 4) / 5 : 0)
            default: break
            }
        }
    }

    private static func lacksInterview(_ setting: PracticeSetting) throws -> Bool {
        try !CommitteeBook.isInterviewOnRecord(setting.task.key.caseID, in: setting.db)
    }

    private static func bodies(_ task: DeskTask) -> [String] {
        task.content.with?["bodies"]?.text?.split(separator: " ").map(String.init) ?? []
    }

    private static func owners(_ task: DeskTask) -> Int64? {
        task.content.fields["ownersTotal"]?.integer.flatMap { $0 > 0 ? $0 : nil }
    }

    private static func problem(_ code: String, _ field: String, _ zh: String, _ en: String) -> Problem {
        Problem(code, at: "/fields/\(field)", zh: zh, en: en)
    }
}
