package import Casework
import Foundation

/// Every workflow of a folder: `defaults.yaml`, `labels.yaml`, and each other `.yaml` a workflow.
package struct WorkflowLibrary: Sendable {
    package var workflows: [Workflow]
    /// The text of each file as it was read, by its name; for the log entry that keeps what a case ran by.
    package var texts: [String: String]
    /// The field classes that tell of a person (`personal` in `defaults.yaml`).
    package var personalClasses: Set<String>
    /// Every problem of every file.
    package var problems: [Problem]

    /// Reads and checks the folder; a workflow with an error is left out.
    ///
    /// - Throws: What the file system says of the first file that cannot be read.
    package static func load(directory: String) throws -> WorkflowLibrary {
        let folder = URL(fileURLWithPath: directory)
        let names = try FileManager.default.contentsOfDirectory(atPath: directory).filter { $0.hasSuffix(".yaml") }
        var texts: [String: String] = [:]
        for name in names { texts[name] = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8) }
        let shared = ["defaults.yaml", "labels.yaml"]
        let files = WorkflowFiles(
            defaults: texts["defaults.yaml"] ?? "",
            labels: texts["labels.yaml"] ?? "",
            workflows: names.filter { !shared.contains($0) }.compactMap { texts[$0] }
        )
        var library = WorkflowLibrary(
            workflows: [],
            texts: texts,
            personalClasses: files.personalClasses,
            problems: []
        )
        for name in names.sorted() where name != "defaults.yaml" && name != "labels.yaml" {
            let read = files.workflow(texts[name] ?? "", file: name)
            if let workflow = read.workflow { library.workflows.append(workflow) }
            library.problems += read.problems.filter { !library.problems.contains($0) }
        }
        return library
    }

    /// The workflow of this name.
    package subscript(_ name: String) -> Workflow? { workflows.first { $0.name == name } }
}
