import Casework
import Desk
import EventStore
import GRDB

/// The reply letters that left the house: who signed, sealed when, and whether the number is void.
enum LetterBook {
    static let kind = "housing.letter"
    static let table = "housing_letter"

    /// The body of `housing.letter`.
    struct Letter: Codable {
        var number: String
        var task: TaskKey
        var signer: String
        var sealedOn: String
    }

    static func create(in db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS housing_letter (
                    number TEXT NOT NULL PRIMARY KEY, case_id TEXT NOT NULL, task TEXT NOT NULL, signer TEXT NOT NULL,
                    sealed_on TEXT NOT NULL, voided_at INTEGER
                ) WITHOUT ROWID
                """
        )
    }

    static func fold(_ letter: Letter, in db: Database) throws {
        try db.execute(
            sql: "INSERT INTO housing_letter VALUES (?, ?, ?, ?, ?, NULL)",
            arguments: [letter.number, letter.task.caseID, letter.task.id, letter.signer, letter.sealedOn]
        )
    }

    /// A reply is signed by the principal in person and sealed by today (domain.md 2.1, row 8).
    static func objections(to answer: Deed.Answer, in setting: PracticeSetting) -> [Problem] {
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

    static func exemplify(_ answer: inout Deed.Answer, in setting: PracticeSetting) {
        guard setting.task.content.issues == "reply-letter" else { return }
        if answer.fields["signer"] != nil { answer.fields["signer"] = .text(setting.person) }
        if answer.fields["sealedOn"] != nil { answer.fields["sealedOn"] = .text(LocalDate(setting.now).description) }
    }
}
