extension ClockLedger.Verdict {
    /// The verdict in words.
    package var words: Words {
        switch self {
        case .running: Words(zh: "计时中", en: "running")
        case .paused: Words(zh: "已暂停", en: "paused")
        case .onTime: Words(zh: "按时", en: "on time")
        case .onTimeAfterExtension: Words(zh: "延期后按时", en: "on time after extension")
        case .late: Words(zh: "逾期", en: "late")
        case .excused: Words(zh: "逾期不计", en: "late, does not count")
        case .none: Words(zh: "未由承办人办结", en: "not ended by its owner")
        }
    }
}

extension ClockAccount.Line.Part {
    /// What became of the day, in words.
    package var words: Words {
        switch self {
        case .start: Words(zh: "起算日不计", en: "start, not counted")
        case .counted: Words(zh: "计入", en: "counted")
        case .paused: Words(zh: "暂停", en: "paused")
        case .rest: Words(zh: "不计", en: "rest")
        case .rolled: Words(zh: "顺延", en: "moved on")
        case .over: Words(zh: "逾期", en: "over")
        }
    }
}

extension WorkingCalendar.DayKind {
    /// The kind of day in words.
    package var words: Words {
        switch self {
        case .workday: Words(zh: "工作日", en: "working day")
        case .makeupWorkday: Words(zh: "调休上班", en: "make-up working day")
        case .weekend: Words(zh: "周末", en: "weekend")
        case .holiday(let name): Words(zh: name, en: "holiday (\(name))")
        }
    }
}
