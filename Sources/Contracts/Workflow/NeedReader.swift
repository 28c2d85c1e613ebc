import Casework

/// Reads NEEDS: `STEP`, `STEP.OUTCOME|OUTCOME`, `STEP if started`, `case.FIELD=VALUE|VALUE`, `end[.NAME|NAME]`, lists,
/// `{any: […]}` and `{2 of: […]}`.
struct NeedReader {
    let reader: Reader

    func need(_ place: Place) -> Need? {
        if place.isList { return .all(place.elements.compactMap(need)) }
        if let entries = place.entries { return group(place, entries) }
        guard let text = reader.text(place) else { return nil }
        return atom(text, place)
    }

    private func group(_ place: Place, _ entries: [(key: String, place: Place)]) -> Need? {
        guard entries.count == 1, let entry = entries.first else {
            reader.findings.note(
                "NEED_GROUP",
                at: place,
                zh: "应写成 {any: […]} 或 {2 of: […]}",
                en: "write {any: […]} or {2 of: […]}"
            )
            return nil
        }
        let members = entry.place.elements.compactMap(need)
        if entry.key == "any" { return .any(members) }
        let words = entry.key.split(separator: " ")
        if words.count == 2, words[1] == "of", let count = Int(words[0]), count >= 1 {
            if count > members.count {
                reader.findings.note(
                    "NEED_TOO_MANY",
                    at: place,
                    zh: "要求\(count)项,只列出\(members.count)项",
                    en: "\(count) are asked of \(members.count)"
                )
            }
            return .atLeast(count, members)
        }
        reader.unknown("KEY_UNKNOWN", entry.key, among: ["any", "2 of"], at: entry.place, zh: "键", en: "key")
        return nil
    }

    private func atom(_ text: String, _ place: Place) -> Need? {
        if text.hasPrefix("case.") {
            let parts = text.dropFirst(5).split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else {
                reader.findings.note(
                    "NEED_FIELD",
                    at: place,
                    zh: "应写成 case.字段=值",
                    en: "write case.FIELD=VALUE"
                )
                return nil
            }
            return .field(parts[0], alternatives(parts[1]))
        }
        let words = text.split(separator: " ").map(String.init)
        if words.count == 3, words[1] == "if", words[2] == "started" { return .ifStarted(words[0]) }
        guard words.count == 1 else {
            reader.findings.note("NEED_FORM", at: place, zh: "无法理解“\(text)”", en: "\(text) is not understood here")
            return nil
        }
        let parts = text.split(separator: ".", maxSplits: 1).map(String.init)
        let outcomes = parts.count == 2 ? alternatives(parts[1]) : []
        if parts.first == "end" { return .end(outcomes) }
        return outcomes.isEmpty ? .step(text) : .outcome(parts[0], outcomes)
    }

    private func alternatives(_ text: String) -> [String] { text.split(separator: "|").map(String.init) }
}
