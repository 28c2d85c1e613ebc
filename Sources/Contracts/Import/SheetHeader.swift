import Casework

/// The first row of a case sheet: what each column holds.
struct SheetHeader: Sendable {
    /// One column.
    enum Column: Hashable, Sendable {
        case externalID
        case caseType
        case openedOn
        case title
        case field(String)
        /// Nothing may stand below it.
        case unnamed

        /// Where its cell goes in the data of a `case.submit`.
        var pointer: JSONPointer {
            switch self {
            case .externalID: JSONPointer([.key("externalId")])
            case .caseType: JSONPointer([.key("caseType")])
            case .openedOn: JSONPointer([.key("openedOn")])
            case .title: JSONPointer([.key("title")])
            case .field(let name): JSONPointer([.key("fields"), .key(name)])
            case .unnamed: JSONPointer()
            }
        }
    }

    /// The columns that are no fields of a form.
    private static let own: [(name: String, column: Column)] = [
        ("external_id", .externalID), ("case_type", .caseType), ("opened_on", .openedOn), ("title", .title),
        ("subject", .title),
    ]

    let columns: [Column]

    /// Reads the header row; `fields` are the fields of every case type.
    static func read(_ row: CSVText.Row, fields: Set<String>) -> Reading<SheetHeader> {
        var problems: [Problem] = []
        var columns: [Column] = []
        for (index, cell) in row.cells.enumerated() {
            let place = "\(cell.line):\(index + 1)"
            let name = cell.text.trimmingSpaces
            let column = own.first { $0.name == name }?.column ?? (name.isEmpty ? .unnamed : .field(name))
            if case .field = column, !fields.contains(name) {
                problems.append(unknown(name, among: own.map(\.name) + fields.sorted(), at: place))
            }
            if column != .unnamed, let other = columns.firstIndex(of: column) {
                problems.append(
                    Problem(
                        "COLUMN_TWICE",
                        at: place,
                        zh: "与第\(other + 1)列相同",
                        en: "This is the same as column \(other + 1)"
                    )
                )
            }
            columns.append(column)
        }
        for (name, column) in own.prefix(4) where !columns.contains(column) {
            problems.append(
                Problem("COLUMN_MISSING", at: "\(row.line)", zh: "缺少列\(name)", en: "There is no column \(name)")
            )
        }
        return problems.isEmpty ? .good(SheetHeader(columns: columns), warnings: []) : .bad(problems)
    }

    /// Refused and not left out: a number once used cannot be sent again with what was forgotten.
    private static func unknown(_ name: String, among known: [String], at place: String) -> Problem {
        let near = Spelling.nearest(to: name, among: known)
        let shown = SchemaWords.shown(name)
        return Problem(
            "COLUMN_UNKNOWN",
            at: place,
            zh: "没有字段“\(shown)”" + (near.map { "，是否应为“\($0)”？" } ?? "；不导入的列请删除"),
            en: "There is no field \(shown)" + (near.map { "; did you mean \($0)?" } ?? "; remove what is not imported")
        )
    }
}

extension String {
    /// The text without spaces, of either width, around it.
    var trimmingSpaces: String {
        var scalars = Substring(self).unicodeScalars
        while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
        while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
        return String(scalars)
    }
}
