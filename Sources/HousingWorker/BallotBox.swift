import Casework
import Contracts
import Crypto
import Desk
import EventStore
import Fleet
import GRDB

/// Takes ballots in: each owner of a frozen roll is counted once, may change his mind once, and is known by his token
/// alone from here on.
struct BallotBox: Sendable {
    /// The queue of ballots.
    static let queue = "ballots"
    /// Where answers go; a publisher binds its own reply queue to it under the queue's name.
    static let replies = "huiban.replies"

    let secret: SymmetricKey
    let seal: Seal

    init(secret: SymmetricKey) {
        self.secret = secret
        seal = Seal(secret: secret, purpose: "ballots")
    }

    /// What becomes of a ballot.
    enum Verdict {
        case counted(VoteBook.Ballot)
        /// Said before; nothing changes.
        case duplicate
        case refused([Problem])
    }

    /// A message from the queue; a refusal is told to its sender, and no ballot waits for a person.
    func receive(_ message: Incoming, on desk: Desk, in tx: Transaction) throws -> Handling {
        guard message.envelope.type == .ballotCast else {
            let type = message.envelope.type.rawValue
            return .dead([
                Problem("TYPE_NOT_EXPECTED", at: "/type", zh: "此处不接收 \(type)", en: "\(type) is not taken here")
            ])
        }
        let ballot: BallotCast
        switch BallotCast.read(message.envelope.data) {
        case .bad(let problems): return try refuse(problems, message, replyTo: nil, of: "", in: tx)
        case .good(let read, _): ballot = read
        }
        // The moment of the act judges, but nobody votes in the future.
        let castAt = min(message.envelope.time, tx.now)
        switch try judge(ballot, castAt: castAt, in: tx.db) {
        case .counted(var counted):
            counted.sealedAnswer = try answer(message, replyTo: ballot.replyTo)
            try count(counted, of: ballot.caseID, on: desk, in: tx)
            return .done
        case .duplicate:
            try record(.duplicate, [], message, replyTo: ballot.replyTo, of: ballot.caseID, in: tx)
            return .ignored
        case .refused(let problems):
            return try refuse(problems, message, replyTo: ballot.replyTo, of: ballot.caseID, in: tx)
        }
    }

    /// Whether a ballot counts, by the roll and the clock of its vote; everything that is wrong with it at once.
    func judge(_ ballot: BallotCast, castAt: Instant, isPaper: Bool = false, in db: Database) throws -> Verdict {
        guard let vote = try VoteBook.vote(of: ballot.caseID, in: db), vote.isFrozen else {
            return .refused([
                Problem(
                    "VOTE_UNKNOWN",
                    at: "/data/caseId",
                    zh: "没有这次表决，或楼盘表尚未冻结",
                    en: "There is no such vote with a frozen roll"
                )
            ])
        }
        let token = VoterTokens(secret: secret, caseID: ballot.caseID).token(of: ballot.voter)
        let head = try VoteBook.head(vote.id, token, in: db)
        var problems: [Problem] = []
        if ballot.rollHash != vote.hash {
            problems.append(
                Problem(
                    "ROLL_HASH_MISMATCH",
                    at: "/data/rollHash",
                    zh: "楼盘表校验值不符",
                    en: "This is another roll than the frozen one"
                )
            )
        }
        if head == nil {
            problems.append(
                Problem("VOTER_UNKNOWN", at: "/data/voter", zh: "楼盘表中没有该业主", en: "The roll has no such owner")
            )
        }
        if problems.isEmpty, let head, isKnown(ballot, head) { return .duplicate }
        if let problem = try closing(ballot.caseID, vote, at: castAt, in: db) { problems.append(problem) }
        if let head, let problem = objection(to: ballot, head, isPaper: isPaper) { problems.append(problem) }
        guard problems.isEmpty else { return .refused(problems) }
        return .counted(
            VoteBook.Ballot(
                vote: vote.id,
                token: token,
                number: ballot.number,
                choice: ballot.choice,
                isPaper: isPaper,
                sealedAnswer: nil
            )
        )
    }

    /// The same ballot again, or an older one that a newer one has overtaken.
    private func isKnown(_ ballot: BallotCast, _ head: VoteBook.Head) -> Bool {
        guard head.choice != nil else { return false }
        return ballot.number < head.number || ballot.number == head.number && ballot.choice == head.choice
    }

    private func objection(to ballot: BallotCast, _ head: VoteBook.Head, isPaper: Bool) -> Problem? {
        if isPaper, head.choice != nil {
            return Problem("ALREADY_VOTED", at: "/voter", zh: "该业主已投票", en: "This owner has voted already")
        }
        if ballot.number > BallotCast.mostNumbers {
            return Problem("CHANGED_TWICE", at: "/data/number", zh: "只能改票一次", en: "A ballot can be changed once")
        }
        guard head.choice != nil, ballot.number == head.number else { return nil }
        return Problem(
            ballot.number == BallotCast.mostNumbers ? "CHANGED_TWICE" : "BALLOT_DIFFERS",
            at: "/data/number",
            zh: ballot.number == BallotCast.mostNumbers ? "只能改票一次" : "已投过不同的票；改票请用number 2",
            en: ballot.number == BallotCast.mostNumbers
                ? "A ballot can be changed once"
                : "Another ballot was cast under this number; a change has the number 2"
        )
    }

