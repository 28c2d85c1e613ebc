import Casework

/// What must hold between the days of one yearly notice; a day that cannot be read is left to the shape's check.
///
/// The calendar takes a make-up day before a holiday and a later holiday before an earlier one, so a slip of the pen
/// would not fail: it would move deadlines.
struct CalendarRules {
    private(set) var problems: [Problem] = []
    private var holidays: [(index: Int, name: String, first: LocalDate, last: LocalDate)] = []

    init(_ file: Value, expected: Int?) {
        let year = file["year"]?.integer.map { Int(clamping: $0) }
        if let year, let expected, year != expected {
            note(
                "CALENDAR_YEAR_MISMATCH",
                at: JSONPointer([.key("year")]),
                zh: "文件名为\(expected)年,内容为\(year)年",
                en: "The file is named \(expected) and speaks of \(year)"
            )
        }
        // One wrong year would make every day a stranger to it.
        let judged = expected == nil || expected == year ? year : nil
        // Each is compared with each: what the shape refuses as too long is not looked at further.
        let most = CalendarShape.mostEntries
        check(holidays: Array((file["holidays"]?.list ?? []).prefix(most)), of: judged)
        check(makeupDays: Array((file["makeupWorkdays"]?.list ?? []).prefix(most)), of: judged)
    }

    private mutating func check(holidays list: [Value], of year: Int?) {
        for (index, entry) in list.enumerated() {
            let place = JSONPointer([.key("holidays"), .index(index)])
            let first = day(entry["first"], at: place.appending("first"), of: year)
            let last = day(entry["last"], at: place.appending("last"), of: year)
            guard let first, let last else { continue }
            guard first <= last else {
                note(
                    "HOLIDAY_ENDS_BEFORE_IT_BEGINS",
                    at: place.appending("last"),
                    zh: "末日\(last)早于首日\(first)",
                    en: "It ends on \(last), before it begins on \(first)"
                )
                continue
            }
            for other in holidays where first <= other.last && other.first <= last {
                note(
                    "HOLIDAYS_OVERLAP",
                    at: place,
                    zh: "与“\(other.name)”(第\(other.index + 1)项,\(other.first)至\(other.last))重叠",
                    en: "It overlaps with \(other.name), no. \(other.index + 1), \(other.first) to \(other.last)"
                )
            }
            holidays.append((index, SchemaWords.shown(entry["name"]?.text ?? ""), first, last))
        }
    }

    private mutating func check(makeupDays list: [Value], of year: Int?) {
        var seen: [LocalDate: Int] = [:]
        for (index, entry) in list.enumerated() {
            let place = JSONPointer([.key("makeupWorkdays"), .index(index)])
            guard let day = day(entry, at: place, of: year) else { continue }
            if let earlier = seen.updateValue(index, forKey: day) {
                note(
                    "MAKEUP_DAY_TWICE",
                    at: place,
                    zh: "\(day)已在第\(earlier + 1)项",
                    en: "\(day) is there already, as no. \(earlier + 1)"
                )
            }
            if day.weekday <= 5 {
                note(
                    "MAKEUP_DAY_NO_WEEKEND",
                    at: place,
                    zh: "\(day)不是周六或周日",
                    en: "\(day) is neither a Saturday nor a Sunday"
                )
            }
            for holiday in holidays where holiday.first <= day && day <= holiday.last {
                note(
                    "MAKEUP_DAY_IN_HOLIDAY",
                    at: place,
                    zh: "\(day)在“\(holiday.name)”假期内(\(holiday.first)至\(holiday.last))",
                    en: "\(day) lies in the holiday \(holiday.name), \(holiday.first) to \(holiday.last)"
                )
            }
        }
    }

    /// The day a value names, told when it is not of the year.
    ///
    /// The last week of the year before belongs to the notice too: the one for 2023 begins its New Year on 2022-12-31.
    private mutating func day(_ value: Value?, at place: JSONPointer, of year: Int?) -> LocalDate? {
        guard let day = value?.text.flatMap({ LocalDate($0) }) else { return nil }
        guard let year, CalendarShape.years.contains(year), let first = LocalDate(year: year, month: 1, day: 1) else {
            return day
        }
        if day < first.adding(days: -7) || day.year > year {
            note(
                "DAY_OUTSIDE_YEAR",
                at: place,
                zh: "\(day)不属于\(year)年的安排(可含上年最后一周)",
                en: "\(day) is no day of \(year) or of the last week before it"
            )
        }
        return day
    }

    private mutating func note(_ code: String, at place: JSONPointer, zh: String, en: String) {
        problems.append(Problem(code, at: place.description, zh: zh, en: en))
    }
}
