package import Casework
import Contracts
package import Desk
package import EventStore
package import GRDB

/// The police desk: no named person leaves it (domain.md 5.5), its file says what was taken out, never whom; it grades
/// hazards and keeps who came how fast.
package struct PolicePractice: Practice {
    package init() {}

    package var agency: String { "police" }
    package var kinds: Set<String> { [Masking.kind, AttendanceBook.kind] }
    package var tables: [String] { ["police_redaction", AttendanceBook.table] }

    /// The body of `police.redaction`.
    struct Masking: Codable {
        static let kind = "police.redaction"
        var task: TaskKey
        var marks: [Released.Mark]
    }

    package func create(in db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS police_redaction (
                    case_order INTEGER NOT NULL, n INTEGER NOT NULL, task TEXT NOT NULL, field TEXT NOT NULL,
                    kind TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (case_order, n, field, kind)
                ) WITHOUT ROWID
                """
        )
        try AttendanceBook.create(in: db)
    }

    package func fold(_ entry: Entry, in db: Database) throws {
        if entry.kind == AttendanceBook.kind {
            return try AttendanceBook.fold(entry.decode(AttendanceBook.Attendance.self), entry, in: db)
        }
        guard entry.kind == Masking.kind else { return }
        let masking = try entry.decode(Masking.self)
        for mark in masking.marks {
            try db.execute(
                sql: "INSERT OR IGNORE INTO police_redaction VALUES (?, ?, ?, ?, ?, ?)",
                arguments: [
                    masking.task.caseOrder, entry.n, masking.task.id, mark.field, mark.kind,
                    entry.at.milliseconds,
                ]
            )
        }
    }

    package func decide(_ rule: String, in setting: PracticeSetting) throws -> Deed.Answer? {
        rule == "hazard-level" ? HazardLevel.decide(setting.task) : nil
    }

    package func check(_ name: String, _ answer: Deed.Answer, in setting: PracticeSetting) throws -> [Problem]? {
        switch name {
        case "level-fits": HazardLevel.objections(to: answer, on: setting.task)
        case "attendance": AttendanceRules.arrival(answer, setting)
        case "repeat-incidents": try AttendanceRules.repetition(answer, setting)
        case "order-term": AttendanceRules.orderTerm(answer, setting)
        default: nil
        }
    }

    package func exemplify(_ answer: inout Deed.Answer, in setting: PracticeSetting) {
        if setting.task.content.checks.contains("level-fits") { HazardLevel.exemplify(&answer, on: setting.task) }
        AttendanceRules.exemplify(&answer, setting)
    }

    package func release(_ text: String, names: Set<String>) -> Released {
        let withoutKnown = Redaction.redact(names: Array(names), in: text)
        let withoutNamed = NamedPeople.masked(withoutKnown)
        let (released, findings) = FreeText.masked(withoutNamed)
        let marks = (withoutNamed == text ? [] : ["name"]) + findings.sorted().map(\.rawValue)
        return Released(text: released, marks: marks.map { Released.Mark(kind: $0) })
    }

    package func keep(
        _ deed: Deed,
        on task: DeskTask,
        by person: String,
        released: [Released.Mark],
        in tx: Transaction
    ) throws {
        if case .complete(let answer) = deed { try AttendanceBook.keep(answer, on: task, in: tx) }
        guard !released.isEmpty else { return }
        try tx.record(Masking.kind, case: task.key.caseID, Masking(task: task.key, marks: released))
    }
}
