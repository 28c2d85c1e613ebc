package import Casework
package import Desk
package import EventStore
package import GRDB

/// The civil affairs desk: it guides committees, so an opinion request that names none may be returned, another not; what
/// the streets do about committees is checked and kept here.
package struct CivilAffairsPractice: Practice {
    package init() {}

    package var agency: String { "civil-affairs" }
    package var kinds: Set<String> { [Concern.kind, CommitteeBook.kind, DutyReportBook.kind] }
    package var tables: [String] { ["civil_affairs_concern", CommitteeBook.table, DutyReportBook.table] }

    /// The body of `civil-affairs.concern`: what an opinion or a return had to do with committees.
    struct Concern: Codable {
        static let kind = "civil-affairs.concern"
        var task: TaskKey
        /// The words for committees that the request holds.
        var committees: [String]
        var isReturned: Bool
    }

    package func create(in db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS civil_affairs_concern (
                    case_order INTEGER NOT NULL, n INTEGER NOT NULL, task TEXT NOT NULL, committees TEXT NOT NULL,
                    returned INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (case_order, n)
                ) WITHOUT ROWID
                """
        )
        try CommitteeBook.create(in: db)
        try DutyReportBook.create(in: db)
    }

    package func fold(_ entry: Entry, in db: Database) throws {
        if entry.kind == CommitteeBook.kind {
            return try CommitteeBook.fold(entry.decode(CommitteeBook.Act.self), entry, in: db)
        }
        if entry.kind == DutyReportBook.kind {
            return try DutyReportBook.fold(entry.decode(DutyReportBook.Filed.self), entry, in: db)
        }
        guard entry.kind == Concern.kind else { return }
        let concern = try entry.decode(Concern.self)
        try db.execute(
            sql: "INSERT INTO civil_affairs_concern VALUES (?, ?, ?, ?, ?, ?)",
            arguments: [
                concern.task.caseOrder, entry.n, concern.task.id, concern.committees.joined(separator: " "),
                concern.isReturned, entry.at.milliseconds,
            ]
        )
    }

    package func objections(toReturning task: DeskTask) -> [Problem] {
        guard isOpinion(task), !CommitteeWords.found(in: task.content).isEmpty else { return [] }
        return [
            Problem(
                "RETURN_NOT_FOUNDED",
                at: "/reason",
                zh: "该件涉及业主委员会等组织，属民政指导职责，不得退回",
                en: "The request names a committee, which civil affairs guides; it cannot be returned"
            )
        ]
    }

    package func check(_ name: String, _ answer: Deed.Answer, in setting: PracticeSetting) throws -> [Problem]? {
        switch name {
        case "interview-announced": CommitteeRules.announced(answer, setting)
        case "interview-on-record-or-override": try CommitteeRules.suspension(answer, setting)
        case "referral-body": CommitteeRules.referral(answer, setting.task)
        case "a-fifth-asks": CommitteeRules.recall(answer, setting.task)
        case "reported-in-time": DutyReportBook.inTime(answer, at: setting.now)
        case "proposer-entitled": ProposalRules.entitled(answer, setting.task)
        default: nil
        }
    }

    package func exemplify(_ answer: inout Deed.Answer, in setting: PracticeSetting) throws {
        try CommitteeRules.exemplify(&answer, setting)
    }

    package var reports: [AgencyReport] { DutyReports.all }

    package func keep(
        _ deed: Deed,
        on task: DeskTask,
        by person: String,
        released: [Released.Mark],
        in tx: Transaction
    ) throws {
        if case .complete(let answer) = deed {
            try CommitteeBook.keep(answer, on: task, in: tx)
            try DutyReportBook.keep(answer, on: task, in: tx)
        }
        guard isOpinion(task) else { return }
        let isReturned: Bool
        switch deed {
        case .complete: isReturned = false
        case .request(let request) where request.kind == .return: isReturned = true
        case .sign, .claim, .assign, .request, .note, .draft, .raise, .reveal: return
        }
        try tx.record(
            Concern.kind,
            case: task.key.caseID,
            Concern(task: task.key, committees: CommitteeWords.found(in: task.content), isReturned: isReturned)
        )
    }

    private func isOpinion(_ task: DeskTask) -> Bool { task.content.form.fields.contains { $0.name == "opinion" } }
}
