import Casework
import GRDB
import Testing

@testable import Coordinator

@Suite("The trend on the board")
struct BoardTrendTests {
    private func moment(_ text: String) throws -> Instant { try #require(Instant("\(text):00+08:00")) }

    @Test func everyDayIsAsItWouldHaveBeenCountedThen() throws {
        let now = try moment("2023-05-10T12:00")
        let cases: [(String, String?, String)] = [
            ("2023-04-01T09:00", nil, "2023-05-05T00:00"),  // overdue since the 5th
            ("2023-05-03T09:00", "2023-05-08T15:00", "2023-06-01T00:00"),  // closed in time
            ("2023-05-03T09:00", "2023-05-09T15:00", "2023-05-07T00:00"),  // closed late
            ("2023-05-09T09:00", nil, "2023-06-01T00:00"),
        ]
        let database = try DatabaseQueue()
        let trend = try database.write { db in
            try db.execute(sql: "CREATE TABLE cases (opened_at INTEGER, closed_at INTEGER, due INTEGER)")
            for (opened, closed, due) in cases {
                try db.execute(
                    sql: "INSERT INTO cases VALUES (?, ?, ?)",
                    arguments: [
                        try moment(opened).milliseconds, try closed.map { try moment($0).milliseconds },
                        try moment(due).milliseconds,
                    ]
                )
            }
            return try BoardTrend.of(last: 9, before: now, in: db)
        }
        for day in trend.days {
            let end = min(day.date.end, now)
            let open = try cases.filter { opened, closed, _ in
                try moment(opened) < end && (try closed.map { try moment($0) >= end } ?? true)
            }
            #expect(day.open == open.count, "\(day.date)")
            #expect(day.overdue == (try open.count { try moment($0.2) < end }), "\(day.date)")
        }
        #expect(trend.days.map(\.open) == [1, 3, 3, 3, 3, 3, 2, 2, 2])
    }
}
