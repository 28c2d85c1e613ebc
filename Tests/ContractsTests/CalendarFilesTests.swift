import Casework
import CaseworkTesting
import Contracts
import Foundation
import Testing

@Suite struct CalendarFilesTests {
    private static let sound = """
        {"version": 2, "year": 2024, "notice": "国办发明电〔2023〕7号",
         "holidays": [{"name": "元旦", "first": "2023-12-30", "last": "2024-01-01"},
                      {"name": "春节", "first": "2024-02-10", "last": "2024-02-17"}],
         "makeupWorkdays": ["2024-02-04", "2024-02-18"]}
        """

    private func told(_ text: String, expected: Int? = 2024) -> [String] {
        CalendarNotice.read(Array(text.utf8), expected: expected).problems.map { "\($0.code) \($0.pointer)" }
    }

    @Test func aSoundNoticeIsTakenAsItStands() throws {
        let notice = try #require(CalendarNotice.read(Array(Self.sound.utf8), expected: 2024).subject)
        #expect(notice.version == 2)
        #expect(notice.year.holidays.map(\.name) == ["元旦", "春节"])
        #expect(notice.year.makeupWorkdays.map(\.description) == ["2024-02-04", "2024-02-18"])
    }

    @Test(arguments: [
        ("\"version\": 2", "\"version\": 0", "NUMBER_TOO_SMALL /version"),
        ("\"version\": 2, ", "", "FIELD_MISSING /version"),
        ("\"version\": 2", "\"version\": \"2\"", "TYPE_WRONG /version"),
        ("\"notice\"", "\"note\": 1, \"notice\"", "FIELD_UNKNOWN /note"),
        ("2024-02-10", "2024-02-30", "DATE_INVALID /holidays/1/first"),
        ("2024-02-18\"", "2024-2-18\"", "DATE_INVALID /makeupWorkdays/1"),
        ("2024-02-17", "2024-02-09", "HOLIDAY_ENDS_BEFORE_IT_BEGINS /holidays/1/last"),
        ("2024-02-10", "2024-01-01", "HOLIDAYS_OVERLAP /holidays/1"),
        ("2024-02-18\"", "2024-02-19\"", "MAKEUP_DAY_NO_WEEKEND /makeupWorkdays/1"),
        ("2024-02-18\"", "2024-02-17\"", "MAKEUP_DAY_IN_HOLIDAY /makeupWorkdays/1"),
        ("2024-02-18\"", "2024-02-04\"", "MAKEUP_DAY_TWICE /makeupWorkdays/1"),
        ("2024-02-18\"", "2025-01-05\"", "DAY_OUTSIDE_YEAR /makeupWorkdays/1"),
        ("2023-12-30", "2023-12-24", "DAY_OUTSIDE_YEAR /holidays/0/first"),
        ("\"name\": \"元旦\", ", "", "FIELD_MISSING /holidays/0/name"),
    ])
    func aFaultIsToldWhereItIs(sound: String, wrong: String, fault: String) {
        let text = Self.sound.replacing(sound, with: wrong, maxReplacements: 1)
        #expect(text != Self.sound)
        let told = told(text)
        #expect(told.contains(fault), "\(told)")
    }

    @Test func everythingThatIsWrongIsToldAtOnceInBothLanguages() {
        let text = """
            {"version": 0, "year": 2024, "holiday": [],
             "holidays": [{"name": "春节", "first": "2024-02-30", "last": "2024-02-17"},
                          {"name": "劳动节", "first": "2024-05-05", "last": "2024-05-01"}],
             "makeupWorkdays": ["2024-05-13", "2024-05-13"]}
            """
        let problems = CalendarNotice.read(Array(text.utf8), expected: 2025).problems
        #expect(
            Set(problems.map { "\($0.code) \($0.pointer)" }) == [
                "NUMBER_TOO_SMALL /version", "FIELD_MISSING /notice", "FIELD_UNKNOWN /holiday",
                "CALENDAR_YEAR_MISMATCH /year", "DATE_INVALID /holidays/0/first",
                "HOLIDAY_ENDS_BEFORE_IT_BEGINS /holidays/1/last", "MAKEUP_DAY_NO_WEEKEND /makeupWorkdays/0",
                "MAKEUP_DAY_NO_WEEKEND /makeupWorkdays/1", "MAKEUP_DAY_TWICE /makeupWorkdays/1",
            ]
        )
        for problem in problems {
            #expect(!problem.zh.isEmpty && !problem.en.isEmpty && problem.severity == .error)
        }
    }

    @Test(arguments: ["", "{", "[1]", "null", "{\"year\": 2024, \"year\": 2025}"])
    func whatIsNoNoticeIsRefused(text: String) { #expect(!told(text).isEmpty) }

    @Test(arguments: [1989, 2101])
    func aYearOutOfRangeIsRefused(year: Int) {
        let text = Self.sound.replacing("\"year\": 2024", with: "\"year\": \(year)")
        #expect(told(text, expected: nil).allSatisfy { $0.hasSuffix(" /year") })
        #expect(told(text, expected: nil).count == 1)
    }

    @Test func theShippedNoticesHaveNoFault() throws {
        let calendar = try #require(CalendarFiles.load(directory: Fixture.path("calendars")).subject)
        #expect(calendar.years.map(\.year) == [2023, 2024, 2025, 2026])
        #expect(calendar.version == 1)
    }

    @Test func theFolderNamesTheFileOfEveryFault() throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "calendars-\(UInt64.random(in: 0 ... .max))"
        )
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { unlink(folder) }
        try Data(Self.sound.utf8).write(to: folder.appending(path: "2024.json"))
        try Data(Self.sound.utf8).write(to: folder.appending(path: "2025.json"))
        try Data(Self.sound.utf8).write(to: folder.appending(path: "draft.json"))
        let problems = CalendarFiles.load(directory: folder.path).problems
        #expect(
            problems.map { "\($0.code) \($0.pointer)" } == [
                "CALENDAR_YEAR_MISMATCH calendars/2025.json#/year", "CALENDAR_FILE_NAME calendars/draft.json#",
            ]
        )
        #expect(CalendarFiles.load(directory: folder.path + "-none").problems.map(\.code) == ["CALENDAR_UNREADABLE"])
    }

    private func unlink(_ folder: URL) {
        do { try FileManager.default.removeItem(at: folder) } catch { Issue.record(error) }
    }
}

@Suite struct CalendarYearTests {
    @Test(arguments: [(2023, 249), (2024, 251), (2025, 248), (2026, 248)])
    func theMonthsOfAYearAddUpToIt(year: Int, expected: Int) throws {
        let count = try #require(CalendarYear(year, of: try Fixture.calendar()))
        #expect(count.workingDays == expected)
        #expect(count.months.count == 12 && count.months.reduce(0, +) == expected)
        #expect(count.isLoaded)
    }

    @Test func februaryOf2024HasTheDaysOfItsNotice() throws {
        // 21 Mondays to Fridays, 5 of them Spring Festival, and two Sundays worked.
        let count = try #require(CalendarYear(2024, of: try Fixture.calendar()))
        #expect(count.months[1] == 18)
        #expect(count.holidays.count == 7)
        #expect(count.makeupWorkdays.count == 8)
    }

    @Test func aYearWithoutANoticeCountsMondaysToFridays() throws {
        let count = try #require(CalendarYear(2027, of: try Fixture.calendar()))
        #expect(!count.isLoaded)
        #expect(count.workingDays == 261)
        #expect(count.holidays.isEmpty && count.makeupWorkdays.isEmpty)
        #expect(CalendarYear(0, of: try Fixture.calendar()) == nil)
    }
}
