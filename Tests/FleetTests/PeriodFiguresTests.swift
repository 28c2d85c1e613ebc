import Casework
import CaseworkTesting
import Contracts
import Desk
import GRDB
import Testing

@testable import Coordinator

@Suite("The figures of a period")
struct PeriodFiguresTests {
    private func moment(_ text: String) throws -> Instant { try #require(Instant("\(text):00+08:00")) }

    /// Tianmen's bulletin of December 2016, and Wuhan's of September 2020 (domain notes, 4.2).
    @Test(arguments: [
        (911, 972, "911/972 (93.72%)"), (737, 972, "737/972 (75.82%)"), (902, 956, "902/956 (94.35%)"),
        (9, 16, "9/16 (56.25%)"), (0, 3, "0/3 (0.00%)"), (3, 3, "3/3 (100.00%)"), (1, 20_000, "1/20000 (0.01%)"),
        (0, 0, "—"),
    ])
    func aRateIsRoundedHalfUpAndNothingOutOfNothingIsNone(_ part: Int, _ whole: Int, _ text: String) {
        #expect(Rate(part: part, whole: whole).text == text)
    }

    /// A row of the table; what is not said is as for a task that is open and still holds.
    private struct Row {
        var opened: String
        var due: String?
        var signed: String?
        var closed: String?
        var step = "opinions"
        var view: String?
        var solved: Bool?
        var pauses: [(String, String)] = []
        var isPaused = false
        var isOff = false
        var isReturned = false
        var denials = 0
        var returned: String?
        var until: String?
    }

    private func figures(_ rows: [Row], _ period: (String, String), now: String) throws -> PeriodFigures {
        let calendar = try CoordinatorBench().calendar
        let milliseconds = { (text: String?) in try text.map { try moment($0).milliseconds } }
        let database = try DatabaseQueue()
        return try database.write { db in
            try TurnTable.create(in: db)
            for (index, row) in rows.enumerated() {
                let pauses = try row.pauses.map { "\(try moment($0.0).milliseconds)-\(try moment($0.1).milliseconds)" }
                try db.execute(
                    sql: """
                        INSERT INTO turns VALUES (?, 't', ?, ?, ?, 'police', 'police', '420106', ?, ?, ?, ?, ?, NULL, ?, ?, ?,
                            ?, ?, ?, ?, ?)
                        """,
                    arguments: [
                        index, try milliseconds(row.opened), try milliseconds(row.until) ?? TurnTable.open, row.step,
                        try milliseconds(row.opened), try milliseconds(row.due), try milliseconds(row.signed),
                        try milliseconds(row.closed), try milliseconds(row.closed), row.view, row.solved,
                        pauses.joined(separator: " "), row.isPaused, row.isOff, row.isReturned, row.denials,
                        try milliseconds(row.returned),
                    ]
                )
            }
            let period = ReportPeriod(
                from: try #require(LocalDate(period.0)),
                through: try #require(LocalDate(period.1)),
                now: try moment(now)
            )
            return try PeriodCount(period: period, calendar: calendar, db: db).figures(of: .agency)["police"]
                ?? PeriodFigures()
        }
    }

    @Test func eachUnitIsCountedByWhatFellDueAndWhatWasGivenToIt() throws {
        let police = try figures(
            [
                // In time; signed for on the next working day, which is the 4th: the 1st to the 3rd are days of rest.
                Row(
                    opened: "2023-04-28T10:00",
                    due: "2023-05-06T00:00",
                    signed: "2023-05-04T16:00",
                    closed: "2023-05-05T09:00"
                ),
                // Late, and signed for too late.
                Row(
                    opened: "2023-04-28T10:00",
                    due: "2023-05-06T00:00",
                    signed: "2023-05-05T09:00",
                    closed: "2023-05-06T00:00"
                ),
                // Still open, its term over.
                Row(opened: "2023-05-04T10:00", due: "2023-05-09T00:00", signed: "2023-05-04T11:00", denials: 1),
                // Stands still: in nobody's way.
                Row(opened: "2023-05-04T10:00", due: "2023-05-09T00:00", signed: "2023-05-04T11:00", isPaused: true),
                // Was not this unit's.
                Row(
                    opened: "2023-05-04T10:00",
                    due: "2023-05-09T00:00",
                    isOff: true,
                    isReturned: true,
                    returned: "2023-05-08T09:00"
                ),
                // Falls due later, or fell due long ago.
                Row(opened: "2023-05-09T10:00", due: "2023-06-01T00:00"),
                Row(opened: "2023-01-09T10:00", due: "2023-02-01T00:00", closed: "2023-01-20T00:00"),
                Row(
                    opened: "2023-05-04T10:00",
                    due: "2023-06-04T00:00",
                    signed: "2023-05-04T11:00",
                    closed: "2023-05-08T09:00",
                    view: "satisfied"
                ),
            ],
            ("2023-04-11", "2023-05-10"),
            now: "2023-05-10T12:00"
        )
        #expect(police.signed == Rate(part: 4, whole: 7))
        #expect(police.onTime == Rate(part: 1, whole: 3))
        #expect(police.closed == Rate(part: 2, whole: 4))
        #expect(police.returned == Rate(part: 1, whole: 7))
        #expect(police.denied == Rate(part: 1, whole: 2))
        // The 5th, the 6th (worked for the holiday), the 8th.
        #expect(police.lostDays == 3)
        #expect(police.satisfaction == Rate(part: 1, whole: 1))
        #expect(police.coverage == Rate(part: 1, whole: 1))
        // From 28 April: 4 and 5 May; then 6 May, which is worked for a day off; 5, 6 and 8 May.
        #expect(police.days == [2, 3, 3])
        #expect(police.medianDays == 3)
        #expect(police.ninetiethDays == 3)
    }

    @Test func whoeverIsNotReachedIsNoViewAndTheScoreNeedsAllThreeRates() throws {
        func call(_ view: String, _ solved: Bool?) -> Row {
            Row(
                opened: "2023-05-04T10:00",
                due: "2023-05-09T00:00",
                closed: "2023-05-08T09:00",
                view: view,
                solved: solved
            )
        }
        var rows = [call("satisfied", true), call("basically", true), call("dissatisfied", false), call("none", nil)]
        var police = try figures(rows, ("2023-05-01", "2023-05-31"), now: "2023-06-02T09:00")
        #expect(police.satisfaction == Rate(part: 2, whole: 3))
        #expect(police.coverage == Rate(part: 3, whole: 4))
        #expect(police.resolution == Rate(part: 2, whole: 3))
        #expect(police.combined(ScoreWeights()) == nil)
        rows.append(
            Row(opened: "2023-05-04T10:00", due: "2023-05-05T10:00", closed: "2023-05-05T09:00", step: "contact")
        )
        police = try figures(rows, ("2023-05-01", "2023-05-31"), now: "2023-06-02T09:00")
        #expect(police.response == Rate(part: 1, whole: 1))
        // (100 + 66.67 + 66.67) / 3, rounded once at the end.
        #expect(police.combined(ScoreWeights()) == 7778)
        #expect(police.combined(ScoreWeights(response: 2, resolution: 1, satisfaction: 1)) == 8333)
    }

    @Test func whatStoodStillIsNoWorkingDay() throws {
        let row = Row(
            opened: "2023-05-08T10:00",
            due: "2023-05-30T00:00",
            closed: "2023-05-19T09:00",
            pauses: [("2023-05-09T09:00", "2023-05-12T09:00")]
        )
        #expect(try figures([row], ("2023-05-01", "2023-05-31"), now: "2023-06-02T09:00").days == [6])
    }

    @Test func whatHappensLaterDoesNotChangeAMonthThatIsOver() throws {
        let before = Row(opened: "2023-05-04T10:00", due: "2023-05-20T00:00", until: "2023-06-03T09:00")
        var after = Row(opened: "2023-06-03T09:00", due: "2023-05-20T00:00", closed: "2023-06-03T09:00")
        after.until = nil
        let month = ("2023-05-01", "2023-05-31")
        let early = try figures([before], month, now: "2023-06-01T09:00")
        #expect(try figures([before, after], month, now: "2023-12-01T09:00") == early)
        #expect(early.closed == Rate(part: 0, whole: 1))
    }
}
