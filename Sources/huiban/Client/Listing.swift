import Casework

/// Values from the API as lines for a person: a table for a list, indented names for one thing.
struct Listing {
    let language: Language

    /// A table of the members that at least one row has, in the order of `columns`.
    func table(_ body: Value, _ columns: [(key: String, title: Words)]) -> [String] {
        let rows = Self.rows(body)
        guard !rows.isEmpty else { return [language == .zh ? "（无）" : "(none)"] }
        let used = columns.filter { column in rows.contains { $0[column.key] != nil && $0[column.key] != .null } }
        var cells = [used.map { $0.title[language] }]
        cells += rows.map { row in used.map { text(row[$0.key] ?? .null) } }
        let widths = used.indices.map { index in (cells.map { $0[index].columns }.max() ?? 0) + 2 }
        return cells.map { line in
            zip(line, widths).map { text, width in text.padded(to: width) }.joined().trimmedEnd
        }
    }

    /// The members of a thing, one a line, deeper ones indented.
    func thing(_ value: Value, indent: String = "") -> [String] {
        switch value {
        case .object(let members):
            if let words = Self.words(value) { return ["\(indent)\(words[language])"] }
            return members.sorted { $0.key < $1.key }.flatMap { key, member -> [String] in
                if member == .null || member == .list([]) || member == .object([:]) { return [] }
                if let line = plain(member) { return ["\(indent)\(key): \(line)"] }
                return ["\(indent)\(key):"] + thing(member, indent: indent + "  ")
            }
        case .list(let values):
            return values.flatMap { item -> [String] in
                if let line = plain(item) { return ["\(indent)- \(line)"] }
                let lines = thing(item, indent: indent + "  ")
                return ["\(indent)- \(lines.first?.dropFirst(indent.count + 2) ?? "")"] + lines.dropFirst()
            }
        case .text(let text): return text.split(separator: "\n", omittingEmptySubsequences: false).map { indent + $0 }
        case .null, .bool, .integer, .decimal: return [indent + text(value)]
        }
    }

    /// The rows of a list answer: the list itself, or the one list among its members.
    static func rows(_ body: Value) -> [Value] {
        if let list = body.list { return list }
        return body.object?.sorted { $0.key < $1.key }.compactMap { $0.value.list }.first ?? []
    }

    private func plain(_ value: Value) -> String? {
        switch value {
        case .object: Self.words(value)?[language]
        case .list(let values): values.allSatisfy { $0.object == nil && $0.list == nil } ? text(value) : nil
        case .text(let text): text.contains("\n") ? nil : text
        case .null, .bool, .integer, .decimal: text(value)
        }
    }

    private func text(_ value: Value) -> String {
        switch value {
        case .null: ""
        case .bool(let flag): flag ? (language == .zh ? "是" : "yes") : (language == .zh ? "否" : "no")
        case .integer(let number): String(number)
        case .decimal(let number): String(number)
        case .text(let text): Self.moment(text) ?? text
        case .list(let values): values.map(text).joined(separator: language == .zh ? "、" : ", ")
        case .object: Self.words(value)?[language] ?? "{…}"
        }
    }

    /// A moment as a person reads it, to the minute; the midnight that ends a day belongs to that day, as 24:00.
    private static func moment(_ text: String) -> String? {
        guard text.hasSuffix("+08:00"), let moment = Instant(text) else { return nil }
        guard moment.timeOfDay == 0 else { return moment.forPeople }
        return "\(LocalDate(Instant(milliseconds: moment.milliseconds - 1))) 24:00"
    }

    private static func words(_ value: Value) -> Words? {
        guard let members = value.object, members.count == 2, let zh = members["zh"]?.text, let en = members["en"]?.text
        else { return nil }
        return Words(zh: zh, en: en)
    }
}

extension String {
    /// The columns a text takes on a terminal, where a Chinese character takes two.
    var columns: Int { unicodeScalars.reduce(0) { $0 + ($1.value >= 0x1100 ? 2 : 1) } }

    /// The text with blanks up to a number of columns, at least one.
    func padded(to width: Int) -> String {
        width == 0 ? self : self + String(repeating: " ", count: Swift.max(1, width - columns))
    }

    fileprivate var trimmedEnd: String {
        var text = self[...]
        while text.last == " " { text = text.dropLast() }
        return String(text)
    }
}
