import Casework
import CaseworkTesting
import Foundation
import Testing

@Suite struct DatesAndTimes {
    @Test(arguments: [
        ("2023-04-27T09:10:00+08:00", "2023-04-27T09:10:00+08:00"),
        ("2023-04-27T01:10:00Z", "2023-04-27T09:10:00+08:00"),
        ("2023-04-26T20:10:00.25-05:00", "2023-04-27T09:10:00.250+08:00"),
        ("1969-12-31T16:00:00Z", "1970-01-01T00:00:00+08:00"),
        ("1960-02-29T12:00:00.001+08:00", "1960-02-29T12:00:00.001+08:00"),
    ])
    func areReadWithAnyOffsetAndWrittenInTheCitys(text: String, written: String) throws {
        #expect(Instant(text)?.description == written)
    }

    @Test(arguments: [
        "", "2023-04-27", "2023-02-29T00:00:00Z", "2023-04-27T24:00:00Z", "2023-04-27T09:10:00",
        "2023-04-27T09:10:00+8",
        "9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59", "2023-04-27T09:10:00Zx", "2023-13-01T00:00:00Z",
        "2023-04-27T09:10:00.Z", "2023-04-31T00:00:00Z",
    ])
    func areRefusedWhenTheyAreNoTimes(text: String) { #expect(Instant(text) == nil) }

    @Test func agreeWithTheDayBeforeAndAfterForFourHundredYears() throws {
        var date = try #require(LocalDate(year: 1900, month: 1, day: 1))
        for _ in 0..<150_000 {
            let parts = date.parts
            #expect(LocalDate(year: parts.year, month: parts.month, day: parts.day) == date)
            let next = date.adding(days: 1)
            #expect(next.weekday == date.weekday % 7 + 1)
            date = next
        }
    }

    @Test func knowTheDayOfTheWeek() throws {
        #expect(try #require(LocalDate("2023-04-27")).weekday == 4)
        #expect(try #require(LocalDate("2024-02-29")).weekday == 4)
        #expect(LocalDate("2023-02-29") == nil)
    }

    @Test func travelThroughJSONAsText() throws {
        let instant = try Instant.city("2023-04-27 09:10")
        let data = try JSONEncoder().encode([instant])
        #expect(String(decoding: data, as: UTF8.self) == "[\"2023-04-27T09:10:00+08:00\"]")
        #expect(try JSONDecoder().decode([Instant].self, from: data) == [instant])
        let date = try #require(LocalDate("2023-04-27"))
        #expect(try JSONDecoder().decode([LocalDate].self, from: Data("[\"2023-04-27\"]".utf8)) == [date])
    }

    @Test(arguments: ["30min", "24h", "0.5wd", "1.5wd", "5wd", "15d", "3mo", "by 2026-03-31", "03-31", "50%"])
    func areSpansThatReadBackAsWritten(text: String) { #expect(Span(text)?.description == text) }

    @Test(arguments: ["", "5", "wd", "-1d", "5 wd", "5days", "13-01", "02-30", "by 2026-02-30", "0.3wd", "１d"])
    func areRefusedWhenTheyAreNoSpans(text: String) { #expect(Span(text) == nil) }

    @Test(arguments: [
        "3mo after assign", "10wd before deliver.due", "0min after due", "0d after case.promisedOn", "5wd",
    ])
    func areTermsThatReadBackAsWritten(text: String) { #expect(Term(text)?.description == text) }
}
