import Casework
import GRDB

/// Open and overdue cases over the last days, as a curve that starts from what is open now.
struct BoardTrend: Sendable {
    struct Day: Sendable {
        var date: LocalDate
        var open: Int
        var overdue: Int
    }

    var days: [Day]

    /// Walks back from the end of today: a case that closed later was open, one that came later was not.
    ///
    /// Only what opened, closed or fell due in these days is read, so that old cases cost nothing.
    static func of(last count: Int, before now: Instant, in db: Database) throws -> BoardTrend {
        let today = LocalDate(now)
        var open = try Int.fetchOne(db, sql: "SELECT count(*) FROM cases WHERE closed_at IS NULL") ?? 0
        var overdue =
            try Int.fetchOne(
                db,
                sql: "SELECT count(*) FROM cases WHERE closed_at IS NULL AND due < ?",
                arguments: [now.milliseconds]
            ) ?? 0
        let opened = db.makeCounter("SELECT count(*) FROM cases WHERE opened_at >= ? AND opened_at < ?")
        let closed = db.makeCounter("SELECT count(*) FROM cases WHERE closed_at >= ? AND closed_at < ?")
        let closedLate = db.makeCounter(
            "SELECT count(*) FROM cases WHERE closed_at >= ? AND closed_at < ? AND due <= closed_at"
        )
        let fellDue = db.makeCounter(
            "SELECT count(*) FROM cases WHERE due >= ? AND due < ? AND (closed_at IS NULL OR closed_at >= due)"
        )
        var days: [Day] = []
        for back in 0..<count {
            let date = today.adding(days: -back)
            days.append(Day(date: date, open: open, overdue: overdue))
            let (from, to) = (date.start.milliseconds, min(date.end, now).milliseconds)
            open += try closed(from, to) - opened(from, to)
            overdue += try closedLate(from, to) - fellDue(from, to)
        }
        return BoardTrend(days: days.reversed())
    }

    /// Two curves with their last figures; all figures stand in the table beside it.
    var svg: String {
        let most = max(days.map(\.open).max() ?? 0, 1)
        let step = 580 / max(days.count - 1, 1)
        let points = { (value: (Day) -> Int) in
            days.enumerated().map { "\(20 + $0 * step),\(150 - value($1) * 130 / most)" }.joined(separator: " ")
        }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 180" width="640" role="img" font-family="sans-serif" \
            font-size="13"><line x1="20" y1="150" x2="600" y2="150" stroke="#8793a3"/>\
            <text x="20" y="14">\(most)</text>\
            <polyline points="\(points(\.open))" fill="none" stroke="#0b57a4" stroke-width="2"/>\
            <polyline points="\(points(\.overdue))" fill="none" stroke="#b3261e" stroke-width="2" stroke-dasharray="5 3"/>\
            <text x="20" y="170">\(days.first?.date.description ?? "")</text>\
            <text x="530" y="170">\(days.last?.date.description ?? "")</text></svg>
            """
    }
}

extension Database {
    /// A count between two moments, its statement compiled once.
    fileprivate func makeCounter(_ sql: String) -> (Int64, Int64) throws -> Int {
        { from, to in
            try Int.fetchOne(self.cachedStatement(sql: sql), arguments: [from, to]) ?? 0
        }
    }
}
