import Casework

/// Puts a workflow together from its file, the shared file and the labels.
struct WorkflowReader {
    let reader: Reader
    let shared: SharedFile
    let labels: Vocabulary

    private static let keys = [
        "case", "title", "version", "lead", "clock", "form", "terms", "ladders", "steps", "ends",
    ]

    func workflow(_ root: Place) -> Workflow? {
        reader.check(root, keys: WorkflowReader.keys)
        guard let name = required("case", root).flatMap(reader.text) else { return nil }
        let title = required("title", root).flatMap { self.title($0, name) } ?? Vocabulary.asWords(name)
        let version = required("version", root).flatMap(reader.number) ?? 0
        let lead = required("lead", root).flatMap { self.lead($0) }
        var workflow = Workflow(
            name: name,
            version: version,
            title: title,
            lead: lead ?? .agency("coordinator"),
            clock: root["clock"].flatMap(reader.text),
            form: form(root["form"]),
            steps: steps(root),
            ends: root["ends"].map { reader.entries($0).compactMap { end($0.key, $0.place) } } ?? [],
            notices: shared.notices,
            documents: shared.documents,
            vocabulary: labels,
            workers: shared.agencies.keys.sorted()
        )
        if workflow.steps.isEmpty { missing("steps", root) }
        if workflow.ends.isEmpty { missing("ends", root) }
        workflow.markTracking()
        return workflow
    }

    private func required(_ key: String, _ root: Place) -> Place? {
        if let place = root[key] { return place }
        missing(key, root)
        return nil
    }

    private func missing(_ key: String, _ root: Place) {
        reader.findings.note("KEY_MISSING", at: root, zh: "缺少“\(key)”", en: "\(key) is missing")
    }

    func title(_ place: Place, _ name: String) -> Words? {
        var words = reader.words(place, id: name)
        if place.entries == nil { words?.en = Vocabulary.title(name) }
        return words
    }

    private func lead(_ place: Place) -> Workflow.Lead? {
        guard let text = reader.text(place) else { return nil }
        if text.hasPrefix("case.") { return .field(String(text.dropFirst(5))) }
        if shared.agencies[text] != nil { return .agency(text) }
        if text == "parent" { return .parent }
        reader.unknown("PARTY_UNKNOWN", text, among: shared.agencies.keys.sorted(), at: place, zh: "机关", en: "agency")
        return nil
    }

    /// The fields of every case and of this one; a field of the file replaces the common one of its name.
    func form(_ own: Place?) -> Form {
        let forms = FormReader(reader: reader, shared: shared)
        let common = forms.form(shared.form, isIntake: true).fields
        let fields = own.map { forms.form($0, isIntake: true).fields } ?? []
        let names = Set(fields.map(\.name))
        return Form(fields: common.filter { !names.contains($0.name) } + fields)
    }

    private func steps(_ root: Place) -> [Step] {
        guard let place = root["steps"] else { return [] }
        var named = shared.terms
        for (name, place) in entries("terms", root) { named[name] = place }
        var ladders = shared.ladders
        for (name, place) in entries("ladders", root) { ladders[name] = place }
        let terms = TermReader(reader: reader, named: named)
        let steps = StepReader(reader: reader, shared: shared, terms: terms, ladders: ladders)
        return reader.entries(place).map { steps.step($0.key, $0.place) }
    }

    private func entries(_ key: String, _ root: Place) -> [(key: String, place: Place)] {
        root[key].map { reader.entries($0) } ?? []
    }

    private func end(_ name: String, _ place: Place) -> Workflow.End? {
        reader.name(name, at: place)
        let needs = NeedReader(reader: reader)
        var need = place
        var reason = name
        var isUndo = false
        if let inner = place["needs"] {
            reader.check(place, keys: ["needs", "is", "undo"])
            need = inner
            reason = place["is"].flatMap(reader.text) ?? name
            isUndo = place["undo"]?.text == "true"
        }
        guard let close = CloseReason(rawValue: reason) else {
            let known = CloseReason.allCases.map(\.rawValue)
            reader.unknown(
                "CLOSE_REASON_UNKNOWN",
                reason,
                among: known,
                at: place,
                zh: "办结原因(is:)",
                en: "close reason (is:)"
            )
            return nil
        }
        return needs.need(need).map { Workflow.End(name: name, needs: $0, reason: close, isUndo: isUndo) }
    }
}

extension Workflow {
    /// Finds the steps that can only open after the case has closed.
    fileprivate mutating func markTracking() {
        var isMoving = true
        while isMoving {
            isMoving = false
            let tracking = Set(steps.filter(\.isTracking).map(\.id))
            for index in steps.indices where !steps[index].isTracking {
                let needs = steps[index].needs
                guard needs.namesEnd || needs.steps.contains(where: tracking.contains) else { continue }
                steps[index].isTracking = true
                isMoving = true
            }
        }
    }
}
