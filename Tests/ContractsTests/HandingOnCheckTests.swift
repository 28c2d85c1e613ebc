import Casework
import CaseworkTesting
import Contracts
import Testing

/// What a workflow may not say about handing a late step on.
@Suite struct AStepToBeHandedOn {
    private func codes(_ step: String) throws -> [String] {
        let text = """
            case: test
            title: 测试
            version: 1
            lead: case.leadUnit
            form: {leadUnit: agency, coHandlers: (agencies)}
            steps:
              a: {title: 甲, \(step)}
            ends: {resolved: a}
            """
        return try Fixture.files().workflow(text, file: "test.yaml", labelled: false).problems.map(\.code)
    }

    @Test(
        arguments: [
            ("by: housing, within: 1wd, overdue: {reassign: police/station as leader, within: 2wd}", []),
            ("within: 1wd, overdue: {reassign: coordinator/supervision, within: 24h}", []),
            ("by: police, within: 1wd, overdue: {reassign: lead, within: 1wd}", []),
            ("within: 1wd, overdue: {reassign: polise, within: 1wd}", ["PARTY_UNKNOWN", "REASSIGN_INCOMPLETE"]),
            ("within: 1wd, overdue: {reassign: police/moon, within: 1wd}", ["UNIT_UNKNOWN"]),
            ("within: 1wd, overdue: {reassign: case.somebody, within: 1wd}", ["FIELD_UNKNOWN"]),
            ("within: 1wd, overdue: {reassign: police}", ["REASSIGN_INCOMPLETE"]),
            ("within: 1wd, overdue: {reassign: [police, justice], within: 1wd}", ["REASSIGN_INCOMPLETE"]),
            ("within: 1wd, overdue: {reasign: police, within: 1wd}", ["KEY_UNKNOWN", "REASSIGN_INCOMPLETE"]),
            ("within: 1wd, overdue: {reassign: street via police, within: 1wd}", ["REASSIGN_OUTSIDE"]),
            ("by: police, within: 1wd, overdue: {reassign: police, within: 1wd}", ["REASSIGN_SAME"]),
            ("by: each case.coHandlers, within: 1wd, overdue: {reassign: police, within: 1wd}", ["REASSIGN_SEVERAL"]),
            ("by: [police, lead], within: 1wd, overdue: {reassign: justice, within: 1wd}", ["REASSIGN_SEVERAL"]),
            ("until: end, overdue: {reassign: police, within: 1wd}", ["REASSIGN_NEVER"]),
        ] as [(String, [String])]
    )
    func namesOneWorkerAndATimeAndIsDoneByOne(step: String, expected: [String]) throws {
        #expect(try codes(step).sorted() == expected.sorted())
    }
}
