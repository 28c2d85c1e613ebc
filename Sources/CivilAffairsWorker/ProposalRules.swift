import Casework
import Desk

/// Who may ask for a meeting of the owners (domain.md 2.6).
enum ProposalRules {
    /// Owners must be a fifth of all; a committee or a street asks by its office.
    static func entitled(_ answer: Deed.Answer, _ task: DeskTask) -> [Problem] {
        let fields = task.content.fields
        guard fields["proposer"] == "owners", let asking = fields["ownersAsking"]?.integer,
            let all = fields["ownersTotal"]?.integer
        else { return [] }
        if asking > all, answer.outcome == "accepted" {
            return [
                Problem("MORE_THAN_ALL", at: "/outcome", zh: "提议人数超过业主总人数\(all)", en: "There are only \(all) owners")
            ]
        }
        // Not `asking * 5 >= all`, which a number out of the way could overflow; what is left over counts up.
        guard answer.outcome == "accepted", asking < all / 5 + (all % 5 == 0 ? 0 : 1) else { return [] }
        return [
            Problem(
                "PROPOSER_NOT_ENTITLED",
                at: "/outcome",
                zh: "提议业主不足五分之一，不能受理",
                en: "Fewer than a fifth of the owners ask; it cannot be accepted"
            )
        ]
    }
}
