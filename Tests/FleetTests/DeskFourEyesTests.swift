import Casework
import Contracts
import Desk
import EventStore
import Testing

@Suite("Four eyes")
struct DeskFourEyesTests {
    @Test func theDrafterCannotSignByTheDesksOwnTables() throws {
        let bench = try DeskBench()
        let gao = Sample.leaderGao
        let draft = Sample.content("draft")
        let signOff = Sample.content("sign-off") { $0.role = "leader" }
        try bench.receive(Sample.assignment(draft))
        _ = try bench.complete(TaskKey(draft), by: gao)
        try bench.receive(Sample.assignment(signOff))
        #expect(try bench.complete(TaskKey(signOff), by: gao).codes == ["FOUR_EYES"])
        let other = Sample.person("housing-shi", roles: [.leader])
        #expect(try bench.complete(TaskKey(signOff), by: other).codes == [])
    }

    @Test func whoDraftedAnEarlierAttemptCannotSignALaterOne() throws {
        let bench = try DeskBench()
        let first = Sample.content("draft")
        try bench.receive(Sample.assignment(first))
        _ = try bench.complete(TaskKey(first), by: Sample.leaderGao)
        let second = Sample.content("draft", attempt: 2)
        try bench.receive(Sample.assignment(second))
        _ = try bench.complete(TaskKey(second), by: Sample.operatorLi)
        let signOff = Sample.content("sign-off", attempt: 2)
        try bench.receive(Sample.assignment(signOff))
        #expect(try bench.complete(TaskKey(signOff), by: Sample.leaderGao).codes == ["FOUR_EYES"])
    }

    @Test func handingADraftToAColleagueDoesNotMakeTwoPeople() throws {
        let bench = try DeskBench()
        let draft = Sample.content("draft")
        try bench.receive(Sample.assignment(draft))
        _ = try bench.commit { try bench.desk.draft(TaskKey(draft), ["reply": "稿"], by: Sample.leaderGao, in: $0) }
        _ = try bench.complete(TaskKey(draft), by: Sample.operatorLi)
        let signOff = Sample.content("sign-off")
        try bench.receive(Sample.assignment(signOff))
        #expect(try bench.complete(TaskKey(signOff), by: Sample.leaderGao).codes == ["FOUR_EYES"])
    }

    @Test func whomTheCoordinatorNamesMayNotEvenClaim() throws {
        let bench = try DeskBench()
        let content = Sample.content("review") { $0.notBy = ["housing-qin"] }
        try bench.receive(Sample.assignment(content))
        let claim = try bench.commit { try bench.desk.claim(TaskKey(content), by: Sample.reviewerQin, in: $0) }
        #expect(claim.codes == ["FOUR_EYES"])
    }

    @Test func aTaskIsNotHandedToSomebodyWhoMayNotDoIt() throws {
        let bench = try DeskBench()
        let content = Sample.content("review") { $0.notBy = ["housing-qin"] }
        try bench.receive(Sample.assignment(content))
        let result = try bench.commit {
            try bench.desk.assign(TaskKey(content), to: Sample.reviewerQin, by: Sample.leaderGao, in: $0)
        }
        #expect(result.codes == ["FOUR_EYES"])
    }

    @Test func anotherCasesDrafterMaySign() throws {
        let bench = try DeskBench()
        let other = Sample.content("draft", caseID: "WH-420100-DS-20230427-000002-71")
        try bench.receive(Sample.assignment(other))
        _ = try bench.complete(TaskKey(other), by: Sample.leaderGao)
        let signOff = Sample.content("sign-off")
        try bench.receive(Sample.assignment(signOff))
        #expect(try bench.complete(TaskKey(signOff), by: Sample.leaderGao).codes == [])
    }
}