    private func closing(
        _ caseID: String,
        _ vote: VoteBook.Vote,
        at moment: Instant,
        in db: Database
    ) throws -> Problem? {
        let poll = try VoteBook.poll(of: caseID, in: db)
        guard let poll, moment >= poll.opened else {
            return Problem("VOTE_NOT_OPEN", at: "/data/caseId", zh: "表决尚未开始", en: "The vote has not opened yet")
        }
        guard !poll.isOpen || vote.isVoid || poll.due.map({ moment >= $0 }) ?? false else { return nil }
        return Problem("VOTE_CLOSED", at: "/data/caseId", zh: "表决已截止", en: "The vote is closed")
    }

    /// Records a ballot; the last head of the roll ends the step.
    func count(_ ballot: VoteBook.Ballot, of caseID: String, on desk: Desk, in tx: Transaction) throws {
        try tx.record(VoteBook.Kind.ballot.rawValue, case: caseID, ballot)
        guard let vote = try VoteBook.vote(of: caseID, in: tx.db), vote.voted >= vote.heads,
            let poll = try VoteBook.poll(of: caseID, in: tx.db), poll.isOpen,
            let task = try TaskTable.fetch(poll.task, in: tx.db), let outcome = task.content.outcomes.last
        else { return }
        // The ballots stay here: nothing but the outcome goes into the report.
        try desk.finish(task, Deed.Answer(outcome: outcome), by: "register:roll", in: tx)
    }

    private func refuse(
        _ problems: [Problem],
        _ message: Incoming,
        replyTo: String?,
        of caseID: String,
        in tx: Transaction
    ) throws -> Handling {
        try record(.rejected, problems, message, replyTo: replyTo, of: caseID, in: tx)
        return .ignored
    }

    private func record(
        _ disposition: Receipt.Disposition,
        _ problems: [Problem],
        _ message: Incoming,
        replyTo: String?,
        of caseID: String,
        in tx: Transaction
    ) throws {
        // Text of a stranger is kept only where it is the number of a vote that there is.
        let known = try VoteBook.vote(of: caseID, in: tx.db) == nil ? "" : caseID
        try tx.record(
            VoteBook.Kind.refusal.rawValue,
            case: known,
            VoteBook.Refused(
                disposition: disposition,
                problems: problems,
                sealedAnswer: try answer(message, replyTo: replyTo)
            )
        )
    }

    /// Where to answer, nil when nobody waits or the address is not the publisher's own queue.
    private func answer(_ message: Incoming, replyTo: String?) throws -> String? {
        guard let address = message.raw.replyTo ?? replyTo, address.hasPrefix("reply."),
            case .good(let checked, _) = ReplyAddress.check(address, for: message.sender)
        else { return nil }
        return try seal.close(
            VoteBook.Answer(
                messageID: message.envelope.id,
                replyTo: checked,
                correlationID: message.raw.correlationID
            )
        )
    }

    /// What the sender is told; nothing where the secret has changed since.
    func messages(of entry: Entry) throws -> [Outgoing] {
        let (disposition, problems, sealed): (Receipt.Disposition, [Problem], String?)
        switch VoteBook.Kind(rawValue: entry.kind) {
        case .ballot:
            (disposition, problems, sealed) = (.accepted, [], try entry.decode(VoteBook.Ballot.self).sealedAnswer)
        case .refusal:
            let refused = try entry.decode(VoteBook.Refused.self)
            (disposition, problems, sealed) = (refused.disposition, refused.problems, refused.sealedAnswer)
        case .roll, .rollStanding, .paper, .ballotsVoid, nil: return []
        }
        guard let answer = sealed.flatMap({ seal.open($0, as: VoteBook.Answer.self) }) else { return [] }
        let receipt = Receipt(
            disposition: disposition,
            caseID: entry.caseID.isEmpty ? nil : entry.caseID,
            messageID: answer.messageID,
            problems: problems,
            at: entry.at
        )
        let subject = entry.caseID.isEmpty ? "-" : entry.caseID
        let envelope = try Envelope.receipt(receipt, from: "housing", subject: subject, number: Int(entry.n))
        return [
            Outgoing(
                exchange: BallotBox.replies,
                routingKey: answer.replyTo,
                messageID: envelope.id,
                type: envelope.type.rawValue,
                correlationID: answer.correlationID,
                body: envelope.bytes,
                mandatory: false
            )
        ]
    }
}
