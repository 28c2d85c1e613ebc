package import Casework
package import Desk
package import EventStore
package import GRDB

/// The justice desk: its opinion is a legal review and names the law it stands on; the citations are kept.
package struct JusticePractice: Practice {
    package init() {}

    package var agency: String { "justice" }
    package var kinds: Set<String> { [Review.kind] }
    package var tables: [String] { ["justice_citation"] }

    /// The body of `justice.review`.
    private struct Review: Codable {
        static let kind = "justice.review"
        var task: TaskKey
        var citations: [Citation]
    }

    package func create(in db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS justice_citation (
                    case_order INTEGER NOT NULL, n INTEGER NOT NULL, place INTEGER NOT NULL, task TEXT NOT NULL,
                    law TEXT NOT NULL, article TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (case_order, n, place)
                ) WITHOUT ROWID
                """
        )
    }

    package func fold(_ entry: Entry, in db: Database) throws {
        guard entry.kind == Review.kind else { return }
        let review = try entry.decode(Review.self)
        for (place, citation) in review.citations.enumerated() {
            try db.execute(
                sql: "INSERT INTO justice_citation VALUES (?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    review.task.caseOrder, entry.n, place, review.task.id, citation.law, citation.article,
                    entry.at.milliseconds,
                ]
            )
        }
    }

    package func objections(to answer: Deed.Answer, in setting: PracticeSetting) throws -> [Problem] {
        guard isReview(answer, setting.task), Citation.all(in: opinion(answer)).isEmpty else { return [] }
        return [
            Problem(
                "LEGAL_BASIS_MISSING",
                at: "/fields/opinion",
                zh: "法律审查意见须写明依据，如《武汉市物业管理条例》第五条",
                en: "A legal review names the law it stands on, such as 《武汉市物业管理条例》第五条"
            )
        ]
    }

    package func exemplify(_ answer: inout Deed.Answer, in setting: PracticeSetting) {
        guard isReview(answer, setting.task), Citation.all(in: opinion(answer)).isEmpty else { return }
        answer.fields["opinion"] = .text("依据《武汉市物业管理条例》第五条审查，\(opinion(answer))")
    }

    package func keep(
        _ deed: Deed,
        on task: DeskTask,
        by person: String,
        released: [Released.Mark],
        in tx: Transaction
    ) throws {
        guard case .complete(let answer) = deed, isReview(answer, task) else { return }
        let citations = Citation.all(in: opinion(answer))
        guard !citations.isEmpty else { return }
        try tx.record(Review.kind, case: task.key.caseID, Review(task: task.key, citations: citations))
    }

    /// An answer with an opinion in it; who has none need not give a basis.
    private func isReview(_ answer: Deed.Answer, _ task: DeskTask) -> Bool {
        task.content.form.fields.contains { $0.name == "opinion" } && answer.outcome != "no-opinion"
    }

    private func opinion(_ answer: Deed.Answer) -> String { answer.fields["opinion"]?.text ?? "" }
}
