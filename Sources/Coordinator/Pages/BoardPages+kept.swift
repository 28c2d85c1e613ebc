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
                items.map { ("\($0.n)", PageMoments.past($0.at, now: now, language), $0.reasons, "") },
                visitor,
                language
            ).merging(["case": caseID]) { own, _ in own }
        }
        var content: [String: Any] = [:]
        let groups = (letters + waiting).enumerated().map { index, group in
            group.merging(["index": index]) { own, _ in own }
        }
        if !groups.isEmpty { content["groups"] = groups }
        if !results.isEmpty { content["results"] = ["items": results] }
        return try await render("kept", content, title: BoardWords["kept"][language], page, visitor)
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
            "reasonLabel": PageWords["reason"][language], "isParked": kind == "parked",
            "mayDecide": visitor.person.mayDecide,
            "items": items.map { ["n": $0.n, "at": $0.at, "where": $0.place, "hash": String($0.hash.prefix(12))] },
        ]
    }

    /// What became of one thing that somebody decided on.
    private struct Settled: Encodable {
        var kind: String
        var text: String

        init(_ name: String, isGood: Bool, _ text: String) {
            kind = isGood ? "good" : "bad"
            self.text = "\(name): \(text)"
        }
    }

    /// Does with what was chosen what somebody decided, each with a result of its own.
    ///
    /// The page's script asks for one at a time and is answered in JSON, so that it can show how far it is.
    func settle(_ page: PageRequest, _ visitor: PageDoor.Visitor) async throws -> Response {
        guard visitor.person.mayDecide else { return try await denied(page, visitor) }
        let problems = TextRule.problems(page.field("reason"), at: "/reason")
        guard problems.isEmpty else { return try await refused(problems, page, visitor) }
        let decision = KeptMessages.Decision(by: visitor.person.id, reason: page.field("reason"))
        let chosen = Set(page.form["n"] ?? []).compactMap { Int64($0) }.sorted()
        var results: [Settled] = []
        switch page.field("act") {
        case "release": results.append(try await release(page.field("case"), decision, page.language))
        case "skip":
            for n in chosen { results.append(try await skip(n, of: page.field("case"), decision, page.language)) }
        case _: for n in chosen { results.append(try await redrive(n, decision, page.language)) }
        }
        if page.request.headers[.accept] == "application/json" { return try json(["items": results]) }
        return try await kept(page, visitor, results: results.map { ["kind": $0.kind, "text": $0.text] })
    }

    private func redrive(
        _ n: Int64,
        _ decision: KeptMessages.Decision,
        _ language: Language
    ) async throws -> Settled {
        let kept = KeptMessages(engine: engine)
        let saved = try await engine.commit { try kept.redrive(n, decision, $0) }
        return switch saved.value {
        case .handled: Settled("\(n)", isGood: true, saved.flash.words[language])
        case .missing: Settled("\(n)", isGood: false, BoardWords["notKept"][language])
        case .refused(let problems):
            Settled("\(n)", isGood: false, problems.map { language == .zh ? $0.zh : $0.en }.joined(separator: "；"))
        }
    }

    private func skip(
        _ n: Int64,
        of caseID: String,
        _ decision: KeptMessages.Decision,
        _ language: Language
    ) async throws -> Settled {
        let kept = KeptMessages(engine: engine)
        let saved = try await engine.commit { try kept.skip(n, of: caseID, decision, $0) }
        return saved.value
            ? Settled("\(n)", isGood: true, saved.flash.words[language])
            : Settled("\(n)", isGood: false, BoardWords["notKept"][language])
    }

    private func release(
        _ caseID: String,
        _ decision: KeptMessages.Decision,
        _ language: Language
    ) async throws -> Settled {
        let kept = KeptMessages(engine: engine)
        let saved = try await engine.commit { try kept.release(caseID, decision, $0) }
        guard let release = saved.value else {
            return Settled(caseID, isGood: false, BoardWords["notKept"][language])
        }
        let counts: Words = Words(
            zh: "处理\(release.handled.count)条，转为死信\(release.buried.count)条，仍搁置\(release.waiting)条。",
            en:
                "\(release.handled.count) handled, \(release.buried.count) dead letters now, \(release.waiting) still wait. "
        )
        let problems = release.problems.map { language == .zh ? $0.zh : $0.en }.joined(separator: "；")
        return Settled(
            caseID,
            isGood: release.stoppedAt == nil,
            counts[language] + problems + (release.stoppedAt == nil ? saved.flash.words[language] : "")
        )
    }
}
