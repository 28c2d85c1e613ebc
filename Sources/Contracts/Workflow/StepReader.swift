import Casework

/// Reads one step, with what `defaults.yaml` says where the file is silent.
struct StepReader {
    let reader: Reader
    let shared: SharedFile
    let terms: TermReader
    let ladders: [String: Place]

    private static let keys = [
        "title", "by", "not-by", "copy", "sees", "enough", "needs", "until", "not-before", "within", "overdue",
        "ladder", "allow", "form", "check", "rule", "with", "issues", "outcomes", "repeat", "undo", "case", "wait",
    ]

    func step(_ id: String, _ place: Place) -> Step {
        reader.name(id, at: place)
        reader.check(place, keys: StepReader.keys)
        var step = Step(id: id, title: title(id, place))
        if let owners = (place["by"] ?? shared.step["by"]).flatMap(OwnerReader(reader: reader, shared: shared).owners) {
            step.owners = owners
        }
        step.notBy = place["not-by"].map(reader.texts) ?? []
        step.copy = place["copy"].map(reader.texts) ?? []
        step.sees = sees(place, step.owners)
        step.enough = enough(place["enough"] ?? shared.step["enough"])
        let needs = NeedReader(reader: reader)
        step.needs = place["needs"].flatMap(needs.need) ?? .always
        step.until = place["until"].flatMap(needs.need)
        step.notBefore = place["not-before"].map(terms.notBefore) ?? []
        step.within = place["within"].flatMap(terms.deadline)
        step.overdue = place["overdue"].flatMap(overdue)
        step.ladder = ladder(place["ladder"] ?? shared.step["ladder"])
        step.allow = AllowanceReader(reader: reader, terms: terms, shared: shared).allowance(place["allow"])
        step.form = place["form"].map { FormReader(reader: reader, shared: shared).form($0, isIntake: false) } ?? Form()
        step.checks = place["check"].map(reader.texts) ?? []
        step.rule = place["rule"].flatMap(reader.text)
        step.with = with(place["with"])
        let issues = place["issues"].flatMap(reader.text)?.split(separator: " if ", maxSplits: 1).map(String.init) ?? []
        step.issues = issues.first
        step.issuesOn = issues.count == 2 ? issues[1].split(separator: "|").map(String.init) : nil
        step.outcomes = (place["outcomes"] ?? shared.step["outcomes"]).map(reader.texts) ?? ["done"]
        for outcome in step.outcomes { reader.name(outcome, at: place["outcomes"] ?? place) }
        step.repeats = place["repeat"].map { $0.elements.compactMap(rule) } ?? []
        step.undo = undo(id, place["undo"])
        readChild(place, into: &step)
        return step
    }

    /// A step that opens a case ends as that does, or with `started`.
    private func readChild(_ place: Place, into step: inout Step) {
        guard let name = place["case"].flatMap(reader.text) else { return }
        let waits = place["wait"]?.text != "false"
        let outline = shared.cases[name]
        let fields = outline?.form.fields.map(\.name) ?? []
        step.child = ChildCall(workflow: name, waits: waits, fields: fields, with: step.with)
        step.with = [:]
        step.outcomes = waits ? outline?.ends ?? [] : ["started"]
    }

    private func title(_ id: String, _ place: Place) -> Words {
        let english = Vocabulary.title(id)
        guard let title = place["title"] else {
            reader.findings.note("TITLE_MISSING", at: place, zh: "步骤“\(id)”缺少 title", en: "the step \(id) has no title")
            return Words(zh: english, en: english)
        }
        guard title.entries != nil else { return Words(zh: reader.text(title) ?? english, en: english) }
        reader.check(title, keys: ["zh", "en"])
        return Words(zh: title["zh"].flatMap(reader.text) ?? english, en: title["en"].flatMap(reader.text) ?? english)
    }

    private func sees(_ place: Place, _ owners: Owners) -> [String] {
        if let own = place["sees"] { return reader.texts(own) }
        let key = owners.areOutside ? "sees-outside" : "sees"
        return shared.step[key].map(reader.texts) ?? []
    }

    private func enough(_ place: Place?) -> Step.Enough {
        guard let place, let text = reader.text(place) else { return Step.Enough() }
        let words = text.split(separator: " ").map(String.init)
        let outcomes = words.count == 2 ? words[1].split(separator: "|").map(String.init) : []
        let parts = (words.first ?? "").split(separator: "/").map { Int($0) }
        if words.first == "all" { return Step.Enough(.all, outcomes: outcomes) }
        if parts.count == 1, let count = parts[0], count >= 1 { return Step.Enough(.count(count), outcomes: outcomes) }
        if parts.count == 2, let part = parts[0], let whole = parts[1], part >= 1, whole >= part {
            return Step.Enough(.share(part, of: whole), outcomes: outcomes)
        }
        reader.findings.note("ENOUGH_FORM", at: place, zh: "应为 all、2 或 2/3", en: "write all, 2 or 2/3")
        return Step.Enough()
    }

