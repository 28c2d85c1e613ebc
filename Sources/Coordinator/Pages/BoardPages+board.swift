import Casework
import Contracts
import Desk
import EventStore
import Fleet
import GRDB
import Hummingbird

extension BoardPages {
    private func count(now: Instant, in db: Database) throws -> BoardFigures {
        let calendar = try office.calendars.current(in: db)
        let soon = calendar.due(.workingDays(3), after: .moment(now)).at
        return try BoardFigures.count(now: now, today: LocalDate(now).end, soon: soon, in: db)
    }

    private static func tiles(_ figures: BoardFigures) -> [(id: String, count: Int, tone: String)] {
        [
            ("open", figures.open, ""), ("dueToday", figures.dueToday, figures.dueToday > 0 ? "soon" : ""),
            ("due3", figures.dueSoon, ""),
            ("overdueLegal", figures.overdueLegal, figures.overdueLegal > 0 ? "late" : ""),
            ("overduePolicy", figures.overduePolicy, figures.overduePolicy > 0 ? "late" : ""),
            ("paused", figures.paused, ""), ("unsigned", figures.unsigned, ""),
        ]
    }

    /// The city at one look, what waits for a ruling, what breaches next, the units, the fleet.
    func board(_ page: PageRequest, _ visitor: PageDoor.Visitor) async throws -> Response {
        let now = engine.clock.now()
        let (figures, trend, waiting, next, unsent, dead, parked, notes, events) = try await engine.read { db in
            (
                try count(now: now, in: db), try BoardTrend.of(last: 30, before: now, in: db),
                try views.inbox(at: now, in: db),
                try views.board(SLAViews.Filter(limit: 50), at: now, in: db), try Outbox.counts(in: db).unsent,
                try Int.fetchOne(db, sql: "SELECT count(*) FROM dead") ?? 0,
                try Int.fetchOne(db, sql: "SELECT count(*) FROM parked") ?? 0, try office.notes(in: db),
                try happenings(after: 0, now: now, page.language, in: db)
            )
        }
        let (language, condition) = (page.language, engine.condition)
        var content: [String: Any] = [
            "tiles": BoardPages.tiles(figures).map { tile in
                [
                    "id": tile.id, "count": tile.count, "tone": tile.tone, "label": BoardWords[tile.id][language],
                ] as [String: Any]
            },
            "notes": notes.map { ["place": $0.pointer, "text": language == .zh ? $0.zh : $0.en] },
            "waitingCount": figures.waiting, "kept": dead + parked,
            "next": next.map { line($0, now: now, language) },
            "units": figures.units.map { unit(in: language, $0) },
            "trend": trend.svg,
            "days": trend.days.map {
                ["date": $0.date.description, "open": $0.open, "overdue": $0.overdue] as [String: Any]
            },
            "last": events.last,
            "events": events.items.map { ["at": $0.at, "caseID": $0.caseID, "address": $0.address, "text": $0.text] },
            "chart": figures.chart { agency($0, language) },
            "fleet": [
                ("entries", "\(condition.logEnd) (\(condition.safe))"), ("unsent", "\(unsent)"),
                ("deadCount", "\(dead)"),
                ("parkedCount", "\(parked)"), ("journal", condition.journalTrouble ?? BoardWords["well"][language]),
            ].map { ["label": BoardWords[$0.0][language], "value": $0.1] },
        ]
        if !waiting.isEmpty {
            content["waiting"] = ["items": waiting.map { item($0, visitor, now: now, language) }]
        }
        return try await render("board", content, title: PageWords["board"][language], page, visitor)
    }

    /// The figures alone, asked for every few seconds.
    func live() async throws -> Response {
        let now = engine.clock.now()
        let figures = try await engine.read { try count(now: now, in: $0) }
        return try json(
            Dictionary(uniqueKeysWithValues: BoardPages.tiles(figures).map { ($0.id, String($0.count)) })
        )
    }

    private func unit(in language: Language, _ unit: BoardFigures.Unit) -> [String: Any] {
        let good = unit.open - unit.overdue
        // Nothing out of nothing is no rate (domain notes 4.2).
        let rate =
            unit.open == 0
            ? "—" : "\(good)/\(unit.open) (\((good * 1000 / unit.open) / 10).\((good * 1000 / unit.open) % 10)%)"
        return [
            "label": agency(unit.agency, language), "open": unit.open, "overdue": unit.overdue, "rate": rate,
            "paused": unit.paused, "unsigned": unit.unsigned,
        ]
    }

