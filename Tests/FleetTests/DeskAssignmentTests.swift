import Casework
import Desk
import EventStore
import Synchronization
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

    @Test func aNewAttemptClosesTheOldOneAndAnOldAttemptIsIgnored() throws {
        let bench = try DeskBench()
        let first = Sample.content("draft")
        let second = Sample.content("draft", attempt: 2)
        try bench.receive(Sample.assignment(first))
        try bench.receive(Sample.assignment(second))
        #expect(try bench.receive(Sample.assignment(first, sequence: 2)) == .stale)
        #expect(try bench.complete(TaskKey(first), by: Sample.operatorLi).codes == ["TASK_NOT_OPEN"])
        #expect(try bench.complete(TaskKey(second), by: Sample.operatorLi).codes == [])
    }

    @Test func anAttemptThatWasNeverSeenIsIgnoredOnceALaterOneIsKnown() throws {
        let bench = try DeskBench()
        try bench.receive(Sample.assignment(Sample.content("draft", attempt: 2)))
        #expect(try bench.receive(Sample.assignment(Sample.content("draft", attempt: 1))) == .stale)
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

    @Test func aDeskInsideTheCoordinatorTellsItInTheSameTransaction() throws {
        let log = ReportLog()
        let bench = try DeskBench(
            PlainPractice(agency: "coordinator"),
            delivery: .inProcess { report, _, _ in log.reports.withLock { $0.append(report) } }
        )
        let content = Sample.content("register", agency: "coordinator")
        try bench.receive(Sample.assignment(content))
        _ = try bench.complete(TaskKey(content), by: Sample.person("coordinator-xu", agency: "coordinator"))
        #expect(log.reports.withLock { $0.map(\.completed?.outcome) } == ["done"])
        #expect(try bench.reports().isEmpty)
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

/// Collects what an embedded desk tells.
private final class ReportLog: Sendable {
    let reports = Mutex<[StepReport]>([])
}
