import Casework
import EventStore
import Fleet

/// Whether every owner's log stands in two places: the last verified back-up has to reach what the journal begins with.
struct JournalChecks {
    let home: Home
    let owners: [String]

    func findings() async -> [Finding] {
        var findings: [Finding] = []
        for owner in owners {
            do {
                let reader = try JournalReader(owner: owner, home: home)
                let log = try VerifiedBackups(of: home).logs[owner]
                let isOurs = try log.map { try self.isOurs($0, owner) } ?? true
                // An empty journal lacks nothing: the next commit begins it, or the next start ships what the file has.
                var begin = try await reader.beginning()?.n ?? 1
                // A journal that was shipped again begins with what it had left, and its beginning comes later.
                if begin > (log?.n ?? 0) + 1 { begin = try await reader.wholeFrom() ?? begin }
                findings.append(Self.finding(owner, begin: begin, log, isOurs: isOurs))
            } catch {
                findings.append(.ill(Self.subject(owner), Words("\(error)"), Words("huiban status")))
            }
        }
        return findings
    }

    /// Whether the back-up is one of the log in the home, as far as that reaches.
    private func isOurs(_ log: VerifiedBackups.Log, _ owner: String) throws -> Bool {
        try LogFile(path: home.store(owner)).entries(at: [log.n])[0].map { $0.chain.hex == log.chain } ?? true
    }

    private static func subject(_ owner: String) -> Words {
        Words(zh: "\(owner) 的日志流", en: "journal of \(owner)")
    }

    /// What is found of an owner whose journal holds everything from entry `begin` on.
    ///
    /// - Parameters:
    ///   - owner: the owner.
    ///   - begin: that entry.
    ///   - log: the last verified back-up; nil for none.
    ///   - isOurs: whether that has the same entries as the owner's file.
    /// - Returns: well when what the journal lacks is in the back-up.
    static func finding(_ owner: String, begin: Int64, _ log: VerifiedBackups.Log?, isOurs: Bool) -> Finding {
        let reach = isOurs ? log?.n ?? 0 : 0
        guard begin > reach + 1 else {
            return .well(
                subject(owner),
                begin == 1
                    ? Words(zh: "从第 1 条起", en: "from entry 1 on")
                    : Words(
                        zh: "从第 \(begin) 条起；核验过的备份到第 \(reach) 条",
                        en: "from entry \(begin) on; the verified back-up reaches \(reach)"
                    )
            )
        }
        let alone = Words(
            zh: "第 \(reach + 1) 至 \(begin - 1) 条只在数据文件里，文件丢了就没有了",
            en: "entries \(reach + 1) to \(begin - 1) are in the file alone and are lost with it"
        )
        let backup =
            switch (log, isOurs) {
            case (nil, _):
                Words(zh: "没有核验过的备份", en: "no back-up was verified")
            case (.some, true):
                Words(zh: "核验过的备份只到第 \(reach) 条", en: "the last verified back-up ends at \(reach)")
            case (let log?, false):
                Words(
                    zh: "\(log.folder) 是另一份日志的备份",
                    en: "the verified back-up \(log.folder) is one of another log"
                )
            }
        return .ill(
            subject(owner),
            Words(
                zh: "从第 \(begin) 条起，\(backup.zh)：\(alone.zh)",
                en: "begins at entry \(begin), and \(backup.en): \(alone.en)"
            ),
            Words(
                zh: "huiban backup 目录 && huiban backup verify 目录",
                en: "huiban backup DIR && huiban backup verify DIR"
            )
        )
    }
}
