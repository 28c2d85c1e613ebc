package import Casework

/// The words by which a request names a committee that civil affairs guides (domain.md 1, rows 22, 36 and 37).
package enum CommitteeWords {
    private static let words = [
        "业委会", "业主委员会", "业主大会", "居委会", "居民委员会", "物业管理委员会", "物管会", "环境和物业管理委员会", "committee",
    ]

    /// Those that stand in the subject or in what the agency may see of the case.
    package static func found(in content: Assignment.Content) -> [String] {
        let texts = ([.text(content.subject)] + content.fields.values).flatMap(texts(in:)).map { $0.lowercased() }
        return words.filter { word in texts.contains { $0.contains(word) } }
    }

    private static func texts(in value: Value) -> [String] {
        switch value {
        case .text(let text): [text]
        case .list(let values): values.flatMap(texts(in:))
        case .object(let members): members.values.flatMap(texts(in:))
        case .null, .bool, .integer, .decimal: []
        }
    }
}
