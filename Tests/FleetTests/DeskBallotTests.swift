import Casework
import CaseworkTesting
import Contracts
import Crypto
import EventStore
import Foundation
import GRDB
import Testing

@testable import Desk
@testable import Fleet
@testable import HousingWorker

@Suite("Ballots at the housing desk")
struct DeskBallotTests {
    /// A desk with an open vote: 2023-04-27, closing ten days later.
    private struct Poll {
        let bench: DeskBench
        let office: VoteOffice
        let roll: VoteRoll
        let officer = Sample.person("housing-peng", unit: "district")
        let colleague = Sample.person("housing-wu", unit: "district")

        init(sheet: String = Poll.sheet) throws {
            let secret = SymmetricKey(data: [UInt8](repeating: 7, count: 32))
            bench = try DeskBench(HousingPractice(secret: secret))
            office = VoteOffice(box: BallotBox(secret: secret))
            roll = try #require(VoteRoll.read(Array(sheet.utf8)).subject)
            let key = try task("roll")
            let (office, roll, officer) = (office, roll, officer)
            _ = try bench.commit { try office.bring(roll, to: Sample.caseID, by: officer, reason: "名册", in: $0) }.get()
            let figures = VoteRules.figures(of: try vote)
            let fields = Dictionary(uniqueKeysWithValues: figures.map { ($0.field, $0.value) })
            #expect(try bench.complete(key, "frozen", fields, by: officer).codes == [])
            _ = try task("ballot")
        }

        /// Ten units: three of one owner, two unsold.
        static let sheet = """
            unit,owner,area,state
            1-101,甲,10000,
            1-102,甲,10000,
            1-103,甲,10000,
            1-201,乙,9000,
            1-202,丙,9000,
            1-203,丁,8000,
            1-301,戊,8000,
            1-302,己,8000,
            1-401,开发商,7000,unsold
            1-402,开发商,7000,unsold
            """

        func task(_ step: String, _ state: Assignment.Standing.State = .open, sequence: Int = 1) throws -> TaskKey {
            let shipped = try #require(try Fixture.workflow("owners-vote")[step])
            let content = Sample.content(step) {
                $0.caseType = "owners-vote"
                $0.unit = nil
                $0.form = shipped.form
                $0.outcomes = shipped.outcomes
                $0.checks = shipped.checks
                $0.rule = shipped.rule
                $0.register = shipped.owners.register
                $0.fields = ["matter": "hire-company"]
            }
            try bench.receive(Sample.assignment(content, sequence: sequence, state: state))
            return TaskKey(content)
        }

        var vote: VoteBook.Vote {
            get throws {
                try #require(try bench.store.read { try VoteBook.vote(of: Sample.caseID, in: $0) })
            }
        }

        var tally: VoteTally {
            get throws { try #require(try bench.store.read { try VoteTally.count(Sample.caseID, in: $0) }) }
        }

        /// Casts a ballot and says what its sender is told: a disposition and codes.
        func cast(
            _ voter: String,
            _ choice: BallotCast.Choice,
            _ number: Int = 1,
            hash: String? = nil,
            id: String = "evote/1"
        ) throws -> String {
            let ballot = BallotCast(
                caseID: Sample.caseID,
                rollHash: hash ?? roll.hash,
                voter: voter,
                choice: choice,
                number: number
            )
            let envelope = Envelope(id: id, source: "evote", type: .ballotCast, time: bench.now, data: ballot.data)
            let raw = RawMessage(
                queue: BallotBox.queue,
                exchange: "huiban.ballots",
                routingKey: "evote.ballot",
                replyTo: "reply.evote.a",
                body: envelope.bytes
            )
            let message = Incoming(raw: raw, envelope: envelope)
            _ = try bench.commit { [desk = bench.desk] in try desk.practice.receive(message, on: desk, in: $0) }
            let rows = try bench.store.read { try Outbox.next(after: 0, safe: .max >> 11, limit: 10_000, in: $0) }
            let last = try #require(rows.last { $0.message.exchange == BallotBox.replies })
            #expect(last.message.routingKey == "reply.evote.a")
            let envelopeBack = try #require(Wire.read(body: last.message.body).subject)
            let receipt = try #require(envelopeBack.payload(Receipt.self).subject)
            return ([receipt.disposition.rawValue] + receipt.problems.map(\.code)).joined(separator: " ")
        }
    }

