import Casework

/// Reads `labels.yaml`: for each kind of id its words, Chinese alone or `{zh, en}`.
struct LabelsFile {
    /// Where each kind stands in the file.
    private static let sections: [(key: String, kind: Vocabulary.Kind)] = [
        ("outcomes", .outcome), ("fields", .field), ("values", .value), ("ends", .end), ("parties", .party),
        ("units", .unit), ("roles", .role), ("notices", .notice), ("documents", .document), ("classes", .class),
        ("pauses", .pause), ("checks", .check), ("rules", .rule),
    ]

    /// The words of the shared file with those of the labels file on top.
    static func vocabulary(_ root: Place, _ reader: Reader, on shared: Vocabulary) -> Vocabulary {
        reader.check(root, keys: ["version"] + sections.map(\.key))
        var vocabulary = shared
        for (key, kind) in sections {
            guard let section = root[key] else { continue }
            for (id, place) in reader.entries(section) {
                let last = id.split(separator: ".").last.map(String.init) ?? id
                if let words = reader.words(place, id: last) { vocabulary.set(kind, id, words) }
            }
        }
        return vocabulary
    }
}
