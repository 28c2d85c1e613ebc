import Casework
import Contracts
import Desk
import GRDB

extension VoteBook {
    /// A vote with its roll.
    struct Vote: Equatable {
        /// The position of the roll in the log.
        var id: Int64
        var hash: String
        var units: Int
        var heads: Int
        /// In 0.01 m².
        var area: Int64
        var isFrozen: Bool
        /// True when every ballot was made void.
        var isVoid: Bool
        /// How many heads have cast a ballot.
        var voted: Int
    }

    /// One owner on a roll.
    struct Head: Equatable {
        var area: Int64
        /// Of the ballot that counts; 0 while there is none.
        var number: Int
        var choice: BallotCast.Choice?
    }

    /// When the rows of a roll may answer.
    struct Poll: Equatable {
        var task: TaskKey
        var isOpen: Bool
        var opened: Instant
        /// The first moment that is too late.
        var due: Instant?
    }

    static func vote(of caseID: String, in db: Database) throws -> Vote? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM housing_vote WHERE case_id = ?"),
            arguments: [caseID]
        ).map { row in
            Vote(
                id: row["vote"],
                hash: row["hash"],
                units: row["units"],
                heads: row["heads"],
                area: row["area"],
                isFrozen: row["frozen"],
                isVoid: row["void"],
                voted: row["voted"]
            )
        }
    }

    static func head(_ vote: Int64, _ token: String, in db: Database) throws -> Head? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT area, number, choice FROM housing_head WHERE vote = ? AND token = ?"),
            arguments: [vote, token]
        ).map { row in
            Head(
                area: row["area"],
                number: row["number"],
                choice: (row["choice"] as String?).flatMap { BallotCast.Choice(rawValue: $0) }
            )
        }
    }

    static func poll(of caseID: String, in db: Database) throws -> Poll? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM housing_poll WHERE case_id = ?"),
            arguments: [caseID]
        ).map { row in
            Poll(
                task: TaskKey(caseID: caseID, step: row["step"], instance: row["instance"], attempt: row["attempt"]),
                isOpen: row["is_open"],
                opened: Instant(milliseconds: row["opened"]),
                due: (row["due"] as Int64?).map { Instant(milliseconds: $0) }
            )
        }
    }

    /// What one person has read on a paper already.
    static func paper(
        _ vote: Int64,
        _ token: String,
        in db: Database
    ) throws -> (choice: BallotCast.Choice, by: String)? {
        guard
            let row = try Row.fetchOne(
                db.cachedStatement(sql: "SELECT choice, by FROM housing_paper WHERE vote = ? AND token = ?"),
                arguments: [vote, token]
            ), let choice = BallotCast.Choice(rawValue: row["choice"])
        else { return nil }
        return (choice, row["by"])
    }

    /// How many messages changed nothing, by code.
    static func refusals(of caseID: String, in db: Database) throws -> [String: Int] {
        let rows = try Row.fetchAll(
            db,
            sql: "SELECT code, count FROM housing_ballot_refusal WHERE case_id = ?",
            arguments: [caseID]
        )
        return Dictionary(uniqueKeysWithValues: rows.map { ($0["code"], $0["count"]) })
    }
}
