import Casework
import CaseworkTesting
import Contracts
import Testing

@Suite struct CityRegisterTests {
    private func registry() throws -> Registry {
        try #require(ContractsBundle.load(directory: Fixture.path("")).subject).registry
    }

    private func read(
        _ texts: [RegisterSheet: String],
        known: CityRegister = CityRegister()
    ) throws -> Reading<CityRegister> {
        CityRegister.read(texts.mapValues { Array($0.utf8) }, registry: try registry(), known: known)
    }

    @Test func theInventedRegisterHasThePublishedCountsAndNoFault() throws {
        let invented = InventedRegister.register
        let texts = Dictionary(uniqueKeysWithValues: RegisterSheet.allCases.map { ($0, invented.text(of: $0)) })
        let reading = try read(texts)
        #expect(reading.problems == [])
        #expect(reading.subject == invented)
        // Domain notes 1, rows 34 and 41.
        #expect(invented.figures.map(\.counted) == [5, 363, 6, 122, 178, 1096, 16, 49])
        #expect(invented.figures.map(\.published) == [5, 363, 6, 122, 178, 1096, 16, 49])
    }

    /// 9300余 person-times online, about 180 sessions (domain notes 1, row 28); what is counted here comes on top.
    @Test func anOpeningBalanceIsAsExactAsItWasPublished() throws {
        let sheet = InventedRegister.register.text(of: .balances)
        let rows = try #require(try read([.balances: sheet]).subject)[.balances]
        let balances = Dictionary(uniqueKeysWithValues: rows.map { ($0.code, OpeningBalance($0)) })
        let (people, sessions) = (
            try #require(balances["training-person-times"]), try #require(balances["training-sessions"])
        )
        #expect(people?.text(plus: 0, .zh) == "9300余")
        #expect(people?.text(plus: 45, .en) == "over 9345")
        #expect(sessions?.text(plus: 0, .zh) == "约180")
        #expect(sessions?.text(plus: 2, .en) == "about 182")
        #expect(balances["inspection-estate-times"]??.text(plus: 1, .zh) == "755")
        let faults = try read([.balances: "code,name,value,mark,through,source\nfires,火灾,x,maybe,2023-02-30,\n"])
            .problems
        #expect(faults.map(\.code) == ["CHOICE_UNKNOWN", "COUNT_FORMAT", "CHOICE_UNKNOWN", "DATE_INVALID"])
    }

    @Test func aCountThatDiffersFromThePublishedOneIsADoubtAndNoFault() throws {
        var invented = InventedRegister.register
        invented.sheets[.mediators]?.removeLast(2)
        let reading = try read([.mediation: invented.text(of: .mediation), .mediators: invented.text(of: .mediators)])
        #expect(reading.subject != nil)
        #expect(reading.problems.map(\.code) == ["COUNT_DIFFERS"])
        #expect(reading.problems.first?.zh == "调解员：公布49，登记47")
    }

    @Test func everyFaultOfEverySheetIsToldAtOnceWithItsLineAndCell() throws {
        let reading = try read([
            .streets: "code,name,district,sections\nJD-1,示例一街道,420199,x\nJD 2,,420106,1\nJD-1,示例三街道,420106,1\n",
            .communities: "code,name,street\nSQ-1,示例社区,JD-9\nSQ-2,多一格,JD-1,!\n",
            .companies: "code,name,credit\nWY-1,示例物业,91420100MA0000001X\n",
            .mediators: "code,name,committee,speciality,capacity\nTJ-1,调解员一,TW-1,parking;magic,5\n",
        ])
        #expect(reading.subject == nil)
        #expect(
            reading.problems.map { "\($0.code) \($0.pointer)" } == [
                "TERRITORY_UNRESOLVED streets.csv 2:3", "COUNT_FORMAT streets.csv 2:4", "CODE_FORMAT streets.csv 3:1",
                "CELL_EMPTY streets.csv 3:2", "CODE_TWICE streets.csv 4", "CELLS_COUNT communities.csv 3",
                "COLUMNS companies.csv 1", "CATEGORY_UNKNOWN mediators.csv 2:4",
                "REFERENCE_UNKNOWN communities.csv 2:3",
                "REFERENCE_UNKNOWN mediators.csv 2:3",
            ]
        )
    }

    @Test func whatNamesAnUnreadableSheetIsNotToldAgain() throws {
        let invented = InventedRegister.register
        let reading = try read([.streets: "code,name\nJD-1,x\n", .communities: invented.text(of: .communities)])
        #expect(reading.problems.map(\.code) == ["COLUMNS"])
    }

    @Test func aSheetMayNameWhatIsKnownAlready() throws {
        let known = CityRegister(sheets: [.streets: [.init(code: "JD-1", name: "示例一街道", cells: ["district": "420106"])]]
        )
        let text = "code,name,street\nSQ-1,示例社区,JD-1\n"
        #expect(try read([.communities: text], known: known).problems == [])
        #expect(try read([.communities: text]).problems.map(\.code) == ["REFERENCE_UNKNOWN"])
    }

    @Test func oneNameForTwoEstatesIsADoubt() throws {
        let known = InventedRegister.register
        let text = "code,name,community,company,households\nA,示例花园,SQ-1,,10\nB,示例花园,SQ-2,,20\n"
        let reading = try read([.estates: text], known: known)
        #expect(reading.problems.map(\.code) == ["NAME_TWICE"])
        #expect(reading.subject?[.estates].count == 2)
        // Whether there is a committee may be said in one more column; one that must be filled in cannot be left out.
        let more = "code,name,community,company,households,committee\nA,示例苑,SQ-1,,10,yes\nB,示例里,SQ-2,,20,maybe\n"
        #expect(try read([.estates: more], known: known).problems.map(\.severity) == [.error])
        #expect(try read([.estates: "code,name,community\nA,示例苑,SQ-1\n"]).problems.map(\.code) == ["COLUMNS"])
    }

    @Test(arguments: ["91420100MA0000001", "9142010OMA00000019", "91420100ma00000019", "914201000000000000"])
    func aCreditCodeWithAWrongSignIsRefused(text: String) { #expect(!CreditCode.isValid(text)) }

    /// The example of GB 32100-2015, annex A: 91350100M000100Y4 and its check sign 3.
    @Test func theCheckSignOfACreditCodeIsThatOfTheStandard() {
        #expect(CreditCode.checkSign(for: "91350100M000100Y4") == "3")
        #expect(CreditCode.isValid("91350100M000100Y43"))
    }

    @Test(arguments: [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (105, "一百零五"), (110, "一百一十"), (1096, "一千零九十六")])
    func numbersInInventedNamesAreWrittenAsPeopleWriteThem(number: Int, text: String) {
        let companies = InventedRegister.register[.companies]
        #expect(companies[number - 1].name == "示例物业\(text)有限公司")
    }
}
