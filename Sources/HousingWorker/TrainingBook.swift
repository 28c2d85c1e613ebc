import Casework
import Contracts
import Desk
import EventStore
import GRDB

/// The trainings of committees that were held, and who came (domain notes 1, rows 28, 29).
enum TrainingBook {
    static let kind = "housing.training"
    static let table = "housing_training"

    /// The body of `housing.training`: one training that took place.
    struct Training: Codable {
        var task: TaskKey
        var topic: String
        /// `online` or `offline`.
        var mode: String
        /// Person-times.
        var attendance: Int64
    }

    static func create(in db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS housing_training (
                    case_order INTEGER NOT NULL, n INTEGER NOT NULL, topic TEXT NOT NULL, mode TEXT NOT NULL,
                    attendance INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (case_order, n)
                ) WITHOUT ROWID;
                CREATE INDEX IF NOT EXISTS housing_training_at ON housing_training (at);
                """
        )
    }

    static func fold(_ training: Training, _ entry: Entry, in db: Database) throws {
        try db.execute(
            sql: "INSERT INTO housing_training VALUES (?, ?, ?, ?, ?, ?)",
            arguments: [
                training.task.caseOrder, entry.n, training.topic, training.mode, training.attendance,
                entry.at.milliseconds,
            ]
        )
    }

    static func keep(_ answer: Deed.Answer, on task: DeskTask, in tx: Transaction) throws {
        guard task.content.caseType == "training", answer.outcome == "taught" else { return }
        let training = Training(
            task: task.key,
            topic: task.content.fields["trainingTopic"]?.text ?? "",
            mode: task.content.fields["trainingMode"]?.text ?? "",
            attendance: answer.fields["attendance"]?.integer ?? 0
        )
        try tx.record(kind, case: task.key.caseID, training)
    }

    /// Sessions and person-times; what was published of the time before is added to what the published figures speak of:
    /// person-times online, sessions in person.
    static let report = AgencyReport(
        "training",
        title: Words(zh: "业委会培训统计", en: "Training of committees"),
        hint: Words(
            zh: "线上按参训人次，线下按场次；累计含期初数。",
            en: "Online by person-times, in person by sessions; the sum includes the opening balance."
        ),
        make: { asked, db in
            ReportTable(
                columns: [
                    ReportTable.Column("figure", "项目", "Figure"),
                    ReportTable.Column("month", "本月", "Month", isNumber: true),
                    ReportTable.Column("sum", "累计", "So far", isNumber: true),
                ],
                lines: [
                    try line(Words(zh: "线上参训人次", en: "Person-times online"), "online", .trainingPersonTimes, asked, db),
                    try line(Words(zh: "线下培训场次", en: "Sessions in person"), "offline", .trainingSessions, asked, db),
                    try line(Words(zh: "线下参训人次", en: "Person-times in person"), "offline", nil, asked, db),
                ]
            )
        }
    )

    private static func line(
        _ title: Words,
        _ mode: String,
        _ figure: OpeningBalance.Figure?,
        _ asked: AgencyReport.Request,
        _ db: Database
    ) throws -> [String] {
        let counted = figure == .trainingSessions ? "count(*)" : "ifnull(sum(attendance), 0)"
        func count(from first: LocalDate) throws -> Int {
            try Int.fetchOne(
                db,
                sql: "SELECT \(counted) FROM housing_training WHERE mode = ? AND at >= ? AND at < ?",
                arguments: [mode, first.start.milliseconds, asked.period.before.milliseconds]
            ) ?? 0
        }
        let opening =
            try figure.flatMap { try RegisterBook.find($0.rawValue, in: .balances, db).first }
            .flatMap { OpeningBalance($0) }
            ?? OpeningBalance(value: 0, mark: .exact, through: LocalDate(dayNumber: 0))
        let since = try count(from: opening.through.adding(days: 1))
        return [
            title[asked.language], "\(try count(from: asked.period.first))", opening.text(plus: since, asked.language),
        ]
    }
}
