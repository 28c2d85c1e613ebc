import Casework
import Desk
import EventStore
import GRDB

/// The coordinator's own steps: complaints are taken in, penalties routed and yearly scores computed by rule, call-backs must
/// make sense.
struct CoordinatorPractice: Practice {
    let agency = "coordinator"

    var kinds: Set<String> { [MatterBook.kind, RatingBook.kind] }
    var tables: [String] { [MatterBook.table, RatingBook.table] }

    func create(in db: Database) throws {
        try MatterBook.create(in: db)
        try RatingBook.create(in: db)
    }

    func fold(_ entry: Entry, in db: Database) throws {
        switch entry.kind {
        case MatterBook.kind: try MatterBook.fold(entry.decode(MatterBook.Matter.self), in: db)
        case RatingBook.kind: try RatingBook.fold(entry.decode(RatingBook.Rating.self), in: db)
        default: break
        }
    }

    func decide(_ rule: String, in setting: PracticeSetting) throws -> Deed.Answer? {
        switch rule {
        case "complaint-intake": try ComplaintIntake.decide(setting)
        case "collect-ratings": try AssessmentRules.collect(setting)
        case "weighted-score": AssessmentRules.compute(setting.task)
        case "delegated-powers": DelegatedPowers.decide(setting.task)
        default: nil
        }
    }

    func check(_ name: String, _ answer: Deed.Answer, in setting: PracticeSetting) throws -> [Problem]? {
        name == "satisfaction-fits" ? satisfaction(answer) : nil
    }

    func exemplify(_ answer: inout Deed.Answer, in setting: PracticeSetting) {
        guard setting.task.content.checks.contains("satisfaction-fits") else { return }
        switch answer.outcome {
        case "unreachable": answer.fields["satisfaction"] = "unreachable"
        case "resolved": answer.fields["satisfaction"] = "satisfied"
        default: answer.fields["satisfaction"] = "dissatisfied"
        }
    }

    func keep(
        _ deed: Deed,
        on task: DeskTask,
        by person: String,
        released: [Released.Mark],
        in tx: Transaction
    ) throws {
        guard case .complete(let answer) = deed, task.content.rule == "complaint-intake",
            answer.outcome == "accepted", let matter = MatterBook.Matter(task)
        else { return }
        try tx.record(MatterBook.kind, case: task.key.caseID, matter)
    }

    /// Who was not reached said nothing, and only he (domain.md 4.2: such callers leave the denominator).
    private func satisfaction(_ answer: Deed.Answer) -> [Problem] {
        let isUnreachable = answer.fields["satisfaction"] == "unreachable"
        guard isUnreachable != (answer.outcome == "unreachable") else { return [] }
        return [
            Problem(
                "SATISFACTION_MISMATCH",
                at: "/fields/satisfaction",
                zh: "未联系上的不得填写满意度，已联系上的须填写",
                en: "Who was not reached has no opinion, and who was reached has one"
            )
        ]
    }
}
