import Casework
import CaseworkTesting
import CivilAffairsWorker
import Contracts
import EventStore
import HousingWorker
import Testing

@testable import Desk

@Suite("Votes of the owners at the desks")
struct DeskVoteTests {
    private let officer = Sample.person("housing-peng", unit: "district")

    private func task(
        _ bench: DeskBench,
        _ step: String,
        _ fields: [String: Value] = [:],
        agency: String = "housing"
    ) throws -> TaskKey {
        let shipped = try #require(try Fixture.workflow("owners-vote")[step])
        let content = Sample.content(step) {
            $0.caseType = "owners-vote"
            $0.agency = agency
            $0.unit = nil
            $0.form = Form(fields: shipped.form.fields.filter { $0.type != "file" })
            $0.outcomes = shipped.outcomes
            $0.checks = shipped.checks
            $0.rule = shipped.rule
            $0.register = shipped.owners.register
            $0.with = shipped.with
            $0.fields = ["estate": "示例府", "matter": "hire-company"].merging(fields) { _, own in own }
        }
        try bench.receive(Sample.assignment(content))
        return TaskKey(content)
    }

    @Test(arguments: [(199, "PROPOSER_NOT_ENTITLED"), (200, ""), (1001, "MORE_THAN_ALL")] as [(Int64, String)])
    func aFifthOfTheOwnersMayProposeAndFewerMayNot(asking: Int64, code: String) throws {
        let bench = try DeskBench(CivilAffairsPractice())
        let fields: [String: Value] = ["proposer": "owners", "ownersAsking": .integer(asking), "ownersTotal": 1000]
        let key = try task(bench, "accept", fields, agency: "civil-affairs")
        let person = Sample.person("civil-affairs-hu", agency: "civil-affairs", unit: "district")
        #expect(try bench.complete(key, "accepted", by: person).codes == (code.isEmpty ? [] : [code]))
    }

    @Test func whoOwnsSeveralUnitsIsOneHead() throws {
        let bench = try DeskBench(HousingPractice())
        let key = try task(bench, "roll")
        func codes(units: Int64, heads: Int64) throws -> [String] {
            let fields: [String: Value] = [
                "rollHash": "a", "rollArea": 9_000_000, "rollUnits": .integer(units), "rollHeads": .integer(heads),
            ]
            return try bench.complete(key, "frozen", fields, by: officer).codes
        }
        #expect(try codes(units: 900, heads: 901) == ["HEADS_EXCEED_UNITS", "ROLL_NOT_HERE"])
        #expect(try codes(units: 0, heads: 0) == ["ROLL_EMPTY", "ROLL_NOT_HERE"])
        #expect(try codes(units: 900, heads: 860) == [])
    }

    /// Fifteen days' notice (物业管理条例 第14条), open for ten to sixty; it is 2023-04-27.
    @Test func theOwnersKnowFifteenDaysAheadAndHaveTenToSixtyDays() throws {
        let bench = try DeskBench(HousingPractice())
        let key = try task(bench, "notice")
        func codes(_ opens: String, _ closes: String) throws -> [String] {
            let fields: [String: Value] = [
                "opensOn": .text(opens), "closesOn": .text(closes), "meetingItems": [["name": "选聘"]],
            ]
            return try bench.complete(key, "done", fields, by: officer).codes
        }
        #expect(try codes("2023-05-11", "2023-05-20") == ["NOTICE_TOO_SHORT", "BALLOT_TOO_SHORT"])
        #expect(try codes("2023-05-12", "2023-07-12") == ["BALLOT_TOO_LONG"])
        #expect(try codes("2023-05-12", "2023-05-21") == ["BALLOT_TOO_SHORT"])
        #expect(try codes("2023-05-12", "2023-05-22") == [])
    }

    @Test func nobodyIsOnTheBallotWhoWasNotReviewed() throws {
        let bench = try DeskBench(HousingPractice())
        let reviewed: [String: Value] = ["matter": "elect-committee", "candidates": ["甲**", "乙**"]]
        let key = try task(bench, "notice", reviewed)
        func end(_ names: [Value]) throws -> Result<Accepted, Refusal> {
            let fields: [String: Value] = [
                "opensOn": "2023-05-12", "closesOn": "2023-05-31", "meetingItems": [["name": "选举"]],
                "ballotCandidates": .list(names),
            ]
            return try bench.complete(key, "done", fields, by: officer)
        }
        let refused = try end(["甲**", "丙**"])
        #expect(refused.codes == ["CANDIDATE_NOT_REVIEWED"])
        if case .failure(let refusal) = refused { #expect(!refusal.problems[0].zh.contains("丙"), "it names nobody") }
        #expect(try end(["乙**"]).codes == [])
    }

    /// The tally of BAD-06 of the domain notes, then one whose outcome is not what the law says.
    @Test func aCountByHandIsWithinTheRollAndHasTheOutcomeOfTheLaw() throws {
        let bench = try DeskBench(HousingPractice())
        let roll: [String: Value] = ["matter": "raise-fund", "rollArea": 9_000_000, "rollHeads": 900]
        let key = try task(bench, "tally", roll)
        func codes(_ outcome: String, voted: (Int64, Int64), yes: (Int64, Int64)) throws -> [String] {
            let fields: [String: Value] = [
                "votedArea": .integer(voted.0), "votedHeads": .integer(voted.1), "yesArea": .integer(yes.0),
                "yesHeads": .integer(yes.1),
            ]
            return try bench.complete(key, outcome, fields, by: officer).codes
        }
        #expect(
            try codes("passed", voted: (9_000_001, 600), yes: (6_000_000, 650))
                == ["TALLY_EXCEEDS_ROLL", "YES_EXCEEDS_PARTICIPATING"]
        )
        // More than half, which is enough for a company and not for the fund.
        #expect(try codes("passed", voted: (6_000_000, 600), yes: (3_000_001, 301)) == ["TALLY_MISMATCH"])
        #expect(try codes("failed", voted: (6_000_000, 600), yes: (3_000_001, 301)) == [])
    }

    @Test func nobodyEndsByHandWhatTheRegisterAnswers() throws {
        let bench = try DeskBench(HousingPractice())
        let key = try task(bench, "ballot")
        #expect(try bench.complete(key, "polled", ["choices": "x"], by: officer).codes == ["ANSWERED_BY_REGISTER"])
        let detail = try bench.store.read { [desk = bench.desk, now = bench.now] in
            try desk.detail(key, for: Sample.person("housing-peng", unit: "district"), now: now, safe: .max, in: $0)
        }
        #expect(detail?.objections.map(\.code) == ["ANSWERED_BY_REGISTER"])
    }
}
