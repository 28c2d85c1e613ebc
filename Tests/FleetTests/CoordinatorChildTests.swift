import Casework
import CaseworkTesting
import Contracts
import Desk
import EventStore
import GRDB
import Synchronization
import Testing

@testable import Coordinator

/// A case that calls for another one, in the coordinator's own log: one transaction, the way in that all cases take.
@Suite struct CoordinatorChildTests {
    private let bench: CoordinatorBench
    private let caseID: String
    private let now: Instant

    init() throws {
        bench = try CoordinatorBench()
        now = try #require(Instant("2023-04-27T08:30:00+08:00"))
        let (office, submission) = (bench.office, try bench.submission(1))
        _ = try bench.ledger.commit(
            [
                { try office.library.take(office.loaded, $0) },
                { transaction in
                    let receipt = try office.intake.submit(submission, transaction)
                    let accept = Ruling(
                        id: "r",
                        by: "coordinator-luo",
                        reason: "受理",
                        decision: .end(TaskRef(step: "register"), outcome: "accepted", fields: [:])
                    )
                    _ = try office.decisions.rule(accept, on: try #require(receipt.caseID), transaction)
                },
            ],
            now: now
        )
        caseID = try #require(try bench.store.read { try String.fetchOne($0, sql: "SELECT id FROM cases") })
    }

    private func state(_ id: String) throws -> Case? { try bench.store.read { try CaseBook.row(id, in: $0)?.state } }

    private func ids() throws -> [String] {
        try bench.store.read { try String.fetchAll($0, sql: "SELECT id FROM cases ORDER BY seq") }
    }

    private func put(_ input: CaseInput, to id: String, at moment: Instant? = nil) throws {
        let office = bench.office
        _ = try bench.ledger.commit([{ _ = try office.decisions.put(input, to: id, $0) }], now: moment ?? now)
    }

    /// Everything that the coordinator's clock had due up to a moment.
    private func pass(to moment: Instant) throws {
        let office = bench.office
        _ = try bench.ledger.commit([{ try office.fire($0, through: moment) }], now: moment)
    }

    /// Nobody assigns the suggestion: its ladder calls the conference, which goes its own way and writes back.
    @Test func aLadderOpensAConferenceWithEverybodyOfTheCaseOnceAndItsDecisionComesBack() throws {
        let late = try Instant.city("2023-06-30 12:00")
        try pass(to: late)
        try pass(to: late)
        let ids = try ids()
        try #require(ids.count == 2)
        let conference = try #require(try state(ids[1]))
        #expect(conference.workflow == "joint-conference")
        #expect(conference.publisher == "coordinator")
        #expect(conference.parent?.caseID == caseID)
        #expect(conference.parent?.lead == "housing")
        #expect(conference.openTasks.map(\.holder.agency) == ["housing"])
        #expect(conference.record["attendees"]?.texts.first == "housing")
        #expect(conference.record["receivedAt"]?.text != "2023-04-27T08:30:00+08:00")
        let child = try #require(try state(caseID)?.task(TaskRef(step: "assign"))?.children?.first)
        #expect(child.number == ids[1])
        #expect(conference.externalID == child.key)
        // The step that is late stays what it is.
        #expect(try state(caseID)?.task(TaskRef(step: "assign"))?.state == .open)

        try end(ids[1], at: late)
        #expect(try state(ids[1])?.closed?.end == "decided")
        let parent = try #require(try state(caseID))
        #expect(parent.record["assign.\(ids[1]).conclusion"] == "限三日交办")
        #expect(parent.task(TaskRef(step: "assign"))?.children?.first?.end == "decided")
        let views = CaseViews(library: bench.office.library, people: [:])
        let (shown, history) = try bench.store.read { db in
            (try views.show(caseID, in: db), try views.history(caseID, in: db)?.map(\.zh) ?? [])
        }
        #expect(shown?.children.map(\.id) == [ids[1]])
        #expect(shown?.children.first?.fields["conclusion"] == "限三日交办")
        #expect(history.contains("联席会议\(ids[1])办结:已议定。"))
        #expect(try bench.store.read { try views.show(ids[1], in: $0)?.parent?.id } == caseID)
    }

    /// The tables that are folded from the log again are what they were, links and all.
    @Test func theLinksAreInTheLog() throws {
        let late = try Instant.city("2023-06-30 12:00")
        try pass(to: late)
        let ids = try ids()
        try #require(ids.count == 2)
        try end(ids[1], at: late)
        let before = try ids.map { try state($0) }
        #expect(try bench.store.refold().different == [])
        #expect(try ids.map { try state($0) } == before)
    }

    private func end(_ id: String, at moment: Instant) throws {
        func complete(_ ref: TaskRef, _ outcome: String, _ fields: [String: Value]) throws {
            let task = try #require(try state(id)?.task(ref), "\(ref)")
            let act = StepReport.Act(by: "housing-li", unit: "bureau", at: moment)
            let report = StepReport(
                step: ref.step,
                instance: ref.instance,
                attempt: ref.attempt,
                sequence: task.heard + 1,
                seen: task.sequence,
                completed: StepReport.Completion(act: act, outcome: outcome, fields: fields)
            )
            try put(.report(agency: task.holder.agency, report), to: id, at: moment)
        }
        let call: [String: Value] = [
            "meetsAt": .text(moment.description), "place": "街道", "attendees": ["housing", "community"],
        ]
        try complete(TaskRef(step: "convene"), "done", call)
        try complete(TaskRef(step: "attend", instance: "housing"), "coming", ["attendant": "李文博"])
        try complete(
            TaskRef(step: "meet"),
            "decided",
            ["present": ["housing"], "decisions": [["party": "housing", "task": "交办"]]]
        )
        try complete(TaskRef(step: "minutes"), "done", ["minutes": SampleMinutes.file, "conclusion": "限三日交办"])
    }

    private enum SampleMinutes {
        static let file: Value = ["name": "minutes.pdf", "sha256": .text(String(repeating: "a", count: 64))]
    }
}
