import Casework

/// Reads schema documents into nodes and refuses what it would not check.
///
/// A checker that skips a keyword says "valid" without having looked; so an unknown keyword is an error here, although
/// JSON Schema would let it pass as an annotation.
struct SchemaReader {
    /// Documents by the names they can be referred to: their `$id` and their file name.
    private let documents: [String: Value]
    private var places: [String: Int] = [:]
    private(set) var nodes: [SchemaNode] = []
    private(set) var problems: [Problem] = []
    private var depth = 0

    init(documents: [String: Value]) { self.documents = documents }

    /// The node for the top of a document.
    mutating func read(document name: String) -> Int? { node(for: JSONPointer(), in: name) }

    /// The keywords that say nothing about a value.
    private static let silent: Set<String> = [
        "$schema", "$id", "$comment", "$defs", "title", "description", "examples", "default", "deprecated", "readOnly",
        "writeOnly",
    ]

    private mutating func node(for pointer: JSONPointer, in document: String) -> Int? {
        let place = "\(document)#\(pointer)"
        if let known = places[place] { return known }
        var value = documents[document]
        for step in pointer.steps {
            switch step {
            case .key(let key): value = value?[key] ?? value?.list.flatMap { list in Int(key).flatMap { list.at($0) } }
            case .index(let index): value = value?.list?.at(index)
            }
        }
        guard let value else { return nil }
        let index = nodes.count
        places[place] = index
        nodes.append(SchemaNode())
        depth += 1
        defer { depth -= 1 }
        // Text nests only so deep, but references may go from one to the next without end.
        guard depth < SchemaCheck.deepest else {
            invalid(SchemaPlace(document: document, pointer: pointer), "too many schemas in one another")
            return index
        }
        nodes[index] = read(value, SchemaPlace(document: document, pointer: pointer))
        return index
    }

    private mutating func read(_ value: Value, _ place: SchemaPlace) -> SchemaNode {
        var node = SchemaNode()
        if case .bool(let verdict) = value {
            node.verdict = verdict
            return node
        }
        guard let members = value.object else {
            invalid(place, "a schema is an object or a boolean")
            return node
        }
        for (keyword, argument) in members.sorted(by: { $0.key < $1.key }) {
            let here = SchemaPlace(document: place.document, pointer: place.pointer.appending(keyword))
            if !applyAssertion(keyword, argument, &node, here), !applyText(keyword, argument, &node, here),
                !applySubschemas(keyword, argument, &node, here)
            {
                checkSilent(keyword, argument, here)
            }
        }
        return node
    }

    private mutating func checkSilent(_ keyword: String, _ argument: Value, _ here: SchemaPlace) {
        if keyword == "$schema", argument.text != "https://json-schema.org/draft/2020-12/schema" {
            return invalid(here, "only draft 2020-12 is read")
        }
        if keyword == "$id", here.pointer.steps.count > 1 {
            return invalid(here, "an $id below the top is not implemented")
        }
        if keyword == "$defs" {
            for name in argument.object?.keys.sorted() ?? [] {
                _ = node(for: here.pointer.appending(name), in: here.document)
            }
        }
        guard !SchemaReader.silent.contains(keyword) else { return }
        problems.append(
            Problem(
                "SCHEMA_KEYWORD_UNKNOWN",
                at: here.description,
                zh: "检查程序未实现关键字\(keyword),拒绝使用该模式",
                en: "The keyword \(keyword) is not implemented, so this schema is refused"
            )
        )
    }

    /// Reports a schema that is not one.
    mutating func invalid(_ place: SchemaPlace, _ reason: String) {
        problems.append(
            Problem("SCHEMA_INVALID", at: place.description, zh: "模式写法有误:\(reason)", en: "Not a schema: \(reason)")
        )
    }

    /// The node of the schema at a place.
    mutating func child(_ place: SchemaPlace) -> Int? { node(for: place.pointer, in: place.document) }

    /// The node a `$ref` names: `#/…`, `file.schema.json`, `file.schema.json#/…` or an `$id` with either.
    mutating func resolve(_ reference: String, _ here: SchemaPlace) -> Int? {
        let parts = reference.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let target = parts[0].isEmpty ? here.document : parts[0]
        let document = documents[target] == nil ? String(target.split(separator: "/").last ?? "") : target
        let fragment = parts.count > 1 ? parts[1] : ""
        let isPointer = fragment.isEmpty || fragment.hasPrefix("/")
        let steps = fragment.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map { key in
            let plain = key.split(separator: "~1", omittingEmptySubsequences: false).joined(separator: "/")
            return JSONPointer.Step.key(
                plain.split(separator: "~0", omittingEmptySubsequences: false).joined(separator: "~")
            )
        }
        if isPointer, let found = node(for: JSONPointer(steps), in: document) { return found }
        problems.append(
            Problem(
                "SCHEMA_REF_UNRESOLVED",
                at: here.description,
                zh: "找不到引用\(reference)",
                en: "There is nothing at \(reference)"
            )
        )
        return nil
    }

    /// Reports a format that is not checked.
    mutating func unknownFormat(_ name: String, _ place: SchemaPlace) {
        let known = SchemaFormat.allCases.map(\.rawValue).joined(separator: " ")
        problems.append(
            Problem(
                "SCHEMA_FORMAT_UNKNOWN",
                at: place.description,
                zh: "未实现格式\(name),可用:\(known)",
                en: "The format \(name) is not implemented; known are \(known)"
            )
        )
    }
}

/// A place in a schema document, written `envelope.schema.json#/properties/id`.
struct SchemaPlace: CustomStringConvertible {
    var document: String
    var pointer: JSONPointer

    func appending(_ key: String) -> SchemaPlace { SchemaPlace(document: document, pointer: pointer.appending(key)) }

    func appending(_ index: Int) -> SchemaPlace { SchemaPlace(document: document, pointer: pointer.appending(index)) }

    var description: String { "\(document)#\(pointer)" }
}

extension Array {
    /// The element, nil beyond the ends.
    fileprivate func at(_ index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
