import Casework

/// The table of field types (defaults.yaml lists their names and privacy classes).
package struct FieldTypes: Sendable {
    let registry: Registry
    let depth: Registry.TerritoryDepth
    let sample: FieldSample

    /// The types of a case type whose cases are placed `depth` deep.
    package init(registry: Registry, depth: Registry.TerritoryDepth, sample: FieldSample) {
        self.registry = registry
        self.depth = depth
        self.sample = sample
    }

    /// The type with a name, singular or plural; nil for an unknown one.
    package subscript(name: String) -> FieldType? {
        type(name) ?? (name.hasSuffix("ies") ? type(name.dropLast(3) + "y") : nil)
            ?? (name.hasSuffix("s") ? type(String(name.dropLast())) : nil)
    }

    /// Example elements of a list whose elements must differ; nil for types where they need not.
    func examples(of name: String, count: Int) -> [Value]? {
        switch name {
        case "agency", "agencies":
            return Array(["police", "justice", "civil-affairs", "housing"].prefix(max(3, count)))
        case "policy", "policies":
            return (registry.codes["policy"]?.all ?? []).prefix(count).map(Value.text)
        case "person", "persons":
            let agency = registry.people[sample.person]?.agency ?? ""
            let others = registry.people(of: agency).map(\.id).filter { $0 != sample.person }
            return ([sample.person] + others).prefix(count).map(Value.text)
        case "disputant", "disputants":
            return ["applicant", "respondent"].map { role in
                ["role": .text(role), "kind": "owner", "name": .text(role == "applicant" ? "李**" : "周**")]
            }
        case "file", "files":
            return (0..<count).map { index in
                var members = file.example.object ?? [:]
                members["sha256"] = .text(ContentHash.of(.integer(Int64(index))))
                return .object(members)
            }
        default: return nil
        }
    }

    private func type(_ name: String) -> FieldType? {
        switch name {
        case "district": district
        case "street", "estate", "building": FieldType(schema: line(most: 60), example: "示例一街道")
        case "line": FieldType(schema: line(most: 200), example: "示例内容")
        case "text": FieldType(schema: text, example: "示例内容:按程序办理,无异议。")
        case "date": FieldType(schema: format("date"), example: .text(sample.today.description))
        case "time": time
        case "count": FieldType(schema: whole(0), example: 3)
        case "year": FieldType(schema: whole(1990, 2100), example: .integer(year))
        case "area": described(whole(0), "以0.01平方米计 / in hundredths of a square metre", example: 9850)
        case "money": described(whole(0), "以分计 / in fen", example: 368_000)
        case "score": score
        case "category": category
        case "policy": policy
        case "agency": agency
        case "party": party
        case "case": FieldType(schema: format("case-id"), example: .text(sample.caseID))
        case "suggestion-no": suggestionNumber
        case "document-no": documentNumber
        case "person": person
        case "name": FieldType(schema: line(most: 60), example: "代表甲")
        case "phone": phone
        case "id-number": citizenID
        case "plate": plate
        case "file": file
        case "item", "checklist", "assignment", "disputant", "reporter", "secret": compound(name)
        default: nil
        }
    }

    private var year: Int64 { Int64(sample.today.year) }

    private func format(_ name: String) -> Value { ["type": "string", "format": .text(name)] }

    private func whole(_ least: Int64, _ most: Int64? = nil) -> Value {
        var schema: [String: Value] = ["type": "integer", "minimum": .integer(least)]
        schema["maximum"] = most.map(Value.integer)
        return .object(schema)
    }

    private func described(_ schema: Value, _ description: String, example: Value) -> FieldType {
        var members = schema.object ?? [:]
        members["description"] = .text(description)
        return FieldType(schema: .object(members), example: example)
    }

    /// Signs that nobody sees and that can turn a text round; line feeds and tabs are allowed where `text` is.
    private func visible(_ allowed: String) -> Value {
        [
            [
                "pattern": .text("^[^\(allowed)\\u007F-\\u009F\\u202A-\\u202E\\u2066-\\u2069]*$"),
                "x-problem": [
                    "code": "CONTROL_CHARACTER", "zh": "含控制字符或文字方向控制符,请删除",
                    "en": "Contains control characters or direction overrides; please remove them",
                ],
            ]
        ]
    }

    func line(most: Int64) -> Value {
        ["type": "string", "minLength": 1, "maxLength": .integer(most), "allOf": visible("\\u0000-\\u001F")]
    }

    private var text: Value {
        [
            "type": "string", "minLength": 1, "maxLength": 20_000,
            "allOf": visible("\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F"),
        ]
    }

    func problem(_ code: String, zh: String, en: String) -> Value {
        ["code": .text(code), "zh": .text(zh), "en": .text(en)]
    }

    func coded(_ schema: [String: Value], _ example: Value) -> FieldType {
        FieldType(
            schema: .object(schema.merging(["type": "string"]) { own, _ in own }),
            example: example
        )
    }

    private var time: FieldType {
        let example = "\(sample.today)T09:00:00+08:00"
        return FieldType(schema: format("date-time"), example: .text(example))
    }
}
