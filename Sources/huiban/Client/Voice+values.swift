import Casework

extension Voice {
    /// Shows a thing from the API: as it is to a program, line by line to a person.
    func show(_ value: Value) {
        if isJSON { return print(json: value) }
        for line in Listing(language: language).thing(value) { say(verbatim: line) }
    }

    /// Shows a list from the API as a table.
    func show(list value: Value, _ columns: [(key: String, title: Words)]) {
        if isJSON { return print(json: value) }
        for line in Listing(language: language).table(value, columns) { say(verbatim: line) }
    }

    /// Shows a list of things that happened or are waited for: the moment, then the sentence.
    func show(sentences value: Value) {
        if isJSON { return print(json: value) }
        let rows = Listing.rows(value)
        if rows.isEmpty { return say(zh: "（无）", en: "(none)") }
        for row in rows {
            let words = row["sentence"] ?? row
            let sentence = words[language.rawValue]?.text ?? ""
            let recorded = row["recordedAt"]?.text.map(Self.shortTime).map {
                Words(zh: "（\($0)记录）", en: " (recorded \($0))")[language]
            }
            let note = (row["note"]?.text.map { " — \($0)" } ?? "") + (recorded ?? "")
            say(
                verbatim: [row["at"]?.text.map(Self.shortTime), sentence + note].compactMap { $0 }.joined(
                    separator: "  "
                )
            )
        }
    }

    /// A moment of the API to the minute, without the city's own offset.
    private static func shortTime(_ text: String) -> String {
        guard text.hasSuffix("+08:00"), text.count >= 16 else { return text }
        return String(text.prefix(16)).replacing("T", with: " ")
    }
}
