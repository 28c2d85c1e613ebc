import Casework

/// The end of a term, and why each day on the way did or did not count: what `calendar add` says.
struct DueExplanation: Encodable {
    /// One day of the count.
    struct Day: Hashable, Encodable {
        let date: LocalDate
        /// How many working days are counted with this one; nil for a day that does not count, and for terms that do
        /// not count working days.
        let number: Int?
        let why: Words
    }

    let from: Instant
    let term: Span
    /// The first moment that is too late.
    let dueAt: Instant
    /// The last day on which the act is in time.
    let lastDay: LocalDate
    let isCertain: Bool
    let days: [Day]
    /// One for each year without a loaded notice that took part.
    let warnings: [Problem]

    init(_ request: TermRequest, office: String = "", on calendar: WorkingCalendar) {
        let due = calendar.explain(request.span, .after, .moment(request.start), office: office)
        from = request.start
        term = request.span
        dueAt = due.at
        lastDay = due.on
        isCertain = due.isCertain
        var number = 0
        var days: [Day] = []
        for day in due.days {
            let isNumbered = day.part == .counted && request.span.countsWorkingDays
            if isNumbered { number += 1 }
            let why = Self.why(day, of: request.span, isNumbered: isNumbered)
            days.append(Day(date: day.date, number: isNumbered ? number : nil, why: why))
        }
        self.days = days
        let years = Set(due.days.map(\.date.year)).sorted()
        warnings = years.compactMap { LocalDate(year: $0, month: 1, day: 1).flatMap { calendar.problem(on: $0) } }
    }

    /// What a person reads: the end first, then a line for every day.
    func lines(_ language: Language) -> [String] {
        let heading = Words(
            zh: "自 \(from) 起 \(term)：最后一日 \(lastDay)，\(dueAt) 起逾期",
            en: "\(term) from \(from): last day \(lastDay), late from \(dueAt)"
        )
        let around = Words(zh: "按小时、分钟计，昼夜连续，节假日不停", en: "around the clock, rest days too")
        let width = days.compactMap { $0.number.map(String.init)?.count }.max() ?? 0
        let lines = days.map { day in
            let number = day.number.map(String.init) ?? ""
            return "\(day.date)  \(width == 0 ? "" : number.padded(to: width + 2))\(day.why[language])"
        }
        return [heading[language]] + (days.isEmpty ? [around[language]] : lines).map { "  \($0)" }
    }

    private static func why(_ day: DueDate.CountedDay, of span: Span, isNumbered: Bool) -> Words {
        let kind = words(day.kind)
        let reason =
            switch day.part {
            case .start where span.countsSessions:
                Words(zh: "自此按半日计，已开始的半日不计", en: "half days count from here, without one already begun")
            case .start: Words(zh: "起算日不计（民法典第201条）", en: "the day of the start is not counted (Civil Code art. 201)")
            case .counted where isNumbered: Words(zh: "计入", en: "counted")
            case .counted: Words(zh: "期限届满之日", en: "the term ends")
            case .rest: Words(zh: "不计", en: "not counted")
            case .rolled: Words(zh: "休息日顺延（民法典第203条）", en: "a rest day, so the end moves on (Civil Code art. 203)")
            }
        return Words(zh: "\(kind.zh)，\(reason.zh)", en: "\(kind.en), \(reason.en)")
    }

    private static func words(_ kind: WorkingCalendar.DayKind) -> Words {
        switch kind {
        case .workday: Words(zh: "工作日", en: "working day")
        case .makeupWorkday: Words(zh: "调休上班", en: "make-up working day")
        case .weekend: Words(zh: "周末", en: "weekend")
        case .holiday(let name): Words(zh: name, en: "holiday (\(name))")
        }
    }
}

extension Span {
    /// True when the term is counted in whole working days, one after the other.
    fileprivate var countsWorkingDays: Bool { if case .workingDays = self { true } else { false } }

    /// True when the term is counted in half working days.
    fileprivate var countsSessions: Bool { if case .sessions = self { true } else { false } }
}
