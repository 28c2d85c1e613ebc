/// What people read for the ids of a workflow, in Chinese and in English.
package struct Vocabulary: Hashable, Codable, Sendable {
    package private(set) var words: [String: [String: Words]]

    package init(_ words: [Kind: [String: Words]] = [:]) {
        self.words = Dictionary(words.map { ($0.key.rawValue, $0.value) }) { first, _ in first }
    }

    /// The kinds of ids, each with its own names.
    package enum Kind: String, CaseIterable, Codable, Sendable {
        case outcome
        case field
        /// A value of a field with choices.
        case value
        case end
        /// An agency or an outside party.
        case party
        case unit
        case role
        case notice
        case document
        case `class`
        case pause
        case check
        case rule
        /// The name of a workflow.
        case caseType = "case-type"
    }

    /// The words for an id, or the id itself read as words.
    package func words(_ kind: Kind, _ id: String) -> Words { known(kind, id) ?? Vocabulary.asWords(id) }

    /// The words for an id, nil without an entry.
    package func known(_ kind: Kind, _ id: String) -> Words? { words[kind.rawValue]?[id] }

    /// The words for somebody who is told or asked: a role, else a party.
    package func recipient(_ id: String) -> Words { known(.role, id) ?? words(.party, id) }

    /// The words for a value of a field: those entered for `field.value`, else those for the value.
    package func value(_ value: String, of field: String) -> Words {
        known(.value, "\(field).\(value)") ?? words(.value, value)
    }

    /// Enters words for an id.
    package mutating func set(_ kind: Kind, _ id: String, _ entry: Words) {
        words[kind.rawValue, default: [:]][id] = entry
    }

    /// An id read as words, for both languages: `sign-off` is "sign off", `leadUnit` is "lead unit".
    package static func asWords(_ id: String) -> Words {
        let text = english(id)
        return Words(zh: text, en: text)
    }

    /// The English words of an id.
    package static func english(_ id: String) -> String {
        var text = ""
        for character in id {
            if character == "-" || character == "_" {
                text.append(" ")
            } else if character.isUppercase, id.contains(where: \.isLowercase) {
                text.append(" ")
                text.append(contentsOf: character.lowercased())
            } else {
                text.append(character)
            }
        }
        return text
    }

    /// The English name of a step: its id as words with a capital, `Sign off`.
    package static func title(_ id: String) -> String {
        let text = english(id)
        return text.prefix(1).uppercased() + text.dropFirst()
    }
}
