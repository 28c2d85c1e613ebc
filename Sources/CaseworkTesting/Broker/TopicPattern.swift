/// A binding key of a topic exchange: words between dots, `*` for one word, `#` for any number of them.
struct TopicPattern {
    private let pattern: [Substring]

    init(_ key: String) { pattern = Self.words(key) }

    /// The words of a key; the empty key has none.
    static func words(_ key: String) -> [Substring] {
        key.isEmpty ? [] : key.split(separator: ".", omittingEmptySubsequences: false)
    }

    func matches(_ words: [Substring]) -> Bool { matches(pattern[...], words[...]) }

    private func matches(_ pattern: ArraySlice<Substring>, _ words: ArraySlice<Substring>) -> Bool {
        guard let first = pattern.first else { return words.isEmpty }
        if first == "#" {
            let rest = pattern.dropFirst()
            if rest.isEmpty { return true }
            return (words.startIndex...words.endIndex).contains { matches(rest, words[$0...]) }
        }
        guard let word = words.first, first == "*" || first == word else { return false }
        return matches(pattern.dropFirst(), words.dropFirst())
    }
}
