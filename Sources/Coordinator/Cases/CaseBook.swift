import Casework
import Contracts
import EventStore
import Fleet
import Foundation
import GRDB

/// Every case as its facts have brought it: the coordinator's folded tables, and what follows for agencies and world.
struct CaseBook: Fold {
    let library: Library

    /// The timers of a case could not be fired; they are armed again by the next fact of the case.
    static let stoppedKind = "case.timers-stopped"

    /// As many as a full day's work has under way at once: fewer would all be forgotten before their turn comes again.
    private static let memory = StoredMemory<Case>(capacity: 2_500)

    var kinds: Set<String> { [CaseFacts.kind, CaseBook.stoppedKind] }
    var tables: [String] { ["cases", ClockTable.table, ClockTable.tally, TurnTable.table, CaseFiles.table] }

    func create(in db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS cases (
                    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, type TEXT NOT NULL, subject TEXT NOT NULL,
                    publisher TEXT NOT NULL, external_id TEXT NOT NULL, opened_at INTEGER NOT NULL,
                    closed_at INTEGER, outcome TEXT, due INTEGER, next_at INTEGER, untold TEXT NOT NULL,
                    told INTEGER NOT NULL, trace TEXT, stopped TEXT, body BLOB NOT NULL
                );
                CREATE INDEX IF NOT EXISTS cases_next ON cases (next_at) WHERE next_at IS NOT NULL;
                CREATE INDEX IF NOT EXISTS cases_text ON cases (closed_at, id, subject, external_id);
                CREATE INDEX IF NOT EXISTS cases_opened ON cases (opened_at);
                CREATE INDEX IF NOT EXISTS cases_closed ON cases (closed_at, due);
                CREATE INDEX IF NOT EXISTS cases_due ON cases (due, closed_at);
                CREATE INDEX IF NOT EXISTS cases_open ON cases (seq) WHERE closed_at IS NULL;
                CREATE INDEX IF NOT EXISTS cases_untold ON cases (seq) WHERE untold <> '';
                """
        )
        try ClockTable.create(in: db)
        try createTurns(in: db)
        try CaseFiles.create(in: db)
    }

    /// A file from before turns were kept with their times has the same in its log.
    private func createTurns(in db: Database) throws {
        guard try TurnTable.isOld(in: db) else { return try TurnTable.create(in: db) }
        try db.execute(sql: "DROP TABLE \(TurnTable.table)")
        try TurnTable.create(in: db)
        for id in try String.fetchAll(db, sql: "SELECT id FROM cases ORDER BY seq") {
            var state: Case?
            for entry in try Store.entries(of: id, in: db) where entry.kind == CaseFacts.kind {
                let facts = try entry.decode(CaseFacts.self).facts
                let before = state
                for fact in facts { state = evolve(state, fact) }
                guard let after = state,
                    let workflow = try library.workflow(after.workflow, after.workflowVersion, in: db)
                else { continue }
                let seq = CaseBook.sequence(of: id)
                try TurnTable.note(after, before: before, by: workflow, facts: facts, seq: seq, at: entry.at, in: db)
            }
        }
    }

    func fold(_ entry: Entry, in db: Database) throws -> [Outgoing] {
        if entry.kind == CaseBook.stoppedKind {
            let reason = try entry.decode(StoppedTimers.self).reason
            try db.execute(
                sql: "UPDATE cases SET next_at = NULL, stopped = ? WHERE id = ?",
                arguments: [reason, entry.caseID]
            )
            return []
        }
        let body = try entry.decode(CaseFacts.self)
        let before = try CaseBook.row(entry.caseID, in: db)
        var state = before?.state
        for fact in body.facts { state = evolve(state, fact) }
        guard let after = state, let workflow = try library.workflow(after.workflow, after.workflowVersion, in: db)
        else {
            throw CaseBookError.noWorkflow(caseID: entry.caseID)
        }
        let news = World.news(of: body.facts, in: after, by: workflow, after: before?.told ?? 0, at: entry.at)
        let trace =
            before?.trace ?? TraceParent.make(for: after.id, causedBy: body.traceparent, of: after.id)
        let row = Row(seq: before?.seq ?? 0, told: (before?.told ?? 0) + news.count, trace: trace, state: after)
        try save(row, workflow: workflow, in: db)
        try ClockTable.note(after, before: before?.state, by: workflow, seq: CaseBook.sequence(of: after.id), in: db)
        try TurnTable.note(
            after,
            before: before?.state,
            by: workflow,
            facts: body.facts,
            seq: CaseBook.sequence(of: after.id),
            at: entry.at,
            in: db
        )
        let address = Address(caseID: after.id)
        let assignments = after.tasks.filter { $0.sequence != before?.state.task($0.ref)?.sequence ?? 0 }
            .compactMap { after.assignment($0.ref, by: workflow) }
        try CaseFiles.note(assignments, in: db)
        try CaseFiles.note(body.facts, in: db)
        var messages = try assignments.map {
            try Tell.assignment($0, to: address, entry: entry, cause: body.cause, trace: trace)
        }
        if !news.isEmpty { messages.append(try Tell.world(news, of: after.workflow, to: address, entry: entry)) }
        return messages
    }

    private func save(_ row: Row, workflow: Workflow, in db: Database) throws {
        let state = row.state
        let body = try StoredState.encode(state)
        CaseBook.memory.keep(state, as: state.id, body)
        // When the clock has stopped, the date that was kept or missed is still the case's.
        let last = workflow.clock.flatMap { clock in state.tasks.last { $0.ref.step == clock }?.deadline?.due }
        let due = state.clock?.deadline.due ?? last
        try db.cachedStatement(
            sql: """
                INSERT INTO cases VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?)
                ON CONFLICT (seq) DO UPDATE SET closed_at = excluded.closed_at, outcome = excluded.outcome,
                    due = excluded.due, next_at = excluded.next_at, untold = excluded.untold, told = excluded.told,
                    stopped = NULL, body = excluded.body
                """
        ).execute(arguments: [
            row.seq == 0 ? CaseBook.sequence(of: state.id) : row.seq, state.id, state.workflow, state.subject,
            state.publisher,
            state.externalID, state.openedAt.milliseconds, state.closed?.at.milliseconds, state.closed?.end,
            due?.at.milliseconds, state.timers.first?.at.milliseconds, CaseBook.untold(state),
            row.told, row.trace, body,
        ])
    }

    /// The standings that no agency has echoed, a line each, so that whoever waits for the echo need not read the case.
    private static func untold(_ state: Case) -> String {
        state.tasks.filter(\.isUntold).map(\.standingMark).joined(separator: "\n")
    }

    /// A case with standings that nobody has echoed.
    struct Untold {
        var seq: Int64
        var caseID: String
        var marks: [String]

        /// One of them as something said to its agency.
        func saying(of mark: String) -> Patience.Saying {
            Patience.Saying("\(caseID) \(mark)", line: String(mark.prefix { $0 != " " }), place: seq)
        }
    }

    /// Cases with standings that nobody has echoed, oldest first.
    static func untold(limit: Int, in db: Database) throws -> [Untold] {
        let statement = try db.cachedStatement(
            sql: "SELECT seq, id, untold FROM cases WHERE untold <> '' ORDER BY seq LIMIT ?"
        )
        return try GRDB.Row.fetchAll(statement, arguments: [limit]).map {
            Untold(
                seq: $0["seq"],
                caseID: $0["id"],
                marks: ($0["untold"] as String).split(separator: "\n").map(String.init)
            )
        }
    }

    /// A case and its place in the book.
    struct Row {
        var seq: Int64
        var told: Int
        /// The trace context that the case's messages belong to.
        var trace: String?
        var state: Case
    }

    static func row(_ id: String, in db: Database) throws -> Row? {
        guard
            let row = try GRDB.Row.fetchOne(
                db.cachedStatement(sql: "SELECT seq, told, trace, body FROM cases WHERE id = ?"),
                arguments: [id]
            )
        else { return nil }
        return Row(seq: row["seq"], told: row["told"], trace: row["trace"], state: try decode(row["body"], of: id))
    }

    /// A case from its stored bytes.
    static func decode(_ body: Data, of id: String) throws -> Case {
        if let state = memory.value(id, body) { return state }
        let state = try StoredState.decode(Case.self, from: body)
        memory.keep(state, as: id, body)
        return state
    }

    /// The number the next case gets: without a gap, because a case is opened in the commit that numbers it.
    static func nextSequence(in db: Database) throws -> Int {
        (try Int.fetchOne(db.cachedStatement(sql: "SELECT MAX(seq) FROM cases")) ?? 0) + 1
    }

    private static func sequence(of id: String) -> Int64 {
        Int64(CaseNumber.read(id).subject?.sequence ?? 0)
    }
}

extension CaseTask {
    /// Names one standing of one task within its case, and whose it is.
    var standingMark: String { "\(holder.agency) \(ref.id(in: ""))/\(sequence)" }
}

/// A log that does not explain itself.
enum CaseBookError: Error {
    case noWorkflow(caseID: String)
}

/// The body of a `case.timers-stopped` entry.
struct StoppedTimers: Codable {
    /// The kind of error; its text stays in the log of the process.
    var reason: String
}
