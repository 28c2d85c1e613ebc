import Casework
import EventStore

extension CaseCheck {
    /// The lines for a person: what holds, what that proves, what it does not.
    func lines(_ language: Language) -> [String] {
        var words = [verdict]
        if flaw == nil {
            words.append(
                Words(
                    zh: "  已证明：各条与其散列相符，没有一处可以单独改动；相邻各条次序不变、其间无缺。",
                    en: """
                          proven: every entry fits its hash, so that no part of it was changed alone; entries next to each \
                        other are in order and none is missing between them.
                        """
                )
            )
            words += comparisonWords
            words.append(
                Words(
                    zh: "  任何散列都不涵盖：经过（文字）、导出人、导出时间、单位名称。",
                    en: "  covered by no hash: the history in words, who exported it and when, the owner's name."
                )
            )
        }
        return words.map { $0[language] }
    }

    private var verdict: Words {
        if let flaw { return flaw.words(prefix: "✗ \(caseID)") }
        return Words(
            zh: """
                \(isGood ? "✓" : "✗") \(caseID)：\(owner) 日志中的 \(entries) 条，\(runs) 段，另有其他 \(unseen) 条不在其中；\
                日志当时到第 \(head.n) 条，散列链 \(head.chain)
                """,
            en: """
                \(isGood ? "✓" : "✗") \(caseID): \(entries) entries of the log of \(owner) in \(runs) runs, \(unseen) others \
                not shown; the log then ended at entry \(head.n), chain \(head.chain)
                """
        )
    }

    private var comparisonWords: [Words] {
        guard let comparison else {
            return [
                Words(
                    zh: "  未证明：这些散列和所称的末尾就是该单位日志里的，各段之间没有漏掉本案的条目；须与可信的另一份比对（--against）。",
                    en: """
                          not proven: that these hashes and the stated end are those of the owner's log, and that nothing of the case was left \
                        out between the runs; that takes a copy you trust (--against).
                        """
                )
            ]
        }
        if let broken = comparison.broken {
            return [
                Words(
                    zh: "  ✗ 另一份自身在第 \(broken) 条不成立，没有比对。",
                    en: "  ✗ the other copy does not hold itself at entry \(broken); nothing was compared."
                )
            ]
        }
        if let flaw = comparison.flaw { return [flaw.words(prefix: "  ✗")] }
        return [comparison.words, comparison.through < head.n ? rest(behind: comparison.through) : nil].compactMap {
            $0
        }
    }

    private func rest(behind n: Int64) -> Words {
        Words(
            zh: "  未比对：第 \(n) 条以后，另一份没有。",
            en: "  not compared: what stands behind entry \(n), where the other copy ends."
        )
    }
}

extension CaseCheck.Comparison {
    fileprivate var words: Words {
        switch place {
        case .log:
            Words(
                zh: "  已证明：到第 \(through) 条为止，与另一份日志完全一致，本案条目无一遗漏；可信程度与那份日志相同。",
                en: """
                      proven: through entry \(through) the other log has these entries of the case and no others; as far as that \
                    log is to be trusted.
                    """
            )
        case .export:
            Words(
                zh: "  已证明：到第 \(through) 条为止，与另一份导出件完全一致，其后无人改动、增删；可信程度与那份导出件相同。",
                en: """
                      proven: through entry \(through) the other export has these entries and no others: none was changed, added \
                    or taken away between the two; as far as that export is to be trusted.
                    """
            )
        }
    }
}

extension CaseFlaw {
    /// What is wrong, and with which entry.
    fileprivate func words(prefix: String) -> Words {
        let (zh, en) = reason.words
        return Words(
            zh: "\(prefix)：第 \(index + 1) 条（日志第 \(n) 条）\(zh)",
            en: "\(prefix): entry \(index + 1) of the file (\(n) of the log) \(en)"
        )
    }
}

extension CaseFlaw.Reason {
    fileprivate var words: (zh: String, en: String) {
        switch self {
        case .altered: ("与散列不符：已被改动", "does not fit its hash: it was changed")
        case .order: ("次序不对", "is out of order")
        case .link: ("与相邻一条不衔接：其间有改动或缺漏", "does not link to the entry next to it: something was changed or taken away")
        case .missing: ("缺失", "is missing")
        case .added: ("在另一份中没有", "is not in the other copy")
        case .different: ("与另一份不同", "is another one than in the other copy")
        case .head: ("所称的日志末尾不成立", "is the stated end of the log, and cannot be")
        }
    }
}
