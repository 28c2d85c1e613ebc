import Casework
import Desk
import GRDB

/// The yearly assessment as it is published: the ten best and the ten worst, places in the city and in each district.
enum AssessmentReport {
    static let report = AgencyReport(
        "assessment",
        title: Words(zh: "年度质量考评结果", en: "Yearly assessment"),
        hint: Words(
            zh:
                "所选月份上一年度的考评，按全市名次。得分相同的依次比较业主评价、评价户数、小区名称（建议）；缺少一方评价的不排名。不足二十个小区时，十优、十差各取一半。",
            en:
                "The assessment of the year before the chosen month, by place in the city. Equal scores: the owners' mark, then how many "
                + "owners rated, then the estate's name (a proposal); without all marks there is no place. With fewer than twenty "
                + "estates each list has half of them."
        ),
        make: { try make($0, in: $1) }
    )

    private static func make(_ asked: AgencyReport.Request, in db: Database) throws -> ReportTable {
        let rows = try Row.fetchAll(
            db,
            sql: "SELECT * FROM housing_assessment WHERE year = ? AND opened AND published_at < ? "
                + "ORDER BY city_rank IS NULL, city_rank, estate",
            arguments: [asked.period.first.year - 1, asked.period.before.milliseconds]
        )
        let lists: [String: Words] = [
            "top": Words(zh: "十优", en: "ten best"), "bottom": Words(zh: "十差", en: "ten worst"),
        ]
        func score(_ number: Int?) -> String { number.map(Rate.decimal(hundredths:)) ?? "—" }
        func whole(_ number: Int?) -> String { number.map { "\($0)" } ?? "—" }
        return ReportTable(
            columns: [
                ReportTable.Column("cityRank", "全市名次", "Place in the city", isNumber: true),
                ReportTable.Column("districtRank", "本区名次", "Place in the district", isNumber: true),
                ReportTable.Column("district", "区划代码", "District"), ReportTable.Column("estate", "小区", "Estate"),
                ReportTable.Column("company", "物业企业", "Company"),
                ReportTable.Column("total", "得分", "Score", isNumber: true),
                ReportTable.Column("owners", "业主评价", "Owners", isNumber: true),
                ReportTable.Column("sample", "评价户数", "Ratings", isNumber: true),
                ReportTable.Column("list", "名单", "List"),
            ],
            lines: rows.map { row in
                [
                    whole(row["city_rank"]), whole(row["district_rank"]), row["district"], row["estate"],
                    row["company"],
                    score(row["total"]), score(row["owners"]), whole(row["sample"]),
                    (row["list"] as String?).flatMap { lists[$0]?[asked.language] } ?? "",
                ]
            }
        )
    }
}
