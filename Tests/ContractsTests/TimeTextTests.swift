import Casework
import Contracts
import Testing

@Suite struct TimeTextTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", Int64(0)), ("2023-04-27T09:00:00+08:00", 1_682_557_200_000),
        ("2023-04-27T01:00:00.5z", 1_682_557_200_500), ("2024-02-29T23:59:59.9999-05:30", 1_709_270_999_999),
        ("1969-12-31T23:59:59.999Z", -1),
    ])
    func aMomentIsReadExactly(_ text: String, _ milliseconds: Int64) throws {
        #expect(try TimeText.instant(text) == Instant(milliseconds: milliseconds))
    }

    @Test func everyDayOfTwoCenturiesIsReadBack() throws {
        for number in stride(from: -20_000, to: 60_000, by: 1) {
            let date = LocalDate(dayNumber: number)
            #expect(try TimeText.date(date.description) == date)
        }
    }

    @Test(arguments: [
        ("2024-02-30", TimeText.Fault.nonexistent), ("2023-02-29", .nonexistent), ("2023-13-01", .nonexistent),
        ("2023-00-10", .nonexistent), ("2023-4-27", .form), ("20230427", .form), ("2023-04-27T", .form), ("", .form),
    ])
    func aDayThatIsNoneSaysWhy(_ text: String, _ fault: TimeText.Fault) {
        #expect(throws: fault) { try TimeText.date(text) }
    }

    @Test(arguments: [
        ("2025-03-03T09:00:00", TimeText.Fault.noOffset), ("2025-03-03T24:00:00Z", .nonexistent), ("2025-03-03", .form),
        ("9999-12-31T23:59:59-23:59", .nonexistent), ("0001-01-01T00:00:00+23:59", .nonexistent),
        ("2025-03-03T09:00Z", .form), ("2025-03-03T09:00:00+8", .form), ("2025-03-03T09:00:00.Z", .form),
    ])
    func aMomentThatIsNoneSaysWhy(_ text: String, _ fault: TimeText.Fault) {
        #expect(throws: fault) { try TimeText.instant(text) }
    }
}
