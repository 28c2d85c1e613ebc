import Casework
import Contracts
import Desk
import GRDB

/// A vote as programs and pages show it; what was chosen is told when it is over.
struct VoteView: Encodable, Sendable {
    struct Sum: Encodable, Sendable {
        /// In 0.01 m².
        var area: Int64
        var heads: Int64

        init(_ share: DoubleMajority.Share) { (area, heads) = (share.area, share.heads) }
    }

    var caseId: String
    var rollHash: String
    var units: Int
    var roll: Sum
    var isFrozen: Bool
    var isOpen: Bool
    var isVoid: Bool
    var due: Instant?
    /// How many took part.
    var voted: Sum
    /// By choice; absent while the vote is open.
    var cast: [String: Sum]?
    var changed: Int?
    var papers: Int?
    /// What it comes to by the majority that the matter needs; absent while the vote is open.
    var result: String?
    var tallyHash: String?
    /// Messages that changed nothing, by code.
    var refusals: [String: Int]

    /// Nil where no roll is kept here.
    ///
    /// - Throws: `VoteTally.CountsDiffer`, or what reading threw.
    static func of(_ caseID: String, at now: Instant, in db: Database) throws -> VoteView? {
        guard let vote = try VoteBook.vote(of: caseID, in: db), let tally = try VoteTally.count(caseID, in: db) else {
            return nil
        }
        let poll = try VoteBook.poll(of: caseID, in: db)
        let isOpen = poll?.isOpen(at: now) ?? false
        let isOver = poll != nil && !isOpen
        let matter = try TaskTable.tasks(ofCase: caseID, in: db).last?.content.fields["matter"]?.text ?? ""
        let cast = tally.cast.map { ($0.rawValue, Sum($1)) }
        return VoteView(
            caseId: caseID,
            rollHash: vote.hash,
            units: vote.units,
            roll: Sum(tally.roll),
            isFrozen: vote.isFrozen,
            isOpen: isOpen,
            isVoid: vote.isVoid,
            due: poll?.due,
            voted: Sum(tally.voted),
            cast: isOver ? Dictionary(uniqueKeysWithValues: cast) : nil,
            changed: isOver ? tally.changed : nil,
            papers: isOver ? tally.papers : nil,
            result: isOver ? tally.result(MajorityClass(matter: matter)).rawValue : nil,
            tallyHash: isOver ? tally.hash : nil,
            refusals: try VoteBook.refusals(of: caseID, in: db)
        )
    }
}
