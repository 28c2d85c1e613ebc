import Casework
import Contracts
import Desk
import EventStore
import GRDB

/// How many disputes were mediated, by the level of whoever mediated them (domain notes 1, row 42).
enum MediationCount {
    static let kind = "justice.mediated"
    static let table = "justice_mediated"
    /// Not a people's mediation committee, so not a level of the register.
    private static let court = "court"

    /// The body of `justice.mediated`: a mediation came to its end.
    struct Mediated: Codable {
        var task: TaskKey
        var level: String
        var isSettled: Bool
    }

    static func create(in db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS justice_mediated (
                    case_order INTEGER NOT NULL, case_id TEXT NOT NULL, level TEXT NOT NULL, settled INTEGER NOT NULL,
                    at INTEGER NOT NULL, PRIMARY KEY (case_order, case_id, level)
                ) WITHOUT ROWID
                """
        )
    }

    /// A case counts once at a level: sessions held again are the same mediation going on.
    static func fold(_ one: Mediated, _ entry: Entry, in db: Database) throws {
        try db.execute(
            sql: "INSERT OR REPLACE INTO justice_mediated VALUES (?, ?, ?, ?, ?)",
            arguments: [one.task.caseOrder, one.task.caseID, one.level, one.isSettled, entry.at.milliseconds]
        )
    }

    static func keep(_ answer: Deed.Answer, on task: DeskTask, in tx: Transaction) throws {
        guard task.content.caseType == "dispute-mediation", !task.content.isUndo,
            let level = try level(of: task, in: tx.db)
        else { return }
        let isSettled = ["settled", "partly-settled"].contains(answer.outcome)
        try tx.record(kind, case: task.key.caseID, Mediated(task: task.key, level: level, isSettled: isSettled))
    }

    /// Where the mediation that a task tells of took place; nil for a task that is none.
    private static func level(of task: DeskTask, in db: Database) throws -> String? {
        switch task.key.step {
        case "judicial": return court
        case "sessions":
            let mediator = try MediatorBook.mediator(ofCase: task.key, in: db)
            let committee = try mediator.flatMap {
                try RegisterBook.find($0, in: .mediators, db).first?.cells["committee"]
            }
            let row = try committee.flatMap { try RegisterBook.find($0, in: .mediation, db).first }
            return row?.cells["level"] ?? "district"
        case _: return nil
        }
    }

    static let report = AgencyReport(
        "mediations",
        title: Words(zh: "调解件数", en: "Mediations"),
        hint: Words(
            zh: "按主持调解的组织层级；一案在同一层级只计一次，以最后一次结束的月份为准。期初数是全市各级人民调解组织的合计，不按49名调解员平均。",
            en:
                "By the level of whoever mediated; a case counts once at a level, in the month of its last end. The opening balance "
                + "is the sum of all organisations of the city and is not divided by the 49 mediators."
        ),
        make: { try make($0, in: $1) }
    )

    private static let levels: [(id: String, title: Words)] = [
        ("district", Words(zh: "区级调委会", en: "Committees of districts")),
        ("street", Words(zh: "街道调委会", en: "Committees of streets")),
        ("community", Words(zh: "社区调委会", en: "Committees of communities")),
        ("trade", Words(zh: "行业性专业性调委会", en: "Committees of trades")),
    ]

    private static func make(_ asked: AgencyReport.Request, in db: Database) throws -> ReportTable {
        let period = asked.period
        let year = LocalDate("\(period.first.year)-01-01") ?? period.first
        func count(_ levels: [String], from: LocalDate) throws -> Rate {
            let places = databaseQuestionMarks(count: levels.count)
            let row = try Row.fetchOne(
                db,
                sql: "SELECT count(*) AS held, total(settled) AS settled FROM justice_mediated "
                    + "WHERE level IN (\(places)) AND at >= ? AND at < ?",
                arguments: StatementArguments(levels) + [from.start.milliseconds, period.before.milliseconds]
            )
            return Rate(part: Int(row?["settled"] as Double? ?? 0), whole: row?["held"] ?? 0)
        }
        func line(_ title: Words, _ levels: [String]) throws -> [String] {
            let (month, sum) = (try count(levels, from: period.first), try count(levels, from: year))
            return [title[asked.language], "\(month.whole)", month.text, "\(sum.whole)", sum.text]
        }
        let people = levels.map(\.id)
        var lines = try levels.map { try line($0.title, [$0.id]) }
        lines.append(try line(Words(zh: "人民调解合计", en: "People's mediation in all"), people))
        lines.append(try line(Words(zh: "法院（司法调解）", en: "Courts (judicial mediation)"), [court]))
        let opening = try RegisterBook.find(OpeningBalance.Figure.mediations.rawValue, in: .balances, db).first
            .flatMap { OpeningBalance($0) }
        if let opening {
            let since = try count(people, from: opening.through.adding(days: 1))
            lines.append([
                Words(
                    zh: "人民调解累计（含截至\(opening.through)的期初数）",
                    en: "People's mediation so far (with the balance through \(opening.through))"
                )[asked.language], "", "", opening.text(plus: since.whole, asked.language), "",
            ])
        }
        return ReportTable(
            columns: [
                ReportTable.Column("level", "组织层级", "Level"),
                ReportTable.Column("month", "本月", "Month", isNumber: true),
                ReportTable.Column("monthSettled", "本月调成", "Settled in the month"),
                ReportTable.Column("year", "本年", "Year", isNumber: true),
                ReportTable.Column("yearSettled", "本年调成", "Settled in the year"),
            ],
            lines: lines
        )
    }
}
