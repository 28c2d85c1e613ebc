import Casework
import Contracts
import Desk
import EventStore
import Fleet
import Foundation
import Hummingbird

/// Votes at the bureau's desk: the roll, papers as two people enter them, the count once the vote is over.
///
/// Who voted for what stands on no page: an owner is typed in, and known by his token from there on.
struct VotePages: Sendable {
    let office: VoteOffice
    let door: PageDoor
    let desk: Desk
    let engine: Engine

    /// What the desk's list leads to.
    static let pages = PracticePages(
        links: [PracticePages.Link(address: "/desk/votes", title: VoteWords["votes"])],
        templates: ["votes": PackageResources.votes_mustache, "vote": PackageResources.vote_mustache]
    )
    /// More votes than an office has at work; older ones are found by their number.
    private static let most = 200

    func add(to router: Router<FleetProcess.Context>) {
        router.get("desk/votes") { request, _ in
            let page = PageRequest(request)
            return try await door.answer(page) { try await list(page, $0) }
        }
        router.get("desk/votes/:id") { request, context in
            let page = PageRequest(request)
            return try await door.answer(page) { try await show(page, try VotePages.id(context), $0) }
        }
        router.post("desk/votes/:id/paper") { request, context in
            let page = try await PageRequest.reading(request)
            return try await door.change(page) { try await enter(page, try VotePages.id(context), $0) }
        }
        router.post("desk/votes/:id/roll") { request, context in
            let page = try await PageRequest.reading(request)
            return try await door.change(page) { try await bring(page, try VotePages.id(context), $0) }
        }
        // Whoever is on the answer to a form and asks for it in the other language arrives at the vote.
        for form in ["paper", "roll"] {
            router.get("desk/votes/:id/\(RouterPath(form))") { request, context in
                let page = PageRequest(request)
                let id = try VotePages.id(context)
                return try await door.answer(page) { _ in
                    door.redirect(to: PageDoor.address(page, at: "/desk/votes/\(id)"))
                }
            }
        }
    }

    private static func id(_ context: FleetProcess.Context) throws -> String {
        let id = try context.parameters.require("id")
        return id.removingPercentEncoding ?? id
    }

    private func list(_ page: PageRequest, _ visitor: PageDoor.Visitor) async throws -> Response {
        // A number that was typed in leads straight to its vote.
        if let number = page.parameter("case")?.trimmed, !number.isEmpty {
            return door.redirect(to: "/desk/votes/\(PageDoor.escaped(number))")
        }
        let (now, language) = (engine.clock.now(), page.language)
        let lines = try await engine.read { try VoteBook.lines(limit: VotePages.most, in: $0) }
        let rows = lines.map { line in
            [
                "id": line.caseID, "title": line.title, "state": VoteWords.state(line, at: now)[language],
                "heads": line.vote.map { String($0.heads) } ?? "—", "voted": line.vote.map { String($0.voted) } ?? "—",
                "due": line.poll?.due.map { PageMoments.due($0, now: now, language) } ?? "—",
            ]
        }
        let content: [String: Any] = ["rows": rows, "v": VoteWords.all(language)]
        return try door.render("votes", content, title: VoteWords["votes"][language], page, visitor)
    }

    private func show(
        _ page: PageRequest,
        _ id: String,
        _ visitor: PageDoor.Visitor,
        _ problems: [Problem] = []
    ) async throws -> Response {
        let (now, language) = (engine.clock.now(), page.language)
        let found = try await engine.read { db in
            try VoteBook.line(of: id, in: db).map { line in
                (
                    line: line, view: try VoteView.of(id, at: now, in: db),
                    waiting: try line.vote.map { try VoteBook.waitingPapers($0.id, in: db) } ?? 0
                )
            }
        }
        guard let found else { throw Gate.notFound }
        let mayAct = visitor.person.mayAct
        var content: [String: Any] = [
            "id": id, "title": found.line.title, "state": VoteWords.state(found.line, at: now)[language],
            "v": VoteWords.all(language), "problems": problems.map { Words(zh: $0.zh, en: $0.en)[language] },
            "facts": found.view.map { facts($0, waiting: found.waiting, now: now, language) } ?? [],
            "cast": found.view.map { cast($0, language) } ?? [], "hasCast": found.view?.cast != nil,
        ]
        if let entered = page.parameter("entered").flatMap(VoteOffice.PaperStanding.init) {
            content["entered"] = VoteWords.entered(entered)[language]
        }
        if mayAct, let vote = found.line.vote, vote.isFrozen, found.line.poll?.isOpen(at: now) == true {
            content["paper"] = [
                "rollHash": vote.hash, "voter": page.field("voter"),
                "choices": BallotCast.Choice.allCases.map { choice -> [String: Any] in
                    [
                        "id": choice.rawValue, "label": VoteWords.choice(choice)[language],
                        "isChosen": page.field("choice") == choice.rawValue,
                    ]
                },
            ]
        }
        if mayAct, found.line.isRollOpen {
            content["roll"] = ["sheet": page.field("sheet"), "columns": VoteRoll.columns.joined(separator: ",")]
        }
        return try door.render(
            "vote",
            content,
            title: "\(VoteWords["vote"][language]) \(id)",
            page,
            visitor,
            status: problems.isEmpty ? .ok : .unprocessableContent
        )
    }

