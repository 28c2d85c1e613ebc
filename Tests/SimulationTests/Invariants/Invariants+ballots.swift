import Casework
import Contracts
import EventStore
import GRDB

@testable import HousingWorker

extension Invariants {
    /// Each owner is counted once, with what he cast; whoever was told that his ballot counts is counted.
    func everyBallotCountsOnce() throws -> [String] {
        guard let housing = simulation.processes.first(where: { $0.owner == "housing" }) else { return [] }
        let voters = simulation.voters
        return try housing.read().read { db in
            try VoteBook.lines(limit: 1000, in: db).flatMap { line -> [String] in
                guard let vote = line.vote else { return [] }
                do {
                    _ = try VoteTally.count(line.caseID, in: db)
                } catch let error as VoteTally.CountsDiffer {
                    return ["two counts of \(error.caseID) differ"]
                }
                let tokens = VoterTokens(secret: SimulatedVoters.secret, caseID: line.caseID)
                let casts = voters.cast.filter { $0.vote == vote.id }
                let byToken = Dictionary(grouping: casts) { tokens.token(of: $0.ballot.voter) }
                let heads = try Row.fetchAll(
                    db,
                    sql: "SELECT token, number, choice FROM housing_head WHERE vote = ? ORDER BY token",
                    arguments: [vote.id]
                )
                return heads.flatMap { row -> [String] in
                    let own = byToken[row["token"]] ?? []
                    let number: Int = row["number"]
                    let choice = (row["choice"] as String?).flatMap { BallotCast.Choice(rawValue: $0) }
                    var wrong: [String] = []
                    if let choice, !own.contains(where: { $0.ballot.number == number && $0.ballot.choice == choice }) {
                        wrong.append("a ballot in \(line.caseID) that nobody cast")
                    }
                    for cast in own where voters.receipts[cast.messageID]?.disposition == .accepted {
                        let ballot = cast.ballot
                        let isKept = number > ballot.number || number == ballot.number && choice == ballot.choice
                        if !isKept { wrong.append("lost: the ballot \(cast.messageID)") }
                    }
                    return wrong
                }
            }
        }
    }
}
