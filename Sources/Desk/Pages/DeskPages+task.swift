import Casework
import Contracts
import Fleet
import Hummingbird

extension DeskPages {
    /// What a page of a task is made from.
    struct Sight: Sendable {
        var task: DeskTask
        var detail: TaskDetail
        var hasRevealed: Bool
        /// Every task of the case that this agency had or has, oldest first.
        var chain: [DeskTask]
    }

    func sight(_ key: TaskKey, _ visitor: PageDoor.Visitor) async throws -> Sight {
        let now = engine.clock.now()
        let safe = engine.condition.safe
        let sight = try await engine.read { [desk] db -> Sight? in
            guard let task = try TaskTable.fetch(key, in: db),
                let detail = try desk.detail(key, for: visitor.person, now: now, safe: safe, in: db)
            else { return nil }
            let hasRevealed = try TaskTable.history(of: key, in: db).contains { line in
                if case .reveal = line.deed { line.act.by == visitor.person.id } else { false }
            }
            let chain = try TaskTable.tasks(ofCase: key.caseID, in: db)
            return Sight(
                task: task,
                detail: detail,
                hasRevealed: hasRevealed,
                chain: chain.sorted { $0.standing.openedAt < $1.standing.openedAt }
            )
        }
        guard var sight else { throw APIRefusal(.taskNotFound()) }
        // Who looked while he might does not look for ever.
        if sight.hasRevealed, await closure(of: sight.task) != nil { sight.hasRevealed = false }
        return sight
    }

    /// Why contact data of a task is not shown to anybody, nil when it may be: as long as the task is in hand, so is its case.
    func closure(of task: DeskTask) async -> Problem? {
        switch task.state {
        case .offered, .open: nil
        case .done, .closed:
            switch await api.neighbours.closure(of: task.key.caseID) {
            case .answered(let closure): closure.refusal
            case .refused, .unreachable: DataClosure.unknown
            }
        }
    }

    /// The page of one task, with what somebody typed and what was wrong with it.
    func show(
        _ page: PageRequest,
        _ key: TaskKey,
        _ visitor: PageDoor.Visitor,
        typed: [String: [String]]? = nil,
        problems: [Problem] = [],
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let sight = try await sight(key, visitor)
        let (language, now) = (page.language, engine.clock.now())
        let line = sight.detail.task
        let words = words(line.caseType)
        var content = facts(sight, now: now, language)
        content["why"] = why(sight, words, language)
        content["material"] = material(sight, words, language)
        content["mayReveal"] = !sight.hasRevealed && hasHidden(sight)
        content["history"] = story(sight, now: now, language)
        if let workflow = workflows[line.caseType] {
            let drawing = RouteDrawing(workflow, language: language, marks: marks(sight))
            content["route"] = ["drawing": drawing.svg, "lines": drawing.text]
        }
        if sight.chain.count > 1 { content["chain"] = ["items": chain(sight, words, now: now, language)] }
        if !problems.isEmpty {
            content["problems"] = [
                "headline": PageFlash.refusal[language],
                "items": problems.map { problem -> [String: Any] in
                    let field = problem.pointer.split(separator: "/").dropFirst().first.map(String.init)
                    var item: [String: Any] = ["text": problem.words[language]]
                    if problem.pointer.hasPrefix("/fields/"), let field { item["anchor"] = "f-\(field)" }
                    return item
                },
            ]
        }
        if line.state == .open, !sight.detail.objections.isEmpty {
            content["objections"] = ["items": sight.detail.objections.map { $0.words[language] }]
        }
        content["actions"] = buttons(sight, visitor, language)
        if line.state == .open, sight.detail.objections.isEmpty {
            content["form"] = form(sight, words, typed: typed, now: now, language)
        } else if let typed {
            content["unsent"] = unsent(typed, sight, words, now: now, language)
        }
        content["requests"] = requests(sight, visitor, now: now, language)
        return try await render("task", content, title: line.subject, page, visitor, status: status)
    }

    /// How far the agency's own steps are: of the others' it knows nothing.
    private func marks(_ sight: Sight) -> [String: RouteDrawing.Mark] {
        sight.chain.filter { !$0.key.isUndo }.reduce(into: [:]) { marks, task in
            switch task.standing.state {
            case .offered: marks[task.key.step] = .offered
            case .open: marks[task.key.step] = .running
            case .ended: marks[task.key.step] = .done
            case .revoked: marks[task.key.step] = .skipped
            }
        }
    }

    /// What may change while somebody looks at the page.
    func news(_ page: PageRequest, _ key: TaskKey, _ visitor: PageDoor.Visitor) async throws -> Response {
        let content = facts(try await sight(key, visitor), now: engine.clock.now(), page.language)
        let texts = ["state", "due", "left", "holder"].map { ($0, content[$0] as? String ?? "") }
        return try json(Dictionary(uniqueKeysWithValues: texts))
    }

    /// How the task's deadline was counted; the coordinator keeps the ledger, so it is asked.
    func proof(_ page: PageRequest, _ key: TaskKey, _ visitor: PageDoor.Visitor) async throws -> Response {
        _ = try await sight(key, visitor)
        switch await api.neighbours.clocks(of: key) {
        case .answered(let clocks):
            return try ProofPage(door: door).render(clocks, of: key.caseID, up: "/desk/tasks/\(key.id)", page, visitor)
        case .refused: throw APIRefusal(.taskNotFound())
        case .unreachable:
            let words = PageWords["unreachable"]
            throw APIRefusal(.badGateway, Problem("PROOF_NOT_AVAILABLE", zh: words.zh, en: words.en))
        }
    }

