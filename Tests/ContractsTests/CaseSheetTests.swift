import Casework
import CaseworkTesting
import Contracts
import Testing

@Suite struct CaseSheetTests {
    private static let header =
        "external_id,case_type,opened_on,subject,districtCode,channel,receivedAt,suggestionNo,text,leadDeputy,coSigners,meeting,coHandlers"
    private static let row =
        "OLD-1,deputySuggestion,2023-04-20,建议一,420100,deputy,2023-04-20T09:10:00+08:00,20230333,\"正文,\n第二行\",代表甲,代表乙; 代表丙,recess,police;civilAffairs"

    private let books: Books
    private let check: IntakeCheck
    private let moment: IntakeCheck.Moment

    init() throws {
        books = try Fixture.books()
        check = try Fixture.intakeCheck()
        moment = IntakeCheck.Moment(now: try Instant.city("2023-04-27 09:00"), calendar: books.calendar)
    }

    private func judge(_ lines: String...) throws -> [CaseSheet.Judgement] {
        let text = ([Self.header] + lines).joined(separator: "\r\n")
        return try #require(CaseSheet.read(Array(text.utf8), books).subject).judge(by: check, moment)
    }

    private func told(_ lines: String...) throws -> [String] {
        let text = ([Self.header] + lines).joined(separator: "\r\n")
        let sheet = try #require(CaseSheet.read(Array(text.utf8), books).subject)
        return sheet.judge(by: check, moment).flatMap(\.problems).map { "\($0.code) \($0.pointer)" }
    }

    @Test func aRowIsTheDataOfASubmission() throws {
        let judgement = try #require(try judge(Self.row).first)
        #expect(judgement.problems == [])
        #expect(judgement.isGood)
        #expect(
            judgement.row.data == [
                "externalId": "OLD-1", "caseType": "deputySuggestion", "openedOn": "2023-04-20", "title": "建议一",
                "fields": [
                    "districtCode": "420100", "channel": "deputy", "receivedAt": "2023-04-20T09:10:00+08:00",
                    "suggestionNo": "20230333", "text": "正文,\n第二行", "leadDeputy": "代表甲", "coSigners": ["代表乙", "代表丙"],
                    "meeting": "recess", "coHandlers": ["police", "civilAffairs"],
                ],
            ]
        )
    }

    @Test func emptyCellsAreLeftOutAndEmptyLinesAreNoRows() throws {
        let judged = try judge(Self.row.replacing("代表乙; 代表丙", with: " "), "", ",,,,,,,,,,,,")
        #expect(judged.count == 1)
        #expect(judged.first?.row.data["fields"]?["coSigners"] == nil)
        #expect(judged.first?.isGood == true)
    }

    @Test(arguments: [
        (",20230333,", ",333,", "SUGGESTION_NO_FORMAT 2:8#/fields/suggestionNo"),
        ("deputySuggestion", "deputy-question", "CASE_TYPE_UNKNOWN 2:2#/caseType"),
        ("2023-04-20,", "2023-02-30,", "DATE_INVALID 2:3#/openedOn"),
        ("2023-04-20,", ",", "OPENED_ON_MISSING 2:3#/openedOn"),
        ("2023-04-20,", "2023-04-28,", "OPENED_IN_FUTURE 2:3#/openedOn"),
        ("建议一", "", "FIELD_MISSING 2:4#/title"),
        ("09:10:00+08:00", "09:10:00", "TIMESTAMP_NO_OFFSET 2:7#/fields/receivedAt"),
        // The cell before it holds a line break.
        (",recess,", ",sometimes,", "VALUE_NOT_ALLOWED 3:12#/fields/meeting"),
        ("civilAffairs", "civil", "AGENCY_UNKNOWN 3:13#/fields/coHandlers/1"),
        ("police;civilAffairs", "police,civilAffairs", "CELLS_COUNT 2"),
    ])
    func aFaultIsToldWithItsLineAndColumn(sound: String, wrong: String, fault: String) throws {
        let text = Self.row.replacing(sound, with: wrong, maxReplacements: 1)
        #expect(text != Self.row)
        let told = try told(text)
        #expect(told.contains(fault), "\(told)")
    }

    @Test func aTimeOfDayIsLeftOutWithAWarning() throws {
        let judged = try judge(Self.row.replacing("2023-04-20,", with: "2023-04-20T14:30,"))
        #expect(judged.first?.row.data["openedOn"] == "2023-04-20")
        #expect(judged.first?.problems.map(\.code) == ["OPENED_ON_HOUR"])
        #expect(judged.first?.isGood == true)
        #expect(
            try told(Self.row.replacing("2023-04-20,", with: "2023-04-20T25:30,")).contains(
                "DATE_INVALID 2:3#/openedOn"
            )
        )
    }

    @Test func aNumberUsedTwiceIsRefusedTheSecondTime() throws {
        let judged = try judge(Self.row, Self.row)
        #expect(judged.map(\.isGood) == [true, false])
        #expect(judged.last?.problems.map { "\($0.code) \($0.pointer)" } == ["EXTERNAL_ID_TWICE 4:1#/externalId"])
        #expect(judged.last?.problems.first?.en.contains("line 2") == true)
    }

    @Test func theHeaderIsToldEverythingThatIsWrongWithIt() throws {
        let text = "external_id,title,subject,suggestionNr,备注\nA,B,C,D,E\n"
        let problems = CaseSheet.read(Array(text.utf8), books).problems
        #expect(
            problems.map { "\($0.code) \($0.pointer)" } == [
                "COLUMN_TWICE 1:3", "COLUMN_UNKNOWN 1:4", "COLUMN_UNKNOWN 1:5", "COLUMN_MISSING 1", "COLUMN_MISSING 1",
            ]
        )
        #expect(problems.first { $0.pointer == "1:4" }?.en.contains("suggestionNo?") == true)
    }

    @Test(arguments: ["", "\n\n", "external_id,case_type,opened_on,title\n"])
    func aSheetWithoutRowsIsRefused(text: String) {
        #expect(CaseSheet.read(Array(text.utf8), books).problems.map(\.code) == ["SHEET_EMPTY"])
    }
}
