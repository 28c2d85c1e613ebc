import Casework
package import Desk
package import EventStore
package import GRDB

/// The police desk: no named person leaves it (domain.md 5.5), and its file says what was taken out, never whom.
package struct PolicePractice: Practice {
    package init() {}

    package var agency: String { "police" }
    package var kinds: Set<String> { [Redaction.kind] }
    package var tables: [String] { ["police_redaction"] }

    /// The body of `police.redaction`.
    private struct Redaction: Codable {
        static let kind = "police.redaction"
        var task: TaskKey
        var marks: [Released.Mark]
    }

    package func create(in db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS police_redaction (
                    case_order INTEGER NOT NULL, n INTEGER NOT NULL, task TEXT NOT NULL, field TEXT NOT NULL,
                    kind TEXT NOT NULL, count INTEGER NOT NULL, at INTEGER NOT NULL,
                    PRIMARY KEY (case_order, n, field, kind)
                ) WITHOUT ROWID
                """
        )
    }

    package func fold(_ entry: Entry, in db: Database) throws {
        guard entry.kind == Redaction.kind else { return }
        let redaction = try entry.decode(Redaction.self)
        for mark in redaction.marks {
            try db.execute(
                sql: """
                    INSERT INTO police_redaction VALUES (?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT DO UPDATE SET count = count + excluded.count
                    """,
                arguments: [
                    redaction.task.caseOrder, entry.n, redaction.task.id, mark.field, mark.kind, mark.count,
                    entry.at.milliseconds,
                ]
            )
        }
    }

    package func release(_ text: String, names: Set<String>) -> Released {
        let people = NamedPeople.mask(in: text, known: names)
        let numbers = PersonalData.maskNumbers(in: people.text)
        var marks: [Released.Mark] = []
        if people.count > 0 { marks.append(Released.Mark(kind: "name", count: people.count)) }
        for kind in PersonalData.Number.allCases {
            guard let count = numbers.counts[kind], count > 0 else { continue }
            marks.append(Released.Mark(kind: kind.rawValue, count: count))
        }
        return Released(text: numbers.text, marks: marks)
    }

    package func keep(
        _ deed: Deed,
        on task: DeskTask,
        by person: String,
        released: [Released.Mark],
        in tx: Transaction
    ) throws {
        guard !released.isEmpty else { return }
        try tx.record(Redaction.kind, case: task.key.caseID, Redaction(task: task.key, marks: released))
    }
}
