import Casework
import GRDB

/// What the city looks like at one moment, counted from the open clocks.
struct BoardFigures: Sendable {
    /// One agency's open clocks.
    struct Unit: Sendable {
        var agency: String
        var open: Int
        var overdue: Int
        var paused: Int
        var unsigned: Int
    }

    var open = 0
    var dueToday = 0
    var dueSoon = 0
    var overdueLegal = 0
    var overduePolicy = 0
    var paused = 0
    var unsigned = 0
    var waiting = 0
    var units: [Unit] = []

    /// Counts them; a clock that stands still is not overdue, and the case's own clock is not counted beside its steps'.
    ///
    /// `today` is the end of today, `soon` that of the third working day from now.
    static func count(now: Instant, today: Instant, soon: Instant, in db: Database) throws -> BoardFigures {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT agency, total(n) AS open,
                total(n * (NOT paused AND due > :now AND due <= :today)) AS today,
                total(n * (NOT paused AND due > :now AND due <= :soon)) AS soon,
                total(n * (NOT paused AND legal <= :now)) AS legal,
                total(n * (NOT paused AND due <= :now AND legal > :now)) AS policy,
                total(n * paused) AS paused, total(n * NOT signed) AS unsigned, total(n * waits) AS waits
                FROM clock_tally GROUP BY agency ORDER BY agency
                """,
            arguments: ["now": now.milliseconds, "today": today.milliseconds, "soon": soon.milliseconds]
        )
        var figures = BoardFigures()
        for row in rows {
            let whole = { (name: String) in Int(row[name] as Double) }
            figures.open += whole("open")
            figures.dueToday += whole("today")
            figures.dueSoon += whole("soon")
            figures.overdueLegal += whole("legal")
            figures.overduePolicy += whole("policy")
            figures.paused += whole("paused")
            figures.unsigned += whole("unsigned")
            figures.waiting += whole("waits")
            figures.units.append(
                Unit(
                    agency: row["agency"],
                    open: whole("open"),
                    overdue: whole("legal") + whole("policy"),
                    paused: whole("paused"),
                    unsigned: whole("unsigned")
                )
            )
        }
        return figures
    }

    /// The load of the units as bars; the figures stand beside them.
    func chart(_ name: (String) -> String) -> String {
        let most = max(units.map(\.open).max() ?? 0, 1)
        let bars = units.enumerated().map { index, unit in
            let y = index * 28 + 4
            let (width, dark) = (unit.open * 420 / most, unit.overdue * 420 / most)
            return """
                <text x="0" y="\(y + 15)">\(name(unit.agency))</text>\
                <rect x="120" y="\(y)" width="\(width)" height="20" fill="#b9d3ee" stroke="#0b57a4"/>\
                <rect x="120" y="\(y)" width="\(dark)" height="20" fill="#b3261e"/>\
                <text x="\(126 + width)" y="\(y + 15)">\(unit.open) / \(unit.overdue)</text>
                """
        }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 \(units.count * 28 + 8)" width="640" \
            role="img" font-family="sans-serif" font-size="13">\(bars.joined())</svg>
            """
    }
}