    private func line(_ line: SLAViews.Line, now: Instant, _ language: Language) -> [String: Any] {
        var row: [String: Any] = [
            "task": line.task, "caseID": line.caseID, "subject": line.subject, "title": line.title[language],
            "agency": agency(line.agency, language),
            "part": PageWords[line.isLead ? "lead" : line.agency == "coordinator" ? "supervision" : "coHandler"][
                language
            ],
            "holder": line.holder ?? "—", "left": line.left?[language] ?? "—", "tone": line.isOverdue ? "late" : "",
            "due": line.due.map { PageMoments.due($0, now: now, language) } ?? "—",
            "cards": cards(line.cards, language, nil),
        ]
        if let paused = line.paused { row["paused"] = paused[language] }
        return row
    }

    private func item(
        _ asked: SLAViews.Waiting,
        _ visitor: PageDoor.Visitor,
        now: Instant,
        _ language: Language
    ) -> [String: Any] {
        var item: [String: Any] = [
            "caseID": asked.caseID, "task": asked.task, "request": asked.request, "title": asked.title[language],
            "agency": agency(asked.agency, language), "kind": BoardWords[asked.kind][language], "who": asked.askedBy,
            "at": PageMoments.past(asked.askedAt, now: now, language), "reason": asked.reason,
            "due": asked.due.map { PageMoments.due($0, now: now, language) } ?? "—", "csrf": visitor.csrf,
            "grant": BoardWords["grant"][language], "deny": BoardWords["deny"][language],
            "reasonLabel": PageWords["reason"][language], "mayRule": visitor.person.mayDecide,
        ]
        if let term = asked.term { item["term"] = Span(term)?.words[language] ?? term }
        if let basis = asked.basis { item["basis"] = basis }
        if let consent = asked.consent {
            let label = BoardWords["consent"][language]
            item["consent"] = ["who": consent[language], "label": label] as [String: Any]
        }
        if let due = asked.rulingDue {
            item["ruleBy"] =
                [
                    "label": BoardWords["ruleBy"][language], "due": PageMoments.due(due, now: now, language),
                    "tone": asked.isRulingLate ? "late" : "",
                ] as [String: Any]
        }
        if let suggested = asked.suggestedAgency { item["suggested"] = agency(suggested, language) }
        if asked.kind == "return" {
            let agencies = door.registry.agencies.values.filter { $0.id != "coordinator" }.map {
                ($0.id, $0.title[language])
            }
            item["agencies"] =
                [
                    "label": BoardWords["agency"][language],
                    "items": agencies.sorted { $0.0 < $1.0 }.map { ["id": $0.0, "label": $0.1] },
                ] as [String: Any]
        }
        return item
    }

    /// A request granted or denied on its row.
    func rule(_ page: PageRequest, _ visitor: PageDoor.Visitor) async throws -> Response {
        let request = page.field("request")
        guard let key = TaskKey(id: page.field("task")) else { throw Gate.notFound }
        var value: [String: Value] = [
            // The same decision on the same request, sent twice, is one ruling; another decision is a ruling of its own,
            // and comes too late. Requests are counted for each task.
            "id": .text("board/\(key.id)/\(request)/\(page.field("decision"))"),
            "decision": .text(page.field("decision")),
            "reason": .text(page.field("reason")), "request": .text(request),
            "task": [
                "step": .text(key.step), "instance": .text(key.instance), "attempt": .integer(Int64(key.attempt)),
            ],
        ]
        for name in ["agency", "consent"] where !page.field(name).isEmpty { value[name] = .text(page.field(name)) }
        guard visitor.person.mayDecide else { return try await denied(page, visitor) }
        switch RulingRequest.read(.object(value), by: visitor.person.id) {
        case .bad(let problems): return try await refused(problems, page, visitor)
        case .good(let ruling, _):
            let saved = try await engine.commit { try office.decisions.rule(ruling, on: page.field("case"), $0) }
            switch saved.value {
            case nil: throw Gate.notFound
            case .refused(let problem): return try await refused([problem], page, visitor, status: .conflict)
            case .taken: return door.redirect(to: "/board?said=\(saved.flash.rawValue)")
            }
        }
    }

    /// Said to somebody whose role does not decide.
    func denied(_ page: PageRequest, _ visitor: PageDoor.Visitor) async throws -> Response {
        try await refused([BoardPages.roleMissing], page, visitor, status: .forbidden).denied([BoardPages.roleMissing])
    }

    func refused(
        _ problems: [Problem],
        _ page: PageRequest,
        _ visitor: PageDoor.Visitor,
        status: HTTPResponse.Status = .unprocessableContent
    ) async throws -> Response {
        try await render(
            "refusal",
            [
                "headline": BoardWords["ruling"][page.language],
                "problems": problems.map { page.language == .zh ? $0.zh : $0.en },
                "back": "/board",
            ],
            title: BoardWords["ruling"][page.language],
            page,
            visitor,
            status: status
        )
    }

    static let roleMissing = Problem(
        "ROLE_MISSING",
        zh: "须由审核人、负责人或督查人员决定",
        en: "It takes a reviewer, a leader or a coordinator"
    )
}
