package import Casework
package import Desk
package import EventStore
package import GRDB

/// The housing desk: replies get their gapless number when they are signed off, and its letter book says who signed.
package struct HousingPractice: Practice {
    package init() {}

    package var agency: String { "housing" }
    package var kinds: Set<String> { [Letter.kind, Withdrawn.kind] }
    package var tables: [String] { ["housing_letter"] }

    /// The body of `housing.letter`.
    private struct Letter: Codable {
        static let kind = "housing.letter"
        var number: String
        var task: TaskKey
        var signer: String
        var sealedOn: String
    }

    /// The body of `housing.letter-void`.
    private struct Withdrawn: Codable {
        static let kind = "housing.letter-void"
        var numbers: [String]
    }

    package func create(in db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS housing_letter (
                    number TEXT NOT NULL PRIMARY KEY, case_id TEXT NOT NULL, task TEXT NOT NULL, signer TEXT NOT NULL,
                    sealed_on TEXT NOT NULL, voided_at INTEGER
                ) WITHOUT ROWID
                """
        )
    }

    package func fold(_ entry: Entry, in db: Database) throws {
        switch entry.kind {
        case Letter.kind:
            let letter = try entry.decode(Letter.self)
            try db.execute(
                sql: "INSERT INTO housing_letter VALUES (?, ?, ?, ?, ?, NULL)",
                arguments: [letter.number, letter.task.caseID, letter.task.id, letter.signer, letter.sealedOn]
            )
        case Withdrawn.kind:
            for number in try entry.decode(Withdrawn.self).numbers {
                try db.execute(
                    sql: "UPDATE housing_letter SET voided_at = ? WHERE number = ?",
                    arguments: [entry.at.milliseconds, number]
                )
            }
        default: break
        }
    }

    /// A reply is signed by the principal in person and sealed by today (domain.md 2.1, row 8).
    package func objections(to answer: Deed.Answer, in setting: PracticeSetting) throws -> [Problem] {
        guard setting.task.content.issues == "reply-letter", answer.outcome != "returned" else { return [] }
        var problems: [Problem] = []
        if let signer = answer.fields["signer"]?.text, signer != setting.person {
            problems.append(
                Problem("SIGNER_IS_NOT_SELF", at: "/fields/signer", zh: "签发人须为本人", en: "Who signs off signs in person")
            )
        }
        if let sealed = answer.fields["sealedOn"]?.text.flatMap({ LocalDate($0) }), sealed > LocalDate(setting.now) {
            problems.append(
                Problem(
                    "SEALED_IN_FUTURE",
                    at: "/fields/sealedOn",
                    zh: "用印日期不得晚于今天",
                    en: "The seal cannot be of a day to come"
                )
            )
        }
        return problems
    }

    package func exemplify(_ answer: inout Deed.Answer, in setting: PracticeSetting) {
        guard setting.task.content.issues == "reply-letter" else { return }
        if answer.fields["signer"] != nil { answer.fields["signer"] = .text(setting.person) }
        if answer.fields["sealedOn"] != nil { answer.fields["sealedOn"] = .text(LocalDate(setting.now).description) }
    }

    package func keep(
        _ deed: Deed,
        on task: DeskTask,
        by person: String,
        released: [Released.Mark],
        in tx: Transaction
    ) throws {
        guard case .complete(let answer) = deed else { return }
        if let number = answer.document, task.content.issues == "reply-letter" {
            try tx.record(
                Letter.kind,
                case: task.key.caseID,
                Letter(
                    number: number,
                    task: task.key,
                    signer: answer.fields["signer"]?.text ?? person,
                    sealedOn: answer.fields["sealedOn"]?.text ?? LocalDate(tx.now).description
                )
            )
        }
        if !answer.voided.isEmpty {
            try tx.record(Withdrawn.kind, case: task.key.caseID, Withdrawn(numbers: answer.voided))
        }
    }
}
