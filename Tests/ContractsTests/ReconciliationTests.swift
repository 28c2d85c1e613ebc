import Casework
import Contracts
import Testing

@Suite("Published figures added up")
struct ReconciliationTests {
    /// Wuhan, September 2020 (domain notes 4.2): the requests sum, the evaluations lack 17.
    @Test func thePublishedMonthThatSumsIsSilentAndTheOneThatDoesNotNamesWhatIsMissing() throws {
        let table = """
            figure,value,part_of
            requests,308709,
            phone,266006,requests
            wechat,37746,requests
            ai,4863,requests
            portal,94,requests
            due,22563,
            evaluated,20530,due
            not evaluated,2016,due
            """
        guard case .good(let sums, let warnings) = Reconciliation.read(Array(table.utf8)) else {
            Issue.record("refused")
            return
        }
        #expect(sums.sums.map(\.missing) == [0, 17])
        #expect(warnings.map(\.code) == ["PARTS_DO_NOT_SUM"])
        #expect(warnings.first?.en.contains("22546: 17 missing") == true)
    }

    @Test(arguments: [
        ("a,b\n", ["1 HEADS_UNKNOWN"]), ("figure,value,part_of\ndue,1\n", ["2 CELLS"]),
        (
            "figure,value,part_of\ndue,x,\ndue,3,all\ndue,4,\n",
            ["2:2 VALUE", "4:1 FIGURE_TWICE", "3:3 WHOLE_UNKNOWN"]
        ),
    ])
    func everyFaultOfATableIsNamedWithItsPlace(table: String, faults: [String]) {
        guard case .bad(let problems) = Reconciliation.read(Array(table.utf8)) else {
            Issue.record("accepted")
            return
        }
        #expect(problems.map { "\($0.pointer) \($0.code)" } == faults)
    }
}