    private func ladder(_ place: Place?) -> Ladder {
        guard let place, let name = reader.text(place) else { return Ladder(name: "track") }
        guard let definition = ladders[name] else {
            reader.unknown("LADDER_UNKNOWN", name, among: ladders.keys.sorted(), at: place, zh: "催办阶梯", en: "ladder")
            return Ladder(name: name)
        }
        let rungs = !definition.isList ? [] : definition.elements.compactMap(rung)
        return Ladder(name: name, rungs: rungs)
    }

    private func rung(_ place: Place) -> Ladder.Rung? {
        reader.check(place, keys: ["at", "do", "to", "unless", "answer"])
        guard let at = place["at"].flatMap({ terms.term($0) }), let notice = place["do"].flatMap(reader.text),
            let to = place["to"].flatMap(reader.text)
        else { return nil }
        if let place = place["do"], shared.notices[notice] == nil {
            reader.unknown(
                "NOTICE_UNKNOWN",
                notice,
                among: shared.notices.keys.sorted(),
                at: place,
                zh: "通知",
                en: "notice"
            )
        }
        return Ladder.Rung(
            at: at,
            notice: notice,
            to: to,
            answer: place["answer"].flatMap(terms.span),
            unless: place["unless"].flatMap(reader.text)
        )
    }

    private func overdue(_ place: Place) -> Step.Overdue? {
        guard place.entries != nil else { return reader.text(place).map { .outcome($0) } }
        reader.check(place, keys: ["reassign", "within"])
        let owners = place["reassign"].flatMap(OwnerReader(reader: reader, shared: shared).owners)
        guard case .one(let owner)? = owners, let within = place["within"].flatMap(terms.span) else {
            reader.findings.note(
                "REASSIGN_INCOMPLETE",
                at: place,
                zh: "overdue 写作结果,或 {reassign: 一个机关, within: 期限}",
                en: "overdue is an outcome, or {reassign: ONE OWNER, within: TERM}"
            )
            return nil
        }
        return .reassign(to: owner, within: within)
    }

    private func with(_ place: Place?) -> [String: Value] { place.map(reader.constants) ?? [:] }

    private func rule(_ place: Place) -> Step.Repeat? {
        reader.check(place, keys: ["if", "from", "at-most", "within"])
        guard let atMost = place["at-most"].flatMap(reader.number) else {
            if place["at-most"] == nil {
                reader.findings.note(
                    "REPEAT_UNBOUNDED",
                    at: place,
                    zh: "repeat 缺少 at-most",
                    en: "a repeat needs at-most"
                )
            }
            return nil
        }
        guard let outcomes = place["if"].map(reader.texts), let from = place["from"].flatMap(reader.text) else {
            reader.findings.note(
                "REPEAT_INCOMPLETE",
                at: place,
                zh: "repeat 缺少 if 或 from",
                en: "a repeat needs if and from"
            )
            return nil
        }
        let words = outcomes.flatMap { $0.split(separator: "|").map(String.init) }
        return Step.Repeat(outcomes: words, from: from, atMost: atMost, within: place["within"].flatMap(terms.span))
    }

    private func undo(_ id: String, _ place: Place?) -> Step.Undo {
        guard let place else { return .nothing }
        let within = shared.step["undo"]?["within"].flatMap(terms.span) ?? .workingDays(3)
        guard place.entries != nil else {
            guard let text = reader.text(place) else { return .nothing }
            if text == "nothing" { return .nothing }
            if text == "never" { return .never }
            if text == "withdraw" { return .withdraw }
            return .act(title: Words(zh: text, en: "Undo: \(Vocabulary.title(id))"), within: within, issues: nil)
        }
        reader.check(place, keys: ["title", "within", "issues"])
        guard let title = place["title"].flatMap(reader.text) else {
            reader.findings.note("UNDO_TITLE", at: place, zh: "undo 缺少 title", en: "an undo needs a title")
            return .nothing
        }
        return .act(
            title: Words(zh: title, en: "Undo: \(Vocabulary.title(id))"),
            within: place["within"].flatMap(terms.span) ?? within,
            issues: place["issues"].flatMap(reader.text)
        )
    }
}

extension Owners {
    /// True when no owner has a worker of its own.
    var areOutside: Bool {
        switch self {
        case .one(let owner): owner.via != nil
        case .several(let owners): owners.allSatisfy { $0.via != nil }
        case .each(_, let via, _): via != nil
        case .register: true
        }
    }
}
