import Casework
import Desk
import EventStore
import GRDB

/// The yearly reports of duties that committees have filed (domain notes 1, row 24).
enum DutyReportBook {
    static let kind = "civil-affairs.duty-report"
    static let table = "civil_affairs_duty_report"

    /// The body of `civil-affairs.duty-report`: a report was filed, or sent back.
    struct Filed: Codable {
        var task: TaskKey
        var street: String
        var estate: String
        /// The year that is reported on.
        var year: Int64
        /// The day on which the committee reported; nil when the report was sent back.
        var reportedOn: String?
    }

    static func create(in db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS civil_affairs_duty_report (
                    case_order INTEGER NOT NULL, n INTEGER NOT NULL, case_id TEXT NOT NULL, street TEXT NOT NULL,
                    estate TEXT NOT NULL, year INTEGER NOT NULL, reported_on TEXT, at INTEGER NOT NULL,
                    PRIMARY KEY (case_order, n)
                ) WITHOUT ROWID;
                CREATE INDEX IF NOT EXISTS civil_affairs_duty_report_year ON civil_affairs_duty_report (year, estate, n);
                """
        )
    }

    static func fold(_ filed: Filed, _ entry: Entry, in db: Database) throws {
        try db.execute(
            sql: "INSERT INTO civil_affairs_duty_report VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                filed.task.caseOrder, entry.n, filed.task.caseID, filed.street, filed.estate, filed.year,
                filed.reportedOn, entry.at.milliseconds,
            ]
        )
    }

    static func keep(_ answer: Deed.Answer, on task: DeskTask, in tx: Transaction) throws {
        let fields = task.content.fields
        guard task.content.caseType == "duty-report", task.key.step == "report", let year = fields["year"]?.integer
        else { return }
        let filed = Filed(
            task: task.key,
            street: fields["street"]?.text ?? "",
            estate: fields["estate"]?.text ?? "",
            year: year,
            reportedOn: task.content.isUndo ? nil : answer.fields["reportedOn"]?.text
        )
        try tx.record(kind, case: task.key.caseID, filed)
    }

    /// Nobody reports ahead of time.
    static func inTime(_ answer: Deed.Answer, at now: Instant) -> [Problem] {
        guard let day = answer.fields["reportedOn"]?.text.flatMap({ LocalDate($0) }), day > LocalDate(now) else {
            return []
        }
        return [
            Problem(
                "REPORTED_IN_FUTURE",
                at: "/fields/reportedOn",
                zh: "述职日期不得晚于今天",
                en: "The day of the report lies ahead"
            )
        ]
    }
}

/// What civil affairs says of the committees that did not report (R-OC).
enum DutyReports {
    static let all = [
        AgencyReport(
            "duty-reports-missing",
            title: Words(zh: "未按期述职的业委会（R-OC）", en: "Committees without a report of duties in time (R-OC)"),
            hint: Words(
                zh: "截至月末，最近一个3月31日（期限为建议）应提交上一年度述职报告而未提交的业委会：名录中注明有业委会的小区，和本机关曾办理其业委会事项的小区。",
                en:
                    "Committees that have not reported on the year before the last 31 March (the day is a proposal) by the end of the "
                    + "month: of the estates that the register gives a committee, and of those whose committee was dealt with here."
            ),
            make: { try missing($0, in: $1) }
        )
    ]

    /// The last 31 March that is over on a day.
    static func due(on day: LocalDate) -> LocalDate? {
        guard let own = LocalDate(year: day.year, month: 3, day: 31) else { return nil }
        return day > own ? own : LocalDate(year: day.year - 1, month: 3, day: 31)
    }

    private static func missing(_ asked: AgencyReport.Request, in db: Database) throws -> ReportTable {
        let end = LocalDate(asked.period.before + -1)
        let columns = [
            ReportTable.Column("code", "代码", "Code"), ReportTable.Column("estate", "小区", "Estate"),
            ReportTable.Column("street", "街道", "Street"),
            ReportTable.Column("year", "述职年度", "Year reported on", isNumber: true),
            ReportTable.Column("due", "期限", "Due"),
            ReportTable.Column("days", "逾期（日）", "Days late", isNumber: true),
            ReportTable.Column("last", "最近述职", "Last report"),
        ]
        guard let due = due(on: end) else { return ReportTable(columns: columns, lines: []) }
        let found = try Row.fetchAll(
            db,
            sql: """
                WITH committee (code, estate, street) AS (
                    SELECT estate.code, estate.name, coalesce(street.name, '') FROM register_row AS estate
                    LEFT JOIN register_row AS community
                        ON community.sheet = 'communities' AND community.code = estate.parent
                    LEFT JOIN register_row AS street ON street.sheet = 'streets' AND street.code = community.parent
                    WHERE estate.sheet = 'estates' AND json_extract(estate.cells, '$.committee') = 'yes'
                    UNION
                    SELECT coalesce((SELECT code FROM register_row WHERE sheet = 'estates' AND name = act.estate), ''),
                        act.estate, act.street
                    FROM (
                        SELECT estate, street, at FROM civil_affairs_committee
                        UNION SELECT estate, street, at FROM civil_affairs_duty_report
                    ) AS act
                    WHERE act.at < :before AND act.estate <> ''
                ),
                standing (estate, year, reported_on) AS (
                    SELECT estate, year, reported_on FROM civil_affairs_duty_report AS filed
                    WHERE at < :before AND n = (
                        SELECT max(n) FROM civil_affairs_duty_report
                        WHERE estate = filed.estate AND year = filed.year AND at < :before
                    )
                )
                SELECT max(code) AS code, estate, max(street) AS street,
                    (SELECT max(reported_on) FROM standing WHERE standing.estate = committee.estate) AS last
                FROM committee
                WHERE estate NOT IN (SELECT estate FROM standing WHERE year = :year AND reported_on IS NOT NULL)
                GROUP BY estate ORDER BY length(code), code, estate
                """,
            arguments: ["before": asked.period.before.milliseconds, "year": due.year - 1]
        )
        return ReportTable(
            columns: columns,
            lines: found.map { row in
                [
                    row["code"], row["estate"], row["street"], "\(due.year - 1)", due.description,
                    "\(end.dayNumber - due.dayNumber)", row["last"] as String? ?? "—",
                ]
            }
        )
    }
}
