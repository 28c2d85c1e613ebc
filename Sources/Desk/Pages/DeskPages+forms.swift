import Casework
import Contracts

extension DeskPages {
    /// The form that ends a step, with what stands in it: what was just typed, else the draft, else what the case knows.
    func form(
        _ sight: Sight,
        _ words: FieldWords,
        typed: [String: [String]]?,
        now: Instant,
        _ language: Language
    ) -> [String: Any] {
        let content = sight.task.content
        let draft = sight.detail.draft
        let drafted = draft?.fields ?? [:]
        let chosen = typed?["outcome"]?.first ?? drafted[DeskPages.draftedOutcome]?.text
        var form: [String: Any] = [
            "outcomes": content.outcomes.map { id -> [String: Any] in
                let isOnly = content.outcomes.count == 1
                return ["id": id, "label": words.outcome(id)[language], "isChosen": chosen == id || isOnly]
            }
        ]
        if let party = content.party {
            form["party"] = party
            form["partyLabel"] = words.party(party)[language]
        }
        if let draft {
            let at = PageMoments.past(draft.act.at, now: now, language)
            form["draft"] = language == .zh ? "草稿：\(name(draft.act.by)) \(at)" : "Draft of \(name(draft.act.by)), \(at)"
        }
        form["fields"] = content.form.fields.map { field in
            let control = control(field, words)
            let known = drafted[field.name] ?? (typed == nil && draft == nil ? content.fields[field.name] : nil)
            let texts = typed?["f.\(field.name)"] ?? known.map { DeskPages.texts($0, control) } ?? []
            return shown(field, control, texts, words, language)
        }
        if content.form.fields.contains(where: { $0.type == "text" }) {
            form["phrases"] = ["items": DeskPages.phrases]
        }
        return form
    }

    /// The name under which a draft keeps the outcome that was chosen; no field of a form begins like it.
    static let draftedOutcome = "_outcome"

    /// What clerks write often; the order is that of a step's usual course.
    static let phrases = [
        "经核查，情况属实。", "经核查，未发现所反映的情况。", "已责令限期整改，并将复查。", "已与当事人沟通，当事人表示理解。", "请贵单位按职责办理并反馈。",
    ]

    func control(_ field: Form.Field, _ words: FieldWords) -> FormControl {
        FormControl(field, words: words, registry: door.registry, agency: door.agency)
    }

    private static func texts(_ value: Value, _ control: FormControl) -> [String] {
        if case .choices = control { value.texts } else { [control.typed(value)] }
    }

    private func shown(
        _ field: Form.Field,
        _ control: FormControl,
        _ texts: [String],
        _ words: FieldWords,
        _ language: Language
    ) -> [String: Any] {
        var shown: [String: Any] = [
            "name": field.name, "label": words.field(field.name)[language], "need": need(field, words, language),
            "value": texts.first ?? "",
        ]
        let options = { (all: [(id: String, label: Words)]) -> [[String: Any]] in
            all.map { ["id": $0.id, "label": $0.label[language], "isChosen": texts.contains($0.id)] }
        }
        switch control {
        case .line(let kind):
            shown["isInput"] = true
            shown["kind"] = kind
        case .whole:
            shown["isInput"] = true
            shown["kind"] = "number"
        case .text:
            shown["isLong"] = true
            shown["rows"] = 8
        case .lines:
            shown["isLong"] = true
            shown["rows"] = 3
            shown["hint"] = PageWords["oneEach"][language]
        case .json:
            shown["isLong"] = true
            shown["rows"] = 4
            shown["hint"] = "JSON"
        case .choice(let all):
            shown["isSelect"] = true
            shown["options"] = options(all)
        case .choices(let all):
            shown["isGroup"] = true
            shown["options"] = options(all)
        case .files:
            shown["isFile"] = true
            let files = JSONText.read(Array((texts.first ?? "").utf8)).value?.list ?? []
            shown["files"] = files.map { ["name": $0.object?["name"]?.text ?? ""] }
        }
        return shown
    }

    private func need(_ field: Form.Field, _ words: FieldWords, _ language: Language) -> String {
        switch field.need {
        case .always: return PageWords["needed"][language]
        case .optional: return PageWords["optional"][language]
        case .outcome(let outcomes):
            let names = outcomes.map { words.outcome($0)[language] }.joined(separator: language == .zh ? "、" : ", ")
            return language == .zh ? "选“\(names)”时必填" : "required for \(names)"
        case .field(let other, let values):
            let names = values.map { words.value($0, of: other)[language] }.joined(
                separator: language == .zh ? "、" : ", "
            )
            let name = words.field(other)[language]
            return language == .zh ? "“\(name)”为\(names)时必填" : "required when \(name) is \(names)"
        }
    }

