import Casework
import CaseworkTesting
import CivilAffairsWorker
import Contracts
import Desk
import EventStore
import HousingWorker
import Testing

@Suite("Reports of duties, and trainings")
struct DeskDutyReportTests {
    private let clerk = Sample.person("civil-affairs-hu", agency: "civil-affairs", unit: "district")
    private let trainer = Sample.person("housing-peng", unit: "district")

    private func task(
        _ bench: DeskBench,
        _ type: String,
        _ step: String,
        agency: String,
        case number: Int = 1,
        _ fields: [String: Value]
    ) throws -> TaskKey {
        let shipped = try #require(try Fixture.workflow(type)[step])
        let content = Sample.content(step, caseID: "WH-420106-DR-20230427-00000\(number)-00", agency: agency) {
            $0.caseType = type
            $0.unit = nil
            $0.form = Form(fields: shipped.form.fields.filter { $0.type != "file" })
            $0.outcomes = shipped.outcomes
            $0.checks = shipped.checks
            $0.fields = fields
        }
        try bench.receive(Sample.assignment(content))
        return TaskKey(content)
    }

    private func lines(
        _ bench: DeskBench,
        _ practice: any Practice,
        _ name: String,
        _ month: String
    ) throws -> [[String]] {
        let report = try #require(practice.reports.first { $0.name == name })
        let period = try #require(ReportPeriod(month: month, now: try Instant.city("2024-06-03 09:00")))
        return try bench.store.read {
            try report.make(AgencyReport.Request(period: period, language: .zh), $0).lines
        }
    }

    /// A committee without a report by 31 March appears in R-OC (domain notes 1, row 24); the desk's day is 27 April 2023.
    @Test func aCommitteeThatDidNotReportInTimeIsListedAndOneThatDidIsNot() throws {
        let bench = try DeskBench(CivilAffairsPractice())
        try bench.importRegister([.estates, .communities, .streets])
        let fields: [String: Value] = ["street": "示例一街道", "estate": "示例花园", "year": 2022]
        let key = try task(bench, "duty-report", "report", agency: "civil-affairs", fields)
        let ahead = try bench.complete(key, "filed", ["reportedOn": "2023-04-28"], by: clerk)
        #expect(ahead.codes == ["REPORTED_IN_FUTURE"])
        let before = try lines(bench, CivilAffairsPractice(), "duty-reports-missing", "2023-04")
        let all = InventedRegister.register[.estates].filter { $0.cells["committee"] == "yes" }.count
        #expect(before.count == all)
        #expect(before.first == ["XQ-1", "示例花园", "示例一街道", "2022", "2023-03-31", "30", "—"])
        // An estate without a committee owes none.
        #expect(!before.contains { $0[1] == "示例公寓" })
        #expect(try bench.complete(key, "filed", ["reportedOn": "2023-04-26"], by: clerk).codes == [])
        let after = try lines(bench, CivilAffairsPractice(), "duty-reports-missing", "2023-04")
        #expect(after.count == all - 1)
        #expect(!after.contains { $0[1] == "示例花园" })
        // A year later it owes the next one, and the month before that is over owes nothing new.
        let march = try lines(bench, CivilAffairsPractice(), "duty-reports-missing", "2024-03")
        #expect(!march.contains { $0[1] == "示例花园" })
        let next = try lines(bench, CivilAffairsPractice(), "duty-reports-missing", "2024-04")
        #expect(next.first == ["XQ-1", "示例花园", "示例一街道", "2023", "2024-03-31", "30", "2023-04-26"])
        #expect(try bench.store.refold().different == [])
    }

    /// What the register does not know and what this desk has dealt with is listed too.
    @Test func aCommitteeThatWasDealtWithOwesItsReportWhateverTheRegisterSays() throws {
        let bench = try DeskBench(CivilAffairsPractice())
        let fields: [String: Value] = ["street": "示例九街道", "estate": "某小区", "year": 2021]
        let key = try task(bench, "duty-report", "report", agency: "civil-affairs", fields)
        #expect(try bench.complete(key, "filed", ["reportedOn": "2022-03-02"], by: clerk).codes == [])
        let lines = try lines(bench, CivilAffairsPractice(), "duty-reports-missing", "2023-04")
        #expect(lines == [["", "某小区", "示例九街道", "2022", "2023-03-31", "30", "2022-03-02"]])
    }

