package import Casework
package import Crypto
package import Desk
package import EventStore
package import Fleet
import Foundation
package import GRDB
package import Hummingbird

/// The housing desk: its letter book, its inspections with their notices, handovers, and what reports of its people must say.
package struct HousingPractice: Practice {
    /// Takes ballots in; nil without a secret of the bureau, and then nobody votes here.
    private let box: BallotBox?

    /// - Parameter secret: what the tokens of voters are made with.
    package init(secret: SymmetricKey? = nil) { box = secret.map { BallotBox(secret: $0) } }

    package func prepared(for setting: Setting) throws -> HousingPractice {
        HousingPractice(secret: SymmetricKey(data: Data(try Credentials(home: setting.home).ownSecret("votes").utf8)))
    }

    package var queues: [String] { box == nil ? [] : [BallotBox.queue] }

    package func receive(_ message: Incoming, on desk: Desk, in tx: Transaction) throws -> Handling {
        try box?.receive(message, on: desk, in: tx) ?? .ignored
    }

    package func follow(_ task: DeskTask, in db: Database) throws { try VoteBook.follow(task, in: db) }

    package var seal: Seal? { box?.seal }

    package func messages(of entry: Entry) throws -> [Outgoing] { try box?.messages(of: entry) ?? [] }

    package func addRoutes(
        to router: Router<FleetProcess.Context>,
        desk: Desk,
        engine: Engine,
        people: PeopleDirectory
    ) {
        guard let box else { return }
        VoteRoutes(office: VoteOffice(box: box), desk: desk, engine: engine, people: people).add(to: router)
    }

    package var pages: PracticePages { box == nil ? PracticePages() : VotePages.pages }

    package func addPages(
        to router: Router<FleetProcess.Context>,
        door: PageDoor,
        desk: Desk,
        engine: Engine
    ) {
        guard let box else { return }
        VotePages(office: VoteOffice(box: box), door: door, desk: desk, engine: engine).add(to: router)
    }

    package var agency: String { "housing" }
    package var kinds: Set<String> {
        Set([
            LetterBook.kind, Withdrawn.kind, InspectionBook.kind, InspectionBook.noticeKind, HandoverBook.kind,
            TrainingBook.kind, AssessmentBook.kind,
        ]).union(VoteBook.Kind.allCases.map(\.rawValue))
    }
    package var tables: [String] {
        [LetterBook.table, HandoverBook.table, TrainingBook.table, AssessmentBook.table] + InspectionBook.tables
            + VoteBook.tables
    }

    /// The body of `housing.letter-void`, whichever book the numbers stand in.
    struct Withdrawn: Codable {
        static let kind = "housing.letter-void"
        var numbers: [String]
    }

    package func create(in db: Database) throws {
        try LetterBook.create(in: db)
        try InspectionBook.create(in: db)
        try HandoverBook.create(in: db)
        try TrainingBook.create(in: db)
        try VoteBook.create(in: db)
        try AssessmentBook.create(in: db)
    }

    package func fold(_ entry: Entry, in db: Database) throws {
        if let kind = VoteBook.Kind(rawValue: entry.kind) { return try VoteBook.fold(kind, entry, in: db) }
        switch entry.kind {
        case LetterBook.kind: try LetterBook.fold(entry.decode(LetterBook.Letter.self), in: db)
        case InspectionBook.kind:
            try InspectionBook.fold(entry.decode(InspectionBook.Inspection.self), entry, in: db)
        case TrainingBook.kind: try TrainingBook.fold(entry.decode(TrainingBook.Training.self), entry, in: db)
        case HandoverBook.kind: try HandoverBook.fold(entry.decode(HandoverBook.Stage.self), entry, in: db)
        case AssessmentBook.kind: try AssessmentBook.fold(entry.decode(AssessmentBook.Stage.self), entry, in: db)
        case InspectionBook.noticeKind:
            try InspectionBook.fold(entry.decode(InspectionBook.Notice.self), entry, in: db)
        case Withdrawn.kind:
            for number in try entry.decode(Withdrawn.self).numbers {
                for table in [LetterBook.table, "housing_notice"] {
                    try db.execute(
                        sql: "UPDATE \(table) SET voided_at = ? WHERE number = ?",
                        arguments: [entry.at.milliseconds, number]
                    )
                }
            }
        default: break
        }
    }

    package func objections(to answer: Deed.Answer, in setting: PracticeSetting) throws -> [Problem] {
        LetterBook.objections(to: answer, in: setting)
    }

    package func decide(_ rule: String, in setting: PracticeSetting) throws -> Deed.Answer? {
        switch rule {
        case "decision-on-file": HandoverRules.decide(setting.task)
        case "double-majority": try VoteRules.decide(setting)
        case "open-year": try RankingRules.open(setting)
        case "rank-estates": try RankingRules.rank(setting)
        case "credit-and-patrol": try RankingRules.feed(setting.task, in: setting.db)
        default: nil
        }
    }

    package func alsoDecided(
        by rule: String,
        with task: DeskTask,
        in db: Database
    ) throws -> [(task: TaskKey, answer: Deed.Answer)] {
        rule == "rank-estates" ? try RankingRules.others(with: task, in: db) : []
    }

    package func check(_ name: String, _ answer: Deed.Answer, in setting: PracticeSetting) throws -> [Problem]? {
        switch name {
        case "three-half-days": ContactRules.objections(to: answer, at: setting.now)
        case "inspection-consistent": InspectionRules.consistent(answer)
        case "checklist-complete": InspectionRules.complete(answer, setting.task)
        case MarkRules.check: MarkRules.objections(on: setting.task)
        case "plan-covers-departments": PlanRules.objections(to: answer, on: setting.task)
        case "earliest-termination": HandoverRules.termination(answer, setting)
        case "takeover-list": HandoverRules.takeover(answer, setting.task)
        case "handover-list": HandoverRules.handover(answer, setting.task)
        case VoteRules.rollCheck: VoteRules.roll(answer) + (try VoteRules.onFile(answer, setting))
        case "open-10-to-60-days": VoteRules.notice(answer, setting)
        case "candidates-reviewed": VoteRules.candidates(answer, setting.task)
        case "tally-fits": VoteRules.tally(answer, setting.task)
        default: nil
        }
    }

    package var reports: [AgencyReport] { InspectionReports.all + [TrainingBook.report, AssessmentReport.report] }

    package func exemplify(_ answer: inout Deed.Answer, in setting: PracticeSetting) throws {
        LetterBook.exemplify(&answer, in: setting)
        let checks = setting.task.content.checks
        if checks.contains("three-half-days") { ContactRules.exemplify(&answer, at: setting.now) }
        if checks.contains("inspection-consistent") { InspectionRules.exemplify(&answer, setting.task) }
        if checks.contains("plan-covers-departments") { PlanRules.exemplify(&answer, on: setting.task) }
        HandoverRules.exemplify(&answer, setting)
        try VoteRules.exemplify(&answer, setting)
    }

    package func keep(
        _ deed: Deed,
        on task: DeskTask,
        by person: String,
        released: [Released.Mark],
        in tx: Transaction
    ) throws {
        guard case .complete(let answer) = deed else { return }
        if let number = answer.document, task.content.issues == "reply-letter" {
            try tx.record(
                LetterBook.kind,
                case: task.key.caseID,
                LetterBook.Letter(
                    number: number,
                    task: task.key,
                    signer: answer.fields["signer"]?.text ?? person,
                    sealedOn: answer.fields["sealedOn"]?.text ?? LocalDate(tx.now).description
                )
            )
        }
        try InspectionBook.keep(answer, on: task, in: tx)
        try HandoverBook.keep(answer, on: task, in: tx)
        try TrainingBook.keep(answer, on: task, in: tx)
        try VoteRules.keep(answer, on: task, in: tx)
        try AssessmentBook.keep(answer, on: task, in: tx)
        if !answer.voided.isEmpty {
            try tx.record(Withdrawn.kind, case: task.key.caseID, Withdrawn(numbers: answer.voided))
        }
    }
}
