package import Casework
import Contracts

extension RandomWorkflow {
    /// Fields that the intake form of a workflow takes, received on a day in the morning.
    package static func example(
        of workflow: Workflow,
        seed: UInt64,
        on day: LocalDate = LocalDate(dayNumber: 19_467)
    ) -> [String: Value] {
        answer(to: workflow.form, seed: seed, on: day)
    }

    /// Fields that a form takes with an outcome; what may be left out sometimes is.
    ///
    /// It knows the types that workflows of `text(seed:name:)` and those that are shipped use; people and files are invented.
    package static func answer(
        to form: Form,
        outcome: String? = nil,
        seed: UInt64,
        on day: LocalDate
    ) -> [String: Value] {
        var dice = Dice(seed: seed)
        var fields: [String: Value] = [:]
        for field in form.fields {
            let isWanted =
                switch field.need {
                case .always: true
                case .optional: dice.chance(50)
                case .outcome(let outcomes): outcome.map(outcomes.contains) ?? false || dice.chance(20)
                case .field(let other, let values): fields[other]?.text.map(values.contains) ?? false
                }
            guard isWanted else { continue }
            fields[field.name] = value(field, fields, day, &dice)
        }
        return fields
    }

    private static func value(
        _ field: Form.Field,
        _ fields: [String: Value],
        _ day: LocalDate,
        _ dice: inout Dice
    ) -> Value {
        if field.name == "majorityClass" {
            // The matter decides it; another one is refused.
            return .text(MajorityClass(matter: fields["matter"]?.text ?? "").rawValue)
        }
        if field.isList, field.type == "agency" {
            // The lead is not asked for its own opinion.
            let others = SketchNames.agencies.filter { $0 != fields["leadUnit"]?.text }
            return .list(dice.some(dice.number(0...3), of: others).map(Value.text))
        }
        if field.isList, field.type == "party" {
            return .list(dice.some(dice.number(1...3), of: SketchNames.parties).map(Value.text))
        }
        if field.isList, field.type == "disputant" {
            return [
                ["role": "applicant", "kind": "company", "name": "示例物业有限公司"],
                ["role": "respondent", "kind": "owner", "name": "李**"],
            ]
        }
        if field.isList { return .list((0..<max(1, field.minimum)).map { _ in single(field, day, &dice) }) }
        return single(field, day, &dice)
    }

    private static func single(_ field: Form.Field, _ day: LocalDate, _ dice: inout Dice) -> Value {
        if !field.choices.isEmpty { return .text(dice.pick(field.choices)) }
        switch field.type {
        case "agency": return .text(dice.pick(SketchNames.agencies))
        case "date": return .text(LocalDate(dayNumber: day.dayNumber + dice.number(-10...60)).description)
        case "time": return .text("\(day)T09:10:00+08:00")
        case "district": return .text(dice.pick(["420102", "420106", "420111"]))
        case "category":
            return .text(dice.pick(["propertyService.parking", "propertyService.disclosure", "publicService"]))
        case "party": return .text(dice.pick(SketchNames.parties))
        case "case": return "WH-420100-DS-20230427-000001-93"
        case "year": return .integer(Int64(day.year))
        case "count", "score", "money", "area": return .integer(Int64(dice.number(0...9_000)))
        case "checklist": return [["item": "公示收支", "met": .bool(dice.chance(50))]]
        case "item": return ["name": "示例事项"]
        case "file":
            return [
                "sha256": .text(String(repeating: "a", count: 64)), "size": 1, "name": "a.pdf",
                "type": "application/pdf",
            ]
        case "reporter": return ["name": "王**"]
        case "plate": return "鄂A12345"
        case "person": return .text(dice.pick(["housing-li", "housing-peng"]))
        case _: return .text(dice.pick(["小区停车收费公示不清", "电梯维修资金使用有争议", "已按程序办理,无异议"]))
        }
    }
}
