import Casework
import CaseworkTesting
import Contracts
import Desk
import EventStore
import Synchronization
import Testing

@testable import Coordinator

@Suite("What the coordinator decides by rule")
struct CoordinatorRuleTests {
    private func task(_ step: String, _ fields: [String: Value]) throws -> DeskTask {
        let shipped = try #require(try Fixture.workflow("service-complaint")[step])
        let content = Sample.content(step, agency: "coordinator") {
            $0.rule = shipped.rule
            $0.with = shipped.with
            $0.fields = fields
        }
        return DeskTask(Sample.assignment(content), epoch: 1)
    }

    @Test(arguments: [
        ("propertyService.parking", "street"), ("propertyService.illegalBuilding", "street"),
        ("propertyService.maintenanceFund", "housing"), ("propertyService", "housing"),
    ])
    func aPenaltyGoesToTheStreetWhereItsPowerWasDelegated(category: String, body: String) throws {
        let answer = try #require(DelegatedPowers.decide(try task("route-penalty", ["category": .text(category)])))
        #expect(answer.fields["penaltyBody"]?.text == body)
    }

    /// What owners said by QR code, on paper and of rectifications counts the same; a missing mark is named.
    @Test func theYearlyScoreComesFromWhatTheStepsBroughtAndNamesWhoIsMissing() throws {
        let shipped = try #require(try Fixture.workflow("annual-assessment")["compute"])
        func answer(_ fields: [String: Value]) throws -> Deed.Answer {
            let marks: [String: Value] = [
                "offline.street.marks": 8_000, "offline.community.marks": 7_000, "offline.housing.marks": 10_000,
            ]
            let content = Sample.content("compute", agency: "coordinator") {
                $0.with = shipped.with
                $0.fields = marks.merging(fields) { _, own in own }
            }
            return try #require(AssessmentRules.compute(DeskTask(Sample.assignment(content), epoch: 1)))
        }
        let committee: [String: Value] = ["offline.committee.marks": 6_000]
        let paper = try answer(committee.merging(["offline.owners.marks": 9_000]) { old, _ in old })
        #expect(paper == Deed.Answer(outcome: "computed", fields: ["total": 8_750, "ownersScore": 9_000, "sample": 0]))
        // Two households with 8000, 9000 and 10000 each are 9000; one rectification with 9000; paper 9000.
        let all: [String: Value] = [
            "onlineRatings": 2, "onlineSum": 54_000, "rectifiedRatings": 1, "rectifiedSum": 9_000,
            "offline.owners.marks": 9_000,
        ]
        #expect(try answer(all.merging(committee) { old, _ in old }).fields["total"] == 8_750)
        let silent = try answer(committee)
        #expect(silent == Deed.Answer(outcome: "mark-missing", fields: ["missingParties": ["owners"]]))
    }

