import Casework
import Contracts
import Desk
import Fleet
import Hummingbird

extension BoardPages {
    /// What could not be handled, by reason: dead letters, and cases whose messages wait.
    func kept(
        _ page: PageRequest,
        _ visitor: PageDoor.Visitor,
        results: [[String: String]] = []
    ) async throws -> Response {
        let (language, now) = (page.language, engine.clock.now())
        let (dead, parked) = try await engine.read { (try KeptViews.dead(in: $0), try KeptViews.parked(in: $0)) }
        let letters = Dictionary(grouping: dead, by: \.reasons).sorted { $0.key < $1.key }.map { reasons, items in
            group(
                "dead",
                reasons,
                items.map {
                    ("\($0.n)", PageMoments.past($0.at, now: now, language), "\($0.queue) \($0.routingKey)", $0.sha256)
                },
                visitor,
                language
            )
        }
        let waiting = Dictionary(grouping: parked, by: \.caseId).sorted { $0.key < $1.key }.map { caseID, items in
            group(
                "parked",
                "\(caseID) \(items.first?.reasons ?? "")",
                items.map { (caseID, PageMoments.past($0.at, now: now, language), "n \($0.n)", "") },
                visitor,
                language
            )
        }
        var content: [String: Any] = [:]
        let groups = (letters + waiting).enumerated().map { index, group in
            group.merging(["index": index]) { own, _ in own }
        }
        if !groups.isEmpty { content["groups"] = groups }
        if !results.isEmpty { content["results"] = ["items": results] }
        return try render("kept", content, title: BoardWords["kept"][language], page, visitor)
    }

    private func group(
        _ kind: String,
        _ reasons: String,
        _ items: [(n: String, at: String, place: String, hash: String)],
        _ visitor: PageDoor.Visitor,
        _ language: Language
    ) -> [String: Any] {
        [
            "kind": kind, "reasons": reasons, "count": items.count, "csrf": visitor.csrf,
            "reasonLabel": PageWords["reason"][language], "maySkip": false,
            "redrive": BoardWords[kind == "dead" ? "redrive" : "release"][language],
            "skip": BoardWords["skip"][language],
            "items": items.map { ["n": $0.n, "at": $0.at, "where": $0.place, "hash": String($0.hash.prefix(12))] },
        ]
    }

    /// Tries what was chosen again, each with a result of its own.
    func settle(_ page: PageRequest, _ visitor: PageDoor.Visitor) async throws -> Response {
        guard visitor.person.mayDecide else { return try denied(page, visitor) }
        let problems = TextRule.problems(page.field("reason"), at: "/reason")
        guard problems.isEmpty else { return try refused(problems, page, visitor) }
        let decision = KeptMessages.Decision(by: visitor.person.id, reason: page.field("reason"))
        let kept = KeptMessages(engine: engine)
        var results: [[String: String]] = []
        for n in Set(page.form["n"] ?? []).sorted() {
            let text: String
            var isGood = true
            if page.field("kind") == "parked" {
                let saved = try await engine.commit { try kept.release(n, decision, $0) }
                isGood = saved.value?.stoppedAt == nil
                text =
                    saved.value.map { "\($0.handled.count), \($0.waiting) … \(saved.flash.words[page.language])" }
                    ?? "—"
            } else {
                let saved = try await engine.commit { try kept.redrive(Int64(n) ?? 0, decision, $0) }
                switch saved.value {
                case .handled: text = saved.flash.words[page.language]
                case .missing: text = "—"
                case .refused(let problems):
                    isGood = false
                    text = problems.map { page.language == .zh ? $0.zh : $0.en }.joined(separator: "；")
                }
            }
            results.append(["kind": isGood ? "good" : "bad", "text": "\(n): \(text)"])
        }
        return try await self.kept(page, visitor, results: results)
    }
}
