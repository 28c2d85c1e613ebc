import Casework
import Desk
import GRDB

/// How long signed replies took to be published (domain notes 1, row 2).
enum PublicationLag {
    struct Line: Sendable {
        var caseID: String
        var subject: String
        var signedOn: String
        var publishedOn: String
        /// Calendar days from the one to the other.
        var days: Int
    }

    static func table(_ period: ReportPeriod, in db: Database) throws -> ReportTable {
        ReportTable(
            columns: [
                ReportTable.Column("caseID", "案号", "Case"), ReportTable.Column("subject", "标题", "Subject"),
                ReportTable.Column("signedOn", "签发", "Signed"), ReportTable.Column("publishedOn", "公开", "Published"),
                ReportTable.Column("days", "日数", "Days", isNumber: true),
            ],
            lines: try lines(period, in: db).map { [$0.caseID, $0.subject, $0.signedOn, $0.publishedOn, "\($0.days)"] }
        )
    }

    /// What was published in the period, the longest wait first.
    static func lines(_ period: ReportPeriod, in db: Database) throws -> [Line] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT cases.id, cases.subject, max(signing.closed) AS signed, publishing.closed AS published
                FROM turns AS publishing JOIN turns AS signing USING (seq) JOIN cases USING (seq)
                WHERE publishing.step = 'publish' AND publishing.outcome = 'published'
                    AND publishing.closed >= :from AND publishing.closed < :before
                    AND publishing.since < :before AND publishing.until >= :before
                    AND signing.step = 'sign-off' AND signing.outcome = 'signed' AND signing.closed <= publishing.closed
                    AND signing.since < :before AND signing.until >= :before
                GROUP BY publishing.seq, publishing.task
                """,
            arguments: ["from": period.first.start.milliseconds, "before": period.before.milliseconds]
        ).map { row in
            let signed = LocalDate(Instant(milliseconds: row["signed"]))
            let published = LocalDate(Instant(milliseconds: row["published"]))
            return Line(
                caseID: row["id"],
                subject: row["subject"],
                signedOn: signed.description,
                publishedOn: published.description,
                days: published.dayNumber - signed.dayNumber
            )
        }.sorted { ($1.days, $0.caseID) < ($0.days, $1.caseID) }
    }
}
