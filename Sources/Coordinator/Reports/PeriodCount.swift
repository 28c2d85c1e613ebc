import Casework
import Desk
import GRDB

/// Counts the figures of a period from the turns, as they stood when it was over.
struct PeriodCount {
    let period: ReportPeriod
    let calendar: WorkingCalendar
    let db: Database

    /// Whose figures they are.
    enum Unit: String {
        /// The agency that had the task; what people say of the handling is said of the agency that leads.
        case agency
        /// The district that the case belongs to, by its number; given, due and closed are cases.
        case district
        /// Everything.
        case city
    }

    /// The figures of each unit, by its name.
    func figures(of unit: Unit) throws -> [String: PeriodFigures] {
        var all: [String: PeriodFigures] = [:]
        try countGiven(unit, &all)
        try countDue(unit, &all)
        try countFirstContacts(unit, &all)
        try countOpinions(unit, &all)
        try countDays(unit, &all)
        if unit == .agency { try countLostDays(&all) }
        return all
    }

    /// What stood at the end of the period.
    private static let standing = "since < :before AND until >= :before"

    private static func name(_ unit: Unit, opinions: Bool = false) -> String {
        switch unit {
        case .agency: opinions ? "lead" : "agency"
        case .district: "district"
        case .city: "'city'"
        }
    }

    /// Tasks for an agency, cases for a district and the city.
    private static func kind(_ unit: Unit) -> String {
        switch unit {
        case .agency: "step <> ''"
        case .district, .city: "step = ''"
        }
    }

    private func countGiven(_ unit: Unit, _ all: inout [String: PeriodFigures]) throws {
        // When whoever was given a task on a day must have signed for it.
        var days: [String] = []
        var day = period.first
        while day.start < period.before {
            let until = calendar.due(.workingDays(1), after: .moment(day.start)).at
            days.append("(\(day.start.milliseconds), \(day.end.milliseconds), \(until.milliseconds))")
            day = day.adding(days: 1)
        }
        guard !days.isEmpty else { return }
        let found = try Row.fetchAll(
            db,
            sql: """
                WITH days (first, last, term) AS (VALUES \(days.joined(separator: ", ")))
                SELECT \(Self.name(unit)) AS unit, count(*) AS given, total(signed < term) AS signed,
                    total(is_returned) AS returned, total(denials) AS denials
                FROM days JOIN turns ON opened >= first AND opened < last
                WHERE \(Self.kind(unit)) AND opened < :before AND \(Self.standing) GROUP BY 1
                """,
            arguments: ["before": period.before.milliseconds]
        )
        for row in found {
            let given: Int = row["given"]
            let (returned, denials) = (whole(row, "returned"), whole(row, "denials"))
            all[row["unit"], default: PeriodFigures()].given = given
            guard unit == .agency else { continue }
            all[row["unit"], default: PeriodFigures()].signed = Rate(part: whole(row, "signed"), whole: given)
            all[row["unit"], default: PeriodFigures()].returned = Rate(part: returned, whole: given)
            all[row["unit"], default: PeriodFigures()].denied = Rate(part: denials, whole: returned + denials)
        }
    }

    private func countDue(_ unit: Unit, _ all: inout [String: PeriodFigures]) throws {
        let found = try rows(
            unit,
            """
            count(*) AS due, total(closed < due) AS on_time, total(closed < :before) AS closed,
            total(is_paused AND closed IS NULL) AS paused
            """,
            "WHERE \(Self.kind(unit)) AND due >= :from AND due < :before AND NOT is_off",
            grouped: true
        )
        for row in found {
            let due: Int = row["due"]
            all[row["unit"], default: PeriodFigures()].due = due
            all[row["unit"], default: PeriodFigures()].onTime = Rate(
                part: whole(row, "on_time"),
                whole: due - whole(row, "paused")
            )
            all[row["unit"], default: PeriodFigures()].closed = Rate(part: whole(row, "closed"), whole: due)
        }
    }

    private func rows(
        _ unit: Unit,
        _ columns: String,
        _ condition: String,
        grouped: Bool,
        opinions: Bool = false
    ) throws
        -> [Row]
    {
        try Row.fetchAll(
            db,
            sql: """
                SELECT \(Self.name(unit, opinions: opinions)) AS unit, \(columns) FROM turns
                \(condition) AND \(Self.standing) \(grouped ? "GROUP BY 1" : "ORDER BY 1")
                """,
            arguments: ["from": period.first.start.milliseconds, "before": period.before.milliseconds]
        )
    }

    private func countFirstContacts(_ unit: Unit, _ all: inout [String: PeriodFigures]) throws {
        let found = try rows(
            unit,
            "count(*) AS due, total(closed < due) AS on_time",
            "WHERE step = 'contact' AND due >= :from AND due < :before AND NOT is_off",
            grouped: true
        )
        for row in found {
            all[row["unit"], default: PeriodFigures()].response = Rate(part: whole(row, "on_time"), whole: row["due"])
        }
    }

    private func countOpinions(_ unit: Unit, _ all: inout [String: PeriodFigures]) throws {
        let found = try rows(
            unit,
            """
            total(view IN ('satisfied', 'basically')) AS good, total(view <> 'none') AS said, count(*) AS asked,
            total(solved) AS solved, count(solved) AS answered
            """,
            "WHERE view IS NOT NULL AND ended >= :from AND ended < :before AND NOT is_off",
            grouped: true,
            opinions: true
        )
        for row in found {
            all[row["unit"], default: PeriodFigures()].satisfaction = Rate(
                part: whole(row, "good"),
                whole: whole(row, "said")
            )
            all[row["unit"], default: PeriodFigures()].coverage = Rate(part: whole(row, "said"), whole: row["asked"])
            all[row["unit"], default: PeriodFigures()].resolution = Rate(
                part: whole(row, "solved"),
                whole: row["answered"]
            )
        }
    }

    private func countDays(_ unit: Unit, _ all: inout [String: PeriodFigures]) throws {
        let found = try rows(
            unit,
            "opened, closed, pauses",
            "WHERE \(Self.kind(unit)) AND closed >= :from AND closed < :before AND NOT is_off",
            grouped: false
        )
        for row in found {
            let stood = (row["pauses"] as String).split(separator: " ").map { pause in
                let ends = pause.split(separator: "-").compactMap { Int64($0) }
                return ends.count == 2 ? workingDays(ends[0], ends[1]) : 0
            }
            let days = workingDays(row["opened"], row["closed"]) - stood.reduce(0, +)
            all[row["unit"], default: PeriodFigures()].days.append(max(0, days))
        }
        for unit in all.keys { all[unit]?.days.sort() }
    }

    private func countLostDays(_ all: inout [String: PeriodFigures]) throws {
        let found = try rows(
            .agency,
            "opened, returned",
            "WHERE opened >= :from AND opened < :before AND returned IS NOT NULL",
            grouped: false
        )
        for row in found {
            all[row["unit"], default: PeriodFigures()].lostDays += workingDays(row["opened"], row["returned"])
        }
    }

    private func workingDays(_ start: Int64, _ end: Int64) -> Int {
        calendar.workingDays(
            after: LocalDate(Instant(milliseconds: start)),
            through: LocalDate(Instant(milliseconds: end))
        )
    }

    private func whole(_ row: Row, _ name: String) -> Int { Int(row[name] as Double) }
}
