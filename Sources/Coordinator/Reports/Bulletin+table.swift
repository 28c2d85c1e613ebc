import Casework
import Contracts

/// The bulletin as a table, for pages, office programs and programs.
extension Bulletin {
    /// A column: its name for programs, its words, and its cell in a line.
    struct Column: Sendable {
        var name: String
        var title: Words
        var cell: @Sendable (Line, Language) -> String

        init(_ name: String, _ zh: String, _ en: String, _ cell: @escaping @Sendable (Line, Language) -> String) {
            self.name = name
            title = Words(zh: zh, en: en)
            self.cell = cell
        }

        /// Three columns of one rate: the part, the whole, and the percentage, — without a denominator.
        static func rate(
            _ name: String,
            _ zh: String,
            _ en: String,
            _ rate: @escaping @Sendable (PeriodFigures) -> Rate
        ) -> [Column] {
            [
                Column("\(name)Part", "\(zh)·分子", "\(en), part") { line, _ in String(rate(line.figures).part) },
                Column("\(name)Whole", "\(zh)·分母", "\(en), whole") { line, _ in String(rate(line.figures).whole) },
                Column(name, "\(zh)（%）", "\(en) (%)") { line, _ in rate(line.figures).percent ?? "—" },
            ]
        }
    }

    static let rates: [(name: String, zh: String, en: String, rate: @Sendable (PeriodFigures) -> Rate)] = [
        ("signed", "签收及时率", "Signed for in time", { $0.signed }),
        ("response", "响应率", "First contact in time", { $0.response }),
        ("onTime", "按时办结率", "Closed in time", { $0.onTime }),
        ("closed", "办结率", "Closed", { $0.closed }),
        ("resolution", "解决率", "Resolved", { $0.resolution }),
        ("satisfaction", "满意率", "Satisfied", { $0.satisfaction }),
        ("coverage", "评价覆盖率", "Evaluations given", { $0.coverage }),
        ("returned", "退单率", "Returned", { $0.returned }),
        ("denied", "退单被驳率", "Returns denied", { $0.denied }),
    ]

    static let columns: [Column] =
        [
            Column("part", "范围", "Part") { line, language in line.part.title[language] },
            Column("unit", "代码", "Unit") { line, _ in line.unit },
            Column("name", "单位", "Name") { line, language in line.name[language] },
            Column("given", "受理", "Given") { line, _ in String(line.figures.given) },
            Column("due", "应办结", "Due") { line, _ in String(line.figures.due) },
        ] + rates.flatMap { Column.rate($0.name, $0.zh, $0.en, $0.rate) } + [
            Column("medianDays", "办理时长中位数（工作日）", "Median working days") { line, _ in
                line.figures.medianDays.map(String.init) ?? "—"
            },
            Column("ninetiethDays", "办理时长九成以内（工作日）", "Working days, nine of ten") { line, _ in
                line.figures.ninetiethDays.map(String.init) ?? "—"
            },
            Column("score", "综合得分", "Combined score") { line, _ in
                line.score.map { Rate.decimal(hundredths: $0) } ?? "—"
            },
            Column("rank", "排名", "Rank") { line, _ in line.rank.map(String.init) ?? "—" },
        ]

    /// The table as comma-separated values for office programs, with a byte order mark.
    func csv(_ language: Language) -> String { Bulletin.csv(lines, language) }

    /// Only the ranked units, the best first, part by part.
    func rankingCSV(_ language: Language) -> String {
        Bulletin.csv(Part.allCases.flatMap(ranking), language)
    }

    private static func csv(_ lines: [Line], _ language: Language) -> String {
        let rows =
            [columns.map { $0.title[language] }]
            + lines.map { line in columns.map { $0.cell(line, language) } }
        return "\u{FEFF}" + rows.map { $0.map(CSVText.field).joined(separator: ",") + "\r\n" }.joined()
    }

    /// The bulletin for programs.
    func value(_ language: Language) -> Value {
        [
            "from": .text(period.first.description), "through": .text(period.last.description),
            "isFinal": .bool(period.isOver), "csv": .text(csv(language)), "rankingCSV": .text(rankingCSV(language)),
            "lines": .list(
                lines.map { line in
                    .object(
                        Dictionary(Bulletin.columns.map { ($0.name, .text($0.cell(line, language))) }) { first, _ in
                            first
                        }
                    )
                }
            ),
        ]
    }
}
