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

        func isOpen(at now: Instant) -> Bool { isOpen && due.map { now < $0 } ?? true }
    }

    /// How a case with a vote stands in the list of votes.
    struct Line: Equatable {
        var caseID: String
        var title: String
        /// Nil while no roll was brought.
        var vote: Vote?
        var poll: Poll?
        /// Whether the step that makes the roll waits for it.
        var isRollOpen: Bool
    }

    /// The cases in which there is a roll or one is to be brought, the newest first.
    static func lines(limit: Int, in db: Database) throws -> [Line] {
        let ids = try String.fetchAll(
            db,
            sql: """
                SELECT case_id FROM housing_vote UNION SELECT case_id FROM housing_poll
                UNION SELECT case_id FROM desk_task WHERE step = 'roll' AND state = 'open'
                ORDER BY case_id DESC LIMIT ?
                """,
            arguments: [limit]
        )
        return try ids.compactMap { try line(of: $0, in: db) }
    }

    /// Nil for a case that has no vote.
    static func line(of caseID: String, in db: Database) throws -> Line? {
        let tasks = try TaskTable.tasks(ofCase: caseID, in: db)
        let makers = tasks.filter { $0.content.checks.contains(VoteRules.rollCheck) }
        let (vote, poll) = (try vote(of: caseID, in: db), try poll(of: caseID, in: db))
        guard vote != nil || poll != nil || !makers.isEmpty else { return nil }
        return Line(
            caseID: caseID,
            title: tasks.last?.content.subject ?? "",
            vote: vote,
            poll: poll,
            isRollOpen: makers.contains { $0.state == .open }
        )
    }

    /// How many papers one person has entered and another one has yet to.
    static func waitingPapers(_ vote: Int64, in db: Database) throws -> Int {
        try Int.fetchOne(db, sql: "SELECT count(*) FROM housing_paper WHERE vote = ?", arguments: [vote]) ?? 0
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
