import Casework
import Contracts
import Desk
import EventStore
import Testing

@Suite("A desk and what people do")
struct DeskActTests {
    private func bench(
        _ step: String = "draft",
        _ change: (inout Assignment.Content) -> Void = { _ in }
    ) throws -> (DeskBench, TaskKey) {
        let bench = try DeskBench()
        let content = Sample.content(step) { change(&$0) }
        try bench.receive(Sample.assignment(content))
        return (bench, TaskKey(content))
    }

    @Test func everyReportedActSendsAFullSnapshotWithAHigherSequence() throws {
        let (bench, key) = try bench()
        _ = try bench.commit { try bench.desk.sign(key, by: Sample.operatorLi, in: $0) }
        _ = try bench.commit { try bench.desk.claim(key, by: Sample.operatorLi, in: $0) }
        _ = try bench.complete(key, by: Sample.operatorLi)
        let reports = try bench.reports()
        #expect(reports.map(\.sequence) == [2, 3, 4])
        #expect(reports.allSatisfy { $0.signed?.by == "housing-li" })
        #expect(reports.last?.holder == "housing-li")
    }

    @Test func theSecondAnswerToATaskIsRefused() throws {
        let (bench, key) = try bench("opinions") { $0.outcomes = ["submitted", "no-opinion"] }
        #expect(try bench.complete(key, "submitted", by: Sample.operatorLi).codes == [])
        #expect(try bench.complete(key, "no-opinion", by: Sample.reviewerQin).codes == ["TASK_NOT_OPEN"])
        #expect(try bench.reports().count == 1)
    }

    @Test func aColleaguesTaskIsRefusedWithoutNamingAnybody() throws {
        let (bench, key) = try bench()
        _ = try bench.commit { try bench.desk.claim(key, by: Sample.operatorLi, in: $0) }
        let result = try bench.complete(key, by: Sample.reviewerQin)
        guard case .failure(let refusal) = result else {
            Issue.record("it was accepted")
            return
        }
        #expect(refusal.problems.map(\.code) == ["TASK_HELD"])
        #expect(refusal.reason == .conflict)
        #expect(!refusal.problems.contains { ($0.zh + $0.en).contains("housing-li") || $0.zh.contains("某人") })
    }

    @Test func aLeaderHandsAHeldTaskToAColleagueAndNobodyElseMay() throws {
        let (bench, key) = try bench()
        _ = try bench.commit { try bench.desk.claim(key, by: Sample.operatorLi, in: $0) }
        let wu = Sample.person("housing-wu")
        let byOperator = try bench.commit { try bench.desk.assign(key, to: wu, by: wu, in: $0) }
        #expect(byOperator.codes == ["ROLE_MISSING"])
        let byLeader = try bench.commit { try bench.desk.assign(key, to: wu, by: Sample.leaderGao, in: $0) }
        #expect(byLeader.codes == [])
        #expect(try bench.complete(key, by: Sample.operatorLi).codes == ["TASK_HELD"])
        #expect(try bench.complete(key, by: wu).codes == [])
    }

    @Test func aHandOverKeepsWhatWasTyped() throws {
        let (bench, key) = try bench()
        _ = try bench.commit { try bench.desk.draft(key, ["reply": "写了一半"], by: Sample.operatorLi, in: $0) }
        _ = try bench.commit {
            try bench.desk.assign(key, to: Sample.person("housing-wu"), by: Sample.leaderGao, in: $0)
        }
        let draft = try bench.store.read { try TaskTable.fetch(key, in: $0)?.draft }
        #expect(draft?.fields == ["reply": "写了一半"])
        #expect(draft?.act.by == "housing-li")
    }

    @Test func notesStayInTheAgency() throws {
        let (bench, key) = try bench()
        let result = try bench.commit { try bench.desk.note(key, "明天再打电话", by: Sample.operatorLi, in: $0) }
        #expect(result.codes == [])
        #expect(try bench.reports().isEmpty)
        let history = try bench.store.read { try TaskTable.history(of: key, in: $0) }
        #expect(history.map(\.deed) == [.note("明天再打电话")])
    }

    @Test func whoHasTheWrongUnitAndRoleHearsBoth() throws {
        let (bench, key) = try bench { $0.role = "leader" }
        let person = Sample.person("housing-he", unit: "district")
        #expect(try bench.complete(key, by: person).codes == ["UNIT_MISMATCH", "ROLE_MISSING"])
    }

    @Test func anAuditorReadsAndDoesNothing() throws {
        let (bench, key) = try bench()
        let auditor = Sample.person("housing-tang", roles: [.auditor])
        #expect(try bench.complete(key, by: auditor).codes == ["ROLE_MISSING"])
        #expect(try bench.commit { try bench.desk.note(key, "看过", by: auditor, in: $0) }.codes == ["ROLE_MISSING"])
    }

    @Test func somebodyOfAnotherAgencyIsRefused() throws {
        let (bench, key) = try bench()
        #expect(try bench.complete(key, by: Sample.person("police-luo", agency: "police")).codes == ["OTHER_AGENCY"])
    }

    @Test func anUnknownOutcomeAndAnUnknownCheckAreToldTogether() throws {
        let (bench, key) = try bench { $0.checks = ["never-heard-of"] }
        #expect(try bench.complete(key, "maybe", by: Sample.operatorLi).codes == ["OUTCOME_UNKNOWN", "CHECK_UNKNOWN"])
    }

    @Test func anOfferIsRaisedOnceAndOpensWhenTheCoordinatorSaysSo() throws {
        let bench = try DeskBench()
        let content = Sample.content("withdraw") { $0.isOffer = true }
        let key = TaskKey(content)
        try bench.receive(Sample.assignment(content, state: .offered))
        #expect(try bench.complete(key, by: Sample.operatorLi).codes == ["TASK_NOT_OPEN"])
        #expect(try bench.commit { try bench.desk.raise(key, by: Sample.operatorLi, in: $0) }.codes == [])
        #expect(
            try bench.commit { try bench.desk.raise(key, by: Sample.operatorLi, in: $0) }.codes == ["ALREADY_RAISED"]
        )
        #expect(try bench.reports().map(\.isRaised) == [true])
        try bench.receive(Sample.assignment(content, sequence: 2))
        #expect(try bench.complete(key, by: Sample.operatorLi).codes == [])
    }

    @Test func theSponsorAnswersForThePartyAndForNoOther() throws {
        let (bench, key) = try bench { $0.party = "city-office" }
        let wrong = try bench.commit {
            try bench.desk.complete(
                key,
                outcome: "done",
                fields: [:],
                onBehalfOf: "deputy",
                by: Sample.operatorLi,
                in: $0
            )
        }
        #expect(wrong.codes == ["PARTY_MISMATCH"])
        #expect(try bench.complete(key, by: Sample.operatorLi).codes == [])
    }
}
