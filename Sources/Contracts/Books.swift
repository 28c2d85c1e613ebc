package import Casework
import Foundation

/// Everything that lies in `contracts/` as a process needs it: registry, schemas, workflows, calendar.
package struct Books: Sendable {
    package var registry: Registry
    package var schemas: SchemaSet
    /// By name.
    package var workflows: [String: Workflow]
    package var calendar: WorkingCalendar

    /// Reads a contracts folder; every fault of every file at once.
    package static func load(directory: String) -> Reading<Books> {
        let bundle = ContractsBundle.load(directory: directory)
        var problems = bundle.problems
        let workflows = load(workflows: "\(directory)/workflows", &problems)
        var calendar = WorkingCalendar(version: 0, years: [])
        do {
            calendar = try CalendarFiles.load(directory: "\(directory)/calendars")
        } catch {
            problems.append(
                Problem(
                    "CALENDAR_UNREADABLE",
                    at: "calendars",
                    zh: "日历文件无法读取：\(error)",
                    en: "the calendar files cannot be read: \(error)"
                )
            )
        }
        guard let bundle = bundle.subject, !problems.refuse else { return .bad(problems) }
        let books = Books(
            registry: bundle.registry,
            schemas: bundle.schemas,
            workflows: workflows,
            calendar: calendar
        )
        return .good(books, warnings: problems)
    }

    private static func load(workflows directory: String, _ problems: inout [Problem]) -> [String: Workflow] {
        var found: [String: Workflow] = [:]
        do {
            func text(_ name: String) throws -> String {
                try String(contentsOfFile: "\(directory)/\(name)", encoding: .utf8)
            }
            let files = WorkflowFiles(defaults: try text("defaults.yaml"), labels: try text("labels.yaml"))
            let names = try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
            for name in names where name.hasSuffix(".yaml") && name != "defaults.yaml" && name != "labels.yaml" {
                let (workflow, faults) = files.workflow(try text(name), file: name)
                problems += faults
                if let workflow { found[workflow.name] = workflow }
            }
        } catch {
            problems.append(
                Problem(
                    "FILE_UNREADABLE",
                    at: "workflows",
                    zh: "工作流文件无法读取：\(error)",
                    en: "the workflow files cannot be read: \(error)"
                )
            )
        }
        return found
    }
}
