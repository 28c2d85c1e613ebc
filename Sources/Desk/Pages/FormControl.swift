package import Casework
import Contracts

/// How a field of a step's form is shown and read.
enum FormControl {
    case line(kind: String)
    case text
    /// One entry on each line.
    case lines
    case choice([(id: String, label: Words)])
    case choices([(id: String, label: Words)])
    case whole
    case files(isList: Bool)
    /// An object or a list of them, as JSON: no workflow's form has had one on a page of its own so far.
    case json

    init(_ field: Form.Field, words: FieldWords, registry: Registry, agency: String) {
        let options = FormControl.options(field, words: words, registry: registry, agency: agency)
        switch field.type {
        case "choice", "agency", "person", "district", "category", "policy", "party":
            self = field.isList ? .choices(options) : .choice(options)
        case "file": self = .files(isList: field.isList)
        case "item", "checklist", "assignment", "disputant", "reporter": self = .json
        case _ where field.isList: self = .lines
        case "text": self = .text
        case "date": self = .line(kind: "date")
        case "count", "year", "area", "money", "score": self = .whole
        case _: self = .line(kind: "text")
        }
    }

    private static func options(
        _ field: Form.Field,
        words: FieldWords,
        registry: Registry,
        agency: String
    ) -> [(id: String, label: Words)] {
        switch field.type {
        case "agency":
            registry.agencies.values.filter { $0.id != "coordinator" }.map { ($0.id, $0.title) }.sorted { $0.0 < $1.0 }
        case "party":
            (registry.agencies.mapValues(\.title).merging(registry.parties) { own, _ in own }).map {
                ($0.key, $0.value)
            }
            .sorted { $0.0 < $1.0 }
        case "person":
            registry.people(of: agency).map { ($0.id, Words(zh: $0.name, en: $0.name)) }
        case "district":
            registry.districts.values.filter { $0.level != .refused }.map { ($0.code, $0.title) }.sorted { $0.0 < $1.0 }
        case "category", "policy":
            (registry.codes[field.type]?.all ?? []).map {
                ($0, registry.codes[field.type]?.words(for: $0) ?? Words(zh: $0, en: $0))
            }
        case _: field.choices.map { ($0, words.value($0, of: field.name)) }
        }
    }

    /// What was typed as the value that the form wants; nil when nothing was.
    ///
    /// What cannot be read goes on as the text it is: the form's own check says what is wrong with it.
    func value(of typed: [String]) -> Value? {
        let first = (typed.first ?? "")
        let isEmpty = first.allSatisfy(\.isWhitespace)
        switch self {
        case .line, .choice: return isEmpty ? nil : .text(first.trimmed)
        case .text: return isEmpty ? nil : .text(first)
        case .lines:
            let lines = first.split(separator: "\n").map { String($0).trimmed }.filter { !$0.isEmpty }
            return lines.isEmpty ? nil : .list(lines.map(Value.text))
        case .choices:
            let chosen = typed.filter { !$0.isEmpty }
            return chosen.isEmpty ? nil : .list(chosen.map(Value.text))
        case .whole: return isEmpty ? nil : Int64(first.trimmed).map(Value.integer) ?? .text(first)
        case .json: return isEmpty ? nil : JSONText.read(Array(first.utf8)).value ?? .text(first)
        case .files(let isList):
            guard !isEmpty else { return nil }
            let value = JSONText.read(Array(first.utf8)).value ?? .text(first)
            return isList ? value : value.list?.last ?? value
        }
    }

    /// A value as it stands in the control.
    func typed(_ value: Value) -> String {
        switch self {
        case .lines: value.texts.joined(separator: "\n")
        case .files, .json: JSONText.text(value.list == nil ? .list([value]) : value)
        case .line, .text, .choice, .choices, .whole: ValueText.plain(value)
        }
    }
}

extension String {
    /// Without blanks at its ends.
    package var trimmed: String {
        let from = drop(while: \.isWhitespace)
        return String(from.reversed().drop(while: \.isWhitespace).reversed())
    }
}

/// The labels of a case type's fields, values and outcomes.
package struct FieldWords: Sendable {
    let workflow: Workflow?

    package init(_ workflow: Workflow?) { self.workflow = workflow }

    private func find(_ kind: String, _ id: String) -> Words? { workflow?.vocabulary.words[kind]?[id] }

    func field(_ name: String) -> Words {
        // `opinions.police.opinion` is the opinion of the police.
        let parts = name.split(separator: ".").map(String.init)
        // `conference.WH-….decisions` is what a case decided that the step opened.
        if parts.count == 3, case .good = CaseNumber.read(parts[1]) {
            let last = find("field", parts[2]) ?? Words(zh: parts[2], en: parts[2])
            let step = workflow?[parts[0]]?.title ?? Words(zh: "", en: "")
            return Words(zh: "\(step.zh)（\(parts[1])）：\(last.zh)", en: "\(step.en) (\(parts[1])): \(last.en)")
        }
        guard parts.count == 3, let party = find("party", parts[1]) else {
            return find("field", parts.last ?? name) ?? Words(zh: name, en: name)
        }
        let last = find("field", parts[2]) ?? Words(zh: parts[2], en: parts[2])
        return Words(zh: "\(party.zh)：\(last.zh)", en: "\(party.en): \(last.en)")
    }

    /// Names of fields as somebody would tell them: what the case came with by its form, then what the steps added.
    func order(of names: some Collection<String>) -> [String] {
        let own = (workflow?.form.fields ?? []).map(\.name)
        let added = (workflow?.steps ?? []).flatMap { step in
            step.form.fields.map(\.name) + ["\(step.id)."]
        }
        let places = (own + added).enumerated().reduce(into: [String: Int]()) { places, each in
            places[each.element] = places[each.element] ?? each.offset
        }
        let place = { (name: String) in
            places[name] ?? name.split(separator: ".").first.flatMap { places["\($0)."] } ?? Int.max
        }
        return names.sorted { (place($0), $0) < (place($1), $1) }
    }

    package func value(_ id: String, of field: String) -> Words {
        find("value", "\(field).\(id)") ?? find("value", id) ?? Words(zh: id, en: id)
    }

    func outcome(_ id: String) -> Words { find("outcome", id) ?? find("end", id) ?? Words(zh: id, en: id) }
    func party(_ id: String) -> Words { find("party", id) ?? Words(zh: id, en: id) }
    func document(_ id: String) -> Words { find("document", id) ?? Words(zh: id, en: id) }
    func notice(_ id: String) -> Words { find("notice", id) ?? Words(zh: id, en: id) }
}

/// Values as people read them.
package enum ValueText {
    package static func plain(_ value: Value) -> String {
        switch value {
        case .null: ""
        case .bool(let flag): flag ? "是 / yes" : "否 / no"
        case .integer(let number): String(number)
        case .decimal(let number): String(number)
        case .text(let text): text
        case .list(let values): values.map(plain).joined(separator: "、")
        case .object(let members):
            members["name"]?.text
                ?? members.sorted { $0.key < $1.key }.map { "\($0.key)：\(plain($0.value))" }
                .joined(separator: "；")
        }
    }
}
