import Casework
import Contracts
import Desk
import EventStore
import GRDB

/// The votes that the bureau keeps: rolls, ballots, papers that one person has entered.
///
/// Owners stand in it by their tokens only.
enum VoteBook {
    static let tables = ["housing_vote", "housing_head", "housing_paper", "housing_poll", "housing_ballot_refusal"]

    /// The kinds of entry.
    enum Kind: String, CaseIterable {
        case roll = "housing.roll"
        case rollStanding = "housing.roll-standing"
        case ballot = "housing.ballot"
        case paper = "housing.paper"
        case ballotsVoid = "housing.ballots-void"
        case refusal = "housing.ballot-refusal"
    }

    /// The body of `housing.roll`: a part of a roll; the first begins it anew.
    struct RollPart: Codable, Sendable {
        var hash: String
        var units: Int
        var heads: Int
        var area: Int64
        /// From 0.
        var part: Int
        var tokens: [String]
        /// Of the owners with these tokens, in 0.01 m².
        var areas: [Int64]
        var by: String
        var reason: String

        /// So many heads stand in one entry, which travels whole.
        static let most = 4000
    }

    /// The body of `housing.roll-standing`: frozen for the vote, or free again.
    struct RollStanding: Codable, Sendable {
        var isFrozen: Bool
    }

    /// The body of `housing.ballot`.
    struct Ballot: Codable, Sendable {
        var vote: Int64
        var token: String
        var number: Int
        var choice: BallotCast.Choice
        /// True for a paper that two people have entered.
        var isPaper: Bool
        /// `Answer`, sealed: whom to tell; nil when nobody waits.
        var sealedAnswer: String?
    }

    /// The body of `housing.paper`: what the first of two people read on a paper; nil takes it back.
    struct Paper: Codable, Sendable {
        var vote: Int64
        var token: String
        var choice: BallotCast.Choice?
        var by: String
    }

    /// The body of `housing.ballots-void`.
    struct BallotsVoid: Codable, Sendable {}

    /// The body of `housing.ballot-refusal`: a message that changed nothing, and why.
    struct Refused: Codable, Sendable {
        var disposition: Receipt.Disposition
        var problems: [Problem]
        /// `Answer`, sealed: whom to tell; nil when nobody waits.
        var sealedAnswer: String?
    }

    /// Where an answer goes.
    ///
    /// Its words are the sender's, who may have named the voter in them.
    struct Answer: Codable, Sendable {
        var messageID: String
        var replyTo: String
        var correlationID: String?
    }

