import Casework
import Desk
import EventStore
package import GRDB

/// Which track a dispute was put on with which resource, and what came of each track (domain.md 1, rows 39 and 43).
package enum TrackBook {
    static let kind = "justice.track"
    static let table = "justice_track"

    /// The body of `justice.track`.
    struct Stage: Codable {
        var task: TaskKey
        var outcome: String
        var resource: String?
    }

    /// A line of the book.
    package struct Line: Hashable, Sendable {
        package var step: String
        package var outcome: String
        package var resource: String?
    }

    /// The steps whose results tell how a dispute went from track to track, as far as they are on this desk.
    private static let steps = ["triage", "sessions", "hand-over", "judicial", "agreement", "court-decide", "perform"]

    static func create(in db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS justice_track (
                    case_order INTEGER NOT NULL, n INTEGER NOT NULL, case_id TEXT NOT NULL, step TEXT NOT NULL,
                    attempt INTEGER NOT NULL, outcome TEXT NOT NULL, resource TEXT, at INTEGER NOT NULL,
                    PRIMARY KEY (case_order, n)
                ) WITHOUT ROWID
                """
        )
    }

    static func fold(_ stage: Stage, _ entry: Entry, in db: Database) throws {
        try db.execute(
            sql: "INSERT INTO justice_track VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                stage.task.caseOrder, entry.n, stage.task.caseID, stage.task.step, stage.task.attempt, stage.outcome,
                stage.resource, entry.at.milliseconds,
            ]
        )
    }

    static func keep(_ answer: Deed.Answer, on task: DeskTask, in tx: Transaction) throws {
        guard task.content.caseType == "dispute-mediation", !task.content.isUndo, steps.contains(task.key.step) else {
            return
        }
        let stage = Stage(task: task.key, outcome: answer.outcome, resource: answer.fields["resource"]?.text)
        try tx.record(kind, case: task.key.caseID, stage)
    }

    /// How one dispute went, in order.
    package static func lines(ofCase caseID: String, in db: Database) throws -> [Line] {
        try Row.fetchAll(db, sql: "SELECT * FROM justice_track WHERE case_id = ? ORDER BY n", arguments: [caseID])
            .map { Line(step: $0["step"], outcome: $0["outcome"], resource: $0["resource"]) }
    }
}
