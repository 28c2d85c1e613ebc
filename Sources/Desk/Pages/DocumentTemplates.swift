import Foundation
import Mustache

/// The bodies of documents (`contracts/documents/NAME.mustache`), for people to change without a build.
package struct DocumentTemplates: Sendable {
    private let library: MustacheLibrary
    private let names: Set<String>

    /// Templates by name, without their ending; throws where one cannot be read.
    package init(_ sources: [String: String]) throws {
        library = MustacheLibrary(templates: try sources.mapValues { try MustacheTemplate(string: $0) })
        names = Set(sources.keys)
    }

    /// Everything in a folder; none when it is not there.
    package init(folder: String) throws {
        let files =
            FileManager.default.fileExists(atPath: folder)
            ? try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".mustache") } : []
        try self.init(
            Dictionary(
                uniqueKeysWithValues: files.map { file in
                    (String(file.dropLast(9)), try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8))
                }
            )
        )
    }

    /// The body of a document; `plain` for one that has no template of its own.
    func body(_ document: String, _ context: [String: Any]) -> String {
        library.render(context, withTemplate: names.contains(document) ? document : "plain") ?? ""
    }
}