    private func facts(_ sight: Sight, now: Instant, _ language: Language) -> [String: Any] {
        let (detail, line) = (sight.detail, sight.detail.task)
        var facts: [String: Any] = [
            "id": line.id, "caseID": line.caseID, "subject": line.subject, "step": line.title[language],
            "caseType": workflows[line.caseType]?.title[language] ?? line.caseType,
            "lead": PageWords[line.part][language], "state": line.state.words[language],
            "due": line.due.map { PageMoments.due($0, now: now, language) } ?? "—", "tone": tone(line),
            "left": line.remaining?.words[language] ?? "", "cards": cards(line, language),
            "isPaused": sight.task.isPaused,
            "holder": line.holder.map(name) ?? PageWords["nobody"][language],
        ]
        if line.attempt > 1 { facts["attempt"] = language == .zh ? "第\(line.attempt)次" : "attempt \(line.attempt)" }
        if let due = detail.legalDue { facts["legalDue"] = PageMoments.due(due, now: now, language) }
        if let due = detail.policyDue { facts["policyDue"] = PageMoments.due(due, now: now, language) }
        if let source = detail.dueSource { facts["source"] = source }
        if let number = detail.completed?.document { facts["number"] = number }
        if let child = line.child { facts["child"] = child }
        if !detail.rulings.isEmpty {
            let words = detail.rulings.map { StandingWords[$0][language] }
            facts["rulings"] = words.joined(separator: language == .zh ? "、" : ", ")
        }
        return facts
    }

    /// Why it lies with this agency, in a sentence.
    private func why(_ sight: Sight, _ words: FieldWords, _ language: Language) -> String {
        let line = sight.detail.task
        let unit = line.unit.flatMap { door.registry.words(forUnit: $0, of: door.agency)?[language] }
        let role = PageWords[line.part]
        switch language {
        case .zh:
            let party = line.party.map { "（代“\(words.party($0).zh)”录入）" } ?? ""
            return "本单位为\(role.zh)单位，负责“\(line.title.zh)”\(party)。\(unit.map { "由\($0)办理。" } ?? "")"
        case .en:
            let party = line.party.map { ", entered on behalf of \(words.party($0).en)" } ?? ""
            return
                "This agency is the \(role.en) and does “\(line.title.en)”\(party).\(unit.map { " It is for \($0)." } ?? "")"
        }
    }

    private func isHidden(_ field: String, _ sight: Sight) -> Bool {
        let name = field.split(separator: ".").last.map(String.init) ?? field
        let fieldClass = desk.rules.fieldClass(sight.detail.task.caseType, name)
        return fieldClass.map(DeskRules.namingClasses.contains) ?? false
    }

    private func hasHidden(_ sight: Sight) -> Bool { sight.detail.fields.keys.contains { isHidden($0, sight) } }

    private func material(_ sight: Sight, _ words: FieldWords, _ language: Language) -> [[String: Any]] {
        let given = sight.detail.completed?.fields ?? [:]
        let all = sight.detail.fields.merging(given) { _, own in own }
        let order = words.order(of: all.keys)
        return order.compactMap { name in
            // What is empty is neither hidden nor shown.
            guard let value = all[name], value != .list([]) else { return nil }
            var line: [String: Any] = ["label": words.field(name)[language]]
            if !sight.hasRevealed, isHidden(name, sight) {
                line["text"] = language == .zh ? "（已隐藏）" : "(hidden)"
                return line
            }
            let files = (value.list ?? [value]).compactMap { file -> [String: String]? in
                guard let hash = file.object?["sha256"]?.text else { return nil }
                return ["sha256": hash, "name": file.object?["name"]?.text ?? hash]
            }
            if files.isEmpty {
                let text = shown(value, of: name, words, language)
                line["text"] = text
                line["isLong"] = text.count > 80
            } else {
                line["files"] = files
            }
            return line
        }
    }

    /// The words of a code in a field that holds codes.
    func code(_ text: String, in field: String) -> Words? {
        switch field {
        case "category": door.registry.codes["category"]?.words(for: text)
        case "policies": door.registry.codes["policy"]?.words(for: text)
        case _: nil
        }
    }

    private func shown(_ value: Value, of name: String, _ words: FieldWords, _ language: Language) -> String {
        switch value {
        case .text(let text):
            let last = name.split(separator: ".").last.map(String.init) ?? name
            if let agency = door.registry.words(forParty: text) { return agency[language] }
            if let code = code(text, in: last) { return code[language] }
            if let district = door.registry.districts[text] { return district.title[language] }
            if let person = door.people[text] { return person.name }
            if text.hasSuffix("+08:00"), let moment = Instant(text) { return moment.forPeople }
            return words.value(text, of: last)[language]
        case .list(let values): return values.map { shown($0, of: name, words, language) }.joined(separator: "、")
        case .null, .bool, .integer, .decimal, .object: return ValueText.plain(value)
        }
    }

    private func buttons(_ sight: Sight, _ visitor: PageDoor.Visitor, _ language: Language) -> Any {
        let line = sight.detail.task
        guard visitor.person.mayAct else { return false }
        var acts: [(act: String, key: String)] = []
        switch line.state {
        case .offered: acts = [("raise", "b")]
        case .open:
            if !line.isSigned { acts.append(("sign", "s")) }
            if line.holder == nil { acts.append(("claim", "l")) }
        case .done, .closed: break
        }
        guard !acts.isEmpty else { return false }
        return [
            "buttons": acts.map { ["act": $0.act, "key": $0.key, "label": PageWords[$0.act][language]] }
        ]
    }
}
