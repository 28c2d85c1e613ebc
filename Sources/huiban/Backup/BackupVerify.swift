import ArgumentParser
import Casework
import Fleet
import Foundation

extension BackupCommand {
    /// Proves one: files, chains, tables.
    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "核验备份。 Check files and chains by the manifest, fold every log again and compare the tables.",
            discussion: """
                用 --home 目录里的密钥在临时文件里重算，该目录记下核验到了第几条。 Tables are folded in a temporary file, by the keys \
                of the home, which notes up to which entries it was verified.
                """
        )
        @OptionGroup var common: CommonOptions
        @Argument(help: "备份目录 the folder of the back-up") var folder: String

        func run() async throws {
            let bench = try RepairBench(common)
            let backup = try common.voice.refusing { try Backup(at: URL(fileURLWithPath: folder).path) }
            var checks: [BackupCheck] = []
            for file in backup.manifest.files {
                let check = try BackupCheck(file, in: backup, bench)
                common.voice.say(verbatim: check.words[common.voice.language])
                checks.append(check)
            }
            if common.json { common.voice.print(json: checks) }
            if checks.contains(where: { !$0.isGood }) { throw ExitCode(Outcome.refused.rawValue) }
            var verified = try VerifiedBackups(of: common.fleetHome)
            verified.add(backup, at: Instant(milliseconds: Int64(Date.now.timeIntervalSince1970 * 1000)))
            try verified.write(to: common.fleetHome)
        }
    }
}

/// What was found of one file of a back-up.
struct BackupCheck: Encodable {
    let owner: String
    let entries: Int64
    let chain: String
    let isGood: Bool
    /// What was verified, or what differs.
    let words: Words

    /// Checks a file by the manifest, and its tables by the owner's own executable, which has the folds.
    init(_ file: BackupManifest.File, in backup: Backup, _ bench: RepairBench) throws {
        owner = file.owner
        entries = file.n
        chain = file.chain
        let plan = try bench.plan(file.owner)
        let faults = backup.faults(of: file)
        guard faults.isEmpty else {
            isGood = false
            words = Words(
                zh: "✗ \(file.owner)：" + faults.map(\.words.zh).joined(separator: "；"),
                en: "✗ \(file.owner): " + faults.map(\.words.en).joined(separator: "; ")
            )
            return
        }
        let refold = try bench.run(plan, ["--refold", "--from", backup.folder])
        isGood = refold.code == 0
        let tables = BackupCheck.tables(refold)
        words = Words(
            zh: "\(isGood ? "✓" : "✗") \(file.owner)：文件与清单一致，散列链到第 \(file.n) 条完整，\(tables.zh)",
            en: """
                \(isGood ? "✓" : "✗") \(file.owner): the file is the manifest's, its chain holds through entry \(file.n), \
                \(tables.en)
                """
        )
    }

    /// What folding the log again came to.
    private static func tables(_ refold: RepairBench.Report) -> Words {
        if let version = refold.value["lostKey"]?.integer {
            return refold.value["isDestroyed"] == true
                ? Words(
                    zh: "第 \(version) 版密钥此后已随销毁删除，各表不能重算：不能单独使用，请再做一份备份",
                    en: """
                        and key version \(version) went with a destruction since, so the tables cannot be folded: make another \
                        back-up, this one is of no use alone
                        """
                )
                : Words(
                    zh: "缺第 \(version) 版密钥，各表不能重算：请用 --home 指明有 credentials/keys 的目录",
                    en: """
                        and key version \(version) is missing, so the tables cannot be folded: name the home with \
                        credentials/keys by --home
                        """
                )
        }
        let different = (refold.value["different"]?.list ?? []).compactMap(\.text).joined(separator: " ")
        if !different.isEmpty { return Words(zh: "各表有出入：\(different)", en: "and tables differ: \(different)") }
        if refold.code != 0 { return Words(zh: "各表不能重算", en: "and the tables could not be folded") }
        return refold.value["isComparable"] == false
            ? Words(
                zh: "日志可以重算；各表当时是另一种形式，未比对",
                en: "and it can be folded; its tables had another form then and were not compared"
            )
            : Words(zh: "重算的各表一致", en: "and the tables folded again are equal")
    }
}