    /// Who lacks a side or its consent is told so, and the case is there to be completed (domain notes 6.2, BAD-05).
    @Test func aDisputeThatLacksASideIsHeldAndItsCaseWaitsForCompletion() throws {
        let bench = try CoordinatorBench()
        let now = try Instant.city("2023-04-27 09:00")
        let message = try #require(
            JSONText.value(Array(try Fixture.text("examples/dispute-mediation-bad-05-mistakes.json").utf8)).subject
        )
        let submission = Submission(user: "hotline", messageID: "hotline/5", data: message["data"] ?? .null)
        let receipt = Mutex<Receipt?>(nil)
        let office = bench.office
        _ = try bench.ledger.commit([{ try office.library.take(office.loaded, $0) }], now: now)
        for disposition in [Receipt.Disposition.held, .duplicate] {
            let work: (Transaction) throws -> Void = { tx in
                let given = try office.intake.submit(submission, tx)
                receipt.withLock { $0 = given }
            }
            _ = try bench.ledger.commit([work], now: now)
            let given = try #require(receipt.withLock { $0 })
            #expect(given.disposition == disposition)
            #expect(given.problems.map(\.code) == ["PARTY_MISSING_RESPONDENT", "CONSENT_REQUIRED"])
            let caseID = try #require(given.caseID)
            let state = try bench.store.read { try CaseBook.row(caseID, in: $0)?.state }
            #expect(state?.openTasks.map(\.ref.step) == ["triage"])
        }
    }

    @Test func whoIsNotReachedSaysNothingAndWhoIsSaysSomething() throws {
        let shipped = try #require(try Fixture.workflow("service-complaint")["callback"])
        let bench = try DeskBench(CoordinatorPractice())
        let content = Sample.content("callback", agency: "coordinator") {
            $0.unit = nil
            $0.form = shipped.form
            $0.outcomes = shipped.outcomes
            $0.checks = shipped.checks
        }
        try bench.receive(Sample.assignment(content))
        let person = Sample.person("coordinator-qin", agency: "coordinator", unit: "hotline")
        func codes(_ outcome: String, _ satisfaction: String) throws -> [String] {
            try bench.complete(TaskKey(content), outcome, ["satisfaction": .text(satisfaction)], by: person).codes
        }
        #expect(try codes("unreachable", "satisfied") == ["SATISFACTION_MISMATCH"])
        #expect(try codes("resolved", "unreachable") == ["SATISFACTION_MISMATCH"])
        #expect(try codes("resolved", "basically") == [])
    }

    @Test func theSameEstateAndMatterJoinsTheOpenCaseAndCourtMattersAreTurnedAway() throws {
        let bench = try CoordinatorBench()
        let now = try Instant.city("2023-04-27 09:00")
        _ = try bench.ledger.commit([{ try bench.office.library.take(bench.office.loaded, $0) }], now: now)
        let first = try decided(1, estate: "示例花园", at: now, bench)
        #expect(first.answer?.outcome == "accepted")
        let again = try decided(2, estate: "示例花园", at: now, bench)
        #expect(again.answer?.outcome == "merged")
        #expect(again.answer?.fields["mergedInto"]?.text == first.caseID)
        #expect(try decided(3, estate: "示例新村", at: now, bench).answer?.outcome == "accepted")
        let court = try decided(4, estate: "示例花园", proceedings: "litigation", at: now, bench)
        #expect(court.answer?.outcome == "not-accepted")
        #expect(court.answer?.fields["reason"]?.text?.contains("人民法院") == true)
        #expect(try bench.store.refold().different.isEmpty)
    }

    /// Submits a complaint, gives its first step to the coordinator's desk, and reads what the rule made of it.
    private func decided(
        _ number: Int,
        estate: String,
        proceedings: String = "none",
        at now: Instant,
        _ bench: CoordinatorBench
    ) throws -> (caseID: String, answer: StepReport.Completion?) {
        let data: Value = [
            "caseType": "service-complaint", "externalId": .text("C-\(number)"), "title": "停车",
            "fields": [
                "priority": "P2", "category": "propertyService.parking", "estate": .text(estate), "text": "停车难",
                "company": "示例物业", "proceedings": .text(proceedings), "districtCode": "420106", "street": "示例一街道",
                "channel": "hotline12345", "receivedAt": "2023-04-27T08:00:00+08:00",
            ],
        ]
        let submission = Submission(user: "hotline", messageID: "hotline/\(number)", data: data)
        let workflow = try Fixture.workflow("service-complaint")
        var found: (caseID: String, answer: StepReport.Completion?)?
        _ = try bench.ledger.commit(
            [
                { tx in
                    let receipt = try bench.office.intake.submit(submission, tx)
                    let caseID = try #require(receipt.caseID, "\(receipt.problems)")
                    let state = try #require(try CaseBook.row(caseID, in: tx.db)).state
                    let assignment = try #require(state.assignment(TaskRef(step: "intake"), by: workflow))
                    _ = try bench.office.desk.receive(assignment, epoch: 1, causation: "test", in: tx)
                    let task = try TaskTable.fetch(TaskKey(assignment.content), in: tx.db)
                    found = (caseID, task?.report.completed)
                }
            ],
            now: now
        )
        return try #require(found)
    }
}
