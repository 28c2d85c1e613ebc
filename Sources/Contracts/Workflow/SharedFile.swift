import Casework
import Yams

/// What `defaults.yaml` says: names that every workflow may use, and what a step has when its file says nothing.
struct SharedFile {
    var form = Place(node: Node([(Node, Node)]()), pointer: "")
    var step = Place(node: Node([(Node, Node)]()), pointer: "")
    var terms: [String: Place] = [:]
    var ladders: [String: Place] = [:]
    var notices: [String: Workflow.Notice] = [:]
    var documents: [String: Workflow.DocumentType] = [:]
    /// Agencies with a worker and their units.
    var agencies: [String: [String]] = [:]
    /// The registers that each of them holds, whose rows may be the instances of a step.
    var registers: [String: [String]] = [:]
    var outside: Set<String> = []
    /// Those outside who help and close nothing.
    var helpers: Set<String> = []
    var pauses: Set<String> = []
    /// Each class with the parties that may never see it; `everyone` stands for all.
    var classes: [String: [String]] = [:]
    /// Those of them that tell of a person.
    var personal: Set<String> = []
    var types: [String: FieldType] = [:]
    var vocabulary = Vocabulary()
    /// The workflows whose cases others can open, by name.
    var cases: [String: CaseOutline] = [:]

    struct FieldType {
        var singular: String
        var isList: Bool
        var fieldClass: String
    }

    private static let keys = [
        "version", "form", "step", "pauses", "pause-cap", "terms", "ladders", "notices", "agencies", "outside",
        "helpers", "classes", "types", "documents",
    ]

    init(_ root: Place, _ reader: Reader, cases: [String: CaseOutline] = [:]) {
        self.cases = cases
        reader.check(root, keys: SharedFile.keys)
        if let place = root["form"] { form = place }
        if let place = root["step"] { step = place }
        for (name, place) in entries(root["terms"], reader) { terms[name] = place }
        for (name, place) in entries(root["ladders"], reader) { ladders[name] = place }
        readNotices(root["notices"], reader)
        readDocuments(root["documents"], reader)
        readParties(root, reader)
        readClasses(root, reader)
        for (name, outline) in cases { vocabulary.set(.caseType, name, outline.title) }
        for (name, place) in entries(root["pauses"], reader) {
            pauses.insert(name)
            enter(.pause, name, place, reader)
        }
    }

    private func entries(_ place: Place?, _ reader: Reader) -> [(key: String, place: Place)] {
        place.map { reader.entries($0) } ?? []
    }

    /// Takes the Chinese title that stands beside the name; the labels file may say it better.
    private mutating func enter(_ kind: Vocabulary.Kind, _ id: String, _ place: Place, _ reader: Reader) {
        let title = place.entries == nil ? place : place["title"] ?? place["zh"]
        guard let title, let words = reader.words(title, id: id) else { return }
        vocabulary.set(kind, id, words)
    }

    private mutating func readNotices(_ place: Place?, _ reader: Reader) {
        for (name, place) in entries(place, reader) {
            if place.entries != nil { reader.check(place, keys: ["title", "issues", "case", "with"]) }
            let opens = place["case"].flatMap(reader.text)
            let child = opens.flatMap { opens in
                cases[opens].map { outline in
                    ChildCall(
                        workflow: opens,
                        waits: false,
                        fields: outline.form.fields.map(\.name),
                        with: place["with"].map(reader.constants) ?? [:]
                    )
                }
            }
            notices[name] = Workflow.Notice(
                issues: place["issues"].flatMap(reader.text),
                child: child,
                opens: child == nil ? opens : nil
            )
            enter(.notice, name, place, reader)
        }
    }

    private mutating func readDocuments(_ place: Place?, _ reader: Reader) {
        for (name, place) in entries(place, reader) {
            reader.check(place, keys: ["title", "number"])
            let pattern = place["number"].flatMap(reader.text)
            documents[name] = Workflow.DocumentType(pattern: pattern == "none" ? nil : pattern)
            enter(.document, name, place, reader)
        }
    }

    private mutating func readParties(_ root: Place, _ reader: Reader) {
        for (name, place) in entries(root["agencies"], reader) {
            reader.check(place, keys: ["title", "short", "units", "registers"])
            agencies[name] = place["units"].map(reader.texts) ?? []
            registers[name] = place["registers"].map(reader.texts) ?? []
            enter(.party, name, place, reader)
        }
        for (name, place) in entries(root["outside"], reader) {
            outside.insert(name)
            enter(.party, name, place, reader)
        }
        guard let place = root["helpers"] else { return }
        helpers = Set(reader.texts(place))
        for name in helpers.subtracting(outside).sorted() {
            reader.unknown("PARTY_UNKNOWN", name, among: outside.sorted(), at: place, zh: "主体", en: "party")
        }
    }

    private mutating func readClasses(_ root: Place, _ reader: Reader) {
        for (name, place) in entries(root["classes"], reader) {
            if place.entries != nil { reader.check(place, keys: ["title", "zh", "en", "never", "personal"]) }
            classes[name] = place["never"].map(reader.texts) ?? []
            if place["personal"].flatMap(reader.text) == "true" { personal.insert(name) }
            enter(.class, name, place, reader)
        }
        var names: [(name: String, fieldClass: String)] = []
        for (fieldClass, place) in entries(root["types"], reader) {
            names += reader.texts(place).map { ($0, fieldClass) }
        }
        let known = Set(names.map(\.name))
        for (name, fieldClass) in names {
            let (singular, isList) = SharedFile.singular(of: name, known: known)
            types[name] = FieldType(singular: singular, isList: isList, fieldClass: fieldClass)
        }
    }

    private static func singular(of name: String, known: Set<String>) -> (String, Bool) {
        guard name.hasSuffix("s") else { return (name, false) }
        if name.hasSuffix("ies"), known.contains(name.dropLast(3) + "y") { return (name.dropLast(3) + "y", true) }
        return (String(name.dropLast()), true)
    }
}
