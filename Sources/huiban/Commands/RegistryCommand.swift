import ArgumentParser
import Casework
import Contracts
import Foundation

/// `huiban registry`: streets, estates, companies, mediators: who and what cases are about.
struct RegistryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "registry",
        abstract: "名录。 Streets, estates, companies, mediators: a folder of CSV sheets.",
        discussion: "表 sheets: \(RegisterSheet.allCases.map(\.file).joined(separator: " "))",
        subcommands: [Check.self, Import.self, Invent.self]
    )

    /// Reads a folder and says what is wrong with it.
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "检查。 Every fault and every doubt of a folder, and its counts beside the published ones."
        )
        @OptionGroup var common: CommonOptions
        @Argument(help: "文件夹 a folder with sheets") var folder: String

        func run() async throws {
            let voice = common.voice
            let texts = try RegistryFolder(path: folder, voice: voice).texts()
            switch CityRegister.read(texts, registry: try common.staff().registry) {
            case .bad(let problems):
                throw voice.stop(.refused, zh: "名录有误：\(folder)", en: "This has faults: \(folder)", problems: problems)
            case .good(let register, let warnings):
                let sheets = RegisterSheet.allCases.filter { register.sheets[$0] != nil }
                if voice.isJSON {
                    let counts = sheets.map { ($0.rawValue, Value.integer(Int64(register[$0].count))) }
                    return voice.show(.object(Dictionary(counts) { first, _ in first }))
                }
                for sheet in sheets {
                    voice.say(
                        zh: "\(sheet.title.zh) \(register[sheet].count)",
                        en: "\(register[sheet].count) \(sheet.title.en)"
                    )
                }
                for figure in register.figures {
                    let mark = figure.counted == figure.published ? "=" : "≠"
                    voice.say(
                        zh: "  \(figure.title.zh)：登记 \(figure.counted) \(mark) 公布 \(figure.published)",
                        en: "  \(figure.title.en): listed \(figure.counted) \(mark) published \(figure.published)"
                    )
                }
                for line in warnings.lines(voice.language) { voice.say(verbatim: line) }
            }
        }
    }

    /// Brings a folder's sheets to the process of the person who acts.
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "导入。 Each sheet takes the place of the one that the process of the acting person had.",
            discussion: "--dry-run 只看影响 only says what would change"
        )
        @OptionGroup var common: CommonOptions
        @OptionGroup var person: PersonOptions
        @Flag(name: .long, help: "只看影响 only say what would change") var dryRun = false
        @Option(name: .long, help: "理由 reason") var reason: String?
        @Argument(help: "文件夹 a folder with sheets") var folder: String

        func run() async throws {
            let voice = common.voice
            let texts = try RegistryFolder(path: folder, voice: voice).texts()
            guard dryRun || reason != nil else {
                throw voice.stop(
                    .usage,
                    zh: "导入须用 --reason 说明理由；或加 --dry-run 只看影响。",
                    en: "Importing needs a --reason; or --dry-run to see what would change."
                )
            }
            let sheets = texts.map { ($0.key.rawValue, Value.text(String(decoding: $0.value, as: UTF8.self))) }
            var body: [String: Value] = ["sheets": .object(Dictionary(sheets) { first, _ in first })]
            if let reason { body["reason"] = .text(reason) }
            if dryRun { body["dryRun"] = .text("yes") }
            let answer = try await common.desk(person).post(["register"], .object(body)).body
            if voice.isJSON { return voice.show(answer) }
            for change in answer["changes"]?.list ?? [] {
                func number(_ name: String) -> Int64 { change[name]?.integer ?? 0 }
                let title = change["sheet"]?.text.flatMap { RegisterSheet(rawValue: $0) }?.title
                voice.say(
                    zh: "\(title?.zh ?? "") \(number("rows"))：新增 \(number("added"))，变更 \(number("changed"))，"
                        + "删除 \(number("removed"))",
                    en: "\(number("rows")) \(title?.en ?? ""): \(number("added")) added, \(number("changed")) changed, "
                        + "\(number("removed")) removed"
                )
            }
            for line in ProblemList(.object(["problems": answer["warnings"] ?? .list([])])).lines(voice.language) {
                voice.say(verbatim: line)
            }
            if let saved = answer["saved"]?.text { voice.say(verbatim: "saved: \(saved)") }
        }
    }

    /// Writes a register in which every name is made up.
    struct Invent: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "演示名录。 Writes an invented register with the published counts, for trying things out."
        )
        @OptionGroup var common: CommonOptions
        @Argument(help: "文件夹 the folder to write to") var folder: String

        func run() async throws {
            let voice = common.voice
            let register = InventedRegister.register
            do {
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
                for sheet in RegisterSheet.allCases {
                    let path = "\(folder)/\(sheet.file)"
                    guard !FileManager.default.fileExists(atPath: path) else {
                        throw voice.stop(.refused, zh: "文件已存在：\(path)", en: "There is such a file already: \(path)")
                    }
                    try Data(register.text(of: sheet).utf8).write(to: URL(fileURLWithPath: path))
                }
            } catch let error as CocoaError {
                let reason = error.localizedDescription
                throw voice.stop(
                    .usage,
                    zh: "无法写入：\(folder)",
                    en: "This cannot be written: \(folder)",
                    details: [reason]
                )
            }
            voice.say(zh: "已写入 \(folder)（内容均为虚构）", en: "Written to \(folder) (every name is made up)")
        }
    }
}

/// A folder with sheets of a register.
private struct RegistryFolder {
    let path: String
    let voice: Voice

    /// The sheets that are there.
    ///
    /// - Throws: a usage stop when there is none.
    func texts() throws -> [RegisterSheet: [UInt8]] {
        var texts: [RegisterSheet: [UInt8]] = [:]
        for sheet in RegisterSheet.allCases where FileManager.default.fileExists(atPath: "\(path)/\(sheet.file)") {
            texts[sheet] = try InputFile(path: "\(path)/\(sheet.file)", voice: voice).bytes()
        }
        guard texts.isEmpty else { return texts }
        throw voice.stop(
            .usage,
            zh: "\(path) 中没有名录表（streets.csv 等）。",
            en: "There are no sheets in \(path) (streets.csv and so on)."
        )
    }
}
