import Casework

/// A field of a table for office programs (RFC 4180).
enum CSVText {
    /// Quoted where it must be; what a spreadsheet would take for a formula is kept from being one.
    static func field(_ text: String) -> String {
        let safe = text.first.map { "=+-@\t\r".contains($0) } == true ? "'\(text)" : text
        guard safe.contains(where: { ",\"\n\r".contains($0) }) else { return safe }
        return "\"\(safe.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
    }
}

extension DeskTask.State {
    /// The state in words.
    var words: Words {
        switch self {
        case .offered: Words(zh: "可启动", en: "offered")
        case .open: Words(zh: "在办", en: "open")
        case .done: Words(zh: "已办", en: "done")
        case .closed: Words(zh: "已结束", en: "closed")
        }
    }
}

extension TimeLeft {
    var words: Words { Words(zh: zh, en: en) }
}
