import Casework
import Contracts
import Testing

/// The registry, schemas and forms that these tests judge with.
struct IntakeFixture {
    let bundle: ContractsBundle
    let check: IntakeCheck
    let moment: IntakeCheck.Moment

    init() throws {
        let bundle = try #require(ContractsBundle.load(directory: RegistryTests.directory).subject)
        self.bundle = bundle
        let common: [Form.Field] = [
            .init(name: "receivedAt", type: "time"),
            .init(name: "channel", type: "choice", choices: ["hotline12345", "police110", "estateQR", "deputy"]),
            .init(name: "districtCode", type: "district", fieldClass: "territory"),
            .init(name: "street", type: "street", need: .optional, fieldClass: "territory"),
        ]
        let suggestion = Form(
            fields: common.dropFirst(0).map { field in
                var field = field
                if field.name == "receivedAt" || field.name == "channel" || field.name == "districtCode" {
                    field.need = .optional
                }
                return field
            } + [
                .init(name: "suggestionNo", type: "suggestion-no"), .init(name: "title", type: "line"),
                .init(name: "text", type: "text", need: .optional),
                .init(name: "leadDeputy", type: "name", need: .optional),
                .init(name: "coSigners", type: "name", isList: true, need: .optional),
                .init(name: "meeting", type: "choice", choices: ["in-session", "recess"], need: .optional),
                .init(name: "sessionEndsOn", type: "date", need: .optional),
                .init(name: "leadUnit", type: "agency", need: .optional),
                .init(name: "coHandlers", type: "agency", isList: true, need: .optional),
            ]
        )
        let complaint = Form(
            fields: common + [
                .init(name: "priority", type: "choice", choices: ["P0", "P1", "P2", "P3"]),
                .init(name: "category", type: "category"), .init(name: "text", type: "text"),
                .init(name: "phone", type: "phone", need: .optional, fieldClass: "contact"),
            ]
        )
        let hazard = Form(fields: common.filter { $0.name != "channel" } + [.init(name: "text", type: "text")])
        let types = [("deputy-suggestion", suggestion), ("service-complaint", complaint), ("safety-hazard", hazard)].map
        {
            CaseTypeForm(
                name: $0.0,
                title: Words(zh: "类型", en: "Type"),
                form: $0.1,
                depth: bundle.registry.depth(of: $0.0)
            )
        }
        check = try #require(
            IntakeCheck.make(
                registry: bundle.registry,
                schemas: bundle.schemas,
                caseTypes: types,
                sample: FieldSample(today: LocalDate(dayNumber: 19_474), person: "housing-li")
            ).subject
        )
        moment = IntakeCheck.Moment(now: try TimeText.instant("2026-11-23T12:00:00+08:00"), calendarYears: 2023...2026)
    }

    /// What is said of data written as JSON.
    func judge(_ text: String) throws -> Reading<CaseSubmit> {
        let data = try #require(JSONText.read(Array(text.utf8)).value)
        return check.submit(data, moment)
    }
}

@Suite struct IntakeCheckTests {
    private func told(_ text: String) throws -> [String] {
        try IntakeFixture().judge(text).problems.map { "\($0.code) \($0.pointer)" }
    }

    @Test func theSeedIsTakenAndPutRight() throws {
        let text = """
            {"caseType":"deputySuggestion","externalId":"DEMO-001","title":"关于解决小区物业纠纷的建议","fields":{
            "suggestionNo":"第２０２３0333号","districtCode":"420100","channel":"deputy","receivedAt":"2023-04-20T09:10:00+08:00",
            "leadUnit":"housing","coHandlers":["police","justice","civilAffairs"],"leadDeputy":"代表甲","coSigners":[],
            "text":"桥口区物业纠纷多发","meeting":"inSession","street":null}}
            """
        let reading = try IntakeFixture().judge(text)
        let submit = try #require(reading.subject)
        #expect(submit.caseType == "deputy-suggestion")
        #expect(submit.fields["suggestionNo"] == "20230333")
        #expect(submit.fields["coHandlers"] == ["police", "justice", "civil-affairs"])
        #expect(submit.fields["title"] == "关于解决小区物业纠纷的建议")
        #expect(submit.fields["text"] == "硚口区物业纠纷多发")
        #expect(submit.fields["meeting"] == "in-session")
        #expect(submit.fields["street"] == nil)
        #expect(reading.problems.map(\.code) == ["FULL_WIDTH_NORMALISED", "DISTRICT_NAME_CORRECTED"])
        #expect(reading.problems.allSatisfy { $0.severity == .warning })
    }

