import Casework
import Contracts
import Desk
import EventStore
import GRDB

// What the rules of a vote take from the bureau's own file.
extension VoteRules {
    /// The check of the step that makes the roll.
    static let rollCheck = "heads-by-owner"

    /// The figures of a step's answer are those of the roll that was brought; without one the vote is on paper alone.
    static func onFile(_ answer: Deed.Answer, _ setting: PracticeSetting) throws -> [Problem] {
        guard answer.outcome == "frozen" else { return [] }
        guard let vote = try VoteBook.vote(of: setting.task.key.caseID, in: setting.db) else {
            return [
                Problem(
                    "ROLL_NOT_HERE",
                    at: "/fields/rollHash",
                    zh: "未导入楼盘表：不能网上投票，由人工计票",
                    en: "No roll was imported: nobody votes online, people count",
                    severity: .warning
                )
            ]
        }
        return figures(of: vote).compactMap { field, value in
            guard answer.fields[field] != value else { return nil }
            return Problem(
                "ROLL_MISMATCH",
                at: "/fields/\(field)",
                zh: "与导入的楼盘表不符",
                en: "It is not what the imported roll says"
            )
        }
    }

    static func figures(of vote: VoteBook.Vote) -> [(field: String, value: Value)] {
        [
            ("rollHash", .text(vote.hash)), ("rollArea", .integer(vote.area)),
            ("rollUnits", .integer(Int64(vote.units))), ("rollHeads", .integer(Int64(vote.heads))),
        ]
    }

    /// Ends the tally with what the file holds; declines where the ballots are not here.
    static func decide(_ setting: PracticeSetting) throws -> Deed.Answer? {
        let task = setting.task
        guard let vote = try VoteBook.vote(of: task.key.caseID, in: setting.db), vote.isFrozen, !vote.isVoid,
            let tally = try VoteTally.count(task.key.caseID, in: setting.db)
        else { return nil }
        return Deed.Answer(
            outcome: tally.result(majority(task)).rawValue,
            fields: [
                "votedArea": .integer(tally.voted.area), "votedHeads": .integer(tally.voted.heads),
                "yesArea": .integer(tally.yes.area), "yesHeads": .integer(tally.yes.heads),
                "tallyHash": .text(tally.hash),
            ]
        )
    }

    /// Freezes the roll, frees it, or makes the ballots void, as steps of a vote end.
    static func keep(_ answer: Deed.Answer, on task: DeskTask, in tx: Transaction) throws {
        let caseID = task.key.caseID
        guard task.content.caseType == "owners-vote", let vote = try VoteBook.vote(of: caseID, in: tx.db) else {
            return
        }
        switch (task.key.step, task.content.isUndo) {
        case ("roll", _):
            let isFrozen = !task.content.isUndo && answer.outcome == "frozen"
            guard isFrozen != vote.isFrozen else { return }
            try tx.record(VoteBook.Kind.rollStanding.rawValue, case: caseID, VoteBook.RollStanding(isFrozen: isFrozen))
        case ("ballot", true):
            try tx.record(VoteBook.Kind.ballotsVoid.rawValue, case: caseID, VoteBook.BallotsVoid())
        default: break
        }
    }
}
