import Casework

// The types that are objects: rows of lists, parties to a dispute, sealed ballots.
extension FieldTypes {
    func compound(_ name: String) -> FieldType {
        switch name {
        case "item":
            object(
                ["name": plain(200), "note": plain(2000), "done": ["type": "boolean"]],
                required: ["name"],
                example: ["name": "示例事项"]
            )
        case "assignment":
            object(
                ["party": plain(40), "task": plain(500), "due": ["type": "string", "format": "date"]],
                required: ["party", "task"],
                example: ["party": "housing", "task": "示例任务"]
            )
        case "disputant":
            object(
                [
                    "role": ["enum": ["applicant", "respondent"]],
                    "kind": ["enum": ["owner", "occupant", "company", "committee", "other"]],
                    "name": plain(60), "phone": self["phone"]?.schema ?? true,
                ],
                required: ["role", "kind", "name"],
                example: ["role": "applicant", "kind": "owner", "name": "李**"]
            )
        case "reporter":
            object(
                ["name": plain(60), "phone": self["phone"]?.schema ?? true, "confidential": ["type": "boolean"]],
                required: [],
                example: ["name": "王**", "phone": "138****0000", "confidential": true]
            )
        case "checklist":
            FieldType(
                schema: [
                    "type": "array", "minItems": 1, "maxItems": 200,
                    "items": object(
                        ["item": plain(200), "met": ["type": "boolean"], "note": plain(500)],
                        required: ["item", "met"],
                        example: nil
                    ).schema,
                ],
                example: [["item": "公示收支", "met": true]]
            )
        default:
            // A sealed ballot: opaque to everybody but the agency that collects it.
            FieldType(
                schema: ["type": "string", "minLength": 1, "maxLength": 4000],
                example: "c2VhbGVk"
            )
        }
    }

    private func plain(_ most: Int64) -> Value {
        [
            "type": "string", "minLength": 1, "maxLength": .integer(most),
            "allOf": self["line"]?.schema["allOf"] ?? [true],
        ]
    }

    private func object(_ properties: [String: Value], required: [String], example: Value) -> FieldType {
        var schema: [String: Value] = [
            "type": "object", "properties": .object(properties), "additionalProperties": false,
        ]
        if !required.isEmpty { schema["required"] = .list(required.map(Value.text)) }
        return FieldType(schema: .object(schema), example: example)
    }
}
