import Casework
import Contracts
import Desk
import EventStore

/// A request to delete what names people in a case, and its answer.
struct RetentionRequest {
    /// What the person who brought it reads.
    struct Reply: Codable, Sendable {
        var id: String
        var answer: RetentionBook.Answer
        var keptThrough: LocalDate?
        var source: String?
        var zh: String
        var en: String
    }

    /// What came of it.
    enum Outcome: Sendable {
        case answered(Reply)
        /// The words in which it was asked are not usable.
        case refused([Problem])
        case noCase
    }

    /// Answers by where the case stands now and records request and answer.
    static func make(
        _ caseID: String,
        reason: String,
        by person: String,
        _ views: RetentionViews,
        _ transaction: Transaction
    ) throws -> Outcome {
        let problems = TextRule.problems(reason, at: "/reason")
        guard problems.isEmpty else { return .refused(problems) }
        let day = LocalDate(transaction.now)
        guard let (_, standing) = try views.find(caseID, on: day, in: transaction.db) else { return .noCase }
        let answer: RetentionBook.Answer =
            if try Store.destroyedAt(caseID, in: transaction.db) != nil {
                .destroyed
            } else {
                switch standing.phase {
                case .open: .refused
                case .toBeFiled, .archived: .restricted
                case .over: .due
                }
            }
        try transaction.record(
            RetentionBook.kind,
            case: caseID,
            RetentionBook.Requested(by: person, reason: reason, answer: answer, keptThrough: standing.keptThrough)
        )
        let words = RetentionWords(standing).answer(answer)
        return .answered(
            Reply(
                id: caseID,
                answer: answer,
                keptThrough: standing.keptThrough,
                source: standing.decision?.rule.source,
                zh: words.zh,
                en: words.en
            )
        )
    }
}
