import Casework
import Contracts
import Fleet
import Hummingbird

extension DeskPages {
    /// What somebody typed for a task whose form is gone: it was not taken, so it stands there to be copied.
    func unsent(
        _ typed: [String: [String]],
        _ sight: Sight,
        _ words: FieldWords,
        now: Instant,
        _ language: Language
    ) -> [String: Any]? {
        let items = sight.task.content.form.fields.compactMap { field -> [String: Any]? in
            let control = control(field, words)
            guard let value = control.value(of: typed["f.\(field.name)"] ?? []) else { return nil }
            return ["label": words.field(field.name)[language], "text": read(value, control, language)]
        }
        guard !items.isEmpty else { return nil }
        var unsent: [String: Any] = ["items": items]
        if let done = sight.detail.completed {
            let outcome = words.outcome(done.outcome)[language]
            let at = PageMoments.past(done.act.at, now: now, language)
            unsent["faster"] =
                language == .zh
                ? "\(name(done.act.by)) \(at) 已先办结：\(outcome)。" : "\(name(done.act.by)) was faster (\(at)): \(outcome)."
        }
        return unsent
    }

    private func read(_ value: Value, _ control: FormControl, _ language: Language) -> String {
        let texts =
            switch control {
            case .choice(let all), .choices(let all):
                value.texts.map { id in all.first { $0.id == id }?.label[language] ?? id }
            case .files: value.list?.compactMap { $0.object?["name"]?.text } ?? []
            case .line, .whole, .text, .lines, .json: [control.typed(value)]
            }
        return texts.joined(separator: language == .zh ? "、" : ", ")
    }

    /// A form that was sent twice has one effect, and whoever sent it is told what became of the first.
    ///
    /// Nil when the first said something else: then what was typed now was not taken, and that is what is told.
    func repeated(
        _ key: TaskKey,
        outcome: String,
        _ fields: [String: Value],
        _ visitor: PageDoor.Visitor
    ) async throws -> Response? {
        let safe = engine.condition.safe
        let n = try await engine.read { [desk] db in
            try desk.repeated(key, outcome: outcome, fields: fields, by: visitor.person, in: db)
        }
        return n.map { back(key, $0 <= safe ? .done : .notYetSafe) }
    }
}
