package import Casework
package import Contracts
import Foundation
import Synchronization

/// The project's own contracts, read from the folder beside the sources.
package enum Fixture {
    /// The path of a file or folder of `contracts/`.
    package static func path(_ name: String) -> String { contracts.appendingPathComponent(name).path }

    /// The text of a file of `contracts/`.
    package static func text(_ path: String) throws -> String {
        try String(contentsOf: contracts.appendingPathComponent(path), encoding: .utf8)
    }

    /// `defaults.yaml` and `labels.yaml`.
    package static func files() throws -> WorkflowFiles { try shared.get() }

    private static let shared = Result {
        let shared = ["defaults.yaml", "labels.yaml"]
        let names = try FileManager.default.contentsOfDirectory(atPath: path("workflows")).sorted()
        return WorkflowFiles(
            defaults: try text("workflows/defaults.yaml"),
            labels: try text("workflows/labels.yaml"),
            workflows: try names.filter { $0.hasSuffix(".yaml") && !shared.contains($0) }.map {
                try text("workflows/\($0)")
            }
        )
    }

    /// The workflow of this name.
    package static func workflow(_ name: String) throws -> Workflow {
        if let known = read.withLock({ $0[name] }) { return known }
        let workflow = try workflow(text: try text("workflows/\(name).yaml"))
        read.withLock { $0[name] = workflow }
        return workflow
    }

    private static let read = Mutex<[String: Workflow]>([:])

    /// A workflow written in the test itself; labels of its own ids are not asked for.
    package static func workflow(text: String) throws -> Workflow {
        let read = try files().workflow(text, file: "test.yaml", labelled: false)
        guard let workflow = read.workflow else { throw Unreadable(problems: read.problems) }
        return workflow
    }

    /// Everything in `contracts/`, read once.
    package static func books() throws -> Books { try allBooks.get() }

    private static let allBooks = Result {
        let read = Books.load(directory: path(""))
        guard let books = read.subject else { throw Unreadable(problems: read.problems) }
        return books
    }

    /// The check of a submission by what is in `contracts/`, made once.
    package static func intakeCheck() throws -> IntakeCheck { try check.get() }

    private static let check = Result {
        let made = try books().intakeCheck()
        guard let check = made.subject else { throw Unreadable(problems: made.problems) }
        return check
    }

    /// The calendar of 2023 to 2026.
    package static func calendar() throws -> WorkingCalendar {
        let read = CalendarFiles.load(directory: path("calendars"))
        guard let calendar = read.subject else { throw Unreadable(problems: read.problems) }
        return calendar
    }

    /// A workflow or calendar that has errors.
    package struct Unreadable: Error, CustomStringConvertible {
        package var problems: [Problem]

        package var description: String {
            problems.map { "\($0.code) \($0.pointer): \($0.en)" }.joined(separator: "\n")
        }
    }

    private static let contracts = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("contracts")
}
