import Casework
import Contracts
import Testing

@Suite struct SchemaTests {
    private func schema(_ text: String) throws -> Schema {
        let document = try #require(JSONText.value(text).subject)
        return try #require(Schema.read(document).subject)
    }

    private func refusals(_ text: String) -> [String] {
        guard let document = JSONText.value(text).subject else { return ["not JSON"] }
        return Schema.read(document).problems.map(\.code)
    }

    private func codes(_ schema: String, _ value: String) throws -> [String] {
        let value = try #require(JSONText.value(value).subject)
        return try self.schema(schema).check(value).map { "\($0.code) \($0.pointer)" }
    }

    @Test(arguments: [
        (#"{"contains":{}}"#, "SCHEMA_KEYWORD_UNKNOWN"),
        (#"{"properties":{"a":{"typo":1}}}"#, "SCHEMA_KEYWORD_UNKNOWN"),
        (#"{"$defs":{"a":{"unevaluatedProperties":false}}}"#, "SCHEMA_KEYWORD_UNKNOWN"),
        (#"{"format":"ipv6"}"#, "SCHEMA_FORMAT_UNKNOWN"), (#"{"type":"text"}"#, "SCHEMA_INVALID"),
        (##"{"$ref":"#/$defs/none"}"##, "SCHEMA_REF_UNRESOLVED"), (#"{"pattern":"(?=a)"}"#, "SCHEMA_INVALID"),
        (#"{"$schema":"http://json-schema.org/draft-07/schema"}"#, "SCHEMA_INVALID"),
        (#"{"minLength":-1}"#, "SCHEMA_INVALID"),
        (#"{"items":3}"#, "SCHEMA_INVALID"), (#"{"multipleOf":0}"#, "SCHEMA_INVALID"),
        (#"{"items":{"$id":"x"}}"#, "SCHEMA_INVALID"),
    ])
    func aSchemaThatWouldNotBeFullyCheckedIsRefused(_ text: String, _ code: String) {
        #expect(refusals(text) == [code])
    }

    @Test func everythingThatIsWrongIsToldWithItsPlace() throws {
        let text = """
            {"type":"object","required":["id","n"],"additionalProperties":false,"properties":{
            "id":{"type":"string","minLength":2,"pattern":"^[a-z]+$"},"n":{"type":"integer","minimum":1,"multipleOf":5},
            "on":{"format":"date"},"at":{"format":"date-time"},"list":{"items":{"enum":[1,2]},"uniqueItems":true,"maxItems":2},
            "a/b":{"const":null}}}
            """
        let value = """
            {"id":"A","n":-3,"on":"2024-02-30","at":"2025-03-03T09:00:00","list":[1,1,3],"a/b":0,"x":1}
            """
        #expect(
            try codes(text, value) == [
                "VALUE_NOT_ALLOWED /a~1b", "TIMESTAMP_NO_OFFSET /at", "TEXT_TOO_SHORT /id", "PATTERN_MISMATCH /id",
                "TOO_MANY_ITEMS /list", "ITEMS_NOT_UNIQUE /list", "VALUE_NOT_ALLOWED /list/2", "NUMBER_TOO_SMALL /n",
                "NOT_A_MULTIPLE /n", "DATE_INVALID /on", "FIELD_UNKNOWN /x",
            ]
        )
        #expect(try codes(text, "{}") == ["FIELD_MISSING /id", "FIELD_MISSING /n"])
    }

    @Test func everyProblemSpeaksBothLanguages() throws {
        let problems = try schema(
            #"{"properties":{"on":{"format":"date"}},"anyOf":[{"required":["a"]},{"required":["b"]}]}"#
        )
        .check(["on": "2024-02-30"])
        #expect(problems.map(\.zh) == ["不符合任何一种允许的写法", "日期2024-02-30不存在"])
        #expect(problems.map(\.en) == ["This fits none of the allowed forms", "There is no such date 2024-02-30"])
    }

    @Test func ownWordsReplaceTheGeneralOnesAndShowNoTrick() throws {
        let text = """
            {"properties":{"no":{"type":"string","pattern":"^\\\\d{8}$","minLength":8,
            "x-problem":{"code":"NO_FORMAT","zh":"收到{length}位:{value}","en":"{length} digits: {value}"}}}}
            """
        let problems = try schema(text).check(["no": "12\r\n\u{202E}3"])
        #expect(problems.map(\.code) == ["NO_FORMAT"])
        #expect(problems.first?.zh == "收到6位:12\u{FFFD}\u{FFFD}\u{FFFD}3")
    }

    @Test func conditionsAndReferencesAcrossFilesWork() throws {
        let set = try #require(
            SchemaSet.read([
                "a.schema.json": ["$ref": "b.schema.json#/$defs/even", "$id": "https://example.org/a"],
                "b.schema.json": ["$defs": ["even": ["multipleOf": 2]], "$id": "https://example.org/b"],
                "c.schema.json": ["$ref": "https://example.org/a"],
            ]).subject
        )
        #expect(set["c"]?.check(3).map(\.code) == ["NOT_A_MULTIPLE"])
        #expect(set["https://example.org/a"]?.check(4) == [])
        let condition =
            #"{"if":{"properties":{"o":{"const":"x"}},"required":["o"]},"then":{"required":["f"]},"else":{"required":["g"]}}"#
        #expect(try codes(condition, #"{"o":"x"}"#) == ["FIELD_MISSING /f"])
        #expect(try codes(condition, #"{"o":"y"}"#) == ["FIELD_MISSING /g"])
    }

    @Test func referencesThatLeadFromOneToTheNextForTooLongAreRefused() throws {
        let chain = (0..<20_000).map { number in
            ##""a\##(number)":{"$ref":"#/$defs/a\##(number + 1)"}"##
        }
        let text = ##"{"$ref":"#/$defs/a0","$defs":{\##(chain.joined(separator: ",")),"a20000":{}}}"##
        let schema = try #require(JSONText.value(text).subject)
        #expect(Schema.read(schema).problems.contains { $0.code == "SCHEMA_INVALID" })
    }

    @Test func aSchemaThatOnlyMeansItselfIsFoundOutAndNotFollowedForEver() throws {
        #expect(try codes(##"{"$ref":"#"}"##, "1").last?.hasPrefix("SCHEMA_LOOP") == true)
    }

    @Test(arguments: [
        ("^\\d+$", "123", true), ("^\\d+$", "１２３", false), ("^a$", "a\n", false), ("b", "abc", true),
        ("^(?:a|b)*c$", "ababc", true),
        ("^.$", "😀", true), ("^[^a-c]+$", "xyz", true), ("^[^a-c]+$", "xbz", false), ("^武[汉昌]区?$", "武昌区", true),
        ("^x{2,3}$", "xxxx", false), ("^[\\]\\-]+$", "]-", true), ("\\u6B66", "武", true), ("^$", "", true),
        ("^[\\D]$", "5", false),
    ])
    func patternsMeanWhatECMASays(_ pattern: String, _ text: String, _ matches: Bool) throws {
        #expect(try Pattern(pattern).matches(text) == matches)
    }

    @Test(arguments: [
        "(", ")", "[a", "a{2", "*", "a**", "a+?", "\\b", "\\1", "(?<n>a)", "(?!a)", "[z-a]", "\\p{L}",
        "(a{1000}){1000}", "^*",
    ])
    func otherPatternsAreRefused(_ pattern: String) {
        #expect(throws: Pattern.Fault.self) { try Pattern(pattern) }
    }

    @Test func aHostileTextTakesLinearTime() throws {
        #expect(try !Pattern("^(a*)*(a|a)*b$").matches(String(repeating: "a", count: 20_000)))
    }
}
