import Casework
import Desk
import EventStore
import GRDB

/// The estates of each year's assessment and the places they got.
enum AssessmentBook {
    static let kind = "housing.assessment"
    static let table = "housing_assessment"
    static let caseType = "annual-assessment"

    /// The body of `housing.assessment`: a step of an estate's assessment ended.
    struct Stage: Codable {
        var task: TaskKey
        var step: String
        var outcome: String
        var year: Int
        var estate: String
        var company: String
        var district: String
        var total: Int?
        var owners: Int?
        var sample: Int?
        var cityRank: Int?
        var districtRank: Int?
    }

    private static let steps = ["open", "rank", "publish", "feed"]

    static func create(in db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS housing_assessment (
                    case_order INTEGER NOT NULL, case_id TEXT NOT NULL, year INTEGER NOT NULL, estate TEXT NOT NULL,
                    company TEXT NOT NULL, district TEXT NOT NULL, opened INTEGER NOT NULL, total INTEGER, owners INTEGER,
                    sample INTEGER, city_rank INTEGER, district_rank INTEGER, list TEXT, published_at INTEGER,
                    PRIMARY KEY (case_order, case_id)
                ) WITHOUT ROWID;
                CREATE INDEX IF NOT EXISTS housing_assessment_year ON housing_assessment (year, estate);
                """
        )
    }

    static func fold(_ stage: Stage, _ entry: Entry, in db: Database) throws {
        let key: StatementArguments = [stage.task.caseOrder, stage.task.caseID]
        switch stage.step {
        case "open":
            try db.execute(
                sql:
                    "INSERT OR REPLACE INTO housing_assessment (case_order, case_id, year, estate, company, district, opened) "
                    + "VALUES (?, ?, ?, ?, ?, ?, ?)",
                arguments: key + [
                    stage.year, stage.estate, stage.company, stage.district, stage.outcome == "opened",
                ]
            )
        case "rank":
            try db.execute(
                sql:
                    "UPDATE housing_assessment SET total = ?, owners = ?, sample = ?, city_rank = ?, district_rank = ?, list = ? "
                    + "WHERE case_order = ? AND case_id = ?",
                arguments: [
                    stage.total, stage.owners, stage.sample, stage.cityRank, stage.districtRank, stage.outcome,
                ] + key
            )
        case "publish":
            try db.execute(
                sql: "UPDATE housing_assessment SET published_at = ? WHERE case_order = ? AND case_id = ?",
                arguments: [entry.at.milliseconds] + key
            )
        case _: break
        }
    }

    static func keep(_ answer: Deed.Answer, on task: DeskTask, in tx: Transaction) throws {
        // What is taken back is no estate of the year any more; the others need not wait for it.
        let isTakenBack = task.content.isUndo && task.key.step == "open"
        guard task.content.caseType == caseType, isTakenBack || !task.content.isUndo, steps.contains(task.key.step)
        else { return }
        let fields = task.content.fields
        func text(_ name: String) -> String { fields[name]?.text ?? "" }
        func whole(_ name: String, _ from: [String: Value]) -> Int? { from[name]?.integer.map { Int($0) } }
        let stage = Stage(
            task: task.key,
            step: task.key.step,
            outcome: isTakenBack ? "withdrawn" : answer.outcome,
            year: whole("year", fields) ?? 0,
            estate: text("estate"),
            company: text("company"),
            district: text("districtCode"),
            total: whole("total", fields),
            owners: whole("ownersScore", fields),
            sample: whole("sample", fields),
            cityRank: whole("cityRank", answer.fields),
            districtRank: whole("districtRank", answer.fields)
        )
        try tx.record(kind, case: task.key.caseID, stage)
    }

    /// Whether another case has this estate in this year.
    static func isOpened(_ estate: String, in year: Int, besides caseID: String, in db: Database) throws -> Bool {
        try Bool.fetchOne(
            db,
            sql:
                "SELECT EXISTS (SELECT 1 FROM housing_assessment WHERE year = ? AND estate = ? AND opened AND case_id <> ?)",
            arguments: [year, estate, caseID]
        ) ?? false
    }

    /// The cases of a year's estates.
    static func opened(in year: Int, _ db: Database) throws -> [String] {
        try String.fetchAll(
            db,
            sql: "SELECT case_id FROM housing_assessment WHERE year = ? AND opened ORDER BY case_order, case_id",
            arguments: [year]
        )
    }
}
