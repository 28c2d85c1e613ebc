import Casework
import Contracts

/// An invented vote: a roll, what its households do, and the result that this must have, counted from that alone.
struct VoteSample: Sendable {
    /// What one message carries.
    struct Ballot: Sendable {
        var owner: String
        var choice: BallotCast.Choice
        var number: Int
        /// Unique in the vote; it does not name the owner.
        var sequence: Int
        /// True for a message that is sent twice.
        var isRepeated: Bool
    }

    /// A result: what crosses to the coordinator.
    struct Result: Hashable, Sendable {
        var outcome: String
        var votedArea: Int64
        var votedHeads: Int64
        var yesArea: Int64
        var yesHeads: Int64
    }

    /// The sheet of the roll.
    let sheet: String
    /// Its hash, as the rule of the roll makes it: the rows in the order of their units.
    let hash: String
    let ballots: [Ballot]
    let expected: Result

    /// One household in ten sends its ballot twice, one in twenty changes its mind, one in fifty owns its neighbour's
    /// unit as well; all but the last vote.
    init(number: Int, households: Int) {
        let dice = Dice(seed: UInt64(number))
        var rows: [(unit: String, owner: String, area: Int64)] = []
        var areas: [String: Int64] = [:]
        var owners: [String] = []
        for index in 0..<households {
            let unit = "U\(100_000 + index)"
            let area = Int64(6000 + dice.roll(unit, "area") % 9000)
            let isNeighbours = index > 0 && dice.oneIn(50, unit, "owner")
            let owner = isNeighbours ? rows[index - 1].owner : "OWNER-\(number)-\(index)"
            if !isNeighbours { owners.append(owner) }
            areas[owner, default: 0] += area
            rows.append((unit, owner, area))
        }
        sheet = "unit,owner,area\n" + rows.map { "\($0.unit),\($0.owner),\($0.area)\n" }.joined()
        hash = ContentHash.of(Array(rows.map { "\($0.unit)\t\($0.owner)\t\($0.area)\t\n" }.joined().utf8))
        var ballots: [Ballot] = []
        var result = Result(outcome: "", votedArea: 0, votedHeads: 0, yesArea: 0, yesHeads: 0)
        for (index, owner) in owners.dropLast().enumerated() {
            let words: [BallotCast.Choice] = [.for, .for, .for, .against, .abstain, .spoiled]
            var choice = words[Int(dice.roll(owner, "choice") % 6)]
            let isRepeated = dice.oneIn(10, owner, "twice")
            ballots.append(Ballot(owner: owner, choice: choice, number: 1, sequence: index, isRepeated: isRepeated))
            if dice.oneIn(20, owner, "changes") {
                choice = choice == .for ? .against : .for
                ballots.append(Ballot(owner: owner, choice: choice, number: 2, sequence: index, isRepeated: false))
            }
            let area = areas[owner] ?? 0
            result.votedArea += area
            result.votedHeads += 1
            if choice == .for {
                result.yesArea += area
                result.yesHeads += 1
            }
        }
        let (all, heads) = (areas.values.reduce(0, +), Int64(owners.count))
        let isQuorum = 3 * result.votedArea >= 2 * all && 3 * result.votedHeads >= 2 * heads
        let isPassed = 2 * result.yesArea > result.votedArea && 2 * result.yesHeads > result.votedHeads
        result.outcome = !isQuorum ? "no-quorum" : isPassed ? "passed" : "failed"
        self.ballots = ballots
        expected = result
    }
}
