import Casework
import Contracts
import EventStore

/// What bringing sheets changes, or would change.
struct RegisterImport: Encodable, Sendable {
    /// One sheet: how many rows come, go and differ.
    struct Change: Encodable, Sendable {
        var sheet: RegisterSheet
        var rows: Int
        var added: Int
        var changed: Int
        var removed: Int
    }

    /// A figure that the city publishes, beside what is listed.
    struct Figure: Encodable, Sendable {
        var title: [String: String]
        var published: Int
        var counted: Int
    }

    var changes: [Change]
    var figures: [Figure]
    var warnings: [Problem]
    /// `safe`; `here, not yet safe`; nothing when it was only tried.
    var saved: String?

    init(_ brought: CityRegister, over known: CityRegister, warnings: [Problem]) {
        changes = RegisterSheet.allCases.filter { brought.sheets[$0] != nil }.map { sheet in
            let old = Dictionary(known[sheet].map { ($0.code, $0) }) { first, _ in first }
            let new = Dictionary(brought[sheet].map { ($0.code, $0) }) { first, _ in first }
            return Change(
                sheet: sheet,
                rows: new.count,
                added: new.keys.count { old[$0] == nil },
                changed: new.count { code, row in old[code].map { $0 != row } ?? false },
                removed: old.keys.count { new[$0] == nil }
            )
        }
        figures = brought.figures.map { figure in
            Figure(
                title: ["zh": figure.title.zh, "en": figure.title.en],
                published: figure.published,
                counted: figure.counted
            )
        }
        self.warnings = warnings
    }

    /// Records each sheet.
    static func record(_ register: CityRegister, by person: String, reason: String, _ tx: Transaction) throws {
        for sheet in RegisterSheet.allCases {
            guard let rows = register.sheets[sheet] else { continue }
            let body = RegisterBook.Imported(sheet: sheet, rows: rows, by: person, reason: reason)
            try tx.record(RegisterBook.kind, case: "", body)
        }
    }
}
