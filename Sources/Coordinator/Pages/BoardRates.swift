import Casework
import GRDB

/// The rates of a period, each with its numerator and denominator (domain notes, 4.2).
struct BoardRates: Sendable {
    /// A part of a whole; nothing out of nothing is no rate.
    struct Rate: Hashable, Sendable {
        var part: Int
        var whole: Int

        /// `737/972 (75.82%)`, rounded half up from the whole numbers; — without a denominator.
        var text: String {
            guard whole > 0 else { return "—" }
            let hundredths = (part * 20_000 + whole) / (2 * whole)
            let rest = hundredths % 100
            return "\(part)/\(whole) (\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)%)"
        }
    }

    struct Unit: Sendable {
        var agency: String
        /// Signed for within one working day, of those given out.
        var signed: Rate
        /// Closed before the deadline passed, of those due without those that stand still.
        var onTime: Rate
        var closed: Rate
        /// Returned by a ruling, of those given out; and returns that were denied, of all that were ruled on.
        var returned: Rate
        var denied: Rate
        /// Working days that went by before what was not this agency's went to somebody else.
        var lostDays = 0
    }

    var units: [Unit]
    /// Satisfied or basically so, of those who said; and those who said, of all who were asked.
    var satisfaction: Rate
    var coverage: Rate

    /// Counts the days from `first` to today, the last only as far as it has come.
    static func count(
        from first: LocalDate,
        before now: Instant,
        calendar: WorkingCalendar,
        in db: Database
    ) throws -> BoardRates {
        let from = first.start.milliseconds
        // When whoever was given a task on a day must have signed for it.
        var days: [String] = []
        var day = first
        while day.start < now {
            let until = calendar.due(.workingDays(1), after: .moment(day.start)).at
            days.append("(\(day.start.milliseconds), \(day.end.milliseconds), \(until.milliseconds))")
            day = day.adding(days: 1)
        }
        guard !days.isEmpty else {
            let none = Rate(part: 0, whole: 0)
            return BoardRates(units: [], satisfaction: none, coverage: none)
        }
        let dues = try Row.fetchAll(
            db,
            sql: """
                SELECT agency, count(*) AS due, total(closed < due) AS on_time, total(closed IS NOT NULL) AS closed,
                    total(is_paused AND closed IS NULL) AS paused
                FROM turns WHERE due >= ? AND due < ? AND NOT is_off GROUP BY agency
                """,
            arguments: [from, now.milliseconds]
        )
        let given = try Row.fetchAll(
            db,
            sql: """
                WITH days (first, last, until) AS (VALUES \(days.joined(separator: ", ")))
                SELECT agency, count(*) AS given, total(signed < until) AS signed, total(is_returned) AS returned,
                    total(denials) AS denials
                FROM days JOIN turns ON opened >= first AND opened < last WHERE opened < ? GROUP BY agency
                """,
            arguments: [now.milliseconds]
        )
        var units: [String: Unit] = [:]
        let none = Rate(part: 0, whole: 0)
        let whole = { (row: Row, name: String) in Int(row[name] as Double) }
        for row in given {
            let (agency, count): (String, Int) = (row["agency"], row["given"])
            let (returned, denials) = (whole(row, "returned"), whole(row, "denials"))
            units[agency] = Unit(
                agency: agency,
                signed: Rate(part: whole(row, "signed"), whole: count),
                onTime: none,
                closed: none,
                returned: Rate(part: returned, whole: count),
                denied: Rate(part: denials, whole: returned + denials)
            )
        }
        for row in dues {
            let (agency, count): (String, Int) = (row["agency"], row["due"])
            var unit =
                units[agency]
                ?? Unit(agency: agency, signed: none, onTime: none, closed: none, returned: none, denied: none)
            unit.onTime = Rate(part: whole(row, "on_time"), whole: count - whole(row, "paused"))
            unit.closed = Rate(part: whole(row, "closed"), whole: count)
            units[agency] = unit
        }
        let returned = try Row.fetchAll(
            db,
            sql: "SELECT agency, opened, returned FROM turns WHERE opened >= ? AND opened < ? AND returned IS NOT NULL",
            arguments: [from, now.milliseconds]
        )
        for row in returned {
            let (opened, end): (Int64, Int64) = (row["opened"], row["returned"])
            let days = (LocalDate(Instant(milliseconds: opened)), LocalDate(Instant(milliseconds: end)))
            units[row["agency"]]?.lostDays += calendar.workingDays(after: days.0, through: days.1)
        }
        let (satisfaction, coverage) = try evaluations(from: from, before: now.milliseconds, in: db)
        return BoardRates(
            units: units.values.sorted { $0.agency < $1.agency },
            satisfaction: satisfaction,
            coverage: coverage
        )
    }

    /// What the people who were asked said, by the words that every workflow's evaluation uses.
    private static func evaluations(from: Int64, before now: Int64, in db: Database) throws -> (Rate, Rate) {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT total(outcome IN ('satisfied', 'basically-satisfied')) AS good,
                    total(outcome <> 'no-feedback') AS said, count(*) AS asked
                FROM turns WHERE opened < ?2 AND due >= ?1 AND NOT is_off AND (closed < ?2 OR due < ?2)
                    AND outcome IN ('satisfied', 'basically-satisfied', 'dissatisfied', 'no-feedback')
                """,
            arguments: [from, now]
        )
        let whole = { (name: String) in row.map { Int($0[name] as Double) } ?? 0 }
        let asked: Int = row?["asked"] ?? 0
        return (Rate(part: whole("good"), whole: whole("said")), Rate(part: whole("said"), whole: asked))
    }
}