    /// The bad cases of the domain notes (6.2) that concern intake, and what must be said in Chinese.
    static let bad: [(data: String, codes: Set<String>, zh: [String])] = [
        (
            #"{"caseType":"deputySuggestion","externalId":"B1","title":"t","openedOn":"2023-04-27","fields":{"suggestionNo":"2023333","leadUnit":"housing","coHandlers":["police"]}}"#,
            ["SUGGESTION_NO_FORMAT"], ["建议编号应为8位数字(年份4位+序号4位),收到7位"]
        ),
        (
            #"{"caseType":"deputySuggestion","externalId":"B2","title":"t","openedOn":"2024-02-30","fields":{"suggestionNo":"20240001","leadUnit":"housing","coHandlers":["housing","police"]}}"#,
            ["DATE_INVALID", "LEAD_IN_COHANDLERS"], ["日期2024-02-30不存在", "主办单位不得同时为会办单位"]
        ),
        (
            #"{"caseType":"serviceComplaint","externalId":"B3","title":"t","fields":{"priority":"P2","category":"propertyService.cleaning","districtCode":"420118","channel":"estateQR","receivedAt":"2025-03-03T09:00:00+08:00","text":"保洁差"}}"#,
            ["TERRITORY_UNRESOLVED"], ["区划代码420118不在武汉市有效代码表(功能区请用WH-前缀代码"]
        ),
        (
            #"{"caseType":"serviceComplaint","externalId":"B4","title":"t","fields":{"priority":"P2","category":"propertyService.parking","districtCode":"420103","street":"示例一街道","channel":"hotline12345","receivedAt":"2025-03-03T09:00:00","phone":"1380000","text":"停车收费不公示,联系人电话13800000000,身份证420102190001010013"}}"#,
            ["TIMESTAMP_NO_OFFSET", "PHONE_FORMAT", "PII_IN_FREE_TEXT"], ["时间缺少时区", "手机号位数不符", "正文含手机号和身份证号,已脱敏入库并提示"]
        ),
        (
            #"{"caseType":"safetyHazard","externalId":"B8","title":"t","fields":{"districtCode":"420102","street":"示例二街道","receivedAt":"2027-03-01T09:00:00+08:00","text":"疏散通道堵塞"}}"#,
            ["RECEIVED_IN_FUTURE", "CALENDAR_NOT_LOADED"], ["受理时间晚于当前时间", "2027年节假日尚未载入"]
        ),
        (
            #"{"schemaVersion":99,"caseId":"B1\r\nX-Injected: 1","caseType":"evictTenant","externalId":"B1\r\nX","title":"t","fields":{"text":"<script>alert(1)</script>"}}"#,
            ["SCHEMA_VERSION_UNSUPPORTED", "CASE_ID_FORMAT", "EXTERNAL_ID_FORMAT", "CASE_TYPE_UNKNOWN"],
            ["不支持的版本99", "案件编号含控制字符", "未知案件类型"]
        ),
    ]

