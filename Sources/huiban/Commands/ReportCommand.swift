import ArgumentParser
import Casework
import Contracts

/// `huiban report`: what a month has brought.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "报表。 Monthly figures; a month that is over always gives the same ones.",
        subcommands: [BulletinReport.self, Ranking.self, Publication.self, Reconcile.self]
    )

    /// The month by district and by department.
    struct BulletinReport: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "bulletin",
            abstract: "每月通报。 The month by district and by department, every rate with numerator and denominator."
        )
        @OptionGroup var common: CommonOptions
        @OptionGroup var person: PersonOptions
        @Argument(help: "月份 month, 2023-05") var month: String
        @Flag(name: .long, help: "输出表格文件 print the whole table as CSV") var csv = false

        func run() async throws {
            let answer = try await common.bulletin(month, person)
            if csv { return common.voice.say(verbatim: answer["csv"]?.text?.withoutLastLineBreak ?? "") }
            if common.voice.isJSON { return common.voice.show(answer) }
            if answer["isFinal"] != .bool(true) {
                common.voice.warn(Words(zh: "该月尚未结束，数字到目前为止。", en: "The month is not over: figures so far."))
            }
            common.voice.show(list: answer["lines"] ?? .list([]), ReportCommand.columns)
        }
    }

    /// The units by their combined score.
    struct Ranking: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "排名。 Units with a combined score as CSV, the best first (报送治庸办)."
        )
        @OptionGroup var common: CommonOptions
        @OptionGroup var person: PersonOptions
        @Argument(help: "月份 month, 2023-05") var month: String

        func run() async throws {
            let answer = try await common.bulletin(month, person)
            if common.voice.isJSON { return common.voice.show(answer) }
            common.voice.say(verbatim: answer["rankingCSV"]?.text?.withoutLastLineBreak ?? "")
        }
    }

    /// How long signed replies took to be published.
    struct Publication: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "公开时滞。 Replies published in a month: how many days after their signature."
        )
        @OptionGroup var common: CommonOptions
        @OptionGroup var person: PersonOptions
        @Argument(help: "月份 month, 2023-09") var month: String

        func run() async throws {
            let answer = try await common.coordinator(person).get(["reports", "publication"], query: ["month": month])
            common.voice.show(
                list: answer.body,
                [
                    ("caseID", Words(zh: "案号", en: "CASE")), ("subject", Words(zh: "标题", en: "SUBJECT")),
                    ("signedOn", Words(zh: "签发", en: "SIGNED")), ("publishedOn", Words(zh: "公开", en: "PUBLISHED")),
                    ("days", Words(zh: "日数", en: "DAYS")),
                ]
            )
        }
    }

    /// Adds up a table of published figures.
    struct Reconcile: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "核对。 Says where the parts of published figures do not make the whole.",
            discussion: "CSV: figure,value,part_of"
        )
        @OptionGroup var common: CommonOptions
        @Argument(help: "CSV 文件 a table of figures") var file: String

        func run() async throws {
            let voice = common.voice
            switch Reconciliation.read(try InputFile(path: file, voice: voice).bytes()) {
            case .bad(let problems):
                throw voice.stop(.refused, zh: "表格有误：\(file)", en: "This table has faults: \(file)", problems: problems)
            case .good(let sums, let warnings):
                for sum in sums.sums {
                    voice.say(verbatim: "\(sum.whole)  \(sum.published) \(sum.missing == 0 ? "=" : "≠") \(sum.parts)")
                }
                guard warnings.isEmpty else {
                    throw voice.stop(.refused, zh: "合计不符。", en: "The parts do not sum.", problems: warnings)
                }
            }
        }
    }

    private static let columns: [(key: String, title: Words)] = [
        ("name", Words(zh: "单位", en: "UNIT")), ("given", Words(zh: "受理", en: "GIVEN")),
        ("due", Words(zh: "应办结", en: "DUE")), ("onTimePart", Words(zh: "按时", en: "IN TIME")),
        ("onTime", Words(zh: "按时办结率%", en: "IN TIME %")), ("closed", Words(zh: "办结率%", en: "CLOSED %")),
        ("response", Words(zh: "响应率%", en: "RESPONSE %")), ("resolution", Words(zh: "解决率%", en: "RESOLVED %")),
        ("satisfaction", Words(zh: "满意率%", en: "SATISFIED %")), ("returned", Words(zh: "退单率%", en: "RETURNED %")),
        ("medianDays", Words(zh: "中位工作日", en: "MEDIAN DAYS")), ("score", Words(zh: "得分", en: "SCORE")),
        ("rank", Words(zh: "排名", en: "RANK")),
    ]
}

extension CommonOptions {
    fileprivate func bulletin(_ month: String, _ person: PersonOptions) async throws -> Value {
        let query = ["month": month, "lang": voice.language.rawValue]
        return try await coordinator(person).get(["reports", "bulletin"], query: query).body
    }
}

extension String {
    fileprivate var withoutLastLineBreak: String { hasSuffix("\r\n") ? String(dropLast()) : self }
}
