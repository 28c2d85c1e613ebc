import Casework
import Contracts
import Desk
import GRDB

/// What the housing bureau says of its inspections (domain notes 1, rows 6 to 8).
enum InspectionReports {
    /// How long an estate may go without an inspection, in months (a proposal; no source gives a number).
    static let interval = 3

    static let all = [
        AgencyReport(
            "inspections",
            title: Words(zh: "巡查统计", en: "Inspections"),
            hint: Words(
                zh: "个次是到一个小区检查一次，人次是每名检查人员一次；告知率＝告知单÷个次。累计含期初数。",
                en:
                    "One estate visited once is an estate-time, each inspector there a person-time; the notice rate is notices by "
                    + "estate-times. The sum includes the opening balance."
            ),
            make: { try counts($0, in: $1) }
        ),
        AgencyReport(
            "not-inspected",
            title: Words(zh: "超期未巡查小区（R-INSP）", en: "Estates not inspected in time (R-INSP)"),
            hint: Words(
                zh: "截至月末，\(interval)个月内没有巡查记录的小区（间隔为建议，非规定），从未巡查的在前。",
                en:
                    "Estates without an inspection in the \(interval) months before the end of the month (the interval is a proposal), "
                    + "those never inspected first."
            ),
            make: { try missing($0.period, in: $1) }
        ),
    ]

    private static func counts(_ asked: AgencyReport.Request, in db: Database) throws -> ReportTable {
        let period = asked.period
        let month = try InspectionBook.count(from: period.first, before: period.before, in: db)
        func balance(_ figure: OpeningBalance.Figure) throws -> OpeningBalance? {
            try RegisterBook.find(figure.rawValue, in: .balances, db).first.flatMap { OpeningBalance($0) }
        }
        func line(
            _ title: Words,
            _ figure: OpeningBalance.Figure,
            _ count: (InspectionBook.Count) -> Int
        ) throws -> [String] {
            let opening =
                try balance(figure) ?? OpeningBalance(value: 0, mark: .exact, through: LocalDate(dayNumber: 0))
            let since = try InspectionBook.count(from: opening.through.adding(days: 1), before: period.before, in: db)
            return [title[asked.language], "\(count(month))", opening.text(plus: count(since), asked.language)]
        }
        var lines = [
            try line(Words(zh: "小区巡查个次", en: "Estate-times"), .inspectionEstateTimes) { $0.estateTimes },
            try line(Words(zh: "巡查人次", en: "Person-times"), .inspectionPersonTimes) { $0.personTimes },
            try line(Words(zh: "问题告知单", en: "Notices"), .notices) { $0.notices },
        ]
        let (times, notices) = (try balance(.inspectionEstateTimes), try balance(.notices))
        let since = try InspectionBook.count(
            from: (times?.through ?? LocalDate(dayNumber: -1)).adding(days: 1),
            before: period.before,
            in: db
        )
        lines.append([
            Words(zh: "告知率", en: "Notice rate")[asked.language],
            Rate(part: month.notices, whole: month.estateTimes).text,
            Rate(part: (notices?.value ?? 0) + since.notices, whole: (times?.value ?? 0) + since.estateTimes).text,
        ])
        return ReportTable(
            columns: [
                ReportTable.Column("figure", "项目", "Figure"),
                ReportTable.Column("month", "本月", "Month", isNumber: true),
                ReportTable.Column("sum", "累计", "So far", isNumber: true),
            ],
            lines: lines
        )
    }

    private static func missing(_ period: ReportPeriod, in db: Database) throws -> ReportTable {
        let end = LocalDate(period.before + -1)
        let since = end.adding(months: -interval)
        let found = try Row.fetchAll(
            db,
            sql: """
                SELECT estate.code, estate.name, street.name AS street, max(at) AS last
                FROM register_row AS estate
                LEFT JOIN register_row AS community ON community.sheet = 'communities' AND community.code = estate.parent
                LEFT JOIN register_row AS street ON street.sheet = 'streets' AND street.code = community.parent
                LEFT JOIN housing_inspection ON housing_inspection.estate IN (estate.code, estate.name) AND at < :before
                WHERE estate.sheet = 'estates' GROUP BY estate.code
                HAVING last IS NULL OR last < :since ORDER BY last IS NOT NULL, last, length(estate.code), estate.code
                """,
            arguments: ["before": period.before.milliseconds, "since": since.start.milliseconds]
        )
        return ReportTable(
            columns: [
                ReportTable.Column("code", "代码", "Code"), ReportTable.Column("estate", "小区", "Estate"),
                ReportTable.Column("street", "街道", "Street"), ReportTable.Column("last", "最近巡查", "Last inspected"),
                ReportTable.Column("days", "距今（日）", "Days ago", isNumber: true),
            ],
            lines: found.map { row in
                let last = (row["last"] as Int64?).map { LocalDate(Instant(milliseconds: $0)) }
                return [
                    row["code"], row["name"], row["street"] as String? ?? "", last?.description ?? "—",
                    last.map { "\(end.dayNumber - $0.dayNumber)" } ?? "—",
                ]
            }
        )
    }
}
