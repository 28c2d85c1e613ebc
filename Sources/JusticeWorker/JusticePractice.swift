package import Casework
package import Desk
package import EventStore
package import GRDB

/// The justice desk: its opinion is a legal review and names the law it stands on; disputes find their track and a
/// mediator of their own district.
package struct JusticePractice: Practice {
    package init() {}

    package var agency: String { "justice" }
    package var kinds: Set<String> {
        [Review.kind, TrackBook.kind, MediatorBook.kind, MediatorBook.conflictKind, MediationCount.kind]
    }
    package var reports: [AgencyReport] { [MediationCount.report] }
    package var tables: [String] { ["justice_citation", TrackBook.table, MediationCount.table] + MediatorBook.tables }

    /// The body of `justice.review`.
    struct Review: Codable {
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
        try TrackBook.create(in: db)
        try MediatorBook.create(in: db)
        try MediationCount.create(in: db)
    }

    package func fold(_ entry: Entry, in db: Database) throws {
        switch entry.kind {
        case TrackBook.kind: try TrackBook.fold(entry.decode(TrackBook.Stage.self), entry, in: db)
        case MediatorBook.kind: try MediatorBook.fold(entry.decode(MediatorBook.Appointment.self), entry, in: db)
        case MediatorBook.conflictKind: try MediatorBook.fold(entry.decode(MediatorBook.Conflict.self), in: db)
        case MediationCount.kind: try MediationCount.fold(entry.decode(MediationCount.Mediated.self), entry, in: db)
        case Review.kind: try fold(entry.decode(Review.self), entry, in: db)
        default: break
        }
    }

    private func fold(_ review: Review, _ entry: Entry, in db: Database) throws {
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

    package func decide(_ rule: String, in setting: PracticeSetting) throws -> Deed.Answer? {
        rule == "mediator-by-register" ? try MediatorRules.decide(setting) : nil
    }

    package func check(_ name: String, _ answer: Deed.Answer, in setting: PracticeSetting) throws -> [Problem]? {
        switch name {
        case "triage-fits": MediationRules.triage(answer, setting.task)
        case "mediator-fits": try MediatorRules.objections(to: answer, setting)
        case "conflict-names-a-party": MediationRules.conflict(answer, setting.task)
        case "sessions-fit": MediationRules.sessions(answer, setting)
        case "agreement-dates": MediationRules.dates(answer, setting)
        default: nil
        }
    }

    package func exemplify(_ answer: inout Deed.Answer, in setting: PracticeSetting) throws {
        MediationRules.exemplify(&answer, setting)
        if setting.task.content.checks.contains("mediator-fits") { try MediatorRules.exemplify(&answer, setting) }
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
        guard case .complete(let answer) = deed else { return }
        try TrackBook.keep(answer, on: task, in: tx)
        try MediationCount.keep(answer, on: task, in: tx)
        try MediatorBook.keep(answer, on: task, in: tx)
        guard isReview(answer, task) else { return }
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
