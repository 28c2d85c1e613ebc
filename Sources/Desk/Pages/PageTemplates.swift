import Mustache

/// The pages' templates, style sheets and script; they are part of the executable.
package struct PageTemplates: Sendable {
    private let library: MustacheLibrary

    /// Every template of the shared pages and `more`, by name; throws where one cannot be read.
    package init(_ more: [String: [UInt8]] = [:]) throws {
        let own: [String: [UInt8]] = [
            "layout": PackageResources.layout_mustache, "sign-in": PackageResources.sign_in_mustache,
            "desk": PackageResources.desk_mustache, "task": PackageResources.task_mustache,
            "refusal": PackageResources.refusal_mustache, "document": PackageResources.document_mustache,
            "proof": PackageResources.proof_mustache, "leave": PackageResources.leave_mustache,
            "numbers": PackageResources.numbers_mustache, "reports": PackageResources.reports_mustache,
            "report": PackageResources.report_mustache,
            "me": PackageResources.me_mustache,
        ]
        let sources = own.merging(more) { _, other in other }
        library = MustacheLibrary(
            templates: try sources.mapValues { try MustacheTemplate(string: PageTemplates.text($0)) }
        )
    }

    /// The page; nil when there is no template of that name.
    ///
    /// Everything that a template names with two braces is escaped.
    package func render(_ name: String, _ context: [String: Any]) -> String? {
        library.render(context, withTemplate: name)
    }

    /// A file that pages refer to, with its content type.
    package static func asset(_ name: String) -> (bytes: [UInt8], type: String)? {
        switch name {
        case "desk.css": (PackageResources.desk_css, "text/css; charset=utf-8")
        case "document.css": (PackageResources.document_css, "text/css; charset=utf-8")
        case "icon.svg": (PackageResources.icon_svg, "image/svg+xml")
        case "desk.js": (PackageResources.desk_js, "text/javascript; charset=utf-8")
        default: nil
        }
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
