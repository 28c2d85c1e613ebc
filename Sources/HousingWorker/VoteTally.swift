import Casework
import Contracts
import GRDB

/// A count of the ballots in the file: the same each time, and checked by counting them a second way.
struct VoteTally: Equatable {
    var roll: DoubleMajority.Share
    /// Those who cast a ballot, by what counts of them.
    var cast: [BallotCast.Choice: DoubleMajority.Share]
    /// How many used their one change.
    var changed: Int
    var papers: Int
    /// SHA-256 of every ballot that counts (token, number, choice, area), in the order of the tokens.
    var hash: String

    var voted: DoubleMajority.Share {
        cast.values.reduce(DoubleMajority.Share(area: 0, heads: 0)) {
            DoubleMajority.Share(area: $0.area + $1.area, heads: $0.heads + $1.heads)
        }
    }

    var yes: DoubleMajority.Share { cast[.for] ?? DoubleMajority.Share(area: 0, heads: 0) }

    func result(_ majority: MajorityClass) -> DoubleMajority.Result {
        DoubleMajority(roll: roll, voted: voted, yes: yes).result(majority)
    }

    /// Two counts of the same ballots that differ: the file or the code is broken, and nobody may be told a result.
    struct CountsDiffer: Error {
        var caseID: String
    }

    /// Counts the ballots of a case; nil where no roll is kept here.
    ///
    /// - Throws: `CountsDiffer`, or what reading threw.
    static func count(_ caseID: String, in db: Database) throws -> VoteTally? {
        guard let vote = try VoteBook.vote(of: caseID, in: db) else { return nil }
        let tally = try byBallot(vote, in: db)
        guard try bySum(vote, in: db) == tally.cast, vote.voted == Int(tally.voted.heads),
            tally.roll == DoubleMajority.Share(area: vote.area, heads: Int64(vote.heads))
        else { throw CountsDiffer(caseID: caseID) }
        return tally
    }

    /// One ballot after the other.
    private static func byBallot(_ vote: VoteBook.Vote, in db: Database) throws -> VoteTally {
        let none = DoubleMajority.Share(area: 0, heads: 0)
        var tally = VoteTally(roll: none, cast: [:], changed: 0, papers: 0, hash: "")
        var lines = "\(vote.hash)\n"
        let rows = try Row.fetchCursor(
            db,
            sql: "SELECT token, area, number, choice, paper FROM housing_head WHERE vote = ? ORDER BY token",
            arguments: [vote.id]
        )
        while let row = try rows.next() {
            let area: Int64 = row["area"]
            tally.roll.area += area
            tally.roll.heads += 1
            guard let word: String = row["choice"], let choice = BallotCast.Choice(rawValue: word) else { continue }
            let number: Int = row["number"]
            tally.cast[choice, default: none].area += area
            tally.cast[choice, default: none].heads += 1
            if number > 1 { tally.changed += 1 }
            if row["paper"] { tally.papers += 1 }
            lines += "\(row["token"] as String) \(number) \(word) \(area)\n"
        }
        tally.hash = ContentHash.of(Array(lines.utf8))
        return tally
    }

    /// The sums as the database makes them.
    private static func bySum(
        _ vote: VoteBook.Vote,
        in db: Database
    ) throws -> [BallotCast.Choice: DoubleMajority.Share] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT choice, sum(area) AS area, count(*) AS heads FROM housing_head
                WHERE vote = ? AND choice IS NOT NULL GROUP BY choice
                """,
            arguments: [vote.id]
        )
        var sums: [BallotCast.Choice: DoubleMajority.Share] = [:]
        for row in rows {
            guard let choice = BallotCast.Choice(rawValue: row["choice"]) else { continue }
            sums[choice] = DoubleMajority.Share(area: row["area"], heads: row["heads"])
        }
        return sums
    }
}
