package import Casework

extension DeskTask.State {
    /// The state in words.
    var words: Words {
        switch self {
        case .offered: Words(zh: "可启动", en: "offered")
        case .open: Words(zh: "在办", en: "open")
        case .done: Words(zh: "已办", en: "done")
        case .closed: Words(zh: "已结束", en: "closed")
        }
    }
}

/// What became of a task by rulings and by time, in words.
package enum StandingWords {
    /// The words of one, the id itself where there are none.
    package static subscript(_ id: String) -> Words { words[id] ?? Words(zh: id, en: id) }

    private static let words: [String: Words] = [
        "explained": Words(zh: "已说明情况", en: "explained"),
        "paused": Words(zh: "曾暂停计时", en: "paused"),
        "resumed": Words(zh: "已恢复计时", en: "resumed"),
        "extended": Words(zh: "已准予延期", en: "more time granted"),
        "extension-denied": Words(zh: "未准延期", en: "more time denied"),
        "returned": Words(zh: "已准予退回", en: "return granted"),
        "return-denied": Words(zh: "未准退回", en: "return denied"),
        "pause-denied": Words(zh: "未准暂停", en: "pause denied"),
        "explanation-denied": Words(zh: "说明未被采纳", en: "explanation not taken"),
        "waived": Words(zh: "已裁定免办", en: "waived"),
        "handed-on": Words(zh: "到期未办，已转他人办理", en: "handed on to somebody else at its deadline"),
    ]
}

extension TimeLeft {
    package var words: Words { Words(zh: zh, en: en) }
}
