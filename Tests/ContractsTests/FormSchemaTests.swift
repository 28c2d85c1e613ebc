import Casework
import Contracts
import Testing

@Suite struct FormSchemaTests {
    private static let allTypes = [
        "district", "street", "estate", "building", "line", "text", "date", "time", "count", "year", "area", "money",
        "score", "category", "item", "items", "file", "agency", "party", "parties", "policy", "policies", "case",
        "suggestion-no",
        "document-no",
        "checklist", "assignment", "person", "disputants", "name", "phone", "reporter", "id-number", "plate", "secret",
    ]

    private func registry() throws -> Registry {
        try #require(ContractsBundle.load(directory: RegistryTests.directory).subject).registry
    }

    private func types() throws -> FieldTypes {
        FieldTypes(
            registry: try registry(),
            depth: .district,
            sample: FieldSample(today: try TimeText.date("2023-04-27"), person: "housing-li")
        )
    }

    private func form() -> Form {
        Form(fields: [
            .init(name: "reply", type: "text"),
            .init(name: "resultClass", type: "choice", choices: ["A", "B"]),
            .init(name: "promisedOn", type: "date", need: .field("resultClass", ["B"])),
            .init(name: "reason", type: "text", need: .outcome(["refused"])),
            .init(name: "attendees", type: "person", isList: true, minimum: 2, need: .optional),
            .init(name: "note", type: "line", need: .optional),
        ])
    }

    private func check() throws -> (schema: Schema, document: Value) {
        let labels = FormSchema.Labels(
            fields: ["reply": Words(zh: "答复", en: "Reply")],
            values: ["A": Words(zh: "已解决", en: "Solved")],
            outcomes: ["refused": Words(zh: "拒绝", en: "Refused")]
        )
        let document = FormSchema(form: form(), types: try types(), labels: labels)
            .completion(outcomes: ["done", "refused"], title: Words(zh: "拟稿", en: "Draft"))
        return (try #require(Schema.read(document).subject), document)
    }

    @Test func everyExampleIsAcceptedAsItStands() throws {
        let (schema, document) = try check()
        let examples = try #require(document["examples"]?.list)
        #expect(examples.count == 2)
        for example in examples { #expect(schema.check(example) == []) }
        #expect(examples[1]["fields"]?["reason"] != nil)
        #expect(document["title"] == "拟稿 / Draft")
        #expect(document["properties"]?["fields"]?["properties"]?["reply"]?["title"] == "答复 / Reply")
        #expect(document["properties"]?["outcome"]?["description"] == "refused: 拒绝 / Refused")
    }

    @Test(arguments: allTypes)
    func everyTypeHasASchemaWeCanCheckAndAnExampleThatFits(_ name: String) throws {
        for isList in [false, true] {
            let form = Form(fields: [.init(name: "field", type: name, isList: isList, minimum: isList ? 2 : 0)])
            let schema = FormSchema(form: form, types: try types())
            let read = try #require(Schema.read(schema.fields(isClosed: true)).subject)
            #expect(read.check(.object(schema.example())) == [])
            #expect(read.check(["field": .decimal(0.5)]) != [])
            #expect(read.check([:]).map(\.code) == ["FIELD_MISSING"])
        }
    }

    @Test func whatAnOutcomeOrAnotherFieldNeedsIsAskedFor() throws {
        let schema = try check().schema
        func codes(_ value: Value) -> [String] { schema.check(value).map { "\($0.code) \($0.pointer)" } }
        #expect(codes(["outcome": "done", "fields": ["reply": "r", "resultClass": "A"]]) == [])
        #expect(
            codes(["outcome": "refused", "fields": ["reply": "r", "resultClass": "B"]]) == [
                "FIELD_MISSING /fields/reason", "FIELD_MISSING /fields/promisedOn",
            ]
        )
        #expect(
            codes(["outcome": "shrug", "fields": ["resultClass": "C", "extra": 1, "attendees": ["housing-li"]]])
                .sorted() == [
                    "FIELD_MISSING /fields/reply", "FIELD_UNKNOWN /fields/extra", "TOO_FEW_ITEMS /fields/attendees",
                    "VALUE_NOT_ALLOWED /fields/resultClass", "VALUE_NOT_ALLOWED /outcome",
                ]
        )
    }

    @Test func aNeedThatHangsOnTheCaseIsDecidedByWhatTheCaseHas() throws {
        let form = Form(fields: [.init(name: "url", type: "line", need: .field("resultClass", ["A"]))])
        func required(_ known: [String: Value]) throws -> Value? {
            FormSchema(form: form, types: try types(), known: known).fields(isClosed: true)["required"]
        }
        #expect(try required(["resultClass": "A"]) == ["url"])
        #expect(try required(["resultClass": "B"]) == nil)
        #expect(try required([:]) == nil)
    }

    @Test func anAnswerIsPutRightAndCheckedWithItsOutcome() throws {
        let check = try #require(
            FormCheck.make(
                form: form(),
                registry: try registry(),
                depth: .district,
                sample: FieldSample(today: LocalDate(dayNumber: 0), person: "housing-li"),
                isClosed: true
            ).subject
        )
        let good = check.check([
            "reply": "找13800000000", "resultClass": "a", "attendees": ["housing-li", "police-wang"],
        ])
        #expect(good.problems.map(\.code).contains("VALUE_NOT_ALLOWED"))
        let masked = check.check(["reply": "找13800000000", "resultClass": "A", "note": nil], outcome: "done")
        #expect(masked.subject == ["reply": "找138****0000", "resultClass": "A"])
        let bad = check.check(
            ["reply": "r", "resultClass": "A", "attendees": ["housing-li", "nobody-here"]],
            outcome: "refused"
        )
        #expect(bad.problems.map(\.code) == ["FIELD_MISSING", "PERSON_UNKNOWN"])
    }

    @Test func aFormWithATypeNobodyKnowsIsRefused() throws {
        let form = Form(fields: [.init(name: "v", type: "video")])
        let made = FormCheck.make(
            form: form,
            registry: try registry(),
            depth: .city,
            sample: FieldSample(today: LocalDate(dayNumber: 0), person: "x-y")
        )
        #expect(made.problems.map(\.code) == ["FIELD_TYPE_UNKNOWN"])
    }
}
