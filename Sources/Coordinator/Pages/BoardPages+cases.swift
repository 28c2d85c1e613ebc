import Casework
import Contracts
import Desk
import EventStore
import Fleet
import GRDB
import Hummingbird

extension BoardPages {
    private static let pageSize = 50

    /// Cases, newest first, by number, publisher's number or title.
    func list(_ page: PageRequest, _ visitor: PageDoor.Visitor) async throws -> Response {
        let (language, now) = (page.language, engine.clock.now())
        let text = String((page.parameter("q") ?? "").prefix(100))
        let all = page.parameter("all") == "1"
        let number = min(max(page.parameter("page").flatMap { Int($0) } ?? 0, 0), 1_000_000)
        let search = CaseSearch(words: text, isOpenOnly: !all)
        let (rows, total) = try await engine.read { db in
            let (shown, total) = try search.page(number, of: BoardPages.pageSize, in: db)
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT id, subject, type, external_id, opened_at, due, outcome FROM cases
                    WHERE seq IN (\(shown.map(String.init).joined(separator: ", "))) ORDER BY seq DESC
                    """
            ).map { row -> [String: any Sendable] in
                let due = (row["due"] as Int64?).map { Instant(milliseconds: $0) }
                let type: String = row["type"]
                return [
                    "id": row["id"] as String, "subject": row["subject"] as String,
                    "type": office.intake.workflows[type]?.title[language] ?? type,
                    "externalID": row["external_id"] as String,
                    "opened": PageMoments.past(Instant(milliseconds: row["opened_at"]), now: now, language),
                    "due": due.map { PageMoments.due($0, now: now, language) } ?? "—",
                    "outcome": row["outcome"] as String? ?? "",
                ]
            }
            return (rows, total)
        }
        let first = number * BoardPages.pageSize
        var content: [String: Any] = [
            "rows": rows, "q": text, "all": all,
            "range": total == 0 ? "0" : "\(first + 1)–\(first + rows.count) / \(total)",
        ]
        let query = "q=\(PageDoor.escaped(text))&all=\(all ? 1 : 0)"
        if number > 0 { content["previous"] = "/board/cases?\(query)&page=\(number - 1)" }
        if first + rows.count < total { content["more"] = "/board/cases?\(query)&page=\(number + 1)" }
        return try await render("cases", content, title: BoardWords["cases"][language], page, visitor)
    }

    /// One case: its route as a picture, what it waits for, its steps, its story.
    func show(_ page: PageRequest, _ id: String, _ visitor: PageDoor.Visitor) async throws -> Response {
        let (language, now) = (page.language, engine.clock.now())
        let example = try await engine.read { try Exemplars.summary(of: id, in: $0) }
        let found = try await engine.read { db -> (CaseViews.Detail, Case, Workflow, [CaseViews.Told], [Waiting])? in
            guard let detail = try cases.show(id, in: db), let state = try CaseBook.row(id, in: db)?.state,
                let workflow = try library.workflow(state.workflow, state.workflowVersion, in: db)
            else { return nil }
            let history = try cases.history(id, in: db) ?? []
            return (detail, state, workflow, history, state.waiting(by: workflow, at: now))
        }
        guard let (detail, state, workflow, history, waits) = found else { throw Gate.notFound }
        let drawing = RouteDrawing(workflow, language: language, marks: state.marks(by: workflow))
        let words = workflow.vocabulary
        let outcome = detail.line.outcome.map { end in
            let at = detail.line.closedAt.map { " (\(PageMoments.past($0, now: now, language)))" } ?? ""
            return "\(BoardWords["closed"][language])\(words.words["end"]?[end]?[language] ?? end)\(at)"
        }
        return try await render(
            "case",
            [
                "exemplar": state.closed == nil || !visitor.person.mayDecide
                    ? [] : [["summary": example ?? "", "isOne": example != nil] as [String: Any]],
                "id": id, "subject": state.subject, "type": workflow.title[language],
                "outcome": outcome ?? BoardWords["open"][language], "drawing": drawing.svg, "route": drawing.text,
                "waits": waits.map { $0.sentence[language] }, "isWaiting": !waits.isEmpty,
                "tasks": zip(detail.tasks, state.tasks).map { task, known in
                    [
                        "task": task.id, "title": task.title[language], "agency": agency(task.agency, language),
                        "person": task.person.flatMap { views.people[$0] } ?? "",
                        "attempt": task.attempt > 1 ? String(task.attempt) : "",
                        "state": task.outcome.map { words.words["outcome"]?[$0]?[language] ?? $0 }
                            ?? BoardPages.state(task.state)[language],
                        "rulings": known.rulings.map { StandingWords[$0][language] }.joined(
                            separator: language == .zh ? "、" : ", "
                        ),
                        "due": task.due.map { PageMoments.due($0, now: now, language) } ?? "—",
                        "number": task.document ?? "", "cards": cards(task.cards, language, workflow),
                    ] as [String: Any]
                },
                // A list of none or one: an absent value would show the case's own number.
                "parent": detail.parent.map { [["id": $0.id, "step": $0.title[language]]] } ?? [],
                "children": detail.children.isEmpty
                    ? [] : [["items": detail.children.map { BoardPages.child($0, words, language) }] as [String: Any]],
                "history": history.map { told in
                    [
                        "at": PageMoments.past(told.at, now: now, language),
                        "text": language == .zh ? told.zh : told.en,
                    ]
                },
            ],
            title: state.subject,
            page,
            visitor
        )
    }

    /// A case that this one called for, as a line: what it is, where it stands, what its people worked out.
    private static func child(_ child: CaseViews.Child, _ words: Vocabulary, _ language: Language) -> [String: Any] {
        let end = child.outcome.map { words.words(.end, $0)[language] } ?? BoardWords["open"][language]
        let state =
            child.problems.isEmpty ? end : child.problems.map { language == .zh ? $0.zh : $0.en }.joined(separator: " ")
        return [
            "id": child.id ?? "", "title": child.title[language], "state": state,
            "fields": child.fields.sorted { $0.key < $1.key }.map { name, value in
                "\(words.words(.field, name)[language]): \(ValueText.plain(value))"
            },
        ]
    }

    /// A closed case becomes an example for others, or is one no more.
    func choose(_ page: PageRequest, _ id: String, _ visitor: PageDoor.Visitor) async throws -> Response {
        guard visitor.person.mayDecide else { return try await denied(page, visitor) }
        let summary = page.field("drop") == "1" ? nil : page.field("summary")
        let saved = try await engine.commit { try Exemplars.choose(id, summary, by: visitor.person.id, library, $0) }
        guard let problems = saved.value else { throw Gate.notFound }
        guard problems.isEmpty else { return try await refused(problems, page, visitor) }
        return door.redirect(to: "/board/cases/\(id)?said=\(saved.flash.rawValue)")
    }

    private static func state(_ word: String) -> Words {
        switch Assignment.Standing.State(rawValue: word) {
        case .offered: Words(zh: "可启动", en: "offered")
        case .open: Words(zh: "在办", en: "open")
        case .ended: Words(zh: "已办", en: "done")
        case .revoked: Words(zh: "已撤回", en: "taken back")
        case nil: Words(zh: word, en: word)
        }
    }

    /// Every clock of a case, or one of them, day by day; printable.
    func proof(_ page: PageRequest, _ id: String, _ visitor: PageDoor.Visitor) async throws -> Response {
        let now = engine.clock.now()
        let all = try await engine.read { try views.explain(id, step: nil, at: now, in: $0) }
        guard let all else { throw Gate.notFound }
        let wanted = page.parameter("task")
        return try ProofPage(door: door).render(
            all.filter { wanted == nil || $0.task == wanted },
            of: id,
            up: "/board/cases/\(id)",
            page,
            visitor
        )
    }
}
