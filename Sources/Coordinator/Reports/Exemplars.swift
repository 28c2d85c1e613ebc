import Casework
import Contracts
import Desk
import EventStore
import GRDB

/// Closed cases that were chosen as examples for others (典型案例; domain notes 1, row 38), told without saying whose they were.
struct Exemplars: Fold {
    static let kind = "case.exemplar"

    /// The body of `case.exemplar`: the case was chosen with these words, or, without any, is no example any more.
    struct Chosen: Codable, Sendable {
        var by: String
        var summary: String?
    }

    var kinds: Set<String> { [Self.kind] }
    var tables: [String] { ["exemplar"] }

    func create(in db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS exemplar (
                    case_id TEXT PRIMARY KEY, summary TEXT NOT NULL, at INTEGER NOT NULL
                ) WITHOUT ROWID
                """
        )
    }

    func fold(_ entry: Entry, in db: Database) throws -> [Outgoing] {
        try db.execute(sql: "DELETE FROM exemplar WHERE case_id = ?", arguments: [entry.caseID])
        if let summary = try entry.decode(Chosen.self).summary {
            try db.execute(
                sql: "INSERT INTO exemplar VALUES (?, ?, ?)",
                arguments: [entry.caseID, summary, entry.at.milliseconds]
            )
        }
        return []
    }

    /// What was said of a case when it was chosen; nil for one that is no example.
    static func summary(of caseID: String, in db: Database) throws -> String? {
        try String.fetchOne(db, sql: "SELECT summary FROM exemplar WHERE case_id = ?", arguments: [caseID])
    }

    /// All that speaks against choosing a case with these words.
    ///
    /// Only what is over is an example, and the words say nobody's name, neither a person's nor a company's nor an estate's.
    static func problems(_ summary: String, of state: Case, by workflow: Workflow) -> [Problem] {
        var problems = TextRule.problems(summary, at: "/summary")
        if state.closed == nil {
            problems.append(
                Problem(
                    "CASE_OPEN",
                    zh: "案件尚未办结，不能列为典型案例",
                    en: "The case is not closed yet; only a closed one can be an example"
                )
            )
        }
        if PersonalData.isIn(summary, names: names(in: state, by: workflow)) {
            problems.append(
                Problem(
                    "NAMES_IN_PUBLIC_TEXT",
                    at: "/summary",
                    zh: "案例摘要含人员、单位或小区名称、电话或证件号，请隐去",
                    en:
                        "The summary names a person, a company or an estate, or holds a phone or an id number; leave them out"
                )
            )
        }
        return problems
    }

    private static let places: Set<String> = ["street", "estate", "building", "company", "oldCompany", "newCompany"]

    private static func names(in state: Case, by workflow: Workflow) -> Set<String> {
        let fields = workflow.form.fields + workflow.steps.flatMap(\.form.fields)
        let naming = Set(fields.filter { DeskRules.namingClasses.contains($0.fieldClass) }.map(\.name)).union(places)
        return state.record.latest.reduce(into: []) { names, field in
            guard naming.contains(field.key.split(separator: ".").last.map(String.init) ?? field.key) else { return }
            names.formUnion(Desk.names(in: field.value))
        }
    }

    /// R-EX: the examples that were chosen by the end of the month.
    static func report(_ library: Library) -> AgencyReport {
        AgencyReport(
            "exemplars",
            title: Words(zh: "典型案例（R-EX）", en: "Exemplary cases (R-EX)"),
            hint: Words(
                zh: "办结后由督查室选定的案例，隐去案号、人员、单位和小区；截至月末选定的全部列出。",
                en:
                    "Closed cases that the supervision office chose, without number, people, companies or estates; all chosen by the end of the month."
            ),
            make: { try table($0, library, in: $1) }
        )
    }

    private static func table(
        _ asked: AgencyReport.Request,
        _ library: Library,
        in db: Database
    ) throws -> ReportTable {
        let rows = try Row.fetchAll(
            db,
            sql: "SELECT exemplar.*, opened_at, closed_at FROM exemplar JOIN cases ON cases.id = case_id "
                + "WHERE at < ? ORDER BY at, case_id",
            arguments: [asked.period.before.milliseconds]
        )
        let lines = try rows.enumerated().compactMap { index, row -> [String]? in
            guard let state = try CaseBook.row(row["case_id"], in: db)?.state,
                let workflow = try library.workflow(state.workflow, state.workflowVersion, in: db)
            else { return nil }
            let end = state.closed?.end ?? ""
            let (opened, closed) = (row["opened_at"] as Int64, row["closed_at"] as Int64? ?? row["at"])
            let days =
                LocalDate(Instant(milliseconds: closed)).dayNumber - LocalDate(Instant(milliseconds: opened)).dayNumber
            return [
                "\(index + 1)", workflow.title[asked.language],
                workflow.vocabulary.words["end"]?[end]?[asked.language] ?? end, "\(days)", row["summary"],
            ]
        }
        return ReportTable(
            columns: [
                ReportTable.Column("n", "序号", "No.", isNumber: true), ReportTable.Column("type", "类型", "Type"),
                ReportTable.Column("end", "结果", "Outcome"), ReportTable.Column("days", "办理日数", "Days", isNumber: true),
                ReportTable.Column("summary", "摘要", "Summary"),
            ],
            lines: lines
        )
    }
}
