import Casework
import Desk
import EventStore
import GRDB

/// What became of handovers: what the former company gave, was ordered, and who took over when.
enum HandoverBook {
    static let kind = "housing.handover"
    static let table = "housing_handover"

    /// The body of `housing.handover`.
    struct Stage: Codable {
        var task: TaskKey
        var estate: String
        var outcome: String
        /// How many of the things on the list were handed over, and how many it has.
        var given: Int?
        var listed: Int?
    }

    private static let steps = ["notice", "inspect", "hand-over", "order-to-leave", "leave", "take-over", "gap-cover"]

    static func create(in db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS housing_handover (
                    case_order INTEGER NOT NULL, n INTEGER NOT NULL, case_id TEXT NOT NULL, step TEXT NOT NULL,
                    estate TEXT NOT NULL, outcome TEXT NOT NULL, given INTEGER, listed INTEGER, at INTEGER NOT NULL,
                    PRIMARY KEY (case_order, n)
                ) WITHOUT ROWID
                """
        )
    }

    static func fold(_ stage: Stage, _ entry: Entry, in db: Database) throws {
        try db.execute(
            sql: "INSERT INTO housing_handover VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                stage.task.caseOrder, entry.n, stage.task.caseID, stage.task.step, stage.estate, stage.outcome,
                stage.given, stage.listed, entry.at.milliseconds,
            ]
        )
    }

    static func keep(_ answer: Deed.Answer, on task: DeskTask, in tx: Transaction) throws {
        guard task.content.caseType == "company-handover", !task.content.isUndo, steps.contains(task.key.step) else {
            return
        }
        let items = answer.fields["handedOver"]?.list
        try tx.record(
            kind,
            case: task.key.caseID,
            Stage(
                task: task.key,
                estate: task.content.fields["estate"]?.text ?? "",
                outcome: answer.outcome,
                given: items?.count { $0["met"] == .bool(true) },
                listed: items?.count
            )
        )
    }
}
