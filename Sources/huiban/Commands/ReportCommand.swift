import ArgumentParser
import Casework
import Contracts
import Fleet

/// `huiban report`: what a month has brought.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "报表。 Monthly figures of each agency; a month that is over always gives the same ones.",
        subcommands: [List.self, Show.self, Reconcile.self]
    )

    /// Which reports there are.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "清单。 Which reports each agency gives.")
        @OptionGroup var common: CommonOptions

        func run() async throws {
            var rows: [Value] = []
            for process in try common.fleet().processes {
                for report in Listing.rows(try await common.reading(at: process.name).get(["reports"]).body) {
                    rows.append([
                        "agency": .text(process.name), "name": report["name"] ?? .null,
                        "title": report["title"]?[common.voice.language.rawValue] ?? .null,
                    ])
                }
            }
            common.voice.show(
                list: .list(rows),
                [
                    ("agency", Words(zh: "机关", en: "AGENCY")), ("name", Words(zh: "报表", en: "REPORT")),
                    ("title", Words(zh: "名称", en: "TITLE")),
                ]
            )
        }
    }

    /// One report of a month.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "查看。 One report of a month, by its name.",
            discussion: "huiban report show bulletin 2023-05; --csv 供表格软件使用 for office programs"
        )
        @OptionGroup var common: CommonOptions
        @Option(name: .long, help: "机关，缺省为 coordinator the agency that gives it") var at = "coordinator"
        @Argument(help: "报表 report") var name: String
        @Argument(help: "月份 month, 2023-05") var month: String
        @Flag(name: .long, help: "输出表格文件 print it as CSV") var csv = false

        func run() async throws {
            let voice = common.voice
            let query = ["month": month, "lang": voice.language.rawValue]
            let answer = try await common.reading(at: at).get(["reports", name], query: query).body
            if voice.isJSON { return voice.show(answer) }
            if answer["isFinal"] != .bool(true) {
                voice.warn(Words(zh: "该月尚未结束，数字到目前为止。", en: "The month is not over: figures so far."))
            }
            if csv {
                let text = answer["csv"]?.text ?? ""
                return voice.say(verbatim: text.hasSuffix("\r\n") ? String(text.dropLast()) : text)
            }
            let columns = Listing.rows(answer["columns"] ?? .list([])).compactMap {
                column -> (key: String, title: Words)? in
                guard column["isOnScreen"] == .bool(true), let name = column["name"]?.text,
                    let zh = column["title"]?["zh"]?.text,
                    let en = column["title"]?["en"]?.text
                else { return nil }
                return (name, Words(zh: zh, en: en))
            }
            voice.show(list: answer["lines"] ?? .list([]), columns)
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
}
