import Casework
import Yams

/// The problems found while a file is read, collected so that its author gets all of them at once.
final class Findings {
    private(set) var problems: [Problem] = []
    /// The file the current place lies in, for the sentence.
    var file = ""

    var hasErrors: Bool { problems.contains { $0.severity == .error } }

    /// Notes a problem at a place; the sentences get the file and line in front.
    func note(_ code: String, at place: Place, zh: String, en: String, severity: Problem.Severity = .error) {
        let line = place.line.map { (zh: "第\($0)行:", en: "line \($0): ") } ?? (zh: "", en: "")
        let name = file.isEmpty ? "" : "\(file) "
        problems.append(
            Problem(code, at: place.pointer, zh: name + line.zh + zh, en: name + line.en + en, severity: severity)
        )
    }

    func note(_ problem: Problem) { problems.append(problem) }
}

/// A node of a YAML file and where it is.
struct Place {
    let node: Node
    /// The JSON pointer of the node (RFC 6901).
    let pointer: String

    var line: Int? { node.mark?.line }

    /// The text of a scalar as it was written; a YAML 1.1 reader's booleans and dates stay words.
    var text: String? { node.scalar?.string }

    var isNull: Bool { node.tag == Tag(.null) && (node.scalar?.string ?? "").isEmpty }

    var isList: Bool { node.sequence != nil }

    /// The elements of a list; a single value counts as a list of one.
    var elements: [Place] {
        guard let sequence = node.sequence else { return [self] }
        return sequence.enumerated().map { Place(node: $1, pointer: "\(pointer)/\($0)") }
    }

    /// The entries of a mapping in the order of the file, nil for anything else.
    var entries: [(key: String, place: Place)]? {
        guard let mapping = node.mapping else { return nil }
        return mapping.map { key, value in
            let name = key.scalar?.string ?? ""
            return (name, Place(node: value, pointer: "\(pointer)/\(Place.escaped(name))"))
        }
    }

    subscript(key: String) -> Place? {
        let entry = node.mapping?.first { $0.key.scalar?.string == key }
        return entry.map { Place(node: $0.value, pointer: "\(pointer)/\(Place.escaped(key))") }
    }

    private static func escaped(_ key: String) -> String {
        key.split(separator: "~", omittingEmptySubsequences: false).joined(separator: "~0")
            .split(separator: "/", omittingEmptySubsequences: false).joined(separator: "~1")
    }
}

/// The reading of the simple shapes that the language is made of.
struct Reader {
    let findings: Findings

    /// A word or sentence.
    func text(_ place: Place) -> String? {
        if let text = place.text, !text.isEmpty { return text }
        findings.note("TEXT_EXPECTED", at: place, zh: "这里应是文字", en: "text is expected here")
        return nil
    }

    func texts(_ place: Place) -> [String] { place.elements.compactMap(text) }

    /// What `with:` gives: words and whole numbers.
    func constants(_ place: Place) -> [String: Value] {
        Dictionary(
            entries(place).compactMap { key, place in
                text(place).map { (key, Int64($0).map(Value.integer) ?? .text($0)) }
            }
        ) { first, _ in first }
    }

    func number(_ place: Place) -> Int? {
        if let text = place.text, let number = Int(text), number >= 0 { return number }
        findings.note("NUMBER_EXPECTED", at: place, zh: "这里应是非负整数", en: "a whole number is expected here")
        return nil
    }

    func entries(_ place: Place) -> [(key: String, place: Place)] {
        guard let entries = place.entries else {
            if !place.isNull {
                findings.note("MAPPING_EXPECTED", at: place, zh: "这里应是“键: 值”", en: "keys and values are expected here")
            }
            return []
        }
        var seen: Set<String> = []
        for (key, place) in entries where !seen.insert(key).inserted {
            findings.note("KEY_TWICE", at: place, zh: "键“\(key)”重复", en: "the key \(key) is there twice")
        }
        return entries
    }

    /// Words for people: text (then Chinese, and the id read as English words) or `{zh: …, en: …}`.
    func words(_ place: Place, id: String) -> Words? {
        guard place.entries != nil else {
            return text(place).map { Words(zh: $0, en: Vocabulary.english(id)) }
        }
        check(place, keys: ["zh", "en", "title"])
        let zh = (place["zh"] ?? place["title"]).flatMap(text)
        return zh.map { Words(zh: $0, en: place["en"].flatMap(text) ?? Vocabulary.english(id)) }
    }

    /// Refuses keys that the language does not have, naming the nearest one that it has.
    func check(_ place: Place, keys: [String]) {
        for (key, place) in entries(place) where !keys.contains(key) {
            unknown("KEY_UNKNOWN", key, among: keys, at: place, zh: "键", en: "key")
        }
    }

    func unknown(_ code: String, _ word: String, among known: [String], at place: Place, zh: String, en: String) {
        let near = Spelling.nearest(to: word, among: known)
        findings.note(
            code,
            at: place,
            zh: "没有名为“\(word)”的\(zh)" + (near.map { ",是否应为“\($0)”?" } ?? ""),
            en: "there is no \(en) \(word)" + (near.map { "; did you mean \($0)?" } ?? "")
        )
    }

    /// Refuses names that a YAML 1.1 reader takes for booleans.
    func name(_ text: String, at place: Place) {
        guard ["on", "off", "yes", "no", "true", "false", "y", "n"].contains(text.lowercased()) else { return }
        findings.note(
            "NAME_IS_BOOLEAN",
            at: place,
            zh: "“\(text)”会被读作布尔值,不能用作名称",
            en: "\(text) is read as a boolean and cannot be a name"
        )
    }
}

/// How near two words are.
enum Spelling {
    /// The known word that takes the fewest changes, if that is few enough to be a slip.
    static func nearest(to word: String, among known: [String]) -> String? {
        // The work grows with the length of the word, and nobody slips so often.
        guard word.utf8.count <= 200 else { return nil }
        let ranked = known.map { (word: $0, distance: distance(word, $0)) }.sorted { $0.distance < $1.distance }
        guard let best = ranked.first, best.distance <= max(2, word.count / 3) else { return nil }
        return best.word
    }

    private static func distance(_ left: String, _ right: String) -> Int {
        let right = Array(right)
        var row = Array(0...right.count)
        for (index, character) in left.enumerated() {
            var previous = row[0]
            row[0] = index + 1
            for column in right.indices {
                let change = previous + (character == right[column] ? 0 : 1)
                previous = row[column + 1]
                row[column + 1] = min(change, row[column] + 1, row[column + 1] + 1)
            }
        }
        return row[right.count]
    }
}