    @Test(arguments: bad.indices)
    func everyBadCaseIsToldCompletelyInBothLanguages(_ index: Int) throws {
        let bad = IntakeCheckTests.bad[index]
        let reading = try IntakeFixture().judge(bad.data)
        #expect(reading.subject == nil)
        #expect(Set(reading.problems.map(\.code)) == bad.codes)
        let zh = reading.problems.map(\.zh).joined(separator: "\n")
        for sentence in bad.zh { #expect(zh.contains(sentence)) }
        #expect(reading.problems.allSatisfy { !$0.en.isEmpty && $0.en.unicodeScalars.allSatisfy { $0.value < 0x3000 } })
        #expect(!zh.contains("1380000") && !zh.contains("13800000000"))
    }

    @Test func personalNumbersAreMaskedEverywherePeopleWrite() throws {
        let text = """
            {"caseType":"deputy-suggestion","externalId":"x","title":"找13800000000","fields":{"suggestionNo":"20230333",
            "text":"身份证420102190001010013","note":{"more":["电话13900008000"]}}}
            """
        let reading = try IntakeFixture().judge(text)
        let submit = try #require(reading.subject)
        let masked = reading.problems.filter { $0.code == "PII_IN_FREE_TEXT" }.map(\.pointer)
        #expect(Set(masked) == ["/data/title", "/data/fields/text", "/data/fields/note/more/0"])
        #expect(submit.title == "找138****0000")
        #expect(submit.fields["title"] == "找138****0000")
        #expect(submit.fields["text"] == "身份证420102********0013")
        #expect(submit.fields["note"] == ["more": ["电话139****8000"]])
    }

    @Test(arguments: [
        ("\\u0000", "CONTROL_CHARACTER"), ("a\\u202Eb", "CONTROL_CHARACTER"), ("a\\nb", "CONTROL_CHARACTER"),
        ("", "TEXT_TOO_SHORT"),
    ])
    func invisibleSignsInATitleAreRefused(_ title: String, _ code: String) throws {
        let text =
            #"{"caseType":"deputy-suggestion","externalId":"x","title":"\#(title)","fields":{"suggestionNo":"20230333"}}"#
        #expect(try told(text).contains("\(code) /data/title"))
    }

    @Test func aTextMayHaveLinesButNoHiddenSigns() throws {
        func data(_ text: String) -> String {
            #"{"caseType":"deputy-suggestion","externalId":"x","title":"t","fields":{"suggestionNo":"20230333","text":"\#(text)"}}"#
        }
        #expect(try told(data("一\\n\\t二")) == [])
        #expect(try told(data("一\\u202e二")) == ["CONTROL_CHARACTER /data/fields/text"])
    }

    @Test func theWholeCityTheHeadingAndAreasAreToldApart() throws {
        func data(_ type: String, _ code: String) -> String {
            #"{"caseType":"\#(type)","externalId":"x","title":"t","fields":{"suggestionNo":"20230333","districtCode":"\#(code)","receivedAt":"2025-03-03T09:00:00+08:00","text":"t"}}"#
        }
        let unresolved = ["TERRITORY_UNRESOLVED /data/fields/districtCode"]
        #expect(try told(data("deputy-suggestion", "420100")) == [])
        #expect(try told(data("deputy-suggestion", "420101")) == unresolved)
        #expect(try told(data("safety-hazard", "420100")).contains(unresolved[0]))
        #expect(try !told(data("safety-hazard", "WH-DHGX")).contains(unresolved[0]))
        let named = try #require(try IntakeFixture().judge(data("deputy-suggestion", "乔口区")).subject)
        #expect(named.fields["districtCode"] == "420104")
    }

    @Test func moneyWithAFractionIsNoMoney() throws {
        let types = FieldTypes(
            registry: Registry(),
            depth: .city,
            sample: FieldSample(today: LocalDate(dayNumber: 0), person: "a-b")
        )
        let money = try #require(types["money"])
        let schema = try #require(Schema.read(money.schema).subject)
        #expect(schema.check(.decimal(12.5)).map(\.code) == ["TYPE_WRONG"])
        #expect(schema.check(368_000) == [])
    }

    @Test func aLaterMessageNamesItsCaseOneWayOrTheOther() throws {
        let check = try IntakeFixture().check
        func codes(_ value: Value) -> [String] {
            check.follow(CaseWithdraw.self, .caseWithdraw, value).problems.map { "\($0.code) \($0.pointer)" }
        }
        #expect(codes(["externalId": "DEMO-001", "reason": "r"]) == [])
        #expect(codes(["reason": "r"]) == ["NO_ALTERNATIVE /data"])
        #expect(
            codes(["caseId": "WH-420100-DS-20230427-000001-94"]) == [
                "FIELD_MISSING /data/reason", "CASE_ID_CHECK /data/caseId",
            ]
        )
        let answer = check.follow(
            StepAnswer.self,
            .stepAnswer,
            ["externalId": "a", "step": "evaluate", "outcome": "satisfied"]
        )
        #expect(answer.subject?.fields == [:])
    }
}
