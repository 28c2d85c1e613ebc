import Casework
import Desk

/// What a report from the spot must say (domain.md 2.4, rows 2 to 4); the figures are constants of the steps.
enum AttendanceRules {
    /// An arrival lies between the report and now; one later than the target of level I is explained.
    static func arrival(_ answer: Deed.Answer, _ setting: PracticeSetting) -> [Problem] {
        guard let arrived = answer.fields["arrivedAt"]?.text.flatMap({ Instant($0) }) else { return [] }
        let received = setting.task.content.fields["receivedAt"]?.text.flatMap { Instant($0) }
        if arrived > setting.now {
            return [problem("ARRIVAL_IN_FUTURE", "arrivedAt", "到场时间晚于现在", "The arrival lies in the future")]
        }
        if let received, arrived < received {
            return [problem("ARRIVAL_BEFORE_REPORT", "arrivedAt", "到场时间早于接报时间", "The arrival lies before the report")]
        }
        let minutes = minutes(arrived, setting.task)
        guard let target = target(setting.task), minutes > target, answer.fields["lateReason"] == nil else { return [] }
        return [
            problem(
                "LATE_UNEXPLAINED",
                "lateReason",
                "派警后\(minutes)分钟到场，超过\(target)分钟，须说明原因",
                "Arrived \(minutes) minutes after dispatch, more than \(target); say why"
            )
        ]
    }

    /// An estate to which police keep coming needs more than one more record.
    static func repetition(_ answer: Deed.Answer, _ setting: PracticeSetting) throws -> [Problem] {
        guard let count = try repeated(setting), answer.fields["repeatMeasures"] == nil else { return [] }
        return [
            problem(
                "REPEAT_MEASURES_MISSING",
                "repeatMeasures",
                "该小区近期已有\(count)起警情，须提出治理措施",
                "This estate has had \(count) incidents lately; say what will be done about it"
            )
        ]
    }

    /// A term to correct begins today and is not longer than the step allows.
    static func orderTerm(_ answer: Deed.Answer, _ setting: PracticeSetting) -> [Problem] {
        guard let day = answer.fields["rectifyBy"]?.text.flatMap({ LocalDate($0) }) else { return [] }
        let today = LocalDate(setting.now)
        if day < today { return [problem("TERM_PAST", "rectifyBy", "整改期限早于今天", "The term is over already")] }
        guard let days = number(setting.task, "days"), day.dayNumber > today.dayNumber + Int(days) else { return [] }
        return [
            problem("TERM_TOO_LONG", "rectifyBy", "整改期限不得超过\(days)日", "The term may not be longer than \(days) days")
        ]
    }

    static func exemplify(_ answer: inout Deed.Answer, _ setting: PracticeSetting) {
        for check in setting.task.content.checks {
            switch check {
            case "attendance":
                answer.fields["arrivedAt"] = .text(setting.now.description)
                let mayBeLate = setting.task.content.form.fields.contains { $0.name == "lateReason" }
                if mayBeLate { answer.fields["lateReason"] = "道路拥堵" }
            case "repeat-incidents": answer.fields["repeatMeasures"] = "约谈物业企业，增加巡逻"
            default: break
            }
        }
    }

    /// The minutes from dispatch to an arrival.
    static func minutes(_ arrived: Instant, _ task: DeskTask) -> Int64 {
        max(0, (arrived.milliseconds - task.standing.openedAt.milliseconds) / 60_000)
    }

    /// The minutes aimed at where life is in danger, by zone.
    static func target(_ task: DeskTask) -> Int64? {
        guard task.content.fields["level"] == "I", let zone = task.content.fields["zone"]?.text else { return nil }
        return number(task, zone)
    }

    /// How many incidents the estate has had within the days that count, nil while that is not many.
    private static func repeated(_ setting: PracticeSetting) throws -> Int? {
        let fields = setting.task.content.fields
        guard let days = number(setting.task, "days"), let many = number(setting.task, "incidents"),
            let estate = fields["estate"]?.text
        else { return nil }
        let count = try AttendanceBook.incidents(
            street: fields["street"]?.text ?? "",
            estate: estate,
            since: setting.now + -days * 86_400_000,
            in: setting.db
        )
        return Int64(count) >= many ? count : nil
    }

    private static func number(_ task: DeskTask, _ name: String) -> Int64? { task.content.with?[name]?.integer }

    private static func problem(_ code: String, _ field: String, _ zh: String, _ en: String) -> Problem {
        Problem(code, at: "/fields/\(field)", zh: zh, en: en)
    }
}