    /// Person-times online and sessions in person go on from the published figures (domain notes 1, row 28).
    @Test func trainingsAreCountedOnTopOfWhatWasPublished() throws {
        let bench = try DeskBench(HousingPractice())
        for (number, mode, count) in [(1, "online", 40), (2, "offline", 25), (3, "offline", 30)] {
            let fields: [String: Value] = ["trainingTopic": "laws", "trainingMode": .text(mode)]
            let key = try task(bench, "training", "hold", agency: "housing", case: number, fields)
            let answer: [String: Value] = ["attendance": .integer(Int64(count)), "record": "已讲解"]
            #expect(try bench.complete(key, "taught", answer, by: trainer).codes == [])
        }
        #expect(
            try lines(bench, HousingPractice(), "training", "2023-04") == [
                ["线上参训人次", "40", "40"], ["线下培训场次", "2", "2"], ["线下参训人次", "55", "55"],
            ]
        )
        // The published figures cover what was done until 27 July.
        try bench.importRegister([.balances])
        #expect(
            try lines(bench, HousingPractice(), "training", "2023-04") == [
                ["线上参训人次", "40", "9300余"], ["线下培训场次", "2", "约180"], ["线下参训人次", "55", "55"],
            ]
        )
    }

    /// A task that ends with the case that it opened asks nobody for an answer, and says so.
    @Test func aTaskThatWaitsForACaseCannotBeCompletedByHand() throws {
        let bench = try DeskBench(HousingPractice())
        let shipped = try #require(try Fixture.workflow("whistle-report")["conference"])
        let content = Sample.content("conference") {
            $0.unit = nil
            $0.form = shipped.form
            $0.outcomes = shipped.outcomes
            $0.child = shipped.child?.workflow
        }
        var assignment = Sample.assignment(content)
        assignment.standing.child = "WH-420106-JC-20230427-000002-00"
        try bench.receive(assignment)
        let key = TaskKey(content)
        #expect(try bench.complete(key, "decided", [:], by: trainer).codes == ["CHILD_DECIDES"])
        let now = bench.now
        let detail = try bench.store.read {
            try bench.desk.detail(key, for: trainer, now: now, safe: .max, in: $0)
        }
        #expect(detail?.objections.map(\.code) == ["CHILD_DECIDES"])
        #expect(detail?.schema["examples"]?.list == [])
        #expect(detail?.task.child == "WH-420106-JC-20230427-000002-00")
    }

    /// A conference invites everybody whom its caller names, and the standing members (domain notes 1, row 18).
    @Test func aConferenceInvitesEverybodyWhoBelongsToIt() throws {
        let bench = try DeskBench(HousingPractice())
        let shipped = try #require(try Fixture.workflow("joint-conference")["convene"])
        let content = Sample.content("convene") {
            $0.unit = nil
            $0.party = "street"
            $0.form = shipped.form
            $0.outcomes = shipped.outcomes
            $0.checks = shipped.checks
            $0.with = shipped.with
            $0.fields = ["attendees": ["housing", "police"]]
        }
        try bench.receive(Sample.assignment(content))
        let key = TaskKey(content)
        func invite(_ parties: Value) throws -> [String] {
            let fields: [String: Value] = [
                "meetsAt": "2023-04-28T09:00:00+08:00", "place": "街道", "attendees": parties,
            ]
            return try bench.complete(key, "done", fields, by: trainer).codes
        }
        #expect(try invite(["housing", "police"]) == ["ATTENDEE_MISSING"])
        #expect(try invite(["housing", "community"]) == ["ATTENDEE_MISSING"])
        #expect(try invite(["housing", "police", "community", "company"]) == [])
    }
}