    static func create(in db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS housing_vote (
                    case_id TEXT PRIMARY KEY, vote INTEGER NOT NULL, hash TEXT NOT NULL, units INTEGER NOT NULL,
                    heads INTEGER NOT NULL, area INTEGER NOT NULL, frozen INTEGER NOT NULL, void INTEGER NOT NULL,
                    voted INTEGER NOT NULL
                ) WITHOUT ROWID;
                CREATE TABLE IF NOT EXISTS housing_head (
                    vote INTEGER NOT NULL, token TEXT NOT NULL, area INTEGER NOT NULL, number INTEGER NOT NULL,
                    choice TEXT, paper INTEGER NOT NULL, PRIMARY KEY (vote, token)
                ) WITHOUT ROWID;
                CREATE TABLE IF NOT EXISTS housing_paper (
                    vote INTEGER NOT NULL, token TEXT NOT NULL, choice TEXT NOT NULL, by TEXT NOT NULL,
                    PRIMARY KEY (vote, token)
                ) WITHOUT ROWID;
                CREATE TABLE IF NOT EXISTS housing_poll (
                    case_id TEXT PRIMARY KEY, step TEXT NOT NULL, instance TEXT NOT NULL, attempt INTEGER NOT NULL,
                    is_open INTEGER NOT NULL, opened INTEGER NOT NULL, due INTEGER
                ) WITHOUT ROWID;
                CREATE TABLE IF NOT EXISTS housing_ballot_refusal (
                    case_id TEXT NOT NULL, code TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (case_id, code)
                ) WITHOUT ROWID
                """
        )
    }

    static func fold(_ kind: Kind, _ entry: Entry, in db: Database) throws {
        switch kind {
        case .roll: try fold(entry.decode(RollPart.self), entry, in: db)
        case .rollStanding:
            try db.cachedStatement(sql: "UPDATE housing_vote SET frozen = ? WHERE case_id = ?")
                .execute(arguments: [try entry.decode(RollStanding.self).isFrozen, entry.caseID])
        case .ballot: try fold(entry.decode(Ballot.self), in: db)
        case .paper:
            let paper = try entry.decode(Paper.self)
            guard let choice = paper.choice else { return try forget(paper.vote, paper.token, in: db) }
            try db.cachedStatement(sql: "INSERT INTO housing_paper VALUES (?, ?, ?, ?)")
                .execute(arguments: [paper.vote, paper.token, choice.rawValue, paper.by])
        case .ballotsVoid:
            try db.cachedStatement(sql: "UPDATE housing_vote SET void = 1 WHERE case_id = ?")
                .execute(arguments: [entry.caseID])
        case .refusal:
            let refused = try entry.decode(Refused.self)
            let statement = try db.cachedStatement(
                sql: "INSERT INTO housing_ballot_refusal VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET count = count + 1"
            )
            let codes = refused.problems.isEmpty ? [refused.disposition.rawValue] : refused.problems.map(\.code)
            for code in codes { try statement.execute(arguments: [entry.caseID, code]) }
        }
    }

    private static func fold(_ roll: RollPart, _ entry: Entry, in db: Database) throws {
        if roll.part == 0 {
            if let old = try vote(of: entry.caseID, in: db) {
                try db.execute(sql: "DELETE FROM housing_head WHERE vote = ?", arguments: [old.id])
                try db.execute(sql: "DELETE FROM housing_paper WHERE vote = ?", arguments: [old.id])
            }
            try db.execute(
                sql: "INSERT OR REPLACE INTO housing_vote VALUES (?, ?, ?, ?, ?, ?, 0, 0, 0)",
                arguments: [entry.caseID, entry.n, roll.hash, roll.units, roll.heads, roll.area]
            )
        }
        guard let vote = try vote(of: entry.caseID, in: db) else { return }
        let statement = try db.cachedStatement(sql: "INSERT INTO housing_head VALUES (?, ?, ?, 0, NULL, 0)")
        for (token, area) in zip(roll.tokens, roll.areas) { try statement.execute(arguments: [vote.id, token, area]) }
    }

    private static func fold(_ ballot: Ballot, in db: Database) throws {
        let before = try head(ballot.vote, ballot.token, in: db)
        try db.cachedStatement(
            sql: "UPDATE housing_head SET number = ?, choice = ?, paper = ? WHERE vote = ? AND token = ?"
        ).execute(arguments: [ballot.number, ballot.choice.rawValue, ballot.isPaper, ballot.vote, ballot.token])
        if before?.choice == nil {
            try db.cachedStatement(sql: "UPDATE housing_vote SET voted = voted + 1 WHERE vote = ?")
                .execute(arguments: [ballot.vote])
        }
        if ballot.isPaper { try forget(ballot.vote, ballot.token, in: db) }
    }

    private static func forget(_ vote: Int64, _ token: String, in db: Database) throws {
        try db.cachedStatement(sql: "DELETE FROM housing_paper WHERE vote = ? AND token = ?")
            .execute(arguments: [vote, token])
    }

    /// Keeps when the rows of the roll may answer: the task of the register step, as the desk was told of it.
    static func follow(_ task: DeskTask, in db: Database) throws {
        guard task.content.register == "roll" else { return }
        try db.cachedStatement(sql: "INSERT OR REPLACE INTO housing_poll VALUES (?, ?, ?, ?, ?, ?, ?)")
            .execute(arguments: [
                task.key.caseID, task.key.step, task.key.instance, task.key.attempt, task.state == .open,
                task.standing.openedAt.milliseconds, task.standing.due?.milliseconds,
            ])
    }
}