    @Test func anOwnerIsOneHeadAndWhatIsUnsoldIsOneHead() throws {
        let poll = try Poll()
        #expect(poll.roll.units == 10)
        #expect(poll.roll.heads.count == 7)
        #expect(poll.roll.heads.first { $0.owner == "甲" }?.area == 30_000)
        #expect(poll.roll.heads.first { $0.owner == "开发商" }?.area == 14_000)
        #expect(poll.roll.area == 86_000)
        #expect(try poll.vote.isFrozen)
        let rows = Poll.sheet.split(separator: "\n").map(String.init)
        let turned = ([rows[0]] + rows.dropFirst().reversed()).joined(separator: "\n")
        #expect(VoteRoll.read(Array(turned.utf8)).subject?.hash == poll.roll.hash, "the order of the rows is no matter")
    }

    @Test func everythingWrongWithARollIsToldAtOnce() {
        let sheet = "unit,owner,area,state\nA,甲,1.5,\nA,,10,\nB,乙,10,sold\nC,丙,5,unsold\nD,丁,5,unsold\nC,丙,5,\n"
        let problems = VoteRoll.read(Array(sheet.utf8)).problems.map { "\($0.code) \($0.pointer)" }
        #expect(
            problems == [
                "AREA_FORM 2:3", "FIELD_MISSING 3:2", "STATE_UNKNOWN 4:4", "UNIT_TWICE 1:1", "UNSOLD_OWNERS 1:4",
            ]
        )
        #expect(VoteRoll.read(Array("unit,owner\n".utf8)).problems.map(\.code) == ["ROLL_HEADER"])
    }

    @Test func aBallotIsCountedOnceAndChangedOnceInWhateverOrderTheyCome() throws {
        let poll = try Poll()
        #expect(try poll.cast("甲", .for) == "accepted")
        #expect(try poll.cast("甲", .for) == "duplicate")
        #expect(try poll.cast("甲", .against) == "rejected BALLOT_DIFFERS")
        #expect(try poll.cast("甲", .against, 2) == "accepted")
        #expect(try poll.cast("甲", .for) == "duplicate", "the first comes once more, long after the change")
        #expect(try poll.cast("甲", .for, 2) == "rejected CHANGED_TWICE")
        #expect(try poll.cast("甲", .for, 3) == "rejected CHANGED_TWICE")
        // The change overtakes the ballot.
        #expect(try poll.cast("乙", .for, 2) == "accepted")
        #expect(try poll.cast("乙", .abstain, 1) == "duplicate")
        let tally = try poll.tally
        #expect(tally.voted == DoubleMajority.Share(area: 39_000, heads: 2))
        #expect(tally.cast[.against] == DoubleMajority.Share(area: 30_000, heads: 1))
        #expect(tally.yes == DoubleMajority.Share(area: 9_000, heads: 1))
        #expect(tally.changed == 2)
    }

    @Test func whoIsNotOnTheRollOrComesWithAnotherOneIsToldBothAtOnce() throws {
        let poll = try Poll()
        #expect(try poll.cast("庚", .for, hash: "0") == "rejected ROLL_HASH_MISMATCH VOTER_UNKNOWN")
        #expect(try poll.tally.voted.heads == 0)
    }

    @Test func nobodyVotesBeforeTheOpeningOrAfterTheClose() throws {
        let poll = try Poll()
        #expect(try poll.cast("乙", .for) == "accepted")
        poll.bench.now = Instant(milliseconds: poll.bench.now.milliseconds - 60_000)
        #expect(try poll.cast("甲", .for) == "rejected VOTE_NOT_OPEN")
        poll.bench.now = Instant(milliseconds: 1_682_557_200_000 + 86_400_000 * 10)
        #expect(try poll.cast("甲", .for) == "rejected VOTE_CLOSED")
        #expect(try poll.cast("乙", .for) == "duplicate", "what was counted stays counted, whenever it is said again")
    }

