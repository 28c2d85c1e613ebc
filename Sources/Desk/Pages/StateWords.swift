import Casework

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

extension TimeLeft {
    var words: Words { Words(zh: zh, en: en) }
}
