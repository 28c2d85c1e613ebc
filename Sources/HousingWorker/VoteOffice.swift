import Casework
import Contracts
import Crypto
import Desk
import EventStore
import GRDB

/// What people of the bureau do about a vote: bring its roll, enter papers, count.
struct VoteOffice: Sendable {
    let box: BallotBox

    /// Brings the roll of a case; it takes the place of the one before, as long as the step that makes it is open.
    func bring(
        _ roll: VoteRoll,
        to caseID: String,
        by person: Person,
        reason: String,
        in tx: Transaction
    ) throws -> Result<VoteBook.Vote, Refusal> {
        let makers = try TaskTable.tasks(ofCase: caseID, in: tx.db).filter {
            $0.content.checks.contains(VoteRules.rollCheck)
        }
        guard !makers.isEmpty else { return .failure(.voteUnknown()) }
        guard makers.contains(where: { $0.state == .open }) else {
            return .failure(
                Refusal(
                    .conflict,
                    Problem("ROLL_NOT_OPEN", zh: "楼盘表步骤未在办理，不能导入", en: "The step that makes the roll is not open")
                )
            )
        }
        let tokens = VoterTokens(secret: box.secret, caseID: caseID)
        let heads = roll.heads.map { (token: tokens.token(of: $0.owner), area: $0.area) }.sorted { $0.token < $1.token }
        for (part, start) in stride(from: 0, to: heads.count, by: VoteBook.RollPart.most).enumerated() {
            let page = heads[start..<min(start + VoteBook.RollPart.most, heads.count)]
            try tx.record(
                VoteBook.Kind.roll.rawValue,
                case: caseID,
                VoteBook.RollPart(
                    hash: roll.hash,
                    units: roll.units,
                    heads: heads.count,
                    area: roll.area,
                    part: part,
                    tokens: page.map(\.token),
                    areas: page.map(\.area),
                    by: person.id,
                    reason: reason
                )
            )
        }
        guard let vote = try VoteBook.vote(of: caseID, in: tx.db) else { return .failure(.voteUnknown()) }
        return .success(vote)
    }

    /// What has become of a paper.
    enum PaperStanding: String {
        /// One person has entered it; another one enters it again.
        case waits
        case counted
    }

    /// Enters a paper ballot: it counts when two people have read the same on it.
    func enter(
        _ ballot: BallotCast,
        by person: Person,
        on desk: Desk,
        in tx: Transaction
    ) throws -> Result<PaperStanding, Refusal> {
        let verdict = try box.judge(ballot, castAt: tx.now, isPaper: true, in: tx.db)
        let judged: VoteBook.Ballot
        switch verdict {
        case .counted(let ballot): judged = ballot
        case .duplicate:
            return .failure(
                Refusal(
                    .conflict,
                    Problem("ALREADY_VOTED", at: "/voter", zh: "该业主已投票", en: "This owner has voted already")
                )
            )
        case .refused(let problems):
            return .failure(Refusal(problems.contains { $0.code == "VOTE_UNKNOWN" } ? .missing : .invalid, problems))
        }
        guard let first = try VoteBook.paper(judged.vote, judged.token, in: tx.db) else {
            try record(judged, choice: judged.choice, by: person.id, of: ballot.caseID, in: tx)
            return .success(.waits)
        }
        guard first.by != person.id else {
            return .failure(
                Refusal(
                    .forbidden,
                    Problem("FOUR_EYES", zh: "纸质选票须由两人分别录入", en: "Two different people enter a paper ballot")
                )
            )
        }
        guard first.choice == judged.choice else {
            // Whoever was wrong: both look again.
            try record(judged, choice: nil, by: person.id, of: ballot.caseID, in: tx)
            return .failure(
                Refusal(
                    .conflict,
                    Problem(
                        "PAPER_MISMATCH",
                        at: "/choice",
                        zh: "两次录入不一致，已作废，请两人重新核对录入",
                        en: "The two entries differ and are void; both people enter it again"
                    )
                )
            )
        }
        try box.count(judged, of: ballot.caseID, on: desk, in: tx)
        return .success(.counted)
    }

    private func record(
        _ ballot: VoteBook.Ballot,
        choice: BallotCast.Choice?,
        by person: String,
        of caseID: String,
        in tx: Transaction
    ) throws {
        try tx.record(
            VoteBook.Kind.paper.rawValue,
            case: caseID,
            VoteBook.Paper(vote: ballot.vote, token: ballot.token, choice: choice, by: person)
        )
    }
}

extension Refusal {
    static func voteUnknown() -> Refusal {
        Refusal(.missing, Problem("VOTE_UNKNOWN", zh: "没有这次表决", en: "There is no such vote"))
    }
}
