package import Casework

/// What one type of form field is as JSON: the one table behind intake, step forms and the published schemas.
package struct FieldType: Sendable {
    /// How a value is tidied before it is checked.
    enum Tidying: Sendable {
        /// A code: full-width signs become plain ones, spaces around it go.
        case code
        /// The code of a district, or its name.
        case district
        /// An agency, kebab-case or camelCase.
        case agency
        /// Words of a person on one line: personal numbers are masked.
        case line
        /// Words of a person: personal numbers are masked.
        case text
        /// Only spaces around it go.
        case name
        case nothing

        /// How the values of a type are tidied.
        init(type: String) {
            switch type {
            case "date", "time", "category", "case", "suggestion-no", "person", "phone", "id-number", "plate":
                self = .code
            case "district": self = .district
            case "agency", "party": self = .agency
            case "street", "estate", "building", "line": self = .line
            case "text": self = .text
            case "name", "document-no": self = .name
            default: self = .nothing
            }
        }
    }

    /// The JSON Schema of one value.
    package var schema: Value
    /// A value that the schema accepts as it stands.
    package var example: Value
}

/// What examples are made of: the values that differ from home to home.
package struct FieldSample: Hashable, Sendable {
    package var today: LocalDate
    /// The id of a person who exists.
    package var person: String
    package var caseID: String

    package init(today: LocalDate, person: String, caseID: String = "WH-420100-DS-20230427-000001-93") {
        self.today = today
        self.person = person
        self.caseID = caseID
    }
}

