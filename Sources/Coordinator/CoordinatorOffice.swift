import Casework
import Contracts
import Desk
import EventStore
import Fleet
import Foundation
import GRDB
import Synchronization

/// The coordinator: owns the route and the clocks of every case, and a desk of its own for the steps it does itself.
final class CoordinatorOffice: Office {
    let owner = "coordinator"
    let folds: [any Fold]
    let queues = ["intake", "reports", "assignments.coordinator"]
    let outsideQueues: Set<String> = ["intake"]
    let fences = [
        FenceRoute(exchange: "huiban.intake", routingKey: "coordinator.fence", queue: "intake"),
        FenceRoute(exchange: "huiban.reports", routingKey: "coordinator.fence", queue: "reports"),
    ]
    let intake: Intake
    let decisions: CaseDecisions
    let desk: Desk
    let library: Library
    let retention: RetentionViews
    let calendars: Calendars
    var personalFields: Set<String> { desk.rules.personalFields }
    /// No more cases than this have their standings said again at once; the others have their turn once these are echoed.
    private static let most = 2_000

    private let insistence = Insistence()
    private let patience = Patience(first: 5000)
    /// The tasks, by their cases, whose agencies have asked for their last standing again.
    private let asked = Mutex<[String: Set<TaskRef>]>([:])

    init(
        library: Library,
        intake: Intake,
        decisions: CaseDecisions,
        desk: Desk,
        retention: RetentionSchedule = RetentionSchedule()
    ) {
        self.library = library
        self.retention = RetentionViews(library: library, schedule: retention)
        var (intake, decisions) = (intake, decisions)
        decisions.desk = desk
        decisions.submit = { [intake] submission, parent, decisions, transaction in
            var door = intake
            door.decisions = decisions
            return try door.submit(submission, parent: parent, transaction)
        }
        intake.decisions = decisions
        self.intake = intake
        self.decisions = decisions
        self.desk = desk
        calendars = decisions.calendars
        folds = [
            library, CaseBook(library: library), calendars, Receipts(), desk, DeadLetters(), SessionBook(),
            RegisterBook(), Exemplars(),
            RetentionBook(),
        ]
    }

    func receive(_ message: Incoming, _ transaction: Transaction) throws -> Handling {
        switch message.raw.queue {
        case "reports": try receiveReport(message, transaction)
        case "assignments.coordinator": try desk.take(message, transaction)
        default: try receiveIntake(message, transaction)
        }
    }

    func expired(before day: LocalDate, in db: Database) throws -> [ExpiredCase] {
        try retention.expired(before: day, in: db)
    }

    func deadFiles(in db: Database) throws -> [String] { try FileRegister.dead(in: db) }

    func nextDue(in db: Database) throws -> Instant? {
        // Cases behind the calendar are due at once.
        if try calendars.isBehind(in: db) { return Instant(milliseconds: 0) }
        let statement = try db.cachedStatement(sql: "SELECT MIN(next_at) FROM cases WHERE next_at IS NOT NULL")
        return try Int64.fetchOne(statement).map { Instant(milliseconds: $0) }
    }

    func fire(_ transaction: Transaction, through moment: Instant) throws {
        // No timer of an old due date fires once another calendar holds.
        if try calendars.isBehind(in: transaction.db) {
            return try calendars.applyNext(200, by: decisions, transaction)
        }
        // One timer at a time: after days of downtime everything fires in due order over all cases, as it would have.
        for _ in 0..<500 {
            let next = try String.fetchOne(
                transaction.db.cachedStatement(
                    sql: "SELECT id FROM cases WHERE next_at <= ? ORDER BY next_at, seq LIMIT 1"
                ),
                arguments: [moment.milliseconds]
            )
            guard let caseID = next else { return }
            // One case whose timers fail stops its own clock, visibly, and nobody else's (promise 3).
            if case .failure(let error) = try transaction.attempt({ try decisions.fireNext(of: caseID, transaction) }) {
                try transaction.record(CaseBook.stoppedKind, case: caseID, StoppedTimers(reason: "\(type(of: error))"))
            }
        }
    }

    func isQuiet(in db: Database) throws -> Bool {
        if try calendars.isBehind(in: db) { return false }
        return try !(Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM parked)") ?? false)
    }

    func notes(in db: Database) throws -> [Problem] { try calendars.differences(in: db).map(\.note) }

    func sayAgain(in store: Store, wall: Int64) throws -> [Outgoing] {
        try insistence.due(desk, in: store, wall: wall) + standings(unechoedIn: store, wall: wall) + answers(in: store)
    }

    /// Notes that an agency repeats a completion: the standing that answers it was lost, and is said again at the next look.
    func note(_ report: StepReport, of caseID: String) {
        asked.withLock { _ = $0[caseID, default: []].insert(TaskRef(report)) }
    }

    private func answers(in store: Store) throws -> [Outgoing] {
        let wanted = asked.withLock { asked in
            defer { asked = [:] }
            return asked
        }
        guard !wanted.isEmpty else { return [] }
        let epoch = try store.end().epoch
        return try wanted.sorted { $0.key < $1.key }.flatMap { caseID, refs in
            try standings(of: caseID, in: store, epoch: epoch) { refs.contains($0.ref) }
        }
    }

    private func standings(unechoedIn store: Store, wall: Int64) throws -> [Outgoing] {
        let untold = try store.read { try CaseBook.untold(limit: Self.most, in: $0) }
        let sayings = untold.flatMap { known in known.marks.map { known.saying(of: $0) } }
        let due = patience.due(among: sayings, isAll: untold.count < Self.most, at: wall)
        guard !due.isEmpty else { return [] }
        let epoch = try store.end().epoch
        return try untold.flatMap { known -> [Outgoing] in
            let own = known.marks.filter { due.contains(known.saying(of: $0).name) }
            guard !own.isEmpty else { return [] }
            return try standings(of: known.caseID, in: store, epoch: epoch) {
                $0.isUntold && own.contains($0.standingMark)
            }
        }
    }

    func hurry() {
        insistence.hurry()
        patience.end()
    }

    func unechoed(in db: Database) throws -> Int {
        let standings = try Int.fetchOne(
            db,
            sql: """
                SELECT SUM(length(untold) - length(replace(untold, char(10), '')) + 1) FROM cases WHERE untold <> ''
                """
        )
        return try (standings ?? 0) + TaskTable.unheardCount(in: db)
    }

    func clocks(at now: Instant, in db: Database) throws -> ClockCounts? {
        let figures = try BoardFigures.count(now: now, today: now, soon: now, in: db)
        return ClockCounts(
            open: figures.open,
            paused: figures.paused,
            late: figures.overdueLegal + figures.overduePolicy
        )
    }

    /// The standings of some tasks of a case, as messages.
    private func standings(
        of caseID: String,
        in store: Store,
        epoch: Int64,
        where isWanted: (CaseTask) -> Bool
    ) throws -> [Outgoing] {
        let known = try store.read { db in
            try CaseBook.row(caseID, in: db).map { row in
                (row.state, try library.workflow(row.state.workflow, row.state.workflowVersion, in: db))
            }
        }
        guard let (state, found) = known, let workflow = found else { return [] }
        return try state.tasks.filter(isWanted)
            .compactMap { state.assignment($0.ref, by: workflow) }
            .map { assignment in
                Tell.message(
                    try .assignment(assignment, time: state.openedAt, epoch: epoch),
                    exchange: "huiban.assignments",
                    key: "\(assignment.content.agency).\(Address(caseID: state.id).shard)"
                )
            }
    }
}
