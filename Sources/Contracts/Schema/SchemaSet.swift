package import Casework
import Foundation

/// Schemas that may refer to one another, read and ready.
package struct SchemaSet: Sendable {
    private let nodes: [SchemaNode]
    /// The node at the top of each document, by file name and by `$id`.
    private let tops: [String: Int]
    /// The documents as they were read, by file name.
    package let documents: [String: Value]

    /// Reads documents by file name; a reference may use the file name or the `$id`.
    package static func read(_ documents: [String: Value]) -> Reading<SchemaSet> {
        var named = documents
        for document in documents.values {
            if let id = document["$id"]?.text { named[id] = document }
        }
        var reader = SchemaReader(documents: named)
        var tops: [String: Int] = [:]
        for name in documents.keys.sorted() {
            guard let top = reader.read(document: name) else { continue }
            tops[name] = top
            if let id = documents[name]?["$id"]?.text { tops[id] = top }
        }
        guard reader.problems.isEmpty else { return .bad(reader.problems.capped) }
        return .good(SchemaSet(nodes: reader.nodes, tops: tops, documents: documents), warnings: [])
    }

    /// Reads every `*.schema.json` of a directory.
    package static func load(directory: String) -> Reading<SchemaSet> {
        var documents: [String: Value] = [:]
        var problems: [Problem] = []
        do {
            let files = try FileManager.default.contentsOfDirectory(atPath: directory)
            for file in files.sorted() where file.hasSuffix(".schema.json") {
                let data = try Data(contentsOf: URL(fileURLWithPath: "\(directory)/\(file)"))
                let document = JSONText.read(Array(data))
                problems += document.problems.map { problem in
                    var placed = problem
                    placed.pointer = "\(file)#\(problem.pointer)"
                    return placed
                }
                documents[file] = document.value
            }
        } catch {
            problems.append(
                Problem(
                    "FILE_UNREADABLE",
                    at: directory,
                    zh: "目录\(directory)无法读取",
                    en: "\(directory) cannot be read"
                )
            )
        }
        guard problems.isEmpty else { return .bad(problems) }
        return read(documents)
    }

    /// The schema with a file name, a short name (`case-submit`) or an `$id`; nil when there is none.
    package subscript(name: String) -> Schema? {
        (tops[name] ?? tops["\(name).schema.json"]).map { Schema(nodes: nodes, top: $0) }
    }

    /// The schema of a message's data.
    package subscript(type: MessageType) -> Schema? { self[type.schemaName] }
}

/// A JSON Schema (2020-12) that tells everything that is wrong with a value.
package struct Schema: Sendable {
    let nodes: [SchemaNode]
    let top: Int

    /// Reads one document that refers only to itself; refuses keywords and formats that would not be checked.
    package static func read(_ document: Value, name: String = "schema") -> Reading<Schema> {
        switch SchemaSet.read([name: document]) {
        case .bad(let problems): return .bad(problems)
        case .good(let set, _):
            guard let schema = set[name] else { return .bad([]) }
            return .good(schema, warnings: [])
        }
    }

    /// Everything that is wrong, with pointers below `pointer`; empty when the value is valid.
    package func check(_ value: Value, at pointer: JSONPointer = JSONPointer()) -> [Problem] {
        var check = SchemaCheck(nodes: nodes, path: pointer.steps)
        check.run(top, value)
        return check.problems.capped
    }
}
