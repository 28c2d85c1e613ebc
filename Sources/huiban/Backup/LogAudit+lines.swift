import Casework
import EventStore

extension LogAudit.Report {
    /// The lines for a person.
    func lines(_ language: Language) -> [String] {
        var lines = ["\(isGood ? "✓" : "✗") \(owner): \(verdict[language])"]
        for finding in difference?.findings ?? [] {
            lines.append("    \(finding.place.words[language].padded(to: 10))\(finding.words[language])")
        }
        if let away {
            let words = Words(
                zh: "连不上消息服务器，没有与日志流比对：\(away)",
                en: "the broker cannot be asked, so the journal was not compared: \(away)"
            )
            lines.append("  ! \(words[language])")
        }
        if difference != nil, let unreadable { lines.append("  ✗ \(unreadable)") }
        return lines
    }

    private var verdict: Words {
        if let difference {
            return Words(
                zh: "第 \(difference.n) 条有出入，此前各处一致",
                en: "entry \(difference.n) differs; before it all are the same"
            )
        }
        if let unreadable { return Words(zh: "读不出：\(unreadable)", en: "cannot be read: \(unreadable)") }
        var parts = [Words(zh: "\(entries) 条，散列链完整", en: "\(entries) entries, the chain holds")]
        if let journal {
            let begin = journalFrom.map { Words(zh: "自第 \($0) 条", en: " from entry \($0)") } ?? Words("")
            parts.append(
                Words(
                    zh: "日志流\(begin.zh)到第 \(journal) 条一致",
                    en: "the journal is the same\(begin.en) through entry \(journal)"
                )
            )
            let unsent = max(0, entries - journal)
            if unsent > 0 { parts.append(Words(zh: "其后 \(unsent) 条尚未送达", en: "\(unsent) behind it are not there yet")) }
        }
        if let backup {
            parts.append(Words(zh: "备份到第 \(backup) 条一致", en: "the back-up is the same through entry \(backup)"))
        }
        return Words(
            zh: parts.map(\.zh).joined(separator: "，"),
            en: parts.map(\.en).joined(separator: ", ")
        )
    }
}

extension LogDifference.Place {
    /// What people call it.
    fileprivate var words: Words {
        switch self {
        case .file: Words(zh: "数据文件", en: "file")
        case .journal: Words(zh: "日志流", en: "journal")
        case .backup: Words(zh: "备份", en: "back-up")
        }
    }
}

extension LogDifference.Finding {
    /// What stands there; never the body, which may name people.
    fileprivate var words: Words {
        guard let entry else { return Words(zh: "没有这一条", en: "has no such entry") }
        let subject = [entry.kind, entry.caseID, entry.at.forPeople].filter { !$0.isEmpty }.joined(separator: " ")
        let hash = "SHA-256 \(entry.sha256.prefix(16))"
        return Words(
            zh: "\(subject) \(entry.size) 字节 \(hash) \(entry.isWhole ? "与散列链相符" : "与散列链不符")",
            en: "\(subject) \(entry.size) bytes \(hash) \(entry.isWhole ? "fits the chain" : "does not fit the chain")"
        )
    }
}
