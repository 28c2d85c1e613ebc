import Casework

/// Reads FORM: `{FIELD: TYPE}` with `(type)`, `type 2+`, `type if OUTCOME`, `type if FIELD=VALUE` and `[choice, …]`.
struct FormReader {
    let reader: Reader
    let shared: SharedFile

    /// - Parameters:
    ///   - place: The mapping.
    ///   - isIntake: Fields without a class of their own are `subject` in intake and `work` in a step.
    /// - Returns: The fields that could be read.
    func form(_ place: Place, isIntake: Bool) -> Form {
        guard place.entries != nil else {
            reader.findings.note(
                "FORM_UNKNOWN",
                at: place,
                zh: "没有这样的共用表单",
                en: "there is no shared form of this name"
            )
            return Form()
        }
        return Form(fields: reader.entries(place).compactMap { field($0.key, $0.place, isIntake) })
    }

    private func field(_ name: String, _ place: Place, _ isIntake: Bool) -> Form.Field? {
        reader.name(name, at: place)
        if place.isList {
            let choices = reader.texts(place)
            for choice in choices { reader.name(choice, at: place) }
            return Form.Field(name: name, type: "choice", choices: choices, fieldClass: isIntake ? "subject" : "work")
        }
        guard var text = reader.text(place) else { return nil }
        var need = Form.Need.always
        if let range = range(of: " if ", in: text) {
            need = condition(String(text[range.upperBound...]))
            text = String(text[..<range.lowerBound])
        }
        if text.hasPrefix("("), text.hasSuffix(")") {
            text = String(text.dropFirst().dropLast())
            need = .optional
        }
        var minimum = 0
        if text.hasSuffix("+"), let space = text.lastIndex(of: " ") {
            minimum = Int(text[text.index(after: space)...].dropLast()) ?? 0
            text = String(text[..<space])
        }
        guard let type = shared.types[text] else {
            reader.unknown("TYPE_UNKNOWN", text, among: shared.types.keys.sorted(), at: place, zh: "类型", en: "type")
            return nil
        }
        let isPlain = type.fieldClass == "subject"
        return Form.Field(
            name: name,
            type: type.singular,
            isList: type.isList,
            minimum: minimum,
            need: need,
            fieldClass: isPlain ? (isIntake ? "subject" : "work") : type.fieldClass
        )
    }

    private func condition(_ text: String) -> Form.Need {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        let words = (parts.last ?? "").split(separator: "|").map(String.init)
        return parts.count == 2 ? .field(parts[0], words) : .outcome(words)
    }

    private func range(of needle: String, in text: String) -> Range<String.Index>? {
        var start = text.startIndex
        while start < text.endIndex {
            if text[start...].hasPrefix(needle) {
                return start..<text.index(start, offsetBy: needle.count)
            }
            start = text.index(after: start)
        }
        return nil
    }
}
