import Casework
import Desk
import EventStore
import Testing

@Suite("A desk and what the coordinator tells it")
struct DeskAssignmentTests {
    @Test func aFirstAssignmentOpensATaskAndSaysNothing() throws {
        let bench = try DeskBench()
        let content = Sample.content("draft")
        #expect(try bench.receive(Sample.assignment(content)) == .applied)
        let task = try bench.store.read { try TaskTable.fetch(TaskKey(content), in: $0) }
        #expect(task?.state == .open)
        #expect(try bench.reports().isEmpty)
    }

    @Test func aRepeatedAssignmentIsAnsweredWithTheSnapshotAndChangesNothing() throws {
        let bench = try DeskBench()
        let assignment = Sample.assignment(Sample.content("draft"))
        try bench.receive(assignment)
        _ = try bench.complete(TaskKey(assignment.content), by: Sample.operatorLi)
        let told = try #require(try bench.reports().last)
        #expect(try bench.receive(assignment) == .repeated)
        #expect(try bench.reports() == [told])
        #expect(told.completed?.outcome == "done")
    }

    @Test func aNewerStandingIsEchoedInTheNextSnapshot() throws {
        let bench = try DeskBench()
        let content = Sample.content("draft")
        try bench.receive(Sample.assignment(content))
        #expect(try bench.receive(Sample.assignment(content, sequence: 3)) == .applied)
        #expect(try bench.receive(Sample.assignment(content, sequence: 2)) == .stale)
        _ = try bench.receive(Sample.assignment(content, sequence: 3))
        let report = try #require(try bench.reports().last)
        #expect(report.seen == 3)
        #expect(report.sequence == 2)
    }

    @Test func aNewLifeOfTheCoordinatorsFileComesBeforeEverySequence() throws {
        let bench = try DeskBench()
        let content = Sample.content("draft")
        try bench.receive(Sample.assignment(content, sequence: 9))
        #expect(try bench.receive(Sample.assignment(content, sequence: 1), epoch: 2) == .applied)
        #expect(try bench.receive(Sample.assignment(content, sequence: 10), epoch: 1) == .stale)
    }

    @Test func aNewAttemptClosesTheOldOneWhateverIsStillSaidOfIt() throws {
        let bench = try DeskBench()
        let first = Sample.content("draft")
        let second = Sample.content("draft", attempt: 2)
        try bench.receive(Sample.assignment(first))
        try bench.receive(Sample.assignment(second))
        // Echoed, or the coordinator would say it for ever; but it opens nothing.
        #expect(try bench.receive(Sample.assignment(first, sequence: 2)) == .applied)
        #expect(try bench.reports().map(\.seen) == [2])
        #expect(try bench.complete(TaskKey(first), by: Sample.operatorLi).codes == ["TASK_NOT_OPEN"])
        #expect(try bench.complete(TaskKey(second), by: Sample.operatorLi).codes == [])
    }

    @Test func anAttemptThatComesAfterALaterOneIsEchoedAndOpensNothing() throws {
        let bench = try DeskBench()
        let first = Sample.content("draft")
        try bench.receive(Sample.assignment(Sample.content("draft", attempt: 2)))
        // Unanswered, the coordinator would say it for ever.
        #expect(try bench.receive(Sample.assignment(first, sequence: 7, state: .revoked)) == .applied)
        #expect(try bench.reports().map(\.seen) == [7])
        #expect(try bench.complete(TaskKey(first), by: Sample.operatorLi).codes == ["TASK_NOT_OPEN"])
    }

    @Test func theLastStandingOfATaskIsEchoedAtOnce() throws {
        let bench = try DeskBench()
        let content = Sample.content("draft")
        try bench.receive(Sample.assignment(content))
        try bench.receive(Sample.assignment(content, sequence: 2, state: .revoked))
        #expect(try bench.reports().map(\.seen) == [2])
    }

    @Test func theStandingThatAnswersACompletionNeedsNoEchoAndAnyOtherDoes() throws {
        let bench = try DeskBench()
        let (own, others) = (Sample.content("draft"), Sample.content("publish"))
        for content in [own, others] {
            try bench.receive(Sample.assignment(content))
            #expect(try bench.complete(TaskKey(content), by: Sample.operatorLi).codes == [])
        }
        #expect(try bench.reports().map(\.step) == ["draft", "publish"])
        try bench.receive(Sample.assignment(own, sequence: 2, state: .ended, outcome: "done"))
        #expect(try bench.reports().isEmpty)
        try bench.receive(Sample.assignment(others, sequence: 2, state: .ended, outcome: "expired"))
        #expect(try bench.reports().map(\.seen) == [2])
        // What comes after the answer is news: nobody here waits for it.
        try bench.receive(Sample.assignment(own, sequence: 3, state: .ended, outcome: "done"))
        #expect(try bench.reports().map(\.seen) == [3])
    }

    @Test func anAnswerIsSaidAgainEverMoreRarelyUntilTheCoordinatorHasEndedTheStep() throws {
        let bench = try DeskBench()
        let content = Sample.content("draft")
        try bench.receive(Sample.assignment(content))
        let insistence = Insistence()
        func said(at wall: Int64) throws -> Int { try insistence.due(bench.desk, in: bench.store, wall: wall).count }
        #expect(try said(at: 0) == 0)
        _ = try bench.complete(TaskKey(content), by: Sample.operatorLi)
        let told = try bench.store.read { try Outbox.next(after: 0, safe: 100, limit: 10, in: $0) }.map(
            \.message.messageID
        )
        #expect(try [0, 9_999, 10_000, 20_000, 29_999, 30_000].map(said) == [0, 0, 1, 0, 0, 1])
        let again = try insistence.due(bench.desk, in: bench.store, wall: 100_000)
        #expect(again.map(\.messageID) == told)
        // Whoever reconciles does not wait for the day on which it would be said again.
        #expect(try said(at: 100_001) == 0)
        insistence.hurry()
        #expect(try [100_002, 100_003].map(said) == [1, 0])
        try bench.receive(Sample.assignment(content, sequence: 2, state: .ended))
        #expect(try said(at: 1_000_000_000) == 0)
    }

    @Test func anAssignmentOfAnotherAgencyIsIgnored() throws {
        let bench = try DeskBench()
        #expect(try bench.receive(Sample.assignment(Sample.content("opinions", agency: "police"))) == .foreign)
    }

    @Test func aRevokedTaskTakesNoAnswer() throws {
        let bench = try DeskBench()
        let content = Sample.content("draft")
        try bench.receive(Sample.assignment(content))
        try bench.receive(Sample.assignment(content, sequence: 2, state: .revoked))
        #expect(try bench.complete(TaskKey(content), by: Sample.operatorLi).codes == ["TASK_NOT_OPEN"])
    }

    @Test func tablesFoldedAgainAreEqual() throws {
        let bench = try DeskBench()
        for sequence in 1...3 {
            let content = Sample.content("sign-off", caseID: "WH-420100-DS-20230427-00000\(sequence)-00") {
                $0.issues = "reply-letter"
                $0.fields = ["leadDeputy": "王小明", "b": ["c", "d"], "a": 1]
            }
            try bench.receive(Sample.assignment(content))
            _ = try bench.commit { tx in
                try bench.desk.draft(
                    TaskKey(content),
                    ["x": "1", "y": "2", "z": ["q": "r", "s": "t"]],
                    by: Sample.operatorLi,
                    in: tx
                )
            }
            _ = try bench.complete(TaskKey(content), by: Sample.operatorLi)
        }
        #expect(try bench.store.refold().different.isEmpty)
    }
}
