import Casework
import CaseworkTesting
import Contracts
import Desk
import GRDB
import Testing

@testable import Coordinator
@testable import EventStore

@Suite("The monthly bulletin")
struct BulletinTests {
    private let bench: CoordinatorBench
    private let registry: Registry

    init() throws {
        bench = try CoordinatorBench()
        registry = bench.office.intake.registry
        _ = try bench.ledger.commit(
            [{ [bench] in try bench.office.library.take(bench.office.loaded, $0) }],
            now: try Instant.city("2023-04-27 09:00")
        )
    }

    private func submit(_ number: Int, at moment: String) throws {
        let submission = try bench.submission(number)
        _ = try bench.ledger.commit(
            [{ [bench] in _ = try bench.office.intake.submit(submission, $0) }],
            now: try Instant.city(moment)
        )
    }

    /// What became due by then fires.
    private func fire(through moment: String) throws {
        let now = try Instant.city(moment)
        for _ in 0..<20 {
            _ = try bench.ledger.commit([{ [bench] in try bench.office.fire($0, through: now) }], now: now)
        }
    }

    private func text(_ month: String, at moment: String) throws -> String {
        let period = try #require(ReportPeriod(month: month, now: try Instant.city(moment)))
        return try bench.store.read { [bench, registry] db in
            try Bulletin.make(period, registry: registry, calendar: bench.calendar, in: db).table(.zh).csv(.zh)
        }
    }

    @Test func theSameMonthMadeAgainIsTheSameToTheByteWhateverHappenedSince() throws {
        try submit(1, at: "2023-04-27 10:00")
        try submit(2, at: "2023-04-28 10:00")
        let first = try text("2023-04", at: "2023-05-02 09:00")
        #expect(first.contains("全市,city,全市,2,0,"))
        // The registrations fell due in April, and nobody has registered anything.
        #expect(first.contains("各部门,coordinator,督查室,2,1,"))
        try fire(through: "2023-05-20 09:00")
        try submit(3, at: "2023-05-22 10:00")
        #expect(try text("2023-04", at: "2023-05-31 09:00") == first)
        #expect(try bench.store.refold().different.isEmpty)
        #expect(try text("2023-04", at: "2023-12-31 09:00") == first)
        #expect(try text("2023-05", at: "2023-05-31 09:00") != first)
    }

    @Test func aFileFromBeforeTurnsKeptTheirTimesReadsThemFromItsLog() throws {
        try submit(1, at: "2023-04-27 10:00")
        try fire(through: "2023-05-20 09:00")
        func turns() throws -> [String] {
            try bench.store.read { try Row.fetchAll($0, sql: "SELECT * FROM turns").map { "\($0)" } }
        }
        let known = try turns()
        #expect(known.count > 1)
        try bench.store.write { [bench] db in
            try db.execute(sql: "DROP TABLE turns")
            try db.execute(sql: "CREATE TABLE turns (seq INTEGER NOT NULL, task TEXT NOT NULL)")
            try CaseBook(library: bench.office.library).create(in: db)
        }
        #expect(try turns() == known)
    }

    @Test func everyDistrictAndDepartmentHasItsLineAndAnAreaOfItsOwn() throws {
        try submit(1, at: "2023-04-27 10:00")
        let lines = try text("2023-04", at: "2023-05-02 09:00").split(separator: "\r\n").dropFirst()
        let districts = registry.districts.values.count { $0.level == .district || $0.level == .area }
        #expect(lines.count == 1 + districts + registry.agencies.count)
        #expect(Set(lines.map { $0.split(separator: ",").count }).count == 1)
    }

    @Test func theFeedRanksTheUnitsThatHaveAScoreAndEqualOnesShareAPlace() throws {
        func figures(_ part: Int) -> PeriodFigures {
            var figures = PeriodFigures()
            let rate = Rate(part: part, whole: 10)
            (figures.response, figures.resolution, figures.satisfaction) = (rate, rate, rate)
            return figures
        }
        let given = ["420102": figures(9), "420103": figures(10), "420104": figures(9), "420105": figures(8)]
        let ranked = Bulletin.ranked(.district, registry.districts.values.map { ($0.code, $0.title) }, given)
        let period = try #require(ReportPeriod(month: "2023-04", now: try Instant.city("2023-05-02 09:00")))
        let feed = Bulletin(period: period, lines: ranked).rankingTable(.zh).csv(.zh).split(separator: "\r\n")
            .dropFirst()
        #expect(
            feed.map { line in line.split(separator: ",").map(String.init) }.map {
                [$0[1], $0[$0.count - 2], $0[$0.count - 1]]
            }
                == [
                    ["420103", "100.00", "1"], ["420102", "90.00", "2"], ["420104", "90.00", "2"],
                    ["420105", "80.00", "4"],
                ]
        )
    }

    @Test func aMonthIsWrittenAsAMonthAndMustHaveBegun() throws {
        let now = try Instant.city("2023-05-02 09:00")
        func code(_ month: String) -> String? {
            guard case .bad(let problems) = ReportPeriod.asked(month, now: now) else { return nil }
            return problems.first?.code
        }
        #expect(code("2023-05") == nil)
        #expect(code("2023-06") == "MONTH_AHEAD")
        for wrong in ["", "2023-13", "2023-5", "May", "2023-05-01"] {
            #expect(code(wrong) == "MONTH_FORMAT", "\(wrong)")
        }
    }

    /// The seed: signed on 27 July 2023, published on 28 September.
    @Test func theLagFromSignatureToPublicationIsCountedInCalendarDays() throws {
        let period = try #require(ReportPeriod(month: "2023-09", now: try Instant.city("2023-10-09 09:00")))
        let lines = try DatabaseQueue().write { db in
            try CaseBook(library: Library()).create(in: db)
            try db.execute(
                sql: """
                    INSERT INTO cases (seq, id, type, subject, publisher, external_id, opened_at, untold, told, body)
                    VALUES (1, 'WH-1', 'deputy-suggestion', '建议', 'suggestions', '20230333', 0, '', 0, x'')
                    """
            )
            let ends = [
                ("sign-off", "signed", "2023-07-20 15:00"), ("sign-off", "signed", "2023-07-27 15:00"),
                ("publish", "published", "2023-09-28 10:00"),
            ]
            for (index, (step, outcome, closed)) in ends.enumerated() {
                let at = try Instant.city(closed).milliseconds
                try db.execute(
                    sql: """
                        INSERT INTO turns VALUES (1, ?, ?, ?, ?, 'housing', 'housing', '420100', 0, NULL, NULL, ?, ?, ?, NULL,
                            NULL, '', 0, 0, 0, 0, NULL)
                        """,
                    arguments: ["t\(index)", at, TurnTable.open, step, at, at, outcome]
                )
            }
            return try PublicationLag.lines(period, in: db)
        }
        #expect(lines.map(\.days) == [63])
        #expect(lines.first?.signedOn == "2023-07-27")
    }
}
