import Casework
import GRDB

/// A year whose notice in the contracts folder is not the one that the log holds.
///
/// The log's is the one that counts, whatever file somebody has put there: due dates move by `huiban calendar load` only.
struct CalendarDifference: Hashable, Sendable {
    var year: Int
    /// The days that are worked by one of them and not by the other.
    var days: [LocalDate]

    /// The differences of the years that both have.
    static func between(_ shipped: WorkingCalendar, _ held: WorkingCalendar) -> [CalendarDifference] {
        shipped.years.map(\.year).sorted().compactMap { year in
            guard let first = LocalDate(year: year, month: 1, day: 1), held.isLoaded(first),
                let last = LocalDate(year: year, month: 12, day: 31)
            else { return nil }
            let days = (first.dayNumber...last.dayNumber).map { LocalDate(dayNumber: $0) }
                .filter { shipped.isWorkingDay($0) != held.isWorkingDay($0) }
            return days.isEmpty ? nil : CalendarDifference(year: year, days: days)
        }
    }

    /// What the person on duty is told: which days, and how to let the file hold.
    var note: Problem {
        let named = days.prefix(5).map(\.description)
        let more = days.count > named.count
        let file = "contracts/calendars/\(year).json"
        let load = "huiban calendar load \(file) --dry-run"
        return Problem(
            "CALENDAR_DIFFERS",
            at: file,
            zh: "\(year)年安排与正在执行的不同(\(days.count)日:\(named.joined(separator: "、"))\(more ? "…" : "")),"
                + "仍按原安排计时;先看影响:\(load)",
            en: "differs from the calendar that holds for \(year) (\(days.count) days: "
                + "\(named.joined(separator: ", "))\(more ? " …" : "")), which goes on to count; see what would move: \(load)",
            severity: .warning
        )
    }
}

extension Calendars {
    /// The years in which the contracts folder says something else than the log.
    func differences(in db: Database) throws -> [CalendarDifference] {
        CalendarDifference.between(shipped, try current(in: db))
    }
}
