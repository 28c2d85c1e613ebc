package import Casework
import Foundation

/// Everything that lies in `contracts/` as a process needs it: registry, schemas, workflows, calendar.
package struct Books: Sendable {
    package var registry: Registry
    package var schemas: SchemaSet
    /// By name.
    package var workflows: [String: Workflow]
    /// The field classes that tell of a person.
    package var personalClasses: Set<String>
    package var calendar: WorkingCalendar
    /// How long each kind of case and document is kept.
    package var retention: RetentionSchedule

    /// Reads a contracts folder; every fault of every file at once.
    package static func load(directory: String) -> Reading<Books> {
        let bundle = ContractsBundle.load(directory: directory)
        var problems = bundle.problems
        let library = load(workflows: "\(directory)/workflows", &problems)
        let calendar = CalendarFiles.load(directory: "\(directory)/calendars")
        problems += calendar.problems
        let retention = RetentionFile.load("\(directory)/retention.yaml")
        problems += retention.problems + retention.gaps(for: library?.workflows ?? [])
        if library?.problems.refuse == false { problems += retention.strangers(among: library?.workflows ?? []) }
        guard let bundle = bundle.subject, var calendar = calendar.subject, !problems.refuse else {
            return .bad(problems)
        }
        calendar.offices = bundle.registry.hours
        let books = Books(
            registry: bundle.registry,
            schemas: bundle.schemas,
            workflows: Dictionary((library?.workflows ?? []).map { ($0.name, $0) }) { first, _ in first },
            personalClasses: library?.personalClasses ?? [],
            calendar: calendar,
            retention: retention.schedule
        )
        return .good(books, warnings: problems)
    }

    private static func load(workflows directory: String, _ problems: inout [Problem]) -> WorkflowLibrary? {
        do {
            let library = try WorkflowLibrary.load(directory: directory)
            problems += library.problems
            return library
        } catch {
            problems.append(
                Problem(
                    "FILE_UNREADABLE",
                    at: "workflows",
                    zh: "工作流文件无法读取：\(error)",
                    en: "the workflow files cannot be read: \(error)"
                )
            )
            return nil
        }
    }

    /// The names of the fields, over all case types, whose texts tell of a person.
    package var personalFields: Set<String> {
        let forms = workflows.values.flatMap { [$0.form] + $0.steps.map(\.form) }
        return Set(forms.flatMap(\.fields).filter { personalClasses.contains($0.fieldClass) }.map(\.name))
    }

    /// The check of everything that publishers bring, for the case types of these books.
    package func intakeCheck() -> Reading<IntakeCheck> {
        IntakeCheck.make(
            registry: registry,
            schemas: schemas,
            caseTypes: workflows.values.map { CaseTypeForm($0, registry: registry) },
            sample: FieldSample(today: LocalDate(dayNumber: 19_474), person: "")
        )
    }
}
