import Casework
import Contracts
import GRDB
import Testing

@testable import Coordinator
@testable import EventStore

/// Another calendar moves exactly the due dates that hang on it, and each case says so.
@Suite struct CalendarChangeTests {
    private let now: Instant

    init() throws { now = try #require(Instant("2023-04-27T08:30:00+08:00")) }

    /// Five cases, opened under the calendar as it is shipped.
    private func opened(_ example: String = "deputy-suggestion-20230333") throws -> CoordinatorBench {
        let bench = try CoordinatorBench()
        let (office, ledger) = (bench.office, bench.ledger)
        let submissions = try (1...5).map { try bench.submission($0, example) }
        _ = try ledger.commit(
            [
                { try office.library.take(office.loaded, $0) }, { try office.calendars.take(bench.calendar, $0) },
            ] + submissions.map { submission in { _ = try office.intake.submit(submission, $0) } },
            now: now
        )
        return bench
    }

    /// The shipped calendar with one more day of rest.
    private func calendar(resting day: String, _ bench: CoordinatorBench) throws -> WorkingCalendar {
        let date = try #require(LocalDate(day))
        var year = try #require(bench.calendar.years.first { $0.year == date.year })
        year.holidays.append(WorkingCalendar.Holiday(name: "临时放假", first: date, last: date))
        return Calendars.merged(try bench.store.read { try bench.office.calendars.current(in: $0) }, with: year)
    }

    private func dues(_ bench: CoordinatorBench) throws -> [String] {
        try bench.store.read { db in
            try Row.fetchAll(db, sql: "SELECT id, body FROM cases ORDER BY seq").flatMap { row in
                try CaseBook.decode(row["body"], of: row["id"]).openTasks.map {
                    "\($0.ref.step) \($0.deadline?.due?.on.description ?? "")"
                }
            }
        }
    }

    @Test func everyCaseIsRecalculatedOnceAndSaysSo() throws {
        let bench = try opened()
        #expect(try dues(bench) == Array(repeating: "register 2023-04-28", count: 5))
        let other = try calendar(resting: "2023-04-28", bench)
        let (office, ledger) = (bench.office, bench.ledger)
        let preview = try bench.store.read {
            try CalendarPreview.of(other, library: office.library, at: now, in: $0)
        }
        #expect(preview.moves.count == 5 && preview.overdue == 0)
        _ = try ledger.commit(
            [{ try office.calendars.record(other, by: "coordinator-luo", reason: "通知", $0) }],
            now: now
        )
        #expect(try bench.store.read { try office.nextDue(in: $0) } == Instant(milliseconds: 0))
        // A page at a time, so that a crash between two loses nothing and repeats nothing.
        while try bench.store.read({ try office.calendars.isBehind(in: $0) }) {
            _ = try ledger.commit([{ try office.calendars.applyNext(2, by: office.decisions, $0) }], now: now)
        }
        // 29 April to 3 May are the holidays of Labour Day.
        #expect(try dues(bench) == Array(repeating: "register 2023-05-04", count: 5))
        let moved = try bench.store.entries(after: 0, limit: 1000).filter { $0.kind == CaseFacts.kind }
            .flatMap { try $0.decode(CaseFacts.self).facts }
            .filter { if case .deadlineChanged(let change) = $0 { change.cause == .calendar } else { false } }
        #expect(moved.count == 5)
        #expect(try bench.store.refold().different == [])
        #expect(try bench.store.read { try office.calendars.calendar(at: now + -1, in: $0).version } == 2)
    }

    /// Nothing that is open now moves, only the day by which the whole complaint is to be answered.
    @Test func theClockOfTheCaseItselfIsForeseenAndSaysWhyItMoved() throws {
        let bench = try opened("service-complaint-demo-002")
        let other = try calendar(resting: "2023-05-05", bench)
        let (office, ledger) = (bench.office, bench.ledger)
        let preview = try bench.store.read {
            try CalendarPreview.of(other, library: office.library, at: now, in: $0)
        }
        #expect(preview.moves.count == 5 && preview.moves.allSatisfy { $0.task == $0.caseID })
        #expect(Set(preview.moves.map { $0.from?.description }) == ["2023-05-09T00:00:00+08:00"])
        #expect(Set(preview.moves.map { $0.to?.description }) == ["2023-05-10T00:00:00+08:00"])
        _ = try ledger.commit(
            [
                { try office.calendars.record(other, by: "coordinator-luo", reason: "通知", $0) },
                { try office.fire($0, through: now) },
            ],
            now: now
        )
        let moved = try bench.store.entries(after: 0, limit: 1000).filter { $0.kind == CaseFacts.kind }
            .flatMap { try $0.decode(CaseFacts.self).facts }
            .filter { if case .clockChanged(let change) = $0 { change.cause == .calendar } else { false } }
        #expect(moved.count == 5)
        let workflow = try #require(office.intake.workflows["service-complaint"])
        let said = try #require(moved.first).sentence(by: workflow)
        #expect(said.zh.hasPrefix("节假日安排变更,全案期限为2023-05-09"))
        #expect(said.en.hasPrefix("The calendar has changed. The case is due 2023-05-09"))
    }

    @Test func aDayThatNoClockRunsIntoMovesNothing() throws {
        let bench = try opened()
        let other = try calendar(resting: "2023-05-15", bench)
        let (office, ledger) = (bench.office, bench.ledger)
        let before = try bench.store.end().n
        _ = try ledger.commit(
            [
                { try office.calendars.record(other, by: "coordinator-luo", reason: "通知", $0) },
                { try office.fire($0, through: now) },
            ],
            now: now
        )
        #expect(try bench.store.entries(after: before, limit: 10).map(\.kind) == ["calendar", "calendar.applied"])
        #expect(try dues(bench) == Array(repeating: "register 2023-04-28", count: 5))
    }

    /// The cards of what is due on 28 April come on 4 May, the first working day after it.
    @Test func aDayOnWhichOnlyNoticesComeKeepsTheDeadlineAndSaysSo() throws {
        let bench = try opened()
        let other = try calendar(resting: "2023-05-04", bench)
        let (office, ledger) = (bench.office, bench.ledger)
        let preview = try bench.store.read {
            try CalendarPreview.of(other, library: office.library, at: now, in: $0)
        }
        #expect(preview.moves.isEmpty)
        _ = try ledger.commit(
            [
                { try office.calendars.record(other, by: "coordinator-luo", reason: "通知", $0) },
                { try office.fire($0, through: now) },
            ],
            now: now
        )
        let moved = try bench.store.entries(after: 0, limit: 1000).filter { $0.kind == CaseFacts.kind }
            .flatMap { try $0.decode(CaseFacts.self).facts }
            .compactMap { if case .deadlineChanged(let change) = $0 { change } else { nil } }
        #expect(moved.count == 5)
        #expect(moved.allSatisfy { $0.isKept == true && $0.cause == .calendar })
        #expect(try dues(bench) == Array(repeating: "register 2023-04-28", count: 5))
    }

    @Test func aYearThatTheContractsFolderHasOtherwiseIsSaidUntilItIsLoaded() throws {
        let bench = try opened()
        let (office, ledger) = (bench.office, bench.ledger)
        #expect(try bench.store.read { try office.notes(in: $0) } == [])
        // Somebody loaded another notice; the folder still has the old one, or has a newer one that nobody loaded.
        let other = try calendar(resting: "2023-05-15", bench)
        _ = try ledger.commit(
            [
                { try office.calendars.record(other, by: "coordinator-luo", reason: "通知", $0) },
                { try office.calendars.take(bench.calendar, $0) },
            ],
            now: now
        )
        let day = try #require(LocalDate("2023-05-15"))
        let found = try bench.store.read { try office.calendars.differences(in: $0) }
        #expect(found == [CalendarDifference(year: 2023, days: [day])])
        let note = try #require(try bench.store.read { try office.notes(in: $0) }.first)
        #expect(note.code == "CALENDAR_DIFFERS" && note.severity == .warning)
        #expect(note.en.contains("2023-05-15"))
        #expect(note.en.contains("huiban calendar load contracts/calendars/2023.json --dry-run"))
        // What is due goes on by the calendar that was loaded.
        #expect(try bench.store.read { try office.calendars.current(in: $0) }.isWorkingDay(day) == false)
        let year = try #require(bench.calendar.years.first { $0.year == 2023 })
        let back = Calendars.merged(other, with: year)
        _ = try ledger.commit(
            [{ try office.calendars.record(back, by: "coordinator-luo", reason: "更正", $0) }],
            now: now
        )
        #expect(try bench.store.read { try office.notes(in: $0) } == [])
    }

    @Test func aStartTakesTheYearsThatTheLogLacksAndLeavesTheOthers() throws {
        let bench = try opened()
        let (office, ledger) = (bench.office, bench.ledger)
        var shipped = try calendar(resting: "2023-05-15", bench)
        let next = WorkingCalendar.Year(year: 2027, notice: "2027", holidays: [], makeupWorkdays: [])
        shipped = WorkingCalendar(years: shipped.years + [next], offices: shipped.offices)
        _ = try ledger.commit([{ try office.calendars.take(shipped, $0) }], now: now)
        let current = try bench.store.read { try office.calendars.current(in: $0) }
        #expect(current.version == 2)
        #expect(current.isLoaded(try #require(LocalDate("2027-03-01"))))
        #expect(current.isWorkingDay(try #require(LocalDate("2023-05-15"))))
        // Nothing new: no entry.
        let end = try bench.store.end().n
        _ = try ledger.commit([{ try office.calendars.take(shipped, $0) }], now: now)
        #expect(try bench.store.end().n == end)
    }
}
