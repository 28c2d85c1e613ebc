import Casework
import Desk
import EventStore
import Fleet
import Foundation
import GRDB
import Testing

@Suite("Urgent tasks of a desk, while nobody has signed") struct DeskUrgencyTests {
    private let urgent = Sample.content("check") { $0.isUrgent = true }

    private func calling(_ bench: DeskBench) throws -> [String] {
        try bench.store.read { try bench.desk.unsigned(in: $0) }.map(\.id)
    }

    @Test func anUrgentTaskCallsUntilItIsSignedForAndAnotherNever() throws {
        let bench = try DeskBench()
        try bench.receive(Sample.assignment(Sample.content("draft")))
        try bench.receive(Sample.assignment(urgent))
        #expect(try calling(bench) == [TaskKey(urgent).id])
        _ = try bench.commit { [desk = bench.desk, urgent] in
            try desk.note(TaskKey(urgent), "已看到", by: Sample.operatorLi, in: $0)
        }
        #expect(try calling(bench) == [TaskKey(urgent).id])
        _ = try bench.commit { [desk = bench.desk, urgent] in
            try desk.sign(TaskKey(urgent), by: Sample.operatorLi, in: $0)
        }
        #expect(try calling(bench) == [])
        #expect(try bench.store.refold().different == [])
    }

    @Test func claimingHandingOverAndCompletingSignForIt() throws {
        for deed in ["claim", "assign", "complete"] {
            let bench = try DeskBench()
            try bench.receive(Sample.assignment(urgent))
            _ = try bench.commit { [desk = bench.desk, urgent] tx in
                let key = TaskKey(urgent)
                switch deed {
                case "claim": _ = try desk.claim(key, by: Sample.operatorLi, in: tx)
                case "assign": _ = try desk.assign(key, to: Sample.operatorLi, by: Sample.leaderGao, in: tx)
                default: _ = try desk.complete(key, outcome: "done", fields: [:], by: Sample.operatorLi, in: tx)
                }
            }
            #expect(try calling(bench) == [], "\(deed)")
        }
    }

    @Test(arguments: [Assignment.Standing.State.ended, .revoked])
    func aTaskThatIsOverCallsNobody(state: Assignment.Standing.State) throws {
        let bench = try DeskBench()
        try bench.receive(Sample.assignment(urgent))
        try bench.receive(Sample.assignment(urgent, sequence: 2, state: state))
        #expect(try calling(bench) == [])
    }

    @Test func aNewAttemptCallsInPlaceOfTheOldOne() throws {
        let bench = try DeskBench()
        let second = Sample.content("check", attempt: 2) { $0.isUrgent = true }
        try bench.receive(Sample.assignment(urgent))
        try bench.receive(Sample.assignment(second))
        #expect(try calling(bench) == [TaskKey(second).id])
        #expect(try bench.store.refold().different == [])
    }

    @Test func anOfferCallsNobody() throws {
        let bench = try DeskBench()
        try bench.receive(Sample.assignment(urgent, state: .offered))
        #expect(try calling(bench) == [])
    }

    @Test func aCallCarriesNoPersonalData() throws {
        let bench = try DeskBench()
        let content = Sample.content("check") {
            $0.isUrgent = true
            $0.subject = "王小明家漏水"
            $0.fields = ["leadDeputy": "王小明"]
        }
        try bench.receive(Sample.assignment(content))
        let task = try #require(try bench.store.read { try bench.desk.urgentTask(TaskKey(content).id, in: $0) })
        let text = String(decoding: try JSONEncoder().encode(task), as: UTF8.self)
        #expect(!text.contains("王小明"))
        #expect(task.caseID == content.caseID && task.step == content.title && task.unit == "bureau")
    }

    @Test func aFileOlderThanTheWordIsReadAndTakesUrgentTasks() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "huiban-\(UUID().uuidString).sqlite").path
        let desk = Desk(practice: PlainPractice(), rules: DeskBench.rules)
        let content = Sample.content("draft")
        func take(_ content: Assignment.Content) throws {
            let ledger = try Ledger(try Store(owner: "housing", path: path, folds: [desk]))
            _ = try ledger.commit(
                [{ _ = try desk.receive(Sample.assignment(content), epoch: 1, causation: "test", in: $0) }],
                now: Instant(milliseconds: 0)
            )
        }
        try take(content)
        let old = try DatabaseQueue(path: path)
        try old.write { db in
            try db.execute(sql: "DROP INDEX desk_task_calling; ALTER TABLE desk_task DROP COLUMN calling")
        }
        try old.close()
        try take(urgent)
        let store = try Store(owner: "housing", path: path, folds: [desk])
        #expect(try store.read { try desk.unsigned(in: $0) }.map(\.id) == [TaskKey(urgent).id])
        #expect(try store.refold().different == [])
    }
}
