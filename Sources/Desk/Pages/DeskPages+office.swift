import Casework
import Contracts
import Fleet
import Hummingbird

/// What an office has beside its queue: who is away, and which numbers it gave.
extension DeskPages {
    func leave(_ page: PageRequest, _ visitor: PageDoor.Visitor, _ problems: [Problem]) async throws -> Response {
        let (language, now, person) = (page.language, engine.clock.now(), visitor.person)
        let current = try await engine.read { try Absences.substitute(of: person.id, at: now, in: $0) }
        let colleagues = door.people.people(of: door.agency).filter { $0.mayAct && $0.id != person.id }
        var content: [String: Any] = [
            "colleagues": colleagues.map { ["id": $0.id, "name": "\($0.name) (\($0.id))"] },
            "problems": problems.map { $0.words[language] },
        ]
        if let current {
            let until = PageMoments.due(current.until, now: now, language)
            content["current"] = "\(PageWords["substitute"][language]): \(name(current.id)), \(until)"
        }
        return try await render(
            "leave",
            content,
            title: PageWords["leave"][language],
            page,
            visitor,
            status: problems.isEmpty ? .ok : .unprocessableContent
        )
    }

    func takeLeave(_ page: PageRequest, _ visitor: PageDoor.Visitor) async throws -> Response {
        let isBack = page.field("back") == "1"
        let day = LocalDate(page.field("until"))
        if !isBack, day == nil {
            let words = Words(zh: "请填写日期", en: "Please give a date")
            return try await leave(page, visitor, [Problem("DATE_MISSING", at: "/until", zh: words.zh, en: words.en)])
        }
        let substitute = isBack ? nil : door.people[page.field("substitute")]
        guard isBack || substitute != nil else {
            return try await leave(
                page,
                visitor,
                [
                    Problem(
                        "PERSON_UNKNOWN",
                        at: "/substitute",
                        zh: "本机关没有此人",
                        en: "There is no such person in this agency"
                    )
                ]
            )
        }
        let saved = try await engine.commit { [desk] tx in
            try desk.leave(visitor.person, substitute: substitute, through: day, in: tx)
        }
        switch saved.value {
        case .success: return door.redirect(to: "/desk/leave?said=\(saved.flash.rawValue)")
        case .failure(let refusal):
            let response = try await leave(page, visitor, refusal.problems)
            return APIRefusal(refusal).isDenial ? response.denied(refusal.problems) : response
        }
    }

    /// Every number the agency gave, newest first; void ones say so.
    func numbers(_ page: PageRequest, _ visitor: PageDoor.Visitor) async throws -> Response {
        let (language, now) = (page.language, engine.clock.now())
        let safe = engine.condition.safe
        let lines = try await engine.read { [desk] in
            try desk.numbers.lines(document: nil, year: nil, safe: safe, in: $0)
        }
        return try await render(
            "numbers",
            [
                "rows": lines.suffix(500).reversed().map { line in
                    [
                        "number": line.number,
                        "kind": desk.rules.documents[line.document]?.title[language] ?? line.document,
                        "caseID": line.caseID, "at": PageMoments.past(line.issuedAt, now: now, language),
                        "state": PageWords[line.voidedAt == nil ? "valid" : "void"][language],
                        "address": "/desk/numbers/\(PageDoor.escaped(line.number))",
                    ]
                }
            ],
            title: PageWords["numbers"][language],
            page,
            visitor
        )
    }
}
