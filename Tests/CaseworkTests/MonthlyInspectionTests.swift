import Casework
import CaseworkTesting
import Testing

/// What follows for the ten worst estates of a year (domain notes 2.8, step 9).
@Suite struct TheMonthlyInspections {
    @Test func areOpenedByABadYear() throws {
        let play = try ShippedCases.assessment("bottom")
        let child = try #require(play.task("inspections")?.child)
        #expect(child.fields["estate"] == "示例家园")
        #expect(child.fields["company"] == "示例物业有限公司")
        #expect(play.calls == 1)
        #expect(try ShippedCases.assessment("top").calls == 0)
        #expect(play.state.closed?.end == "resolved")
    }

    @Test func areTwelveAndEndWithTheirYear() throws {
        var play = try ShippedCases.opened(
            "monthly-inspection",
            "2025-05-06 09:00",
            [
                "title": "月度巡查", "districtCode": "420107", "estate": "示例旧苑", "company": "示例物业有限公司",
                "channel": "transfer", "receivedAt": "2025-05-06T09:00:00+08:00",
            ]
        )
        var opened: [String] = []
        while let task = play.task("inspect"), task.state == .open, opened.count < 20 {
            opened.append(play.clock.now.forPeople)
            play.complete(
                "inspect",
                outcome: "no-problem",
                fields: [
                    "inspectors": ["甲", "乙"], "findings": [["item": "保洁", "met": true]], "severity": "none",
                    "photos": [],
                ]
            )
            play.pass(to: play.clock.now + 36 * 86_400_000)
        }
        #expect(opened.count == 12)
        #expect(play.state.closed?.end == "resolved")
    }
}
