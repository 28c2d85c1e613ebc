import ArgumentParser
import Casework
import EventStore
import Fleet
import Foundation

extension CaseCommand {
    /// A case for somebody who checks it elsewhere.
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "导出。 The case's entries as they stand in the coordinator's log, and its history.",
            discussion: "他人可用 huiban case verify 离线核验。 Whoever gets the file checks it with huiban case verify."
        )
        @OptionGroup var common: CommonOptions
        @OptionGroup var person: PersonOptions
        @Argument(help: "案号 case id") var id: String
        @Option(name: .long, help: "写入新文件，- 为标准输出 a new file, - for standard output") var out = "-"

        func run() async throws {
            let voice = common.voice
            let answer = try await common.coordinator(person).get(["cases", id, "export"]).body
            if out == "-" { return Voice(language: voice.language, isJSON: true).print(json: answer) }
            guard !FileManager.default.fileExists(atPath: out) else {
                throw voice.stop(
                    .refused,
                    zh: "\(out) 已存在，没有改动。",
                    en: "\(out) is there already; it was left as it is."
                )
            }
            do {
                try DurableFile.write(json: answer, to: out)
            } catch let failure as DurableFile.Failure {
                throw voice.stop(
                    .refused,
                    zh: "无法写入 \(out)。",
                    en: "\(out) cannot be written.",
                    details: ["\(failure)"]
                )
            }
            let count = answer["entries"]?.list?.count ?? 0
            let head = answer["head"] ?? .null
            if voice.isJSON { return voice.print(json: ["file": .text(out), "head": head] as Value) }
            voice.say(
                zh: "已导出 \(count) 条到 \(out)；日志当时到第 \(head["n"]?.integer ?? 0) 条，散列链 \(head["chain"]?.text ?? "")",
                en: """
                    \(count) entries exported to \(out); the log then ended at entry \(head["n"]?.integer ?? 0), \
                    chain \(head["chain"]?.text ?? "")
                    """
            )
            voice.say(zh: "接着运行：huiban case verify \(out)", en: "Next: huiban case verify \(out)")
        }
    }

    /// Whether an exported case is what was recorded.
    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "核验导出件。 Check an exported case without fleet, home and keys; names the first entry that differs.",
            discussion: """
                --against：可信的另一份，即备份目录、数据文件（coordinator.sqlite）或他人先前的导出件。
                --against: a copy that you trust: the folder of a back-up, the owner's file (coordinator.sqlite), or an export \
                that somebody else kept.
                """
        )
        @OptionGroup var common: CommonOptions
        @Argument(help: "导出件，- 为标准输入 the exported case, - for standard input") var file: String
        @Option(name: .long, help: "另一份 another copy: back-up, file of a log, or export") var against: String?

        func run() async throws {
            let voice = common.voice
            let export = try CaseCopy.read(file, voice)
            var check = CaseCheck(export, file: file)
            if let against, check.flaw == nil { try check.compare(export, with: CaseCopy(at: against, voice), voice) }
            voice.tell(check, as: check.lines(voice.language))
            if !check.isGood { throw ExitCode(Outcome.refused.rawValue) }
        }
    }
}
