import Casework
import Contracts
import EventStore
import Fleet
import GRDB
import Synchronization
import Testing

@testable import Coordinator

/// What is said again is answered as it was the first time: a yes only for what was carried out.
@Suite struct CoordinatorRepeatTests {
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
                { _ = try office.intake.submit(submission, $0) },
            ],
            now: now
        )
        caseID = try #require(try bench.store.read { try String.fetchOne($0, sql: "SELECT id FROM cases") })
    }

    @Test func aRulingThatDoesNotFitIsRefusedHoweverOftenItIsSaid() throws {
        let ruling = Ruling(
            id: "r-1",
            by: "coordinator-luo",
            reason: "无此申请",
            decision: .deny(TaskRef(step: "register", instance: "", attempt: 1), request: "return-1")
        )
        #expect(try say(ruling) == .refused(.notPossibleNow(.notPossible)))
        #expect(try say(ruling) == .refused(.notPossibleNow(.notPossible)))
    }

    @Test func aRulingThatWasCarriedOutIsTakenHoweverOftenItIsSaid() throws {
        let ruling = Ruling(id: "r-2", by: "coordinator-luo", reason: "换主办", decision: .lead(agency: "justice"))
        guard case .taken(let facts) = try say(ruling) else {
            Issue.record("the ruling was not taken")
            return
        }
        #expect(facts > 0)
        #expect(try say(ruling) == .taken(facts: 0))
    }

    @Test func aWithdrawalThatWasRejectedIsNoDuplicateWhenItComesAgain() throws {
        let first = try withdraw()
        let second = try withdraw()
        #expect(first.disposition == .rejected)
        #expect(second.disposition == .rejected)
        #expect(!first.problems.isEmpty)
        #expect(second.problems == first.problems)
    }

    @Test func aCompletionThatComesAgainIsAnsweredWithTheStandingThatEndedIt() throws {
        let done = StepReport.Completion(
            act: StepReport.Act(by: "coordinator-shen", unit: "suggestions", at: now),
            outcome: "accepted",
            fields: ["category": "property"]
        )
        let report = StepReport(step: "register", sequence: 2, seen: 1, completed: done)
        try hear(report)
        let register = try #require(state().task(TaskRef(report)))
        #expect(register.state == .ended)
        #expect(try answers() == [])
        try hear(report)
        #expect(try answers() == [register.sequence])
        #expect(try answers() == [])
        var heard = report
        heard.seen = register.sequence
        try hear(heard)
        #expect(try answers() == [])
    }

    private func state() throws -> Case {
        try bench.store.read { [caseID] in try #require(try CaseBook.row(caseID, in: $0)?.state) }
    }

    private func hear(_ report: StepReport) throws {
        let envelope = try Envelope.report(report, of: caseID, from: "coordinator", time: now, epoch: 1)
        let raw = RawMessage(
            queue: "reports",
            exchange: "huiban.reports",
            routingKey: "coordinator.01",
            body: envelope.bytes
        )
        let (office, message) = (bench.office, Incoming(raw: raw, envelope: envelope))
        _ = try bench.ledger.commit([{ _ = try office.receive(message, $0) }], now: now)
    }

    /// The sequences of what is said again of the step `register`.
    private func answers() throws -> [Int] {
        try bench.office.sayAgain(in: bench.store, wall: 0).compactMap { message in
            guard case .good(let envelope, _) = Wire.read(body: message.body),
                case .good(let assignment, _) = envelope.payload(Assignment.self), assignment.content.step == "register"
            else { return nil }
            return assignment.standing.sequence
        }
    }

    private func say(_ ruling: Ruling) throws -> RulingEnd? {
        let end = Mutex<RulingEnd?>(nil)
        let (caseID, decisions) = (caseID, bench.office.decisions)
        _ = try bench.ledger.commit(
            [
                { transaction in
                    let answer = try decisions.rule(ruling, on: caseID, transaction)
                    end.withLock { $0 = answer }
                }
            ],
            now: now
        )
        return end.withLock { $0 }
    }

    /// The publisher takes back a case that nobody has registered yet, which is not possible.
    private func withdraw() throws -> Receipt {
        let data: Value = ["externalId": "test-1", "reason": "代表撤回"]
        let envelope = Envelope(id: "suggestions/w", source: "suggestions", type: .caseWithdraw, time: now, data: data)
        let submission = Submission(user: "suggestions", messageID: envelope.id, data: data)
        let receipt = Mutex<Receipt?>(nil)
        let office = bench.office
        _ = try bench.ledger.commit(
            [
                { transaction in
                    let given = try office.change(envelope, submission, transaction)
                    receipt.withLock { $0 = given }
                }
            ],
            now: now
        )
        return try #require(receipt.withLock { $0 })
    }
}
