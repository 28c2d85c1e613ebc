import Casework
import Contracts
import Foundation
import Testing

@testable import EventStore

/// What folded tables hold is read as it was written, and equal values have equal bytes.
@Suite struct StoredStateTests {
    private enum Mood: Hashable, Codable {
        case calm
        case cross(since: Instant, over: String)
        case waiting(Int)
    }

    private struct Letter: Hashable, Codable {
        var id: String
        var count: Int
        var isOpen: Bool
        var note: String?
        var number: Int?
        var share: Double
        var at: Instant
        var until: Instant?
        var moods: [Mood]
        var fields: [String: Value]
        var marks: Set<String>
        var counts: [String: Int]
        var inner: [String: [Leaf]]
        var last: Leaf?
    }

    private struct Leaf: Hashable, Codable {
        var value: Value
        var maybe: [Int?]
    }

    private static let letter = Letter(
        id: "",
        count: .min,
        isOpen: true,
        note: "多元调解 \u{0} \"x\"",
        number: nil,
        share: -0.1,
        at: Instant(milliseconds: -1),
        until: nil,
        moods: [.calm, .cross(since: noon, over: "停车"), .waiting(.max)],
        fields: [
            "": .null, "decimal": .decimal(3), "integer": 3, "list": ["a", [], .null], "object": ["b": true, "a": [:]],
        ],
        marks: ["c", "a", "b"],
        counts: Dictionary(uniqueKeysWithValues: (0..<200).map { ("key\($0)", $0 * $0 - 64) }),
        inner: ["x": [Leaf(value: .text(String(repeating: "长", count: 500)), maybe: [nil, 1, nil])], "y": []],
        last: Leaf(value: .decimal(.pi), maybe: [])
    )

    @Test func everyValueIsReadAsItWasWritten() throws {
        let bytes = try StoredState.encode(Self.letter)
        #expect(try StoredState.decode(Letter.self, from: bytes) == Self.letter)
        for number in [0, 1, -1, 63, 64, -64, -65, 127, 128, 1 << 40, .max, .min] as [Int64] {
            #expect(try StoredState.decode(Int64.self, from: StoredState.encode(number)) == number)
        }
    }

    @Test func equalValuesHaveEqualBytes() throws {
        var other = Self.letter
        other.counts = [:]
        other.counts.reserveCapacity(4000)
        for (key, count) in Self.letter.counts.sorted(by: { $0.key > $1.key }) { other.counts[key] = count }
        other.marks = Set(["b", "c", "a", "d"]).subtracting(["d"])
        #expect(try StoredState.encode(other) == StoredState.encode(Self.letter))
    }

    @Test func aMemberThatIsNewOrGoneIsFoundByItsName() throws {
        struct Old: Codable {
            var gone: [String]
            var b: Int
            var a: String
        }
        struct New: Codable {
            var a: String
            var more: Int?
            var b: Int
        }
        let new = try StoredState.decode(New.self, from: StoredState.encode(Old(gone: ["x"], b: 2, a: "one")))
        #expect(new.a == "one" && new.more == nil && new.b == 2)
        #expect(throws: StateError.self) {
            try StoredState.decode(Old.self, from: StoredState.encode(New(a: "one", more: nil, b: 2)))
        }
    }

    @Test func theBodyOfAnEntryIsJSONThatSaysTheSame() throws {
        var letter = Self.letter
        letter.fields["decimal"] = nil
        letter.last = nil
        letter.share = 0.25
        let (bytes, isExact, _) = try StoredState.json(letter)
        #expect(try JSONDecoder().decode(Letter.self, from: Data(bytes)) == letter)
        // There is a decimal in it, and one may come back as an integer.
        #expect(!isExact)
        #expect(try StoredState.json(letter.fields).isExact)
        #expect(
            String(decoding: try StoredState.json(["b": 1, "a": 2, "c\n\u{1}\"": 3]).bytes, as: UTF8.self)
                == #"{"a":2,"b":1,"c\n\u0001\"":3}"#
        )
        #expect(
            String(decoding: try StoredState.json([[], [letter.moods]]).bytes, as: UTF8.self).hasPrefix(
                #"[[],[[{"calm":{}},"#
            )
        )
        for other in [letter, Self.letter] {
            let value = try #require(JSONText.value(try StoredState.json(other).bytes).subject)
            #expect(value["note"]?.text == letter.note)
            #expect(value["number"] == nil)
        }
    }

    @Test func damagedBytesAreAnErrorAndNeverACrash() throws {
        let bytes = try StoredState.encode(Self.letter)
        for length in 0..<bytes.count {
            #expect(throws: (any Error).self) { try StoredState.decode(Letter.self, from: bytes.prefix(length)) }
        }
        for place in bytes.indices {
            for wrong in [0, 7, 127, 128, 255] as [UInt8] {
                var damaged = bytes
                damaged[place] = wrong
                // Some damage reads as another value; all of it comes to an end.
                _ = Result { try StoredState.decode(Letter.self, from: damaged) }
            }
        }
    }
}
