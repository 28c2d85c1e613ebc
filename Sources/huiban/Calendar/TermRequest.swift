import Casework
import Contracts

/// What `calendar add` was asked: a term, and the moment from which it is counted.
struct TermRequest: Hashable, Sendable {
    let start: Instant
    let span: Span

    /// The terms that can be counted from a day.
    static let allowed = "30min 24h 0.5wd 5wd 15d 3mo, by 2026-03-31, 5wd at close"

    /// Reads the words of the command line; everything that is wrong with them at once.
    static func read(date: String, time: String, term: String) -> Reading<TermRequest> {
        var problems: [Problem] = []
        let day = LocalDate(date)
        if day == nil {
            problems.append(
                Problem(
                    "DATE_INVALID",
                    at: "DATE",
                    zh: "没有“\(date)”这一天；日期写作 2023-04-27",
                    en: "There is no day \(date); a date is written 2023-04-27"
                )
            )
        }
        // Any day serves to read the time of day.
        let clock = time.utf8.count == 5 ? Instant("2023-04-27T\(time):00+08:00") : nil
        if clock == nil {
            problems.append(
                Problem(
                    "TIME_INVALID",
                    at: "--from",
                    zh: "没有“\(time)”这一时刻；时刻为 00:00 至 23:59",
                    en: "There is no time \(time); a time of day is 00:00 to 23:59"
                )
            )
        }
        let span = Span(term)
        if let fault = fault(of: span, term) { problems.append(fault) }
        guard problems.isEmpty, let day, let clock, let span else { return .bad(problems) }
        return .good(TermRequest(start: day.start + Int64(clock.timeOfDay), span: span), warnings: [])
    }

    /// Why a term cannot be counted from a day.
    private static func fault(of span: Span?, _ term: String) -> Problem? {
        switch span {
        case nil:
            refusal("TERM_UNKNOWN", Words(zh: "没有“\(term)”这样的期限", en: "There is no term \(term)"))
        case .percent?:
            refusal(
                "TERM_IS_SHARE",
                Words(zh: "“\(term)”是时限的一部分，只用于提醒", en: "\(term) is a share of a term, for reminders only")
            )
        case .monthDay?:
            refusal(
                "TERM_WITHOUT_YEAR",
                Words(zh: "“\(term)”没有年份；请写 by 年-月-日", en: "\(term) has no year; write by YEAR-MM-DD")
            )
        case .minutes, .hours, .workingDays, .sessions, .days, .months, .date, .atClose: nil
        }
    }

    private static func refusal(_ code: String, _ words: Words) -> Problem {
        Problem(code, at: "TERM", zh: "\(words.zh)；可用：\(allowed)", en: "\(words.en); allowed are: \(allowed)")
    }
}
