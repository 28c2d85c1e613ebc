/// Takes named people out of texts that leave the agency (domain notes 5.5: 某某, XX代表).
package enum Redaction {
    /// What stands in place of a name.
    package enum Kind: Sendable {
        /// A resident, owner or anybody else.
        case person
        /// A deputy, whose office may be told.
        case deputy

        var stand: String {
            switch self {
            case .person: "某某"
            case .deputy: "XX代表"
            }
        }
    }

    /// The text without the names; a name is found with spaces inside it too.
    package static func redact(names: [String], as kind: Kind = .person, in text: String) -> String {
        var result = text
        for name in usable(names) { result = replace(name, with: kind.stand, in: result) }
        switch kind {
        case .person: return result
        case .deputy: return result.replacing("XX代表代表", with: "XX代表")
        }
    }

    /// The names that still stand in a text (the check before something is published).
    package static func names(_ names: [String], standingIn text: String) -> [String] {
        usable(names).filter { replace($0, with: "", in: text) != text }
    }

    /// Names of two characters or more, the longest first, so that 王小明 goes before 王小.
    private static func usable(_ names: [String]) -> [String] {
        Set(names.map { $0.filter { !$0.isWhitespace } }).filter { $0.count >= 2 && !$0.contains("*") }
            .sorted { ($1.count, $0) < ($0.count, $1) }
    }

    private static func replace(_ name: String, with stand: String, in text: String) -> String {
        let wanted = Array(name.unicodeScalars)
        let scalars = Array(text.unicodeScalars)
        var result = String.UnicodeScalarView()
        var at = 0
        while at < scalars.count {
            if let end = end(of: wanted, in: scalars, from: at) {
                result.append(contentsOf: stand.unicodeScalars)
                at = end
            } else {
                result.append(scalars[at])
                at += 1
            }
        }
        return String(result)
    }

    /// Where a name that begins here ends, spaces and invisible signs between its characters included.
    private static func end(of wanted: [Unicode.Scalar], in scalars: [Unicode.Scalar], from start: Int) -> Int? {
        var at = start
        for (index, scalar) in wanted.enumerated() {
            while index > 0, at < scalars.count, isGap(scalars[at]) { at += 1 }
            guard at < scalars.count, scalars[at] == scalar else { return nil }
            at += 1
        }
        return at
    }

    private static func isGap(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint || scalar == "·"
    }
}
