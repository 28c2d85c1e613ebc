import Casework
import CaseworkTesting
import Foundation

/// Values that are what they should be and yet seldom thought of.
enum OddValues {
    static func number(_ chance: inout SeededGenerator) -> Value {
        chance.one(of: [
            0, -1, 1, 2, 255, 65_536, .integer(.max), .integer(.min), .integer(.max - 1), .decimal(0.5), .decimal(-0.0),
            .decimal(1e308), .decimal(.leastNonzeroMagnitude), .decimal(9_007_199_254_740_992), .decimal(1),
            .integer(1 << 53),
        ])
    }

    static func time(_ chance: inout SeededGenerator) -> String {
        chance.one(of: [
            "2023-04-27T09:00:00", "2023-04-27", "2023-02-29T09:00:00+08:00", "0001-01-01T00:00:00+08:00",
            "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "9999-12-31T23:59:59.999+08:00", "9999-12-31",
            "0001-01-01", "2023-04-27T24:00:00+08:00", "2023-04-27t09:00:00z", "2023-04-27 09:00:00Z", "+2023-04-27",
            "2023-04-27T09:00:60+08:00", "２０２３-04-27T09:00:00+08:00", "1969-12-31T23:59:59Z", "2100-02-29",
            "2023-04-27T09:00:00.00000000000000000000001+08:00", "2023-04-27T09:00:00+99:00",
        ])
    }

    /// Names and ids that exist, or nearly: of other senders, agencies, people, places, cases, types, attributes.
    static func name(_ chance: inout SeededGenerator) -> String {
        chance.one(of: [
            "police", "coordinator", "hotline", "suggestions", "police-wang", "housing-li", "420100", "420106",
            "WH-DHGX",
            "武昌区", "礄口区", "civilAffairs", "deputy-suggestion", "owners-vote", "service-complaint", "a/b",
            "hotline/DEMO-001/-/0/case.submit/0", "WH-420100-DS-20230427-000001-93", "WH-420100-DS-20230427-000001-92",
            "WH-420100-DS-99991231-999999999999-01", "huiban.step.report.v1", "huiban.case.supplement.v1",
            "huiban.case.submit.v2", "huiban.case.submit.v１", "reply.police.1", "amq.rabbitmq.reply-to", "5wd",
            "100000mo",
            "by 9999-12-31", "submitted", "11010519491231002X", "13812345678", "../../etc/passwd", "",
        ])
    }

    static func text(_ chance: inout SeededGenerator, in text: String) -> String {
        let odd = chance.one(of: [
            "\u{202E}", "\u{0}", "\u{200D}", "e\u{301}", "\u{1F468}\u{200D}\u{1F469}", "\u{FEFF}", "\u{3000}", "１２３",
            "\r\n", "\u{FFFD}",
            "\u{10FFFF}", "\"", "\\", "</script>", "'; --", "{{title}}", "%00", "~1", "138 1234 5678", "张伟", "礄口区",
            "11010519491231002X", "鄂A12345", "6222021234567890123",
        ])
        switch chance.number(below: 5) {
        case 0: return odd + text
        case 1: return text + odd
        case 2: return String(repeating: text.isEmpty ? odd : text, count: chance.number(below: 300))
        case 3: return String(text.dropLast(chance.number(below: text.count + 1)))
        case _: return odd
        }
    }

    static func key(_ chance: inout SeededGenerator, like key: String) -> String {
        switch chance.number(below: 6) {
        case 0: key.uppercased()
        case 1: key + "\u{0}"
        case 2: String(repeating: "键/~", count: chance.number(below: 60))
        case 3: key.decomposedStringWithCanonicalMapping + "é"
        case 4: key + "e\u{301}"
        case _: name(&chance)
        }
    }
}
