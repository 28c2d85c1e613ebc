import Casework
import Contracts
import Testing

@Suite struct JSONTextTests {
    private func codes(_ text: String) -> [String] { JSONText.read(Array(text.utf8)).problems.map(\.code) }

    @Test func everyKindOfValueIsRead() {
        let text = #" {"a":[1,-2,0,2.5,1e2,true,false,null,"x\n\u00e9\ud83d\ude00\/"],"b":{}} "#
        let expected: Value = .object([
            "a": .list([
                1, -2, 0, .decimal(2.5), .decimal(100), true, false, nil, .text("x\n\u{e9}\u{1F600}/"),
            ]),
            "b": .object([:]),
        ])
        #expect(JSONText.value(text) == .good(expected, warnings: []))
    }

    @Test(arguments: [
        "", "{", "[1,]", "{\"a\":1,}", "{a:1}", "01", "1.", "+1", "tru", "\"\u{1}\"", "[1] 2", "\"\\x\"", "\"abc",
        "nul", "-", "1e",
        "{\"a\" 1}", "[1 2]", "\"\\ud8",
    ])
    func brokenTextIsOneSyntaxError(_ text: String) {
        #expect(codes(text) == ["JSON_SYNTAX"])
    }

    @Test func theFaultsBeforeABreakAreAllToldAndWhatWasReadIsKept() {
        let text = #"{"a":1,"a":2,"text":"\ud83d","n":99999999999999999999,"list":[]"#
        let document = JSONText.read(Array(text.utf8))
        #expect(document.problems.map(\.code) == ["DUPLICATE_KEY", "LONE_SURROGATE", "NUMBER_RANGE", "JSON_SYNTAX"])
        #expect(document.problems.map(\.pointer) == ["/a", "/text", "/n", ""])
        #expect(document.value?["list"] == .list([]))
        #expect(document.value?["text"] == "\u{FFFD}")
    }

    @Test func bytesThatAreNotUTF8AreNamedWithTheirPlace() {
        let bytes: [UInt8] = Array(#"{"name":""#.utf8) + [0xC3, 0x28] + Array(#""}"#.utf8)
        #expect(JSONText.read(bytes).problems.map(\.code) == ["NOT_UTF8"])
        #expect(JSONText.read(bytes).problems.map(\.pointer) == ["/name"])
    }

    @Test func deepNestingIsRefusedAndAHundredLevelsDoNotHurt() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(codes(deep) == ["TOO_DEEP"])
        let allowed = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        #expect(codes(allowed) == [])
    }

    @Test func aHundredThousandFaultsMakeAShortAnswer() {
        let text = "{" + (0..<1000).map { _ in #""k":1"# }.joined(separator: ",") + "}"
        #expect(codes(text).count == 101)
        #expect(codes(text).last == "MORE_PROBLEMS")
    }

    @Test func faultsDeepDownBelowLongNamesMakeAShortAnswerToo() {
        let equal = "{" + (0..<1000).map { _ in #""k":1"# }.joined(separator: ",") + "}"
        let name = String(repeating: "键", count: 80)
        let text = (0..<60).reduce(equal) { inner, _ in "{\"\(name)\":\(inner)}" }
        let problems = JSONText.read(Array(text.utf8)).problems
        #expect(problems.count == 101)
        #expect(problems.last?.en == "899 more problems are not listed")
        #expect(problems.allSatisfy { $0.pointer.utf8.count < 1_500 })
    }

    @Test func whatIsNotListedCountsAsTheWorstOfIt() {
        func problem(_ severity: Problem.Severity) -> Problem { Problem("A", zh: "一", en: "a", severity: severity) }
        let warnings = Array(repeating: problem(.warning), count: 200)
        #expect(!warnings.capped.refuse)
        #expect((warnings + [problem(.hold)]).capped.last?.severity == .hold)
        #expect((warnings + [problem(.hold), problem(.error)]).capped.refuse)
    }

    @Test func canonicalTextIsSortedTightAndStable() {
        let value: Value = ["b": [1, .decimal(0.5), nil], "a": "\"\\\n\u{1}文", "aa": true]
        #expect(JSONText.text(value) == #"{"a":"\"\\\n\u0001文","aa":true,"b":[1,0.5,null]}"#)
        #expect(
            ContentHash.of(value) == ContentHash.of(["aa": true, "a": "\"\\\n\u{1}文", "b": [1, .decimal(0.5), nil]])
        )
        #expect(ContentHash.of(value).count == 64)
        #expect(ContentHash.of([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }

    @Test func whatIsWrittenIsReadBack() {
        var random = SeededRandom(seed: 20_230_333)
        for _ in 0..<2000 {
            let value = random.value(depth: 4)
            let bytes = JSONText.write(value)
            #expect(JSONText.value(bytes) == .good(value, warnings: []))
        }
    }

    @Test func randomBytesNeverTrapAndNeverPassAsWhole() {
        var random = SeededRandom(seed: 7)
        let original = Array(#"{"a":[1,"\ud83d\ude00x",{"b":null}],"c":-1.5e3}"#.utf8)
        for _ in 0..<5000 {
            var bytes = original
            for _ in 0..<3 { bytes[random.below(bytes.count)] = UInt8(random.below(256)) }
            let document = JSONText.read(bytes)
            if let value = document.value, document.problems.isEmpty {
                #expect(JSONText.value(JSONText.write(value)) == .good(value, warnings: []))
            }
        }
    }
}

/// A small generator with a seed (SplitMix64), so that a failing case can be run again.
struct SeededRandom {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    mutating func value(depth: Int) -> Value {
        switch below(depth > 0 ? 8 : 5) {
        case 0: nil
        case 1: .bool(below(2) == 0)
        case 2: .integer(Int64(bitPattern: next()))
        case 3: .decimal(Double(below(1_000_000)) / 64 + 0.015625)
        case 4: .text(text())
        case 5, 6: .list((0..<below(4)).map { _ in value(depth: depth - 1) })
        default:
            .object(Dictionary((0..<below(4)).map { _ in (text(), value(depth: depth - 1)) }) { first, _ in first })
        }
    }

    mutating func text() -> String {
        let letters = Array("ab\"\\/\n\u{0}\u{7F}é武\u{1F600}\u{FFFD} ")
        return String((0..<below(6)).map { _ in letters[below(letters.count)] })
    }
}
