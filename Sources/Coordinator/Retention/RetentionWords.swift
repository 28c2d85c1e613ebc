import Casework

/// What people read of a case's retention, and of a request to delete it.
struct RetentionWords {
    private let standingOnDay: RetentionStanding
    private let destroyedOn: LocalDate?
    private let isRestricted: Bool

    init(_ standing: RetentionStanding, destroyedOn: LocalDate? = nil, isRestricted: Bool = false) {
        standingOnDay = standing
        self.destroyedOn = destroyedOn
        self.isRestricted = isRestricted
    }

    /// One sentence or two.
    var standing: Words {
        if let destroyedOn {
            return Words(
                zh: "保管期满，个人信息已于\(destroyedOn)销毁。",
                en: "Its term was over; what names people was destroyed on \(destroyedOn)."
            )
        }
        let phase: Words =
            switch standingOnDay.phase {
            case .open: Words(zh: "在办，未开始计算保管期限。", en: "Open; no term runs yet.")
            case .toBeFiled:
                Words(
                    zh: "\(day(standingOnDay.endedOn))办结，应于\(day(standingOnDay.fileBy))前归档。\(until.zh)",
                    en:
                        "Ended on \(day(standingOnDay.endedOn)), to be filed by \(day(standingOnDay.fileBy)). \(until.en)"
                )
            case .archived:
                Words(
                    zh: "\(day(standingOnDay.endedOn))办结，已归档。\(until.zh)",
                    en: "Ended on \(day(standingOnDay.endedOn)), filed. \(until.en)"
                )
            case .over:
                Words(
                    zh: "保管期限已于\(day(standingOnDay.keptThrough))届满，待销毁。",
                    en: "Its term was over on \(day(standingOnDay.keptThrough)); it waits for destruction."
                )
            }
        guard isRestricted else { return phase }
        return Words(
            zh: phase.zh + "已应请求停止除存储和必要的安全保护以外的处理。",
            en: phase.en + " On request nothing is done with it but storage and what protects it."
        )
    }

    /// Until when it is kept, and on what that rests.
    private var until: Words {
        guard let rule = standingOnDay.decision?.rule else {
            return Words(zh: "未规定保管期限，不得销毁。", en: "No term is laid down; it may not be destroyed.")
        }
        let document = standingOnDay.decision?.document
        let (zh, en) = (
            "保管\(rule.term.words.zh)，依据：\(rule.source)\(document.map { "（文书：\($0)）" } ?? "")",
            "kept \(rule.term.words.en) by \(rule.source)\(document.map { " (document: \($0))" } ?? "")"
        )
        guard let last = standingOnDay.keptThrough else { return Words(zh: "\(zh)。", en: "\(en).") }
        return Words(zh: "\(zh)，至\(last)。", en: "\(en), through \(last).")
    }

    private func day(_ day: LocalDate?) -> String { day.map(\.description) ?? "" }

    /// How a request to delete is answered.
    func answer(_ answer: RetentionBook.Answer) -> Words {
        switch answer {
        case .refused:
            Words(
                zh: "案件在办，履行职责需要这些信息，暂不能删除（个人信息保护法第47条）。",
                en: "The case is open and handling it needs the data: it cannot be deleted now (PIPL art. 47)."
            )
        case .restricted:
            Words(
                zh:
                    "依\(standingOnDay.decision?.rule.source ?? "本机关保管期限表")，须\(kept.zh)，期间除存储和必要的安全保护外停止处理（个人信息保护法第47条）。",
                en:
                    "By \(standingOnDay.decision?.rule.source ?? "the office's schedule") it must be kept \(kept.en); until then nothing is done with it but storage and what protects it (PIPL art. 47)."
            )
        case .due:
            Words(
                zh: "保管期限已满，列入下一次销毁清册。",
                en: "Its term is over; it stands on the list of the next destruction."
            )
        case .destroyed: Words(zh: "已经销毁。", en: "It is destroyed already.")
        }
    }

    private var kept: Words {
        guard let last = standingOnDay.keptThrough else { return Words(zh: "永久保存", en: "for ever") }
        return Words(zh: "保存至\(last)", en: "through \(last)")
    }
}
