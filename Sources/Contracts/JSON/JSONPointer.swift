/// Where in a document something is: the steps from its top, written as RFC 6901 says.
package struct JSONPointer: Hashable, Sendable, CustomStringConvertible {
    package enum Step: Hashable, Sendable {
        case key(String)
        case index(Int)
    }

    package var steps: [Step]

    package init(_ steps: [Step] = []) { self.steps = steps }

    /// The pointer to a member of the object this one points to.
    package func appending(_ key: String) -> JSONPointer { JSONPointer(steps + [.key(key)]) }

    /// The pointer to an element of the list this one points to.
    package func appending(_ index: Int) -> JSONPointer { JSONPointer(steps + [.index(index)]) }

    package var description: String {
        var text = ""
        for step in steps {
            text += "/"
            // Nor must many long keys in one another.
            guard text.utf8.count < 1000 else { return text + "…" }
            switch step {
            case .key(let key): text += JSONPointer.escaped(key)
            case .index(let index): text += String(index)
            }
        }
        return text
    }

    /// A key with `~` and `/` escaped, and shortened: a hostile key must not make a long answer.
    private static func escaped(_ key: String) -> String {
        var text = ""
        for character in key.unicodeScalars.prefix(80) {
            switch character {
            case "~": text += "~0"
            case "/": text += "~1"
            case "\u{0}"..<"\u{20}", "\u{7F}"..<"\u{A0}", "\u{202A}"..<"\u{202F}", "\u{2066}"..<"\u{206A}":
                text += "\u{FFFD}"
            default: text.unicodeScalars.append(character)
            }
        }
        return text
    }
}
