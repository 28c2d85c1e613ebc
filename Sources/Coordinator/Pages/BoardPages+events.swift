import Casework
import Desk
import EventStore
import Fleet
import GRDB
import Hummingbird

extension BoardPages {
    /// One thing that happened, as the stream on the board tells it.
    struct Happening: Encodable, Sendable {
        var at: String
        var caseID: String
        var address: String
        var text: String
    }

    /// What happened since an answer, and the place in the log to ask from the next time.
    struct Happenings: Encodable, Sendable {
        var last: String
        var items: [Happening]
    }

    private static let most = 50

    /// The last 50 things of all cases after a place in the log, newest first.
    func happenings(after n: Int64, now: Instant, _ language: Language, in db: Database) throws -> Happenings {
        let entries = try Store.entries(lastOf: CaseFacts.kind, after: n, limit: Self.most, in: db)
        let items = try entries.flatMap { entry -> [Happening] in
            guard let state = try CaseBook.row(entry.caseID, in: db)?.state,
                let workflow = try library.workflow(state.workflow, state.workflowVersion, in: db)
            else { return [] }
            return try entry.decode(CaseFacts.self).facts.filter(\.isForPeople).reversed().map { fact in
                Happening(
                    at: PageMoments.past(min(fact.moment ?? entry.at, entry.at), now: now, language),
                    caseID: entry.caseID,
                    address: "/board/cases/\(entry.caseID)",
                    text: fact.sentence(by: workflow, people: views.people)[language]
                )
            }
        }
        return Happenings(last: String(entries.first?.n ?? n), items: Array(items.prefix(Self.most)))
    }

    /// What happened since the page last asked, for its script.
    func happened(_ page: PageRequest) async throws -> Response {
        let now = engine.clock.now()
        let n = page.parameter("after").flatMap { Int64($0) } ?? 0
        return try json(try await engine.read { try happenings(after: n, now: now, page.language, in: $0) })
    }
}
