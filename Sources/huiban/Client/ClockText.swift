import Casework

/// A clock's explanation as lines for a person: its ends, stretches of days that went the same way, what happened.
struct ClockText {
    let language: Language

    func lines(_ clock: Value) -> [String] {
        let title = words(clock["title"])
        let verdict = ClockLedger.Verdict(rawValue: text(clock["verdict"]))?.words[language] ?? ""
        let isCase = clock["isCase"] == .bool(true) ? Words(zh: "（全案时限）", en: " (the clock of the case)")[language] : ""
        let version = clock["calendar"]?.integer ?? 0
        let calendar = Words(zh: "日历第\(version)版", en: "calendar version \(version)")[language]
        var lines = ["\(clock["task"]?.text ?? "")  \(title)\(isCase)  \(verdict)  [\(calendar)]"]
        for end in clock["ends"]?.list ?? [] { lines += self.end(end).map { "  \($0)" } }
        for entry in clock["entries"]?.list ?? [] {
            lines.append("  \(moment(entry["at"]))  \(words(entry["words"]))")
        }
        return lines
    }

    private func end(_ end: Value) -> [String] {
        let isLegal = end["kind"]?.text == "legal"
        let kind = isLegal ? Words(zh: "法定", en: "by law") : Words(zh: "规定", en: "by policy")
        let source = end["source"]?.text ?? Words(zh: "本流程规定", en: "this workflow")[language]
        let due = Words(
            zh: "最后一日\(end["lastDay"]?.text ?? "")，\(moment(end["due"]))起逾期",
            en: "last day \(end["lastDay"]?.text ?? ""), late from \(moment(end["due"]))"
        )
        let doubt =
            end["isCertain"] == .bool(false)
            ? Words(zh: "；CALENDAR_NOT_LOADED 节假日安排尚未载入", en: "; CALENDAR_NOT_LOADED: Mondays to Fridays for now")[
                language
            ]
            : ""
        var lines = ["\(kind[language])  \(words(end["term"]))  \(due[language])  (\(source))\(doubt)"]
        if let minutes = end["minutes"]?.integer {
            let paused = end["pausedMinutes"]?.integer ?? 0
            lines.append(
                "  "
                    + Words(
                        zh: "昼夜连续计 \(minutes - paused) 分钟，暂停 \(paused) 分钟",
                        en: "\(minutes - paused) minutes around the clock, \(paused) paused"
                    )[language]
            )
            return lines
        }
        lines += stretches(end["lines"]?.list ?? []).map { "  \($0)" }
        let (counted, paused, over) = (
            end["counted"]?.integer ?? 0, end["paused"]?.integer ?? 0, end["over"]?.integer ?? 0
        )
        lines.append(
            "  "
                + Words(
                    zh: "合计：计 \(counted) 日，暂停 \(paused) 日" + (over > 0 ? "，逾期 \(over) 日" : ""),
                    en: "in all: \(counted) counted, \(paused) paused" + (over > 0 ? ", \(over) over" : "")
                )[language]
        )
        return lines
    }

    /// Days that follow one another and went the same way, as one line.
    private func stretches(_ days: [Value]) -> [String] {
        var found: [(first: Value, last: Value, count: Int)] = []
        for day in days {
            if let last = found.last, same(last.last, day) {
                found[found.count - 1] = (last.first, day, last.count + 1)
            } else {
                found.append((day, day, 1))
            }
        }
        return found.map { first, last, count in
            let dates = count == 1 ? text(first["date"]) : "\(text(first["date"])) … \(text(last["date"]))"
            let part = ClockAccount.Line.Part(rawValue: text(first["part"]))?.words[language] ?? text(first["part"])
            let number = first["part"]?.text == "counted" ? " \(last["count"]?.integer ?? 0)" : ""
            return "\(dates)  \(part)\(number)  \(kind(first["kind"]))"
        }
    }

    private func same(_ left: Value, _ right: Value) -> Bool {
        left["part"] == right["part"] && left["kind"] == right["kind"]
    }

    private func kind(_ kind: Value?) -> String {
        let day: WorkingCalendar.DayKind =
            if kind?["workday"] != nil {
                .workday
            } else if kind?["makeupWorkday"] != nil {
                .makeupWorkday
            } else if kind?["weekend"] != nil {
                .weekend
            } else {
                .holiday(kind?["holiday"]?["_0"]?.text ?? "")
            }
        return day.words[language]
    }

    private func text(_ value: Value?) -> String { value?.text ?? "" }

    private func words(_ value: Value?) -> String { value?[language.rawValue]?.text ?? "" }

    private func moment(_ value: Value?) -> String { value?.text.flatMap { Instant($0) }?.forPeople ?? "" }
}
