import Casework

// The types whose values are codes of a registry or a numbering scheme.
extension FieldTypes {
    var district: FieldType {
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

    var category: FieldType {
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

    /// A document of policy by its code (domain notes 1, row 4): who cites one that is not in the catalogue is told so.
    var policy: FieldType {
        let codes = registry.codes["policy"]?.all ?? []
        return coded(
            [
                "enum": .list(codes.map(Value.text)),
                "x-problem": problem(
                    "POLICY_UNKNOWN",
                    zh: "政策文件目录中没有{value}",
                    en: "There is no {value} in the catalogue of policies"
                ),
            ],
            codes.first.map(Value.text) ?? "property-regulation-2019"
        )
    }

    /// A mark out of a hundred, in hundredths of a point so that nothing is rounded on the way.
    var score: FieldType {
        FieldType(
            schema: [
                "type": "integer", "minimum": 0, "maximum": 10_000,
                "description": "以0.01分计,100分为10000 / in hundredths of a point",
                "x-problem": problem(
                    "SCORE_OUT_OF_RANGE",
                    zh: "评分应在0至100分之间,以0.01分计为0至10000,收到{value}",
                    en: "A mark is between 0 and 100 points, 0 to 10000 hundredths; there is {value}"
                ),
            ],
            example: 9000
        )
    }

    var agency: FieldType {
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

    var party: FieldType {
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

    var suggestionNumber: FieldType {
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

    var documentNumber: FieldType {
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

    var person: FieldType {
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

    var phone: FieldType {
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

    var citizenID: FieldType {
        coded(["format": "cn-id-number"], "420102190001010013")
    }

    var plate: FieldType {
        coded(
            [
                "pattern": "^[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z]·?[A-Z0-9]{5,6}$",
                "x-problem": problem("PLATE_FORMAT", zh: "车牌号写法不正确", en: "This is not a number plate"),
            ],
            "鄂A12345"
        )
    }

    var file: FieldType {
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
