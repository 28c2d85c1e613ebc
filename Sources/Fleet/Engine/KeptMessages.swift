package import Casework
import Contracts
package import EventStore
import GRDB

/// What a person decides about messages that were put aside: once more, in order, or never (promise 3).
///
/// Belongs to the engine's thread; what a decision does and its record are one commit.
package struct KeptMessages: Sendable {
    private let intake: DeliveryIntake

    package init(engine: Engine) { intake = DeliveryIntake(engine: engine, isCareful: false) }

    /// Who decides, and why.
    package struct Decision: Hashable, Sendable {
        package var by: String
        package var reason: String

        package init(by: String, reason: String) {
            self.by = by
            self.reason = reason
        }
    }

    /// What became of a dead letter that was tried again.
    package enum Redrive: Hashable, Sendable {
        case handled
        /// There is no such dead letter.
        case missing
        /// It stays where it is.
        case refused([Problem])
    }

    /// What became of a case's parked messages.
    package struct Release: Hashable, Codable, Sendable {
        package var handled: [Int64] = []
        /// Those that can never be handled; each is a dead letter now.
        package var buried: [Int64] = []
        /// The first that failed again; it and those after it go on waiting.
        package var stoppedAt: Int64?
        /// How many go on waiting.
        package var waiting = 0
        package var problems: [Problem] = []
    }

    /// The most messages that one commit releases, so that it does not hold up everybody else's.
    private static let most = 500

    /// Handles a dead letter again; one that fails again leaves no trace.
    package func redrive(_ n: Int64, _ decision: Decision, _ transaction: Transaction) throws -> Redrive {
        let db = transaction.db
        guard try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM dead WHERE n = ?)", arguments: [n]) ?? false
        else { return .missing }
        let kept = try DeadLetters.kept(at: n, in: db)
        if try intake.isRedacted(kept) { return .refused([KeptMessages.bodyRedacted]) }
        let raw = try intake.restore(kept)
        guard raw.body.count == kept.size else {
            return .refused([kept.sealed == nil ? KeptMessages.bodyNotKept(kept.size) : KeptMessages.bodySealed])
        }
        if let caseID = intake.caseID(of: raw), try DeadLetters.isParked(caseID, in: db) {
            return .refused([KeptMessages.caseParked])
        }
        let result = try transaction.attempt {
            if case .dead(let problems) = try intake.handleAgain(raw, transaction) { throw NeverHandled(problems) }
            try transaction.record(
                DeadLetters.redrivenKind,
                case: "",
                DeadLetters.Redriven(n: n, by: decision.by, reason: decision.reason)
            )
        }
        switch result {
        case .success: return .handled
        case .failure(let error as NeverHandled):
            // What is wrong with a sealed message may quote it.
            return .refused(kept.sealed == nil ? error.problems : error.problems.map(KeptMessages.unquoted))
        case .failure(let error): return .refused([DeliveryIntake.failure(error)])
        }
    }

    /// Handles a case's parked messages in their order until one fails again; nil when the case has none.
    package func release(_ caseID: String, _ decision: Decision, _ transaction: Transaction) throws -> Release? {
        let waiting = try Int64.fetchAll(
            transaction.db,
            sql: "SELECT n FROM parked WHERE case_id = ? ORDER BY n",
            arguments: [caseID]
        )
        guard !waiting.isEmpty else { return nil }
        var release = Release()
        for n in waiting.prefix(KeptMessages.most) {
            switch try releaseOne(n, of: caseID, decision, transaction) {
            case .success(.done), .success(.ignored): release.handled.append(n)
            case .success(.dead): release.buried.append(n)
            case .failure(let error):
                release.stoppedAt = n
                release.problems = [DeliveryIntake.failure(error)]
            }
            if release.stoppedAt != nil { break }
        }
        release.waiting = waiting.count - release.handled.count - release.buried.count
        return release
    }

    private func releaseOne(
        _ n: Int64,
        of caseID: String,
        _ decision: Decision,
        _ transaction: Transaction
    ) throws -> Result<Handling, any Error> {
        let raw = try intake.restore(try DeadLetters.kept(at: n, in: transaction.db))
        return try transaction.attempt {
            let handling = try intake.handleAgain(raw, transaction)
            if case .dead(let problems) = handling { try intake.bury(raw, problems, transaction) }
            try record(n, of: caseID, isSkipped: false, decision, transaction)
            return handling
        }
    }

    /// Drops one parked message of a case for good; false when the case has no such message.
    package func skip(
        _ n: Int64,
        of caseID: String,
        _ decision: Decision,
        _ transaction: Transaction
    ) throws -> Bool {
        let isThere = try Bool.fetchOne(
            transaction.db,
            sql: "SELECT EXISTS (SELECT 1 FROM parked WHERE n = ? AND case_id = ?)",
            arguments: [n, caseID]
        )
        guard isThere == true else { return false }
        try record(n, of: caseID, isSkipped: true, decision, transaction)
        return true
    }

    private func record(
        _ n: Int64,
        of caseID: String,
        isSkipped: Bool,
        _ decision: Decision,
        _ transaction: Transaction
    ) throws {
        try transaction.record(
            DeadLetters.releasedKind,
            case: caseID,
            DeadLetters.Released(n: n, by: decision.by, reason: decision.reason, isSkipped: isSkipped)
        )
    }

    private static let caseParked = Problem(
        "CASE_PARKED",
        zh: "该案件有搁置的消息，请先放行（parked release）",
        en: "messages of its case are parked; release them first"
    )

    private static func unquoted(_ problem: Problem) -> Problem {
        Problem(problem.code, zh: "内容已密封，只示原因代码", en: "its content is sealed; only the code is told")
    }

    private static let bodySealed = Problem(
        "BODY_SEALED",
        zh: "内容以另一密钥密封，本机构现在的密钥打不开",
        en: "it is sealed with another secret than this agency has now"
    )

    private static let bodyRedacted = Problem(
        "BODY_REDACTED",
        zh: "死信正文只保留\(DayKeys.days)日，期满已销毁，请发送方重发",
        en: "the body of a dead letter is kept for \(DayKeys.days) days; it is gone, the sender must send it again"
    )

    private static func bodyNotKept(_ size: Int) -> Problem {
        Problem(
            "BODY_NOT_KEPT",
            zh: "正文过大（\(size) 字节），未保留，请发送方改小后重发",
            en: "its body of \(size) bytes was too large to keep; the sender must send a smaller one"
        )
    }
}

/// A message that its office refuses for good; takes back what was recorded before it said so.
private struct NeverHandled: Error {
    var problems: [Problem]

    init(_ problems: [Problem]) { self.problems = problems }
}