/// The table of field types (defaults.yaml lists their names and privacy classes).
package struct FieldTypes: Sendable {
    private let registry: Registry
    private let depth: Registry.TerritoryDepth
    private let sample: FieldSample

    /// The types of a case type whose cases are placed `depth` deep.
    package init(registry: Registry, depth: Registry.TerritoryDepth, sample: FieldSample) {
        self.registry = registry
        self.depth = depth
        self.sample = sample
    }

    /// The type with a name, singular or plural; nil for an unknown one.
    package subscript(name: String) -> FieldType? {
        type(name) ?? (name.hasSuffix("s") ? type(name == "parties" ? "party" : String(name.dropLast())) : nil)
    }

    /// Example elements of a list whose elements must differ; nil for types where they need not.
    func examples(of name: String, count: Int) -> [Value]? {
        switch name {
        case "agency", "agencies":
            return Array(["police", "justice", "civil-affairs", "housing"].prefix(max(3, count)))
        case "person", "persons":
            let agency = registry.people[sample.person]?.agency ?? ""
            let others = registry.people(of: agency).map(\.id).filter { $0 != sample.person }
            return ([sample.person] + others).prefix(count).map(Value.text)
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
        case "score": described(whole(0, 10_000), "以0.01分计,100分为10000 / in hundredths of a point", example: 9000)
        case "category": category
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

    private func line(most: Int64) -> Value {
        ["type": "string", "minLength": 1, "maxLength": .integer(most), "allOf": visible("\\u0000-\\u001F")]
    }

    private var text: Value {
        [
            "type": "string", "minLength": 1, "maxLength": 20_000,
            "allOf": visible("\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F"),
        ]
    }

    private func problem(_ code: String, zh: String, en: String) -> Value {
        ["code": .text(code), "zh": .text(zh), "en": .text(en)]
    }

    private func coded(_ schema: [String: Value], _ example: Value) -> FieldType {
        FieldType(
            schema: .object(schema.merging(["type": "string"]) { own, _ in own }),
            example: example
        )
    }

    private var time: FieldType {
        let example = "\(sample.today)T09:00:00+08:00"
        return FieldType(schema: format("date-time"), example: .text(example))
    }

    private var district: FieldType {
        let codes = registry.districtCodes(for: depth)
        let hint = depth == .city ? "" : ",须具体到区"
        return coded(
            [
                "enum": .list(codes.map(Value.text)),
                "x-problem": problem(
                    "TERRITORY_UNRESOLVED",
                    zh: "区划代码{value}不在武汉市有效代码表(功能区请用WH-前缀代码\(hint))",
                    en: "The district code {value} is not one of Wuhan's in force (functional areas begin with WH-)"
                ),
            ],
            codes.first.map(Value.text) ?? "420106"
        )
    }

    private var category: FieldType {
        let codes = registry.codes["category"]?.all ?? []
        return coded(
            [
                "enum": .list(codes.map(Value.text)),
                "x-problem": problem(
                    "CATEGORY_UNKNOWN",
                    zh: "没有类别{value}",
                    en: "There is no category {value}"
                ),
            ],
            "propertyService.contract"
        )
    }

    private var agency: FieldType {
        let ids = registry.agencies.keys.filter { $0 != "coordinator" }.sorted()
        let known = ids + ids.map(Naming.camel).filter { !ids.contains($0) }
        return coded(
            [
                "enum": .list(known.map(Value.text)),
                "x-problem": problem("AGENCY_UNKNOWN", zh: "没有部门{value}", en: "There is no agency {value}"),
            ],
            "housing"
        )
    }

    private var party: FieldType {
        let ids = (Array(registry.agencies.keys) + registry.parties.keys).sorted()
        let known = ids + ids.map(Naming.camel).filter { !ids.contains($0) }
        return coded(
            [
                "enum": .list(known.map(Value.text)),
                "x-problem": problem("PARTY_UNKNOWN", zh: "没有参与方{value}", en: "There is no party {value}"),
            ],
            "street"
        )
    }

    private var suggestionNumber: FieldType {
        coded(
            [
                "pattern": "^(19|20)\\d{6}$",
                "x-problem": problem(
                    "SUGGESTION_NO_FORMAT",
                    zh: "建议编号应为8位数字(年份4位+序号4位),收到{length}位",
                    en: "A suggestion number has 8 digits (4 of the year, 4 of the sequence); there are {length}"
                ),
            ],
            "20230333"
        )
    }

    private var documentNumber: FieldType {
        coded(
            [
                "pattern":
                    "^([^〔〕()（）\\s]{1,20}〔20\\d{2}〕[1-9]\\d*号|[(（]20\\d{2}[)）]鄂\\d{4}[^\\s\\d]{1,8}\\d+号)$",
                "x-problem": problem(
                    "DOC_NUMBER_FORMAT",
                    zh: "文号应为“武房检告〔2023〕79号”(六角括号、序号不编虚位)",
                    en: "A document number is written 武房检告〔2023〕79号: hexagonal brackets, no leading zeros"
                ),
            ],
            "武房函〔2023〕88号"
        )
    }

    private var person: FieldType {
        coded(
            [
                "pattern": "^[a-z][a-z0-9-]{1,39}$",
                "x-problem": problem(
                    "PERSON_ID_FORMAT",
                    zh: "人员应填编号,如housing-li",
                    en: "A person is named by id, such as housing-li"
                ),
            ],
            .text(sample.person)
        )
    }

    private var phone: FieldType {
        coded(
            [
                "pattern": "^(1[3-9]\\d{9}|1[3-9]\\d\\*{4}\\d{4}|0\\d{2,3}-?\\d{7,8}|12345|110)$",
                "x-problem": problem(
                    "PHONE_FORMAT",
                    zh: "手机号位数不符或写法不正确",
                    en: "This is not a telephone number of 11 digits"
                ),
            ],
            "138****8000"
        )
    }

    private var citizenID: FieldType {
        coded(["format": "cn-id-number"], "420102190001010013")
    }

    private var plate: FieldType {
        coded(
            [
                "pattern": "^[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z]·?[A-Z0-9]{5,6}$",
                "x-problem": problem("PLATE_FORMAT", zh: "车牌号写法不正确", en: "This is not a number plate"),
            ],
            "鄂A12345"
        )
    }

    private var file: FieldType {
        let schema: Value = [
            "type": "object", "required": ["sha256", "size", "name", "type"], "additionalProperties": false,
            "properties": [
                "sha256": ["type": "string", "pattern": "^[0-9a-f]{64}$"],
                "size": ["type": "integer", "minimum": 1, "maximum": 104_857_600],
                "name": line(most: 120),
                "type": ["type": "string", "pattern": "^[a-z]+/[a-z0-9.+-]{1,80}$"],
            ],
        ]
        let example: Value = [
            "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "size": 1, "name": "示例.pdf",
            "type": "application/pdf",
        ]
        return FieldType(schema: schema, example: example)
    }
}
