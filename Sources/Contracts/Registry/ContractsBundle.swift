import Casework
import Foundation

/// What a process reads from contracts/ at start: the registry and the message schemas.
package struct ContractsBundle: Sendable {
    package var registry: Registry
    package var schemas: SchemaSet

    package init(registry: Registry, schemas: SchemaSet) {
        self.registry = registry
        self.schemas = schemas
    }

    /// Reads the directory; all faults of all files at once, each with the file's name.
    package static func load(directory: String) -> Reading<ContractsBundle> {
        var problems: [Problem] = []
        let files = RegistryFiles(
            agencies: text("agencies.yaml", in: directory, &problems),
            districts: text("districts.yaml", in: directory, &problems),
            people: text("people.yaml", in: directory, &problems),
            codes: text("codes.yaml", in: directory, &problems)
        )
        guard problems.isEmpty else { return .bad(problems) }
        let registry = files.read()
        let schemas = SchemaSet.load(directory: "\(directory)/schemas")
        problems = registry.problems + schemas.problems
        guard let registry = registry.subject, let schemas = schemas.subject else { return .bad(problems) }
        return .good(ContractsBundle(registry: registry, schemas: schemas), warnings: problems)
    }

    private static func text(_ file: String, in directory: String, _ problems: inout [Problem]) -> String {
        do {
            return try String(contentsOfFile: "\(directory)/\(file)", encoding: .utf8)
        } catch {
            problems.append(
                Problem("FILE_UNREADABLE", at: file, zh: "文件\(file)无法读取", en: "The file \(file) cannot be read")
            )
            return ""
        }
    }
}
