/// A length of time as the workflow language writes it: `30min 24h 0.5wd 5wd 15d 3mo 03-31 50%`, `by 2026-03-31`,
/// `5wd at close`.
package indirect enum Span: Hashable, Sendable {
    /// Minutes, around the clock.
    case minutes(Int)
    /// Hours, around the clock; `24h` is not a day.
    case hours(Int)
    /// Whole working days of the calendar.
    case workingDays(Int)
    /// Office sessions (two a working day): `0.5wd` is one, `1.5wd` three.
    case sessions(Int)
    /// Calendar days.
    case days(Int)
    /// Calendar months (Civil Code art. 202).
    case months(Int)
    /// The first such day of a year after the start.
    case monthDay(month: Int, day: Int)
    /// A fixed day.
    case date(LocalDate)
    /// A term of days for an act that needs an office: it ends when that closes (Civil Code art. 203).
    case atClose(Span)
    /// A share of the time between opening and due; rungs of a ladder only.
    case percent(Int)

    /// True when the clock runs around the clock instead of by days.
    package var isHours: Bool {
        switch self {
        case .minutes, .hours: true
        case .workingDays, .sessions, .days, .months, .monthDay, .date, .percent, .atClose: false
        }
    }

    /// True when the term ends with a day, 24:00 or the close of an office.
    package var isDays: Bool {
        switch self {
        case .workingDays, .days, .months, .monthDay, .date, .atClose: true
        case .minutes, .hours, .sessions, .percent: false
        }
    }
}

extension Span: CustomStringConvertible, Codable {
    /// Reads one literal of the workflow language; nil for anything else.
    package init?(_ text: String) {
        if text.hasSuffix(" at close") {
            guard let span = Span(String(text.dropLast(9))), span.isDays, !span.isAtClose else { return nil }
            self = .atClose(span)
            return
        }
        if text.hasPrefix("by ") {
            guard let date = LocalDate(String(text.dropFirst(3))) else { return nil }
            self = .date(date)
            return
        }
        var reader = DigitReader(text)
        if text.utf8.count == 5, let month = reader.number(2), reader.skip("-"), let day = reader.number(2) {
            guard LocalDate(year: 2024, month: month, day: day) != nil else { return nil }
            self = .monthDay(month: month, day: day)
            return
        }
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        let unit = text.dropFirst(digits.count)
        if unit == "wd", digits.hasSuffix(".5"), let whole = Int(digits.dropLast(2)), whole < 10_000 {
            self = .sessions(whole * 2 + 1)
            return
        }
        guard let number = Int(digits), (0...100_000).contains(number) else { return nil }
        switch unit {
        case "min": self = .minutes(number)
        case "h": self = .hours(number)
        case "wd": self = .workingDays(number)
        case "d": self = .days(number)
        case "mo": self = .months(number)
        case "%": self = .percent(number)
        case _: return nil
        }
    }

    /// The span as the workflow language writes it.
    package var description: String {
        switch self {
        case .minutes(let count): "\(count)min"
        case .hours(let count): "\(count)h"
        case .workingDays(let count): "\(count)wd"
        case .sessions(let count): "\(count / 2).5wd"
        case .days(let count): "\(count)d"
        case .months(let count): "\(count)mo"
        case .monthDay(let month, let day): "\(month.padded(2))-\(day.padded(2))"
        case .date(let date): "by \(date)"
        case .atClose(let span): "\(span) at close"
        case .percent(let share): "\(share)%"
        }
    }

    private var isAtClose: Bool { if case .atClose = self { true } else { false } }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let span = Span(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "a span is written 5wd, 24h, 3mo …")
        }
        self = span
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension Span {
    /// What a person reads: `5个工作日`, `5 working days`.
    package var words: Words {
        switch self {
        case .minutes(let count): Words(zh: "\(count)分钟", en: counted(count, "minute"))
        case .hours(let count): Words(zh: "\(count)小时", en: counted(count, "hour"))
        case .workingDays(let count): Words(zh: "\(count)个工作日", en: counted(count, "working day"))
        case .sessions(1): Words(zh: "半个工作日", en: "half a working day")
        case .sessions(let count): Words(zh: "\(count)个半日", en: "\(count) half working days")
        case .days(0): Words(zh: "当日", en: "that same day")
        case .days(let count): Words(zh: "\(count)日", en: counted(count, "day"))
        case .months(let count): Words(zh: "\(count)个月", en: counted(count, "month"))
        case .monthDay(let month, let day): Words(zh: "\(month)月\(day)日", en: "\(month.padded(2))-\(day.padded(2))")
        case .date(let date): Words(zh: "\(date)", en: "\(date)")
        case .atClose(let span): Words(zh: "\(span.words.zh)（下班为止）", en: "\(span.words.en), till the office closes")
        case .percent(let share): Words(zh: "时限的\(share)%", en: "\(share) % of the time")
        }
    }

    private func counted(_ count: Int, _ noun: String) -> String { count == 1 ? "1 \(noun)" : "\(count) \(noun)s" }
}
