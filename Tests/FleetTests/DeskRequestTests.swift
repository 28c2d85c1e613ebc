import Casework
import Contracts
import Desk
import EventStore
import Testing

@Suite("Requests for a ruling")
struct DeskRequestTests {
    private func bench(_ change: (inout Assignment.Content) -> Void) throws -> (DeskBench, Assignment.Content) {
        let bench = try DeskBench()
        let content = Sample.content("contact") { change(&$0) }
        try bench.receive(Sample.assignment(content))
        return (bench, content)
    }

    @Test func aReturnWithoutReasonAndBasisHearsBoth() throws {
        let (bench, content) = try bench { $0.mayReturn = true }
        let result = try bench.commit {
            try bench.desk.requestReturn(
                TaskKey(content),
                reason: " ",
                basis: "",
                suggestedAgency: "housing",
                by: Sample.operatorLi,
                in: $0
            )
        }
        #expect(result.codes == ["TEXT_MISSING", "TEXT_MISSING", "RETURN_TO_SELF"])
    }

    @Test func aStepThatForbidsReturnsIsNotReturned() throws {
        let (bench, content) = try bench { $0.mayReturn = false }
        let result = try bench.commit {
            try bench.desk.requestReturn(TaskKey(content), reason: "错", basis: "某条", by: Sample.operatorLi, in: $0)
        }
        #expect(result.codes == ["RETURN_NOT_ALLOWED"])
    }

    @Test func aSecondReturnWaitsForTheRulingOnTheFirst() throws {
        let (bench, content) = try bench { $0.mayReturn = true }
        let ask: (Transaction) throws -> Result<Accepted, Refusal> = { tx in
            try bench.desk.requestReturn(TaskKey(content), reason: "错", basis: "某条", by: Sample.operatorLi, in: tx)
        }
        #expect(try bench.commit(ask).codes == [])
        #expect(try bench.commit(ask).codes == ["REQUEST_PENDING"])
        try bench.receive(Sample.assignment(content, sequence: 2, rulings: ["return-denied"]))
        #expect(try bench.commit(ask).codes == [])
        #expect(try bench.reports().last?.requests.map(\.id) == ["return-1", "return-2"])
    }

    @Test func moreTimeIsAskedForByALeaderBeforeTheDeadline() throws {
        let (bench, content) = try bench { $0.mayExtend = true }
        let key = TaskKey(content)
        let wrong = try bench.commit {
            try bench.desk.extend(key, term: "soon", reason: "材料多", by: Sample.operatorLi, in: $0)
        }
        #expect(wrong.codes == ["LEADER_NEEDED", "TERM_FORMAT"])
        let due = try #require(Sample.assignment(content).standing.due)
        bench.now = due + 1
        let late = try bench.commit {
            try bench.desk.extend(key, term: "10wd", reason: "材料多", by: Sample.leaderGao, in: $0)
        }
        #expect(late.codes == ["EXTENSION_TOO_LATE"])
        bench.now = due
        let right = try bench.commit {
            try bench.desk.extend(key, term: "10wd", reason: "材料多", by: Sample.leaderGao, in: $0)
        }
        #expect(right.codes == [])
        #expect(try bench.reports().last?.requests.map(\.term) == ["10wd"])
    }

    @Test func aPauseNeedsAReasonThatTheStepAllows() throws {
        let (bench, content) = try bench { $0.pauses = ["awaiting-material"] }
        let wrong = try bench.commit {
            try bench.desk.pause(TaskKey(content), reason: "holiday", by: Sample.operatorLi, in: $0)
        }
        #expect(wrong.codes == ["PAUSE_NOT_ALLOWED"])
        let right = try bench.commit {
            try bench.desk.pause(TaskKey(content), reason: "awaiting-material", by: Sample.operatorLi, in: $0)
        }
        #expect(right.codes == [])
    }

    @Test func aTaskWithAReturnUnderWayCanStillBeAnswered() throws {
        let (bench, content) = try bench { $0.mayReturn = true }
        _ = try bench.commit {
            try bench.desk.requestReturn(TaskKey(content), reason: "错", basis: "某条", by: Sample.operatorLi, in: $0)
        }
        #expect(try bench.complete(TaskKey(content), by: Sample.operatorLi).codes == [])
    }
}
