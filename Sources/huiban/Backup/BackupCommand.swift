import ArgumentParser
import Casework
import Fleet
import Foundation

/// `huiban backup`: copies of the owners' logs, made while the fleet runs, and their proof.
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "备份。 Copies of every log, made while the fleet runs, and their proof.",
        subcommands: [Make.self, Verify.self],
        defaultSubcommand: Make.self
    )

    /// Makes one.
    struct Make: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "备份到目录（huiban backup 目录）。 Make one in a new or empty folder, while the fleet runs or not."
        )
        @OptionGroup var common: CommonOptions
        @Argument(help: "新的或空的目录 a new or empty folder") var folder: String

        func run() async throws {
            let (voice, home) = (common.voice, common.fleetHome)
            let listed = try common.fleet().processes.map(\.name)
            let owners = listed.isEmpty ? ProcessPlan.fleet.map(\.name) : listed
            let missing = owners.map { home.store($0) }.filter { !FileManager.default.fileExists(atPath: $0) }
            guard missing.isEmpty else {
                throw voice.stop(
                    .refused,
                    zh: "缺数据文件，没有备份：\(missing.joined(separator: " "))",
                    en: "There are files missing; nothing was backed up: \(missing.joined(separator: " "))"
                )
            }
            let backup = try voice.refusing {
                try Backup.make(
                    of: home,
                    owners: owners,
                    in: URL(fileURLWithPath: folder).path,
                    madeAt: Instant(milliseconds: Int64(Date.now.timeIntervalSince1970 * 1000))
                )
            }
            if voice.isJSON { return voice.print(json: backup.manifest) }
            for file in backup.manifest.files {
                voice.say(
                    zh: "\(file.owner)：\(file.n) 条，散列链 \(file.chain.prefix(16))，\(file.size) 字节",
                    en: "\(file.owner): \(file.n) entries, chain \(file.chain.prefix(16)), \(file.size) bytes"
                )
            }
            voice.say(
                zh: "已备份到 \(backup.folder)。密钥和附件不在其中：\(home.path)/credentials/keys（其中 days 不备份）、\(home.path)/files。",
                en: """
                    Backed up in \(backup.folder). Keys and attachments are not in it: \(home.path)/credentials/keys \
                    (without days), \(home.path)/files.
                    """
            )
            voice.say(zh: "接着运行：huiban backup verify \(folder)", en: "Next: huiban backup verify \(folder)")
        }
    }
}

extension Voice {
    /// Does `work`, and ends the command as refused, with what a person should know, when it runs into a fault of a back-up.
    func refusing<T>(_ work: () throws -> T) throws -> T {
        do {
            return try work()
        } catch let error as BackupError {
            throw stop(.refused, zh: error.words.zh, en: error.words.en)
        }
    }
}
