import Casework
import Desk

/// The bulletin as a table.
extension Bulletin {
    /// A column and its cell in a line.
    private struct Cell: Sendable {
        var column: ReportTable.Column
        var text: @Sendable (Line, Language) -> String

        init(
            _ name: String,
            _ zh: String,
            _ en: String,
            isNumber: Bool = true,
            place: ReportTable.Column.Place = .everywhere,
            _ text: @escaping @Sendable (Line, Language) -> String
        ) {
            column = ReportTable.Column(name, zh, en, isNumber: isNumber, place: place)
            self.text = text
        }

        /// One column of a rate for people, three for office programs: the part, the whole, and the percentage, — without a
        /// denominator.
        static func rate(
            _ name: String,
            _ zh: String,
            _ en: String,
            _ rate: @escaping @Sendable (PeriodFigures) -> Rate
        ) -> [Cell] {
            [
                Cell(name, zh, en, place: .screen) { line, _ in rate(line.figures).text },
                Cell("\(name)Part", "\(zh)·分子", "\(en), part", place: .file) { line, _ in
                    String(rate(line.figures).part)
                },
                Cell("\(name)Whole", "\(zh)·分母", "\(en), whole", place: .file) { line, _ in
                    String(rate(line.figures).whole)
                },
                Cell("\(name)Percent", "\(zh)（%）", "\(en) (%)", place: .file) { line, _ in
                    rate(line.figures).percent ?? "—"
                },
            ]
        }
    }

    private static let cells: [Cell] =
        [
            Cell("part", "范围", "Part", isNumber: false) { line, language in line.part.title[language] },
            Cell("unit", "代码", "Unit", isNumber: false) { line, _ in line.unit },
            Cell("name", "单位", "Name", isNumber: false) { line, language in line.name[language] },
            Cell("given", "受理", "Given") { line, _ in String(line.figures.given) },
            Cell("due", "应办结", "Due") { line, _ in String(line.figures.due) },
        ]
        + Cell.rate("signed", "签收及时率", "Signed for in time") { $0.signed }
        + Cell.rate("response", "响应率", "First contact in time") { $0.response }
        + Cell.rate("onTime", "按时办结率", "Closed in time") { $0.onTime }
        + Cell.rate("closed", "办结率", "Closed") { $0.closed }
        + Cell.rate("resolution", "解决率", "Resolved") { $0.resolution }
        + Cell.rate("satisfaction", "满意率", "Satisfied") { $0.satisfaction }
        + Cell.rate("coverage", "评价覆盖率", "Evaluations given") { $0.coverage }
        + Cell.rate("returned", "退单率", "Returned") { $0.returned }
        + Cell.rate("denied", "退单被驳率", "Returns denied") { $0.denied }
        + [
            Cell("lostDays", "退回耗时（工作日）", "Lost in returns (working days)") { line, _ in
                String(line.figures.lostDays)
            },
            Cell("medianDays", "办理时长中位数（工作日）", "Median working days") { line, _ in
                line.figures.medianDays.map(String.init) ?? "—"
            },
            Cell("ninetiethDays", "办理时长九成以内（工作日）", "Working days, nine of ten") { line, _ in
                line.figures.ninetiethDays.map(String.init) ?? "—"
            },
            Cell("score", "综合得分", "Combined score") { line, _ in
                line.score.map { Rate.decimal(hundredths: $0) } ?? "—"
            },
            Cell("rank", "排名", "Rank") { line, _ in line.rank.map(String.init) ?? "—" },
        ]

    /// Every unit, the city first.
    func table(_ language: Language) -> ReportTable { Bulletin.table(lines, language) }

    /// Only the ranked units, the best first, part by part.
    func rankingTable(_ language: Language) -> ReportTable {
        Bulletin.table(Part.allCases.flatMap(ranking), language)
    }

    private static func table(_ lines: [Line], _ language: Language) -> ReportTable {
        ReportTable(
            columns: cells.map(\.column),
            lines: lines.map { line in cells.map { $0.text(line, language) } }
        )
    }
}