    private func facts(_ view: VoteView, waiting: Int, now: Instant, _ language: Language) -> [[String: String]] {
        var facts: [(String, String)] = [
            ("rollHash", view.rollHash), ("units", String(view.units)), ("heads", String(view.roll.heads)),
            ("area", VoteWords.area(view.roll.area)),
        ]
        if let due = view.due { facts.append(("closes", PageMoments.due(due, now: now, language))) }
        facts += [
            ("votedHeads", "\(view.voted.heads) / \(view.roll.heads)"),
            ("votedArea", "\(VoteWords.area(view.voted.area)) / \(VoteWords.area(view.roll.area))"),
            ("papersWaiting", String(waiting)),
        ]
        if let changed = view.changed { facts.append(("changed", String(changed))) }
        if let papers = view.papers { facts.append(("papers", String(papers))) }
        if let result = view.result { facts.append(("result", VoteWords[result][language])) }
        if let hash = view.tallyHash { facts.append(("tallyHash", hash)) }
        return facts.map { ["label": VoteWords[$0.0][language], "text": $0.1] }
    }

    private func cast(_ view: VoteView, _ language: Language) -> [[String: String]] {
        guard let cast = view.cast else { return [] }
        return BallotCast.Choice.allCases.map { choice in
            let sum = cast[choice.rawValue]
            return [
                "choice": VoteWords.choice(choice)[language], "heads": String(sum?.heads ?? 0),
                "area": VoteWords.area(sum?.area ?? 0),
            ]
        }
    }

    private func enter(_ page: PageRequest, _ id: String, _ visitor: PageDoor.Visitor) async throws -> Response {
        guard visitor.person.mayAct else { throw Gate.mayOnlyRead }
        let data: Value = [
            "caseId": .text(id), "voter": .text(page.field("voter").trimmed), "choice": .text(page.field("choice")),
            "rollHash": .text(page.field("rollHash")),
        ]
        switch BallotCast.read(data) {
        case .bad(let problems): return try await show(page, id, visitor, problems)
        case .good(let ballot, _):
            let saved = try await engine.commit { [office, desk] tx in
                try office.enter(ballot, by: visitor.person, on: desk, in: tx)
            }
            return try await answer(saved, page, id, visitor) { ["entered": $0.rawValue] }
        }
    }

    private func bring(_ page: PageRequest, _ id: String, _ visitor: PageDoor.Visitor) async throws -> Response {
        guard visitor.person.mayAct else { throw Gate.mayOnlyRead }
        switch VoteRoll.read(Array(page.field("sheet").utf8)) {
        case .bad(let problems): return try await show(page, id, visitor, problems)
        case .good(let roll, _):
            let reason = page.field("reason").trimmed
            let saved = try await engine.commit { [office] tx in
                try office.bring(roll, to: id, by: visitor.person, reason: reason, in: tx)
            }
            return try await answer(saved, page, id, visitor) { _ in [:] }
        }
    }

    /// Back to the vote with what was said yes to, or the page again with what is wrong and what was typed.
    private func answer<T>(
        _ saved: Saved<Result<T, Refusal>>,
        _ page: PageRequest,
        _ id: String,
        _ visitor: PageDoor.Visitor,
        _ more: (T) -> [String: String]
    ) async throws -> Response {
        switch saved {
        case .safe(.success(let value)), .notYetSafe(.success(let value)):
            var parameters = more(value).mapValues(Optional.some)
            parameters["said"] = saved.flash.rawValue
            return door.redirect(to: PageDoor.address(page, at: "/desk/votes/\(id)", with: parameters))
        case .safe(.failure(let refusal)), .notYetSafe(.failure(let refusal)):
            return try await show(page, id, visitor, refusal.problems)
        }
    }
}