    @Test func theStepEndsWhenEverybodyHasAnsweredAndNothingButItsOutcomeLeaves() throws {
        let poll = try Poll()
        _ = try poll.bench.commit { _ in }
        for owner in ["甲", "乙", "丙", "丁", "戊", "己"] { #expect(try poll.cast(owner, .for) == "accepted") }
        let key = TaskKey(caseID: Sample.caseID, step: "ballot")
        func state() throws -> DeskTask.State? {
            try poll.bench.store.read { try TaskTable.fetch(key, in: $0)?.state }
        }
        #expect(try state() == .open)
        #expect(try poll.cast("开发商", .abstain) == "accepted")
        #expect(try state() == .done)
        let report = try #require(try poll.bench.store.read { try TaskTable.fetch(key, in: $0)?.report })
        #expect(report.completed?.outcome == "polled")
        #expect(report.completed?.fields == [:])
        #expect(try poll.cast("甲", .against, 2) == "rejected VOTE_CLOSED")
    }

    @Test func aPaperCountsWhenTwoPeopleHaveReadTheSameOnIt() throws {
        let poll = try Poll()
        func enter(_ choice: BallotCast.Choice, _ person: Person) throws -> Result<VoteOffice.PaperStanding, Refusal> {
            let ballot = BallotCast(caseID: Sample.caseID, rollHash: poll.roll.hash, voter: "丙", choice: choice)
            return try poll.bench.commit { [desk = poll.bench.desk, office = poll.office] in
                try office.enter(ballot, by: person, on: desk, in: $0)
            }
        }
        #expect(try enter(.for, poll.officer).get() == .waits)
        #expect(try enter(.for, poll.officer).codes == ["FOUR_EYES"])
        #expect(try enter(.against, poll.colleague).codes == ["PAPER_MISMATCH"])
        #expect(try poll.tally.voted.heads == 0)
        #expect(try enter(.spoiled, poll.colleague).get() == .waits)
        #expect(try enter(.spoiled, poll.officer).get() == .counted)
        #expect(try enter(.for, poll.officer).codes == ["ALREADY_VOTED"])
        let tally = try poll.tally
        #expect(tally.voted == DoubleMajority.Share(area: 9_000, heads: 1), "a spoiled ballot was cast all the same")
        #expect(tally.yes.heads == 0)
        #expect(tally.papers == 1)
    }

    /// Row 30 of the domain notes: 2,000 owners, whole numbers, the same each time.
    @Test func twoThousandHouseholdsAreTalliedExactlyAndTheSameAgain() throws {
        let owners = (1...2000).map { (name: "O\($0)", area: Int64(5000 + $0 * 37 % 9000)) }
        let rows = owners.map { "U-\($0.name),\($0.name),\($0.area)\n" }.joined()
        let poll = try Poll(sheet: "unit,owner,area\n" + rows)
        var (voted, yes) = (DoubleMajority.Share(area: 0, heads: 0), DoubleMajority.Share(area: 0, heads: 0))
        let messages = owners.enumerated().filter { $0.offset % 4 > 0 }.map { index, owner in
            let choice: BallotCast.Choice = index % 7 < 4 ? .for : index % 7 < 6 ? .against : .abstain
            voted.area += owner.area
            voted.heads += 1
            if choice == .for {
                yes.area += owner.area
                yes.heads += 1
            }
            return BallotCast(caseID: Sample.caseID, rollHash: poll.roll.hash, voter: owner.name, choice: choice)
        }
        try poll.bench.commit { [desk = poll.bench.desk, box = poll.office.box, now = poll.bench.now] tx in
            for ballot in messages + messages.prefix(200) {
                if case .counted(let counted) = try box.judge(ballot, castAt: now, in: tx.db) {
                    try box.count(counted, of: Sample.caseID, on: desk, in: tx)
                }
            }
        }
        let tally = try poll.tally
        #expect(tally.voted == voted)
        #expect(tally.yes == yes)
        #expect(try poll.bench.store.refold().different.isEmpty)
        #expect(try poll.tally == tally)
        _ = try poll.task("ballot", .ended, sequence: 2)
        _ = try poll.task("tally")
        let report = try #require(try poll.bench.reports().last?.completed)
        #expect(report.act.by == "rule:double-majority")
        #expect(report.fields["yesArea"] == .integer(yes.area))
        #expect(report.fields["votedHeads"] == .integer(voted.heads))
        #expect(report.fields["tallyHash"] == .text(tally.hash))
        #expect(report.outcome == tally.result(.ordinary).rawValue)
    }

    /// Who voted for what stands nowhere in the log, from which the journal is made.
    @Test func theLogHoldsTokensAndNoOwner() throws {
        let poll = try Poll()
        #expect(try poll.cast("甲", .for, id: "ballot of 甲") == "accepted")
        #expect(try poll.cast("庚", .for, id: "ballot of 庚") == "rejected VOTER_UNKNOWN")
        let log = try poll.bench.store.entries(after: 0, limit: 1000)
            .filter { $0.kind.hasPrefix("housing.") }.map { String(decoding: $0.body, as: UTF8.self) }.joined()
        for owner in ["甲", "乙", "庚", "开发商"] { #expect(!log.contains(owner)) }
        let other = VoterTokens(secret: poll.office.box.secret, caseID: "another")
        let own = VoterTokens(secret: poll.office.box.secret, caseID: Sample.caseID)
        #expect(log.contains(own.token(of: "甲")))
        #expect(own.token(of: "甲") != other.token(of: "甲"))
    }

    @Test func aBallotFromBeforeItsAnswerWasSealedIsStillRead() throws {
        let old = """
            {"vote":5,"token":"ab","number":1,"choice":"for","isPaper":false,
             "answer":{"messageID":"evote/1","replyTo":"reply.evote.a"}}
            """
        let ballot = try JSONDecoder().decode(VoteBook.Ballot.self, from: Data(old.utf8))
        #expect(ballot.choice == .for && ballot.sealedAnswer == nil)
    }
}
