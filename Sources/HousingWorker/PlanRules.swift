import Casework
import Contracts
import Desk

/// A joint plan gives every department that was called something to do, and nobody else (domain.md 2.9, rows 3 and 4).
enum PlanRules {
    static func objections(to answer: Deed.Answer, on task: DeskTask) -> [Problem] {
        let called = departments(task)
        guard !called.isEmpty else { return [] }
        let planned = (answer.fields["tasks"]?.list ?? []).compactMap { $0["party"]?.text }.map(Naming.kebab)
        let missing = called.filter { !planned.contains($0) }
        let strangers = Set(planned).subtracting(called).sorted()
        var problems: [Problem] = []
        if !missing.isEmpty {
            let list = missing.joined(separator: ", ")
            problems.append(
                Problem(
                    "PLAN_DEPARTMENT_MISSING",
                    at: "/fields/tasks",
                    zh: "方案中没有这些部门的任务：\(list)",
                    en: "The plan has no task for \(list)"
                )
            )
        }
        if !strangers.isEmpty {
            let list = strangers.joined(separator: ", ")
            problems.append(
                Problem(
                    "PLAN_DEPARTMENT_UNKNOWN",
                    at: "/fields/tasks",
                    zh: "这些部门未被召集：\(list)",
                    en: "These were not called: \(list)"
                )
            )
        }
        return problems
    }

    static func exemplify(_ answer: inout Deed.Answer, on task: DeskTask) {
        guard !departments(task).isEmpty else { return }
        let rows = departments(task).map { Value.object(["party": .text($0), "task": "到场处置并反馈结果"]) }
        answer.fields["tasks"] = .list(rows)
    }

    private static func departments(_ task: DeskTask) -> [String] {
        (task.content.fields["departments"]?.texts ?? []).map(Naming.kebab)
    }
}