    /// The answer as it was typed, in the shape that the form wants.
    func answer(_ page: PageRequest, _ task: DeskTask) -> [String: Value] {
        let words = words(task.content.caseType)
        return task.content.form.fields.reduce(into: [:]) { fields, field in
            fields[field.name] = page.form["f.\(field.name)"].flatMap { control(field, words).value(of: $0) }
        }
    }

    /// What may be asked of the coordinator, a note, and handing over.
    func requests(_ sight: Sight, _ visitor: PageDoor.Visitor, now: Instant, _ language: Language) -> Any {
        let detail = sight.detail
        guard visitor.person.mayAct else { return false }
        let input = { (name: String, isNeeded: Bool) -> [String: Any] in
            ["name": name, "label": PageWords[name][language], "isNeeded": isNeeded, "value": ""]
        }
        let select = { (name: String, label: String, choices: [(String, String)]) -> [String: Any] in
            [
                "name": name, "label": PageWords[label][language],
                "options": ["choices": choices.map { ["id": $0.0, "label": $0.1] }],
            ]
        }
        var items: [[String: Any]] = []
        if detail.task.state == .open, detail.objections.isEmpty {
            if detail.mayReturn {
                let agencies =
                    [("", "")]
                    + door.registry.agencies.values.filter { $0.id != door.agency }
                    .map { ($0.id, $0.title[language]) }.sorted { $0.0 < $1.0 }
                items.append([
                    "act": "return", "key": "r", "label": PageWords["return"][language],
                    "inputs": [
                        input("reason", true), input("basis", true),
                        select("suggestedAgency", "suggestedAgency", agencies),
                    ],
                ])
            }
            if !detail.pauses.isEmpty {
                let pauses = detail.pauses.map { ($0, FieldWords(workflows[detail.task.caseType]).pause($0)[language]) }
                items.append([
                    "act": "pause", "key": "h", "label": PageWords["pause"][language],
                    "inputs": [select("reason", "reason", pauses)],
                ])
            }
        }
        if detail.task.state == .open, detail.mayExtend {
            var item: [String: Any] = ["act": "extend", "key": "e", "label": PageWords["extend"][language]]
            if let hint = noExtension(sight, visitor.person, now: now, language) {
                item["hint"] = hint
            } else {
                item["inputs"] = [input("term", true), input("reason", true)]
                if let party = consent(sight) {
                    item["consent"] =
                        language == .zh
                        ? "此步骤延期须征得\(party.zh)同意；督查室见到同意的依据后裁定。"
                        : "More time for this step takes the consent of the \(party.en); the supervision office rules when it has it."
                }
            }
            items.append(item)
        }
        if detail.task.state == .open, visitor.person.mayAssign || detail.task.holder == visitor.person.id {
            let colleagues = door.people.people(of: door.agency).filter { $0.mayAct && $0.id != visitor.person.id }
            items.append([
                "act": "assign", "key": "a", "label": PageWords["assign"][language],
                "inputs": [select("to", "colleague", colleagues.map { ($0.id, $0.name) })],
            ])
        }
        items.append([
            "act": "note", "key": "n", "label": PageWords["note"][language], "inputs": [input("text", true)],
        ])
        return ["items": items]
    }

    /// Without whose consent the step gets no more time; nil where nobody is asked.
    func consent(_ sight: Sight) -> Words? {
        guard let workflow = workflows[sight.detail.task.caseType], !sight.detail.task.isUndo,
            let party = workflow[sight.detail.task.step]?.allow.extend?.consent
        else { return nil }
        return workflow.vocabulary.recipient(party)
    }

    /// Why somebody cannot ask for more time himself, and who can; nil when he can.
    private func noExtension(_ sight: Sight, _ person: Person, now: Instant, _ language: Language) -> String? {
        if let due = sight.detail.policyDue ?? sight.detail.task.due, now > due {
            return PageWords["extendTooLate"][language]
        }
        let isInUnit = { (each: Person) in sight.task.content.unit.map { $0 == each.unit } ?? true }
        guard !person.roles.contains(.leader) || !isInUnit(person) else { return nil }
        let leaders = door.people.people(of: door.agency).filter { $0.roles.contains(.leader) && isInUnit($0) }
        let names = leaders.map(\.name).joined(separator: language == .zh ? "、" : ", ")
        return language == .zh
            ? "延期须由负责人申请\(names.isEmpty ? "" : "：\(names)")。"
            : "A leader asks for more time\(names.isEmpty ? "" : ": \(names)")."
    }
}

extension FieldWords {
    func pause(_ id: String) -> Words { workflow?.vocabulary.words["pause"]?[id] ?? Words(zh: id, en: id) }
}
