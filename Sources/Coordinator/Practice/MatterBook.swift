import Casework
import Desk
import GRDB

/// The complaints that were accepted, by estate and matter, so that the same one again joins the open case.
enum MatterBook {
    static let kind = "coordinator.matter"
    static let table = "coordinator_matter"

    /// The body of `coordinator.matter`.
    struct Matter: Codable {
        var task: TaskKey
        var street: String
        var estate: String
        var category: String

        /// The matter of a complaint, nil where the intake does not say it.
        init?(_ task: DeskTask) {
            let fields = task.content.fields
            guard let estate = fields["estate"]?.text, let category = fields["category"]?.text else { return nil }
            self.task = task.key
            self.estate = estate
            self.category = category
            street = fields["street"]?.text ?? ""
        }
    }

    static func create(in db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS coordinator_matter (
                    case_order INTEGER NOT NULL, case_id TEXT NOT NULL, street TEXT NOT NULL, estate TEXT NOT NULL,
                    category TEXT NOT NULL, PRIMARY KEY (street, estate, category, case_order, case_id)
                ) WITHOUT ROWID
                """
        )
    }

    static func fold(_ matter: Matter, in db: Database) throws {
        try db.execute(
            sql: "INSERT OR IGNORE INTO coordinator_matter VALUES (?, ?, ?, ?, ?)",
            arguments: [matter.task.caseOrder, matter.task.caseID, matter.street, matter.estate, matter.category]
        )
    }

    /// The oldest open case about the same matter, nil without one.
    static func open(like matter: Matter, in db: Database) throws -> String? {
        try String.fetchOne(
            db,
            sql: """
                SELECT matter.case_id FROM coordinator_matter matter JOIN cases ON cases.id = matter.case_id
                WHERE matter.street = ? AND matter.estate = ? AND matter.category = ? AND matter.case_id <> ?
                AND cases.closed_at IS NULL ORDER BY matter.case_order, matter.case_id LIMIT 1
                """,
            arguments: [matter.street, matter.estate, matter.category, matter.task.caseID]
        )
    }
}
